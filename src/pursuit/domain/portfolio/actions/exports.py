"""Taking the portfolio away as a file: a right, and an entry in the audit trail."""

from pursuit.domain.portfolio.queries.bars import Asked
from pursuit.kernel import access, events
from pursuit.kernel.actor import Actor

RIGHT = "export.lists"


def note_export(actor: Actor, asked: Asked, rows: int) -> None:
    """Who took how many projects with which filters."""
    access.require(actor, RIGHT)
    told = {one.key: list(one.values) for one in asked.query.filters}
    events.record(
        actor, "kernel.list.exported", None, listing="portfolio", format="xlsx", rows=rows, filters=told,
        search=asked.query.search, columns=[], period=[asked.first, asked.last],
    )  # fmt: skip
