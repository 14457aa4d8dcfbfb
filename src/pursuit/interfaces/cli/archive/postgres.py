"""A PostgreSQL database into a dump and back, with PostgreSQL's own tools."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from django.conf import settings
from django.db import connections
from django.utils.translation import gettext as _
from psycopg import sql

from pursuit.kernel.errors import Refused

Counts = dict[str, int]
DUMP = "database.pgdump"


@contextmanager
def _connected() -> Iterator["psycopg.Connection[tuple[object, ...]]"]:
    one = settings.DATABASES["default"]
    with psycopg.connect(
        host=one["HOST"] or None,
        port=one["PORT"] or None,
        user=one["USER"] or None,
        password=one["PASSWORD"] or None,
        dbname=one["NAME"],
        **one["OPTIONS"],
    ) as connection:
        yield connection


def _environment() -> dict[str, str]:
    """The tools take the password from the environment, where other users of the machine cannot read it."""
    one = settings.DATABASES["default"]
    named = {"PGHOST": one["HOST"], "PGPORT": str(one["PORT"]), "PGUSER": one["USER"], "PGPASSWORD": one["PASSWORD"]}
    return {**os.environ, **{name: value for name, value in named.items() if value}, "PGDATABASE": one["NAME"]}


def _run(tool: str, *arguments: str) -> None:
    program = shutil.which(tool)
    if program is None:
        raise Refused("no_tool", _("The program %s is missing: install PostgreSQL's client tools.") % tool)
    done = subprocess.run(  # noqa: S603  a fixed program, arguments as a list
        [program, *arguments], env=_environment(), capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise Refused("tool_failed", f"{tool}: {done.stderr.strip()[-500:]}")


def has_data() -> bool:
    with _connected() as connection:
        return bool(_tables(connection))


def snapshot(target: Path) -> Counts:
    """A dump and the row counts of one and the same moment."""
    with _connected() as connection:
        connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        name = _one(connection.execute("SELECT pg_export_snapshot()"))
        _run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--snapshot={name}", f"--file={target}")
        return _counts(connection)


def verify(path: Path) -> Counts | None:
    """Can the dump be read? Its rows cannot be counted without restoring it."""
    _run("pg_restore", "--list", str(path))
    return None


def counts() -> Counts:
    """Rows per table now."""
    with _connected() as connection:
        return _counts(connection)


def _tables(connection: "psycopg.Connection[tuple[object, ...]]") -> list[str]:
    rows = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename")
    return [str(name) for (name,) in rows]


def _counts(connection: "psycopg.Connection[tuple[object, ...]]") -> Counts:
    found = {}
    for name in _tables(connection):
        found[name] = int(_one(connection.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(name)))))
    return found


def _one(answer: "psycopg.Cursor[tuple[object, ...]]") -> str:
    """The only value of an answer."""
    ((value,),) = answer.fetchall()
    return str(value)


def release() -> None:
    connections.close_all()


def put_aside(folder: Path) -> None:
    """A dump of the present state; the database itself is replaced in one transaction."""
    if has_data():
        _run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={folder / DUMP}")


def put_back(folder: Path) -> None:
    if (folder / DUMP).exists():
        install(folder / DUMP)


def install(staged: Path) -> None:
    """All or nothing."""
    options = ("--clean", "--if-exists", "--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error")
    _run("pg_restore", *options, f"--dbname={settings.DATABASES['default']['NAME']}", str(staged))
