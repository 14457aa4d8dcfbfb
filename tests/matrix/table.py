"""Reading, comparing and renewing a reviewed table: one row at a time, so that every row is a test of its own name."""

import fcntl
import json
import os
from collections.abc import Collection, Sequence
from functools import cache
from pathlib import Path

from django.db import connection

# Rights are told by the same code on both databases, so all parts are asked on one. The other is asked for what may
# differ: does every door open to whom it should, and stay shut to whom it should not, in its SQL.
SECOND = {"ar", "manager", "stranger"}
Row = dict[str, str]
Table = dict[str, Row]
HERE = Path(__file__).parent
RENEW = os.environ.get("UPDATE_MATRIX") == "1"


def asked(parts: Sequence[str]) -> Sequence[str]:
    """Those of the parts that this database is asked for."""
    return parts if connection.vendor == "sqlite" else [part for part in parts if part in SECOND]


def reviewed(name: str) -> Table:
    """The table as it was reviewed; while it is renewed, as far as that has come."""
    return _read(name) if RENEW else _kept(name)


def compare(name: str, row: str, found: Row) -> list[str]:
    """What of a row is not as reviewed, of what was asked; with UPDATE_MATRIX=1 the file is renewed instead."""
    if RENEW:
        _renew(name, row, found)
        return []
    if (before := reviewed(name).get(row)) is None:
        return [f"no reviewed row for {row}: {found}"]
    return [
        f"{row} as {part}: reviewed {before.get(part)}, now {found.get(part)}"
        for part in sorted((before.keys() if connection.vendor == "sqlite" else set()) | found.keys())
        if before.get(part) != found.get(part)
    ]


def unlike(name: str, rows: Collection[str]) -> list[str]:
    """Rows that stand on one side only; with UPDATE_MATRIX=1 those without a counterpart are dropped."""
    stale = reviewed(name).keys() - set(rows)
    if RENEW:
        for row in stale:
            _renew(name, row, None)
        return []
    lines = [f"row without a counterpart: {row}" for row in stale]
    return sorted(lines + [f"no reviewed row for {row}" for row in set(rows) - reviewed(name).keys()])


def _read(name: str) -> Table:
    path = HERE / f"{name}.json"
    path.touch()
    with path.open(encoding="utf-8") as file:
        fcntl.flock(file, fcntl.LOCK_SH)
        table: Table = json.loads(file.read() or "{}")
    return table


_kept = cache(_read)


def _renew(name: str, row: str, found: Row | None) -> None:
    """Test processes beside each other renew the same file."""
    with (HERE / f"{name}.json").open("a+", encoding="utf-8") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.seek(0)
        table: Table = json.loads(file.read() or "{}")
        if found is None:
            del table[row]
        elif table.get(row) != found:
            table[row] = found
        else:
            return
        file.truncate(0)
        file.write(json.dumps(table, ensure_ascii=False, indent=1, sort_keys=True) + "\n")
