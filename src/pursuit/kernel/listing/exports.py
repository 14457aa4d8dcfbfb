"""Exporting a list as one accountable act: right, file, audit entry."""

from collections.abc import Mapping, Sequence
from typing import IO

from pursuit.kernel import access, events
from pursuit.kernel.actor import Actor
from pursuit.kernel.listing import export, summary
from pursuit.kernel.listing.column import Column, Listing, Row
from pursuit.kernel.listing.query import ListQuery

RIGHT = "export.lists"


def export_list(
    actor: Actor, listing: Listing, query: ListQuery, form: str, out: IO[bytes], words: Sequence[str] = ()
) -> int:
    """Write the rows the actor sees, as they see them; the audit trail keeps who took how many of what, with which
    filters (`words`: the same filters for people)."""
    access.require(actor, RIGHT)
    columns_shown, rows = summary.table(listing, actor, query)
    said = summary.described(listing, actor, query, words)
    count = export.write(form, out, columns_shown, rows, said)
    filters = {one.key: list(one.values) for one in query.filters}
    columns = [column.code for column in query.columns]
    events.record(actor, "kernel.list.exported", None, listing=listing.code, format=form, rows=count, filters=filters,
                  search=query.search, columns=columns)  # fmt: skip
    return count


def export_rows(
    actor: Actor,
    listing: str,
    columns: Sequence[Column],
    rows: Sequence[Row],
    out: IO[bytes],
    said: Sequence[tuple[str, str]] = (),
    *,
    period: Sequence[object],
    filters: Mapping[str, Sequence[str]] | None = None,
    search: str = "",
) -> None:
    """A workbook of what a page shows that is no list; what the audit trail keeps is told as for lists."""
    access.require(actor, RIGHT)
    export.write("xlsx", out, columns, rows, said)
    events.record(actor, "kernel.list.exported", None, listing=listing, format="xlsx", rows=len(rows), columns=[],
                  filters=filters or {}, search=search, period=period)  # fmt: skip
