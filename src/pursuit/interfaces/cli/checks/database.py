"""The database itself: settings of the connection, damage, dangling references."""

from collections.abc import Iterator

import pysqlite3
from django.db import connection
from django.utils.translation import gettext as _

from pursuit.interfaces.cli.checks.finding import Finding

# What init_command asks for, as SQLite reports it.
PRAGMAS = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "mmap_size": 0}


def facts() -> dict[str, str]:
    """What it is."""
    connection.ensure_connection()
    if connection.vendor == "sqlite":
        return {"engine": "sqlite", "version": pysqlite3.sqlite_version}
    return {"engine": "postgresql", "version": str(connection.connection.info.server_version)}


def connection_sane() -> Iterator[Finding]:
    """Another journal would risk acknowledged writes. (An old SQLite is refused by the settings already.)"""
    if connection.vendor != "sqlite":
        return
    for name, wanted in PRAGMAS.items():
        row = _execute(f"PRAGMA {name}").fetchone()
        # Asked on an empty result: the setting is off where SQLite was built without it.
        found = row[0] if row else 0
        if found != wanted:
            yield Finding("pragma", f"PRAGMA {name} = {found} ≠ {wanted}")


def undamaged() -> Iterator[Finding]:
    """Every page and every foreign key."""
    if connection.vendor != "sqlite":
        return
    for (line,) in _execute("PRAGMA integrity_check(20)").fetchall():
        if line != "ok":
            yield Finding("integrity", str(line))
    for table, row, parent, _key in _execute("PRAGMA foreign_key_check").fetchmany(20):
        text = _("Row %(row)s of %(table)s points to a row of %(parent)s that is not there.")
        yield Finding("dangling", text % {"row": row, "table": table, "parent": parent})


def _execute(statement: str) -> "pysqlite3.Cursor":
    connection.ensure_connection()
    return connection.connection.execute(statement)
