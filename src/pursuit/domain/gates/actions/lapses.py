"""Passed points whose evidence or term has run out: noted, so that new evidence alone does not pass them again.
Proofs that are about to end: told once."""

from datetime import timedelta
from itertools import groupby

from django.db.models import Q

from pursuit.domain.gates.models import Evidence, Passage
from pursuit.domain.gates.queries import points
from pursuit.domain.gates.queries.desk import ending_of
from pursuit.domain.gates.queries.ground import asked_of
from pursuit.domain.gates.rules.evidence import SOON
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
            events.record(actor, "gate.lapsed", project.subject, passage=one.passage.pk, point=one.code, title=one.name)
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


@action("gates.note_ending", right="gates.setup")
def note_ending(*, actor: Actor, after: int = 0) -> tuple[int, int]:
    """One chunk of projects that go on, by id, as above: their owners hear once of each proof that ends soon."""
    today = clock.today()
    until = today + timedelta(days=SOON)
    ends = Q(expires_on__range=(today, until)) | Q(item__valid_days__isnull=False)
    proofs = Evidence.objects.filter(ends, project__status__in=MOVING, project__subject__deleted_at=None)
    proofs = proofs.filter(item__active=True, project__gt=after)
    chunk = list(proofs.order_by("project_id").values_list("project_id", flat=True).distinct()[:CHUNK])
    rows = proofs.filter(project__in=chunk).select_related("item", "project__subject", "project__version")
    told = 0
    for project, found in groupby(rows.order_by("project_id", "item__position", "pk"), key=lambda one: one.project):
        ending = [(day, one) for one in found if (day := ending_of(one)) and today <= day <= until]
        fresh = [(day, one) for day, one in ending if one.told_of != day and asked_of(project, one.item)]
        for day, one in fresh:
            Evidence.objects.filter(pk=one.pk).update(told_of=day)
        if fresh:
            title = "、".join(f"{one.item.label} {day.isoformat()}" for day, one in fresh)
            events.record(
                actor, "gate.ending", project.subject, items=[one.item_id for _day, one in fresh], title=title
            )
        told += len(fresh)
    return (chunk[-1] if len(chunk) == CHUNK else 0), told
