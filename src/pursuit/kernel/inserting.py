"""Many new rows at once, without what Django's bulk_create does for rows somebody goes on to use.

Roughly four times as fast: one prepared statement a table (COPY on PostgreSQL), values taken straight from the rows.
Keys the database gives are not read back. Names are quoted and values adapted by Django's backend.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import lru_cache
from itertools import chain, islice
from operator import itemgetter
from typing import cast

from django.db import connection, models

from pursuit.kernel import searchindex, taping
from pursuit.kernel.models.event import Event

CHUNK = 1000
# Rows of one statement. For each statement that a trigger follows SQLite keeps the old pages of all it touches.
TOGETHER = 50
Adapted = bool | int | float | Decimal | str | bytes | date | datetime | None  # what the drivers take
Adapt = Callable[[object], object]
# What both databases take as it is.
AS_IT_IS = (models.CharField, models.TextField, models.IntegerField, models.ForeignKey)


def insert(model: type[models.Model], rows: Sequence[models.Model]) -> None:
    """Write new rows of one table. Rows either all have their key or all get one from the database."""
    if not rows:
        return
    fields = [field for field in model._meta.local_concrete_fields if not (field.primary_key and rows[0].pk is None)]
    take = itemgetter(*(field.attname for field in fields))  # from the row's own dictionary: no descriptor is asked
    adapters = [(place, adapt) for place, field in enumerate(fields) if (adapt := _adapter(field)) is not None]
    put(
        model._meta.db_table,
        [field.column or "" for field in fields],
        (_adapted(take(row.__dict__), adapters) for row in rows),
    )


def put(table: str, columns: Sequence[str], rows: Iterable[Sequence[object]], *, over: str = "") -> None:
    """Rows of plain values; over: the key by which a row that is there already is replaced."""
    if (tape := taping.running()) is not None:
        tape.puts.append((table, columns, list(rows), over))
        return
    quote = connection.ops.quote_name
    into = f"{quote(table)} ({', '.join(map(quote, columns))})"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql" and not over:
            with cursor.copy(f"COPY {into} FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
            return
        places, end = f"({', '.join(['%s'] * len(columns))})", ""
        if over:
            sets = ", ".join(f"{quote(one)} = excluded.{quote(one)}" for one in columns if one != over)
            end = f" ON CONFLICT ({quote(over)}) DO UPDATE SET {sets}"
        rest = iter(rows)
        while chunk := list(islice(rest, CHUNK)):
            whole = len(chunk) - len(chunk) % TOGETHER
            several = [list(chain.from_iterable(chunk[at : at + TOGETHER])) for at in range(0, whole, TOGETHER)]
            for count, lines in ((TOGETHER, several), (1, chunk[whole:])):
                if lines:
                    sql = f"INSERT INTO {into} VALUES {', '.join([places] * count)}{end}"  # noqa: S608  our own names
                    cursor.executemany(sql, cast("list[Sequence[Adapted]]", lines))


def change(
    table: str, key: str, columns: Sequence[str], rows: Iterable[Sequence[object]], kind: str = "bigint"
) -> None:
    """Set columns of many rows of a table; the last value of each is its key. kind: of the columns, on PostgreSQL."""
    lines = list(rows)
    if not lines:
        return
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            sets = ", ".join(f"{quote(one)} = given.{quote(one)}" for one in columns)
            names = ", ".join(map(quote, (*columns, "key")))
            arrays = ", ".join([f"%s::{kind}[]"] * len(columns) + ["%s::bigint[]"])
            sql = f"UPDATE {quote(table)} AS old SET {sets} FROM unnest({arrays}) AS given({names})"  # noqa: S608
            cursor.execute(f"{sql} WHERE old.{quote(key)} = given.key", [list(one) for one in zip(*lines, strict=True)])
            return
        sets = ", ".join(f"{quote(one)} = %s" for one in columns)
        sql = f"UPDATE {quote(table)} SET {sets} WHERE {quote(key)} = %s"  # noqa: S608  our own names
        cursor.executemany(sql, cast("list[Sequence[Adapted]]", lines))


def counted() -> None:
    """After very much was written at once: PostgreSQL looks how much there is, which it would otherwise do some time
    later and believe the tables empty until then."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def keys(model: type[models.Model], count: int) -> list[int]:
    """Keys nobody else gets. On SQLite the transaction that takes them must also use them: it holds the write lock,
    and an insert moves the counter. PostgreSQL gives them away for good."""
    table = model._meta.db_table
    if (tape := taping.running()) is not None:
        return tape.keys(table, count)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
            found = cursor.fetchone()
            last = int(found[0]) if found else 0
            return list(range(last + 1, last + count + 1))
        cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)", [table, count])
        return [int(number) for (number,) in cursor.fetchall()]


def reserve(model: type[models.Model], count: int) -> list[int]:
    """Keys nobody else gets, whether they are used or not; to be committed before they are."""
    found = keys(model, count)
    if connection.vendor == "sqlite" and found:
        table = model._meta.db_table
        with connection.cursor() as cursor:
            cursor.execute("UPDATE sqlite_sequence SET seq = %s WHERE name = %s", [found[-1], table])
            if not cursor.rowcount:
                cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, found[-1]])
    return found


def play(tape: taping.Tape) -> None:
    """Write what was recorded, in the transaction of the caller."""
    events = keys(Event, tape.events)
    for table, columns, rows, over in tape.puts:
        if table in taping.EVENTS:
            put(table, columns, [(events[int(str(row[0]))], *row[1:]) for row in rows], over=over)
        else:
            put(table, columns, rows, over=over)
    searchindex.write(tape.words)


def only_read(database: str) -> None:
    """For a process that records: look at this database, change nothing, and do not queue with those who write."""
    connection.settings_dict["NAME"] = database
    if connection.vendor == "sqlite":
        connection.settings_dict["OPTIONS"]["transaction_mode"] = "DEFERRED"
    with connection.cursor() as cursor:
        only = "PRAGMA query_only = ON" if connection.vendor == "sqlite" else "SET default_transaction_read_only = on"
        cursor.execute(only)


def _adapter(field: "models.Field[object, object]") -> Adapt | None:
    if isinstance(field, AS_IT_IS):
        return None
    if isinstance(field, models.DateField):
        return _day_or_moment if connection.vendor == "sqlite" else None
    return lambda value: field.get_db_prep_save(value, connection)


@lru_cache(maxsize=4096)  # the same moment stands in several rows of a record
def _day_or_moment(value: object) -> object:
    """As Django's backend writes them for SQLite."""
    return str(value.astimezone(UTC).replace(tzinfo=None) if isinstance(value, datetime) else value)


def _adapted(values: tuple[object, ...], adapters: Sequence[tuple[int, Adapt]]) -> Sequence[object]:
    row = list(values)
    for place, adapt in adapters:
        if row[place] is not None:
            row[place] = adapt(row[place])
    return row
