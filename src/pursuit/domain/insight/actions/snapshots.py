"""Taking the weekly pictures."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from django.utils.translation import gettext_lazy as _

from pursuit.domain.insight.models import ProjectSnapshot
from pursuit.domain.projects.models import Project, Status
from pursuit.kernel import clock, events
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.inputs import Label

OPEN = (Status.ACTIVE, Status.SUSPENDED)
CHUNK = 200  # short enough to hold the write lock for a moment only
After = Annotated[int, Label(_("Beyond project"), widget="hidden")]


@dataclass(frozen=True, slots=True)
class Taken:
    """How many pictures were taken, and the last project's id to go on from."""

    count: int
    last: int


@action("insight.take_snapshots", right="insight.take")
def take_snapshots(*, actor: Actor, after: After = 0) -> Taken:
    """One chunk of open projects that have no picture of this week yet, beyond a project id."""
    week = clock.week_of(clock.today())
    rows = list(missing(week, after))
    ProjectSnapshot.objects.bulk_create([_picture(row, week) for row in rows], ignore_conflicts=True)
    if rows:
        events.record(actor, "insight.snapshots_taken", None, week=week, count=len(rows))
    return Taken(len(rows), rows[-1].pk if rows else 0)


def missing(week: date, after: int) -> Iterator[Project]:
    """Open projects without a picture of a week, at most a chunk of them."""
    have = ProjectSnapshot.objects.filter(week=week).values("project")
    rows = Project.objects.live().filter(status__in=OPEN).filter(pk__gt=after).exclude(pk__in=have)
    yield from rows.select_related("subject").order_by("pk")[:CHUNK]


def _picture(row: Project, week: date) -> ProjectSnapshot:
    return ProjectSnapshot(
        project=row,
        week=week,
        taken_at=clock.now(),
        stage_id=row.stage_id,
        status=row.status,
        amount=row.amount,
        amount_currency=row.amount_currency,
        amount_base=row.amount_base,
        expected_sign_on=row.expected_sign_on,
        probability=row.probability,
        owner_id=row.subject.owner_id,
        unit_id=row.subject.unit_id,
        next_step_on=row.next_step_on,
    )
