"""Backup → wipe → restore gives the same; an archive that is not as it was written changes nothing."""

import gzip
import hashlib
import io
import json
import shutil
import tarfile
from collections.abc import Callable
from pathlib import Path

import pysqlite3
import pytest

from pursuit.interfaces.cli.archive.manifest import DATABASES
from pursuit.interfaces.cli.archive.read import unpack
from pursuit.kernel.errors import Refused
from tests.cli.conftest import ON_POSTGRES, Installation

EVERYTHING = """
import hashlib, json
from django.apps import apps
from django.conf import settings
from pathlib import Path
found = {}
for model in apps.get_models():
    rows = sorted(json.dumps(list(row), default=str) for row in model._base_manager.values_list())
    found[model._meta.label] = [len(rows), hashlib.sha256("".join(rows).encode()).hexdigest()]
for path in sorted(Path(settings.FILES_ROOT).glob("*/*")):
    found[path.name] = hashlib.sha256(path.read_bytes()).hexdigest()
found["key"] = settings.SECRET_KEY
print(json.dumps(found, sort_keys=True))
"""


@pytest.fixture(scope="session")
def archive(installation: Installation, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("archive") / "all.tar.gz"
    assert "rows" in installation.ok("backup", str(target))
    return target


def test_the_archive(installation: Installation, archive: Path) -> None:
    assert archive.stat().st_mode & 0o077 == 0
    with tarfile.open(archive) as tar:
        assert tar.getnames()[0] == "manifest.json"
        made = json.load(tar.extractfile("manifest.json"))  # type: ignore[arg-type]
        for name, one in made["members"].items():
            body = tar.extractfile(name)
            assert body is not None
            assert hashlib.sha256(body.read()).hexdigest() == one["sha256"]
    assert made["tables"]["customers_account"] == 2
    assert "secret.key" in made["members"]
    assert sum(name.startswith("files/") for name in made["members"]) == 1
    assert "exists" in installation.refused("backup", str(archive))


def test_restore_into_an_empty_installation(installation: Installation, empty: Installation, archive: Path) -> None:
    empty.ok("restore", str(archive))
    assert json.loads(empty.script(EVERYTHING)) == json.loads(installation.script(EVERYTHING))
    assert len(json.loads(empty.ok("export", "accounts", "--format", "json", "--query", "q=zgyd"))) == 1
    assert not [*empty.home.glob("before-restore-*"), *empty.home.glob(".restore-*")]
    (only,) = (empty.home / "files").glob("*/*")
    only.unlink()
    done = empty.run("backup", str(empty.home / "b.tar.gz"))
    assert only.name in done.stderr
    assert "file_missing" in empty.refused("check")


def test_restore_over_data_keeps_the_old_state_aside(
    installation: Installation, migrated: Installation, archive: Path, tmp_path: Path
) -> None:
    migrated.ok("user", "create", "somebody")
    key = (migrated.home / "secret.key").read_text()
    assert "--force" in migrated.refused("restore", str(archive))
    assert migrated.refused("restore", "--force", str(repack(archive, tmp_path / "bad.tar.gz", _flip)))
    assert "somebody" in migrated.ok("user", "list")
    migrated.ok("restore", "--force", str(archive))
    assert "somebody" not in migrated.ok("user", "list")
    assert json.loads(migrated.script(EVERYTHING)) == json.loads(installation.script(EVERYTHING))
    (aside,) = migrated.home.glob("before-restore-*")
    assert (aside / "secret.key").read_text() == key
    assert list(aside.glob("database.*"))
    migrated.ok("check")


def repack(
    source: Path, target: Path, change: Callable[[tarfile.TarInfo, bytes], list[tuple[tarfile.TarInfo, bytes]]]
) -> Path:
    """The archive with some members changed."""
    with tarfile.open(source) as old, tarfile.open(target, "w:gz") as new:
        for entry in old:
            body = old.extractfile(entry)
            assert body is not None
            for info, content in change(entry, body.read()):
                info.size = len(content) if info.isreg() else 0
                new.addfile(info, io.BytesIO(content))
    return target


def _flip(entry: tarfile.TarInfo, body: bytes) -> list[tuple[tarfile.TarInfo, bytes]]:
    if entry.name.startswith("database"):
        body = body[:-100] + bytes([body[-100] ^ 1]) + body[-99:]
    return [(entry, body)]


def _drop_file(entry: tarfile.TarInfo, body: bytes) -> list[tuple[tarfile.TarInfo, bytes]]:
    return [] if entry.name.startswith("files/") else [(entry, body)]


def _add(
    name: str, kind: bytes = tarfile.REGTYPE, link: str = ""
) -> Callable[..., list[tuple[tarfile.TarInfo, bytes]]]:
    def change(entry: tarfile.TarInfo, body: bytes) -> list[tuple[tarfile.TarInfo, bytes]]:
        if not entry.name.startswith("files/"):
            return [(entry, body)]
        extra = tarfile.TarInfo(name)
        extra.type, extra.linkname = kind, link
        return [(extra, b"x"), (entry, body)]

    return change


def _link_instead(entry: tarfile.TarInfo, body: bytes) -> list[tuple[tarfile.TarInfo, bytes]]:
    if entry.name == "secret.key":
        entry.type, entry.linkname = tarfile.SYMTYPE, "/etc/hostname"
    return [(entry, body)]


def _in_manifest(change: Callable[[dict], None]) -> Callable[..., list[tuple[tarfile.TarInfo, bytes]]]:  # type: ignore[type-arg]
    def rewrite(entry: tarfile.TarInfo, body: bytes) -> list[tuple[tarfile.TarInfo, bytes]]:
        if entry.name == "manifest.json":
            made = json.loads(body)
            change(made)
            body = json.dumps(made).encode()
        return [(entry, body)]

    return rewrite


@pytest.mark.parametrize(
    "change",
    [
        _flip,
        _drop_file,
        _link_instead,
        _add("../../evil"),
        _add("/tmp/evil"),
        _add("files/aa/../../../evil"),
        _add("files/aa/" + "a" * 40, tarfile.SYMTYPE, "/etc"),
        _add("files/aa/" + "b" * 40, tarfile.LNKTYPE, "secret.key"),
        _add("files/aa/" + "c" * 40),
        _in_manifest(lambda made: made["members"].update({"../evil": {"size": 1, "sha256": "x"}})),
        _in_manifest(lambda made: made["members"].update({"files": 5})),
        _in_manifest(lambda made: made.update(version="9.9.9")),
        _in_manifest(lambda made: made["migrations"].append("kernel.9999_future")),
        _in_manifest(lambda made: made.update(engine="oracle")),
        _in_manifest(lambda made: made.update(engine="sqlite" if ON_POSTGRES else "postgresql")),
        _in_manifest(lambda made: made.update(product="other")),
        _in_manifest(lambda made: made.clear()),
    ],
)
def test_a_tampered_archive_is_refused(
    archive: Path, tmp_path: Path, change: Callable[..., list[tuple[tarfile.TarInfo, bytes]]]
) -> None:
    bad = repack(archive, tmp_path / "bad.tar.gz", change)
    staging = tmp_path / "staging"
    staging.mkdir()
    with pytest.raises(Refused):
        unpack(bad, staging, migrate=False)
    assert {path.name for path in tmp_path.iterdir()} == {"bad.tar.gz", "staging"}
    assert not any(path.is_symlink() for path in staging.rglob("*"))


@pytest.mark.parametrize("content", [b"", b"nonsense", gzip.compress(b"nonsense", mtime=0), None])
def test_what_is_no_archive(archive: Path, tmp_path: Path, content: bytes | None) -> None:
    bad = tmp_path / "bad.tar.gz"
    bad.write_bytes(archive.read_bytes()[:-2000] if content is None else content)
    with pytest.raises(Refused):
        unpack(bad, tmp_path, migrate=False)
    with pytest.raises(Refused):
        unpack(tmp_path / "not-there.tar.gz", tmp_path, migrate=False)


def test_the_archive_itself_is_accepted(archive: Path, tmp_path: Path) -> None:
    made = unpack(archive, tmp_path, migrate=False)
    assert {path.name for path in tmp_path.iterdir()} == {"files", "secret.key", *(DATABASES[made.engine],)}


@pytest.mark.skipif(ON_POSTGRES, reason="counts are compared after restoring there")
def test_rows_that_are_not_those_of_the_manifest(archive: Path, tmp_path: Path) -> None:
    change = _in_manifest(lambda made: made["tables"].update(customers_account=3))
    with pytest.raises(Refused, match="bad_archive"):
        unpack(repack(archive, tmp_path / "bad.tar.gz", change), tmp_path, migrate=False)


@pytest.mark.skipif(ON_POSTGRES, reason="the file of SQLite")
def test_a_database_in_use_is_not_replaced(migrated: Installation, archive: Path) -> None:
    holder = pysqlite3.connect(migrated.home / "pursuit.sqlite3")
    holder.execute("SELECT count(*) FROM kernel_user").fetchone()
    assert "in use" in migrated.refused("restore", "--force", str(archive))
    holder.close()
    migrated.ok("restore", "--force", str(archive))


@pytest.mark.skipif(ON_POSTGRES, reason="the file of SQLite")
def test_a_cut_off_restore_is_taken_back(migrated: Installation, archive: Path) -> None:
    migrated.ok("user", "create", "somebody")
    aside = migrated.home / "before-restore-20260101-000000-000000"
    aside.mkdir()
    (aside / "UNFINISHED").touch()
    shutil.move(migrated.home / "pursuit.sqlite3", aside / "database.sqlite3")
    shutil.move(migrated.home / "secret.key", aside / "secret.key")
    assert "cut_off_restore" in migrated.refused("check")
    assert migrated.run("serve", "--port", "18498").returncode == 1
    assert "--force" in migrated.refused("restore", str(archive))
    assert "somebody" in migrated.ok("user", "list")
    assert not aside.exists()
