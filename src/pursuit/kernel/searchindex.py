"""The one place with engine-specific search SQL: FTS5 on SQLite, a GIN-indexed token array on PostgreSQL.

Tokens are ours, so the database's own word breaking is kept out: on SQLite each token is hex-coded, which the
tokenizer cannot split; on PostgreSQL they are array elements.
"""

from collections.abc import Iterable, Sequence
from typing import cast

from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from pursuit.kernel import taping
from pursuit.kernel.models.search import SearchText

SQLITE_CREATE = (
    "CREATE VIRTUAL TABLE kernel_searchindex USING fts5(tokens, content='', contentless_delete=1, detail=none, "
    "tokenize='ascii')"
)
POSTGRES_CREATE = (
    "CREATE TABLE kernel_searchindex (id bigint PRIMARY KEY, tokens text[] NOT NULL)",
    "CREATE INDEX kernel_searchindex_tokens ON kernel_searchindex USING gin (tokens) WITH (fastupdate = off)",
)


def create() -> None:
    """Make the index table; called by the migration."""
    with connection.cursor() as cursor:
        for statement in (SQLITE_CREATE,) if _sqlite() else POSTGRES_CREATE:
            cursor.execute(statement)


def put(pk: int, tokens: Iterable[str]) -> None:
    """Store a subject's tokens in place of the old ones."""
    with connection.cursor() as cursor:
        if _sqlite():
            words = _all_coded(tokens)
            cursor.execute("INSERT OR REPLACE INTO kernel_searchindex(rowid, tokens) VALUES (%s, %s)", [pk, words])
        else:
            cursor.execute(
                "INSERT INTO kernel_searchindex(id, tokens) VALUES (%s, %s) "
                "ON CONFLICT (id) DO UPDATE SET tokens = excluded.tokens",
                [pk, sorted(tokens)],
            )


def put_many(pairs: Iterable[tuple[int, Iterable[str]]]) -> None:
    """Store the tokens of many subjects at once."""
    if _sqlite():
        rows: list[taping.Row] = [(pk, _all_coded(tokens)) for pk, tokens in pairs]
    else:
        rows = [(pk, sorted(tokens)) for pk, tokens in pairs]
    if (tape := taping.running()) is not None:
        tape.words += rows
    else:
        write(rows)


def write(rows: Sequence[taping.Row]) -> None:
    """Rows as the database keeps them."""
    with connection.cursor() as cursor:
        if _sqlite():
            statement = "INSERT OR REPLACE INTO kernel_searchindex(rowid, tokens) VALUES (%s, %s)"
        else:
            statement = (
                "INSERT INTO kernel_searchindex(id, tokens) VALUES (%s, %s) "
                "ON CONFLICT (id) DO UPDATE SET tokens = excluded.tokens"
            )
        cursor.executemany(statement, cast("list[list[str]]", rows))


def drop(pks: Iterable[int]) -> None:
    """Forget subjects that are gone."""
    key = "rowid" if _sqlite() else "id"
    with connection.cursor() as cursor:
        cursor.executemany(f"DELETE FROM kernel_searchindex WHERE {key} = %s", [(pk,) for pk in pks])  # noqa: S608


def clear() -> None:
    """Empty the index before it is rebuilt."""
    with connection.cursor() as cursor:
        if _sqlite():
            cursor.execute("DROP TABLE kernel_searchindex")
            cursor.execute(SQLITE_CREATE)
        else:
            cursor.execute("TRUNCATE kernel_searchindex")


def find(asked: list[list[set[str]]]) -> QuerySet[SearchText, object]:
    """Ids of subjects that have, for every entry, all tokens of one of its ways."""
    text, params = _statement(asked)
    # The text is built from constants only; every token is a parameter.
    return SearchText.objects.filter(pk__in=RawSQL(text, params)).values("pk")  # noqa: S611


def newest(asked: list[list[set[str]]], most: int, before: int | None = None) -> list[int]:
    """The same ids, at most so many, those of the subjects entered last, or last before one of them."""
    text, params = _statement(asked)
    key = "rowid" if _sqlite() else "id"
    older = "" if before is None else f" AND {key} < %s"
    given = [*params, *([] if before is None else [before]), most]
    with connection.cursor() as cursor:
        cursor.execute(f"{text}{older} ORDER BY {key} DESC LIMIT %s", given)
        return [row[0] for row in cursor.fetchall()]


def _statement(asked: list[list[set[str]]]) -> tuple[str, list[str | list[str]]]:
    if _sqlite():
        clauses = [
            "(" + " OR ".join("(" + " AND ".join(_coded(token) for token in sorted(way)) + ")" for way in ways) + ")"
            for ways in asked
        ]
        return "SELECT rowid FROM kernel_searchindex WHERE kernel_searchindex MATCH %s", [" AND ".join(clauses)]
    wheres: list[str] = []
    params: list[str | list[str]] = []
    for ways in asked:
        wheres.append("(" + " OR ".join("tokens @> %s::text[]" for _ in ways) + ")")
        params.extend(sorted(way) for way in ways)
    return "SELECT id FROM kernel_searchindex WHERE " + " AND ".join(wheres), params  # noqa: S608


def _sqlite() -> bool:
    return connection.vendor == "sqlite"


def _coded(token: str) -> str:
    # "x" in front keeps a token from reading as a number or as one of FTS5's words (AND, OR, NOT).
    return "x" + token.encode().hex()


def _all_coded(tokens: Iterable[str]) -> str:
    """Each of them, with blanks between; in one go, which takes a fifth of the time: no token holds a line's end."""
    pairs = "\n".join(tokens).encode().hex(" ")
    return "x" + pairs.replace(" 0a ", "|").replace(" ", "").replace("|", " x") if pairs else ""
