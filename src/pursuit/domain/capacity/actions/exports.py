"""Taking the workload away as a file: a right, and an entry in the audit trail."""

from datetime import date

from pursuit.kernel import access, events
from pursuit.kernel.actor import Actor

RIGHT = "export.lists"


def note_export(actor: Actor, first: date, weeks: int, people: int) -> None:
    """Who took the load of how many people in which weeks."""
    access.require(actor, RIGHT)
    events.record(
        actor, "kernel.list.exported", None, listing="workload", format="xlsx", rows=people, filters={}, search="",
        columns=[], period=[first, weeks],
    )  # fmt: skip
