"""Passed points whose evidence or term has run out: noted, so that new evidence alone does not pass them again."""

from pursuit.domain.gates.models import Passage
from pursuit.domain.gates.queries import points
from pursuit.domain.projects.models import MOVING, Project
from pursuit.kernel import clock, events
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor

CHUNK = 50  # projects looked at in one transaction


def note(actor: Actor, project: Project) -> int:
    """Mark what holds no longer today. Also called before evidence changes. How many were marked."""
    if not Passage.objects.filter(project=project, ended_at=None, lapsed_on=None).exists():
        return 0
    marked = 0
    for one in points.points(project):
        if one.state == "expired" and one.passage is not None and one.passage.lapsed_on is None:
            Passage.objects.filter(pk=one.passage.pk).update(lapsed_on=clock.today())
            events.record(actor, "gate.lapsed", project.subject, passage=one.passage.pk, point=one.code)
            marked += 1
    return marked


@action("gates.note_lapses", right="gates.setup")
def note_lapses(*, actor: Actor, after: int = 0) -> tuple[int, int]:
    """One chunk of projects that go on, by id: the last one looked at (0 at the end), and how many points lapsed."""
    running = Project.objects.filter(status__in=MOVING, subject__deleted_at=None, pk__gt=after)
    passed = running.filter(pk__in=Passage.objects.filter(ended_at=None, lapsed_on=None).values("project"))
    rows = list(passed.select_related("subject", "version", "stage").order_by("pk")[:CHUNK])
    marked = sum(note(actor, row) for row in rows)
    return (rows[-1].pk if len(rows) == CHUNK else 0), marked
