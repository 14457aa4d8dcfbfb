"""An embedded database into a file and back. Own connections: Django's must not hold the file that is replaced."""

import shutil
from contextlib import closing
from pathlib import Path

import pysqlite3
from django.conf import settings
from django.db import connections
from django.utils.translation import gettext as _

from pursuit.kernel.errors import Refused

SIDE_FILES = ("-wal", "-shm", "-journal")
Counts = dict[str, int]


def file() -> Path:
    return Path(settings.DATABASES["default"]["NAME"])


def has_data() -> bool:
    return file().is_file() and file().stat().st_size > 0


def snapshot(target: Path) -> Counts:
    """A consistent copy while the product runs (SQLite's online backup), verified, with its rows counted."""
    with closing(pysqlite3.connect(file())) as source, closing(pysqlite3.connect(target)) as copy:
        source.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")
    return verify(target)


def verify(path: Path) -> Counts:
    """Rows per table of a database file; Refused when the file is damaged."""
    try:
        with closing(pysqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)) as database:
            (state,) = database.execute("PRAGMA integrity_check(1)").fetchone()
            if state != "ok":
                raise Refused("damaged_database", _("The database is damaged: %s.") % str(state)[:200])
            return _counts(database)
    except pysqlite3.DatabaseError as error:
        raise Refused("damaged_database", _("The database is damaged: %s.") % error) from error


def counts() -> Counts:
    """Rows per table now."""
    return verify(file())


def _counts(database: pysqlite3.Connection) -> Counts:
    names = database.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
    # The search index keeps its rows in tables of its own; they follow from the records.
    wanted = [name for (name,) in names if not name.startswith(("sqlite_", "kernel_searchindex"))]
    return {name: database.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in wanted}  # noqa: S608


def release() -> None:
    """Nobody else may have the database open; its write-ahead log goes into the file."""
    connections.close_all()
    if not has_data():
        return
    try:
        with closing(pysqlite3.connect(file(), timeout=2)) as database:
            database.execute("PRAGMA journal_mode=DELETE")
    except pysqlite3.OperationalError as error:
        raise Refused("in_use", _("The database is in use: stop the server and the worker first.")) from error
    except pysqlite3.DatabaseError:
        return  # damaged: that is why somebody restores


def put_aside(folder: Path) -> None:
    """Move the present database away."""
    for suffix in ("", *SIDE_FILES):
        path = file().with_name(file().name + suffix)
        if path.exists():
            shutil.move(path, folder / f"database.sqlite3{suffix}")


def put_back(folder: Path) -> None:
    """Move it back over whatever was put there meanwhile."""
    for suffix in ("", *SIDE_FILES):
        kept = folder / f"database.sqlite3{suffix}"
        path = file().with_name(file().name + suffix)
        if kept.exists():
            shutil.move(kept, path)


def install(staged: Path) -> None:
    """Put the restored file in place."""
    file().parent.mkdir(parents=True, exist_ok=True)
    shutil.move(staged, file())
    file().chmod(0o600)
