"""Test databases without running the migrations every time: they run once per state of the migrations.

What they make is kept in .build/testdb, a file for SQLite and a dump for PostgreSQL, named after a digest of the
migrations, of the modules these import, and of the locked libraries. Each worker gets a copy; Django then finds every
migration applied.
"""

import ast
import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, urlsplit

import psycopg
import pytest
from django.conf import settings
from psycopg import sql

from tools.postgres import binaries

ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / ".build/testdb"
KEEP = 6


def imported_files(path: Path) -> set[Path]:
    """Files of ours that a migration imports, `from package import module` included."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("pursuit"):
            base = ROOT / "src" / Path(*str(node.module).split("."))
            names = [base, *(base / alias.name for alias in node.names)]
            found |= {name.with_suffix(".py") for name in names if name.with_suffix(".py").is_file()}
    return found


def digest() -> str:
    migrations = set((ROOT / "src/pursuit").glob("**/migrations/*.py"))
    read = {*migrations, *(one for path in migrations for one in imported_files(path)), ROOT / "requirements.lock"}
    content = hashlib.sha256(Path(__file__).read_bytes())
    for path in sorted(read):
        content.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
    return content.hexdigest()[:20]


@contextmanager
def alone() -> Iterator[None]:
    """One process at a time; the others find the work done."""
    KEPT.mkdir(parents=True, exist_ok=True)
    with (KEPT / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def migrate(url: str) -> None:
    """The product's own migration, under the product's own settings."""
    with tempfile.TemporaryDirectory() as home:
        given = {**os.environ, "DATABASE_URL": url, "PURSUIT_HOME": home}
        given["DJANGO_SETTINGS_MODULE"] = "pursuit.config.settings"
        subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], cwd=ROOT, env=given, check=True)


def forget_old() -> None:
    stored = sorted(KEPT.glob("*-*"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in stored[KEEP:]:
        path.unlink(missing_ok=True)


def fill_sqlite(name: str) -> None:
    template = KEPT / f"sqlite-{digest()}"
    with alone():
        if not template.exists():
            forget_old()
            fresh = KEPT / "fresh.sqlite3"
            for leftover in KEPT.glob("fresh.sqlite3*"):
                leftover.unlink()
            migrate(f"sqlite:///{fresh}")
            fresh.rename(template)
    for leftover in (name + "-wal", name + "-shm"):
        Path(leftover).unlink(missing_ok=True)
    shutil.copy(template, name)


def filled(path: str, database: str) -> None:
    """The file at path, or the database of this address where there is one, as the migrations make it."""
    if database:
        fill_postgresql(urlsplit(database).path[1:])
    else:
        fill_sqlite(path)


def url_of(database: str) -> str:
    given = settings.DATABASES["default"]
    user, password = quote(given["USER"], safe=""), quote(given["PASSWORD"], safe="")
    return f"postgresql://{user}:{password}@{given['HOST']}:{given['PORT']}/{database}"


def new_database(name: str) -> None:
    with psycopg.connect(url_of(settings.DATABASES["default"]["NAME"]), autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
        connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(name)))


def fill_postgresql(name: str) -> None:
    dump = KEPT / f"postgresql-{digest()}"
    with alone():
        if not dump.exists():
            forget_old()
            new_database("pursuit_template")
            migrate(url_of("pursuit_template"))
            command = [str(binaries() / "pg_dump"), "--no-owner", "--no-privileges", url_of("pursuit_template")]
            fresh = KEPT / "fresh.sql"
            subprocess.run([*command, "-f", str(fresh)], check=True)
            fresh.rename(dump)
    new_database(name)
    command = [str(binaries() / "psql"), "-q", "-X", "-v", "ON_ERROR_STOP=1", "-d", url_of(name), "-f", str(dump)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Once the worker's database has its name, fill it."""
    database = settings.DATABASES["default"]
    fill = fill_sqlite if database["ENGINE"].endswith("sqlite3") else fill_postgresql
    fill(database["TEST"]["NAME"])


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """Django takes the filled database as it is; folder and cluster go away as a whole."""
    return True
