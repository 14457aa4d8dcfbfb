"""Exporting a list as one accountable act: right, file, audit entry."""

from typing import IO

from pursuit.kernel import access, events
from pursuit.kernel.actor import Actor
from pursuit.kernel.listing import export
from pursuit.kernel.listing.column import Listing
from pursuit.kernel.listing.page import rows_of
from pursuit.kernel.listing.query import ListQuery

RIGHT = "export.lists"


def export_list(actor: Actor, listing: Listing, query: ListQuery, form: str, out: IO[bytes]) -> int:
    """Write the rows the actor sees; the audit trail keeps who took how many of what, with which filters."""
    access.require(actor, RIGHT)
    count = export.write(form, out, query.columns, rows_of(listing, actor, query))
    filters = {one.key: list(one.values) for one in query.filters}
    columns = [column.code for column in query.columns]
    events.record(actor, "kernel.list.exported", None, listing=listing.code, format=form, rows=count, filters=filters,
                  search=query.search, columns=columns)  # fmt: skip
    return count
