"""Installations of their own for the command line: it runs as a process, as people run it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

from tests.plumbing.databases import filled

ROOT = Path(__file__).resolve().parents[2]
ON_POSTGRES = os.environ.get("DATABASE_URL", "").startswith("postgres")
SECONDS = 120


@dataclass
class Installation:
    """A PURSUIT_HOME with its database, and `pursuit` on it."""

    home: Path
    database: str = ""
    more: dict[str, str] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("PURSUIT_", "DJANGO_"))}
        kept.pop("DATABASE_URL", None)
        ours = {"PURSUIT_HOME": str(self.home), "PYTHONPATH": str(ROOT / "src"), "PURSUIT_LANGUAGE": "en"}
        return kept | ours | ({"DATABASE_URL": self.database} if self.database else {}) | self.more

    def run(self, *arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "pursuit.interfaces.cli.main", *arguments],
            env=self.environment,
            cwd=self.home,
            input=given,
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
        )

    def ok(self, *arguments: str, given: str = "") -> str:
        done = self.run(*arguments, given=given)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def refused(self, *arguments: str, code: int = 1) -> str:
        done = self.run(*arguments)
        assert done.returncode == code, done.stdout + done.stderr
        assert "Traceback" not in done.stderr, done.stderr
        return done.stderr

    def script(self, text: str) -> str:
        """Python inside the installation."""
        before = "import os, django; os.environ['DJANGO_SETTINGS_MODULE']='pursuit.config.settings'; django.setup()\n"
        done = subprocess.run(
            [sys.executable, "-c", before + text],
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout


def _database(name: str, template: str = "template0") -> Iterator[str]:
    """A database of its own on the cluster of DATABASE_URL; "" on SQLite."""
    if not ON_POSTGRES:
        yield ""
        return
    url = os.environ["DATABASE_URL"]
    name = f"{name}_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        server.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
    yield urlsplit(url)._replace(path=f"/{name}").geturl()
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """A migrated installation that is only copied."""
    for database in _database("pursuit_cli_blank"):
        home = tmp_path_factory.mktemp("blank")
        home.chmod(0o700)
        made = Installation(home, database)
        filled(str(home / "pursuit.sqlite3"), database)
        made.ok("migrate")  # finds every step taken, and writes what lies beside a database
        yield made


def _copy(blank: Installation, home: Path, name: str) -> Iterator[Installation]:
    for database in _database(name, urlsplit(blank.database).path[1:] or "template0"):
        shutil.copytree(blank.home, home)
        yield Installation(home, database)


@pytest.fixture(scope="session")
def installation(blank: Installation, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """One that tests share: an administrator, two accounts, a file, sealed events."""
    for made in _copy(blank, tmp_path_factory.mktemp("shared") / "home", "pursuit_cli"):
        (made.home / "secret.key").unlink()  # the next process makes another
        made.ok(
            "user", "create", "boss", "--role", "admin", "--name", "关宇", "--password-stdin", given="a-long-one-77\n"
        )
        made.script(FILL)
        yield made


@pytest.fixture
def spoiled(installation: Installation, tmp_path: Path) -> Iterator[Installation]:
    """A copy of the filled one, to be damaged."""
    yield from _copy(installation, tmp_path / "spoiled", "pursuit_cli_spoiled")


@pytest.fixture
def migrated(blank: Installation, tmp_path: Path) -> Iterator[Installation]:
    """One of the test's own, without people."""
    yield from _copy(blank, tmp_path / "migrated", "pursuit_cli_mine")


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Installation]:
    """A folder and perhaps a database, and nothing in them."""
    for database in _database("pursuit_cli_empty"):
        home = tmp_path / "empty"
        home.mkdir(mode=0o700)
        yield Installation(home, database)


FILL = """
from django.core.files.uploadedfile import SimpleUploadedFile
from pursuit.domain.customers.actions.accounts import create_account
from pursuit.kernel import audit, files, operators
from pursuit.kernel.actor import Actor
actor = Actor.of(operators.find("boss"), "cli")
one = create_account(actor=actor, title="中国移动", tier="a")
create_account(actor=actor, title="=cmd()", tier="b")
files.attach_file(actor=actor, subject=one.pk, file=SimpleUploadedFile("说明.txt", "内容".encode()))
assert audit.seal(settled_seconds=-1)
"""
