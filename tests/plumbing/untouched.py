"""A test client that holds the house's promise: after any 4xx the business tables are unchanged.

Every statement that writes rows is recorded while a request runs, and forgotten again when the savepoint or
transaction around it is rolled back. What remains after a 4xx answer was kept, and that is a failure.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.http import HttpResponse
from django.test import Client

WRITE = re.compile(
    r"\b(?:INSERT(?:\s+OR\s+\w+)?\s+INTO|REPLACE\s+INTO|UPDATE|DELETE\s+FROM|TRUNCATE(?:\s+TABLE)?|COPY)"
    r"\s+(?:ONLY\s+)?[\"`]?(\w+)",
    re.IGNORECASE,
)
NOT_A_WRITE = re.compile(r"^\s*(SELECT|PRAGMA|EXPLAIN|SHOW|SET)\b", re.IGNORECASE)
SAVEPOINT = re.compile(r"^\s*(SAVEPOINT|ROLLBACK TO SAVEPOINT|RELEASE SAVEPOINT)\s+[\"`]?(\w+)", re.IGNORECASE)
# What is not business: the session, where it is used from, when somebody was last seen, a token last used.
PLUMBING_TABLES = {"django_session", "usersessions_usersession", "django_content_type"}
LAST_SEEN = re.compile(
    r'^\s*UPDATE (?:"kernel_user" SET "last_(?:seen|login)"|"kernel_apitoken" SET "last_used_at") = [^,]+ WHERE',
    re.IGNORECASE,
)

Execute = Callable[[str, Any, bool, dict[str, Any]], Any]


def written_table(sql: str) -> str | None:
    """The business table a statement writes to, or None."""
    if NOT_A_WRITE.match(sql) or LAST_SEEN.match(sql):
        return None
    found = WRITE.search(sql)
    return None if found is None or found[1].lower() in PLUMBING_TABLES else found[1]


def changed_rows(sql: str, cursor: Any) -> bool:
    """An UPDATE or DELETE that met no row is no change; SQLite does not count rows that are still to be returned."""
    countable = sql.lstrip()[:6].upper() != "INSERT" and "RETURNING" not in sql.upper()
    return not countable or getattr(cursor, "rowcount", 1) != 0


class Writes:
    """The statements of one connection that wrote rows and were not rolled back."""

    def __init__(self) -> None:
        self.kept: list[str] = []
        self._marks: list[tuple[str, int]] = []
        self._uncommitted_from = 0

    def __call__(self, execute: Execute, sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        """Django's execute wrapper: run the statement, then note it."""
        result = execute(sql, params, many, context)
        if mark := SAVEPOINT.match(sql):
            self._savepoint(mark[1].upper(), mark[2])
        elif written_table(sql) and changed_rows(sql, context["cursor"]):
            self.kept.append(sql)
        return result

    def _savepoint(self, verb: str, name: str) -> None:
        if verb == "SAVEPOINT":
            self._marks.append((name, len(self.kept)))
            return
        places = [i for i, (mark, _) in enumerate(self._marks) if mark == name]
        if not places:  # opened before the recording began
            if verb.startswith("ROLLBACK"):
                self.kept.clear()
            return
        if verb.startswith("ROLLBACK"):
            del self.kept[self._marks[places[-1]][1] :]
            del self._marks[places[-1] + 1 :]
        else:
            del self._marks[places[-1] :]

    def committed(self) -> None:
        self._uncommitted_from = len(self.kept)

    def rolled_back(self) -> None:
        del self.kept[self._uncommitted_from :]


@contextmanager
def recording(connection: BaseDatabaseWrapper) -> Iterator[Writes]:
    """Record one connection's writes, with its commits and roll-backs."""
    writes = Writes()
    commit, rollback = connection._commit, connection._rollback

    def noting_commit() -> None:
        commit()
        writes.committed()

    def noting_rollback() -> None:
        rollback()
        writes.rolled_back()

    with connection.execute_wrapper(writes):
        connection._commit, connection._rollback = noting_commit, noting_rollback
        try:
            yield writes
        finally:
            del connection._commit, connection._rollback


class WatchedClient(Client):
    """Django's test client; a 4xx answer that left rows behind fails the test."""

    def request(self, **request: Any) -> HttpResponse:
        with ExitStack() as stack:
            records = [stack.enter_context(recording(connection)) for connection in connections.all()]
            response = super().request(**request)
        kept = [sql for record in records for sql in record.kept]
        if kept and self.must_not_write(request, response):
            where = f"{request.get('REQUEST_METHOD')} {request.get('PATH_INFO')}"
            lines = "\n".join(sql[:300] for sql in kept)
            raise AssertionError(f"{where} answered {response.status_code} and yet wrote:\n{lines}")
        return response

    def must_not_write(self, request: dict[str, Any], response: HttpResponse) -> bool:
        return 400 <= response.status_code < 500
