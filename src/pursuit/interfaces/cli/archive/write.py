"""Writing an archive: database, stored files, secret key, and the manifest in front."""

import hashlib
import io
import os
import tarfile
import tempfile
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

import pursuit
from pursuit.interfaces.cli.archive import engine, manifest
from pursuit.interfaces.cli.archive.manifest import Manifest, Member
from pursuit.kernel import clock, files, operators

CHUNK = 1024 * 1024


def write(target: Path) -> Manifest:
    """Make the archive; nobody sees it under its name before it is whole."""
    with tempfile.TemporaryDirectory(dir=settings.HOME, prefix=".backup-") as folder:
        database = Path(folder) / manifest.DATABASES[engine.name()]
        tables = engine.module().snapshot(database)
        # After the snapshot: every file it names was written before it, so none is missed.
        sources, missing = _sources(database)
        made = Manifest(
            format=manifest.FORMAT,
            version=pursuit.__version__,
            made_at=clock.now().isoformat(timespec="seconds"),
            engine=engine.name(),
            migrations=applied(),
            tables=tables,
            members={name: _measure(path) for name, path in sources.items()},
            missing=missing,
        )
        part = target.with_name(target.name + ".part")
        try:
            _pack(part, made, sources)
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)
    return made


def applied() -> list[str]:
    """Migrations the database has."""
    return sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations())


def _sources(database: Path) -> tuple[dict[str, Path], list[str]]:
    sources = {database.name: database}
    key = Path(settings.HOME) / manifest.SECRET
    if key.is_file():
        sources[manifest.SECRET] = key
    missing = []
    for row in operators.stored_files():
        path = files.path_of(row)
        name = f"files/{row.stored[:2]}/{row.stored}"
        if path.is_file():
            sources[name] = path
        else:
            missing.append(name)
    return sources, missing


def _measure(path: Path) -> Member:
    return Member(path.stat().st_size, digest_of(path))


def digest_of(path: Path) -> str:
    """SHA-256 of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _pack(part: Path, made: Manifest, sources: dict[str, Path]) -> None:
    # It holds the secret key: readable by its owner only, from the first byte on.
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as raw:
        with tarfile.open(fileobj=raw, mode="w:gz", compresslevel=3, format=tarfile.PAX_FORMAT) as archive:
            _add(archive, manifest.NAME, io.BytesIO(made.dumps()), len(made.dumps()))
            for name, path in sources.items():
                with path.open("rb") as file:
                    _add(archive, name, file, made.members[name].size)
        raw.flush()
        os.fsync(raw.fileno())


def _add(archive: tarfile.TarFile, name: str, body: io.BufferedIOBase, size: int) -> None:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode, entry.mtime = size, 0o600, int(clock.now().timestamp())
    archive.addfile(entry, body)
