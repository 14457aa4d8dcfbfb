"""A change of what hangs on a project is a change of the project: a new version and an event."""

from pursuit.domain.projects.models import Project
from pursuit.kernel import events, records
from pursuit.kernel.actor import Actor


def note(actor: Actor, project: Project, verb: str, changes: events.Changes | None = None, **facts: object) -> None:
    """The project counts as changed now, by this."""
    records.touch(project)
    events.record(actor, verb, project.subject, changes, on_behalf_of=None, **facts)
