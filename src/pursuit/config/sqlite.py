"""Makes Django use a SQLite without the WAL-reset corruption bug (fixed in 3.51.3); Debian 12 ships 3.40."""

import sys

import pysqlite3
from pysqlite3 import dbapi2

SAFE_WAL = (3, 51, 3)

# Runs on every new connection. FULL: an acknowledged write survives a power cut. mmap off: a truncated
# file must be an I/O error, not a signal that kills the process.
INIT_COMMAND = """
PRAGMA journal_mode=WAL;
PRAGMA synchronous=FULL;
PRAGMA wal_autocheckpoint=8000;
PRAGMA cache_size=-32000;
PRAGMA temp_store=MEMORY;
PRAGMA journal_size_limit=67108864;
PRAGMA mmap_size=0;
"""


def use_bundled_sqlite() -> None:
    """Swap the stdlib module for pysqlite3; must run before Django's SQLite backend is imported."""
    if pysqlite3.sqlite_version_info < SAFE_WAL:
        raise SystemExit(
            f"SQLite {pysqlite3.sqlite_version} has the WAL-reset bug; "
            "3.51.3 or newer is required (reinstall the package pysqlite3)."
        )
    sys.modules["sqlite3"] = pysqlite3
    sys.modules["sqlite3.dbapi2"] = dbapi2
