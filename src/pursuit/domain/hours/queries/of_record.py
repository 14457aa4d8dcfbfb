"""Time on one record: by person and task, beside what its plan said. Only what was handed in counts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q, Sum

from pursuit.domain.hours.models import SheetState, TimeEntry
from pursuit.domain.hours.models.sheet import TOLD
from pursuit.domain.plans.models import Assignment, PlanRow, ResourceKind
from pursuit.kernel import pickers
from pursuit.kernel.actor import Actor
from pursuit.kernel.models import Subject, User

APPROVED = Sum("minutes", filter=Q(sheet__state=SheetState.APPROVED), default=0)
SUBMITTED = Sum("minutes", filter=Q(sheet__state=SheetState.SUBMITTED), default=0)


@dataclass(frozen=True, slots=True)
class Line:
    """Of a task, or of the record itself. planned: minutes of work, None where the plan says nothing; percent: done of
    it, as told."""

    about: int
    title: str
    approved: int
    submitted: int
    planned: int | None = None
    percent: int | None = None

    @property
    def spent(self) -> int:
        return self.approved + self.submitted

    @property
    def over(self) -> bool:
        return self.planned is not None and self.spent > self.planned


@dataclass(frozen=True, slots=True)
class OfPerson:
    user: int
    name: str
    approved: int
    submitted: int


@dataclass(frozen=True, slots=True)
class Time:
    """Of a record; planned: minutes of work of its whole plan, None without one."""

    lines: Sequence[Line]
    people: Sequence[OfPerson]
    planned: int | None
    approved: int
    submitted: int

    @property
    def spent(self) -> int:
        return self.approved + self.submitted


def of_record(actor: Actor, subject: Subject) -> Time:
    """Of a record the caller has shown to be visible; a fixed number of statements."""
    rows = TimeEntry.objects.visible_to(actor).filter(record=subject, sheet__state__in=TOLD).order_by()
    by_task = {
        one["about"]: (one["approved"], one["submitted"])
        for one in rows.values("about").annotate(approved=APPROVED, submitted=SUBMITTED)
    }
    by_person = [
        (one["user"], one["approved"], one["submitted"])
        for one in rows.values("user").annotate(approved=APPROVED, submitted=SUBMITTED)
    ]
    planned = planned_work(actor, subject)
    titles = pickers.titles(list(by_task), actor)
    lines = [
        Line(about, titles.get(about, ""), approved, submitted, *planned.get(about, (None, None)))
        for about, (approved, submitted) in by_task.items()
    ]
    names = dict(User.objects.filter(pk__in=[one[0] for one in by_person]).values_list("pk", "name"))
    people = [OfPerson(user, names[user], approved, submitted) for user, approved, submitted in by_person]
    return Time(
        sorted(lines, key=lambda one: (-one.spent, one.about)),
        sorted(people, key=lambda one: (-(one.approved + one.submitted), one.user)),
        sum(work for work, _percent in planned.values()) if planned else None,
        sum(one.approved for one in lines),
        sum(one.submitted for one in lines),
    )


def planned_work(actor: Actor, subject: Subject) -> Mapping[int, tuple[int, int]]:
    """{row: (minutes of work, percent done)} of the live rows without rows below in the plan of a record, ours only:
    the work that was said, else what its people give in its time, else its duration."""
    rows = PlanRow.objects.visible_to(actor).filter(
        plan__subject=subject, task__subject__deleted_at=None, below=None, side=0, inactive=False, milestone=False
    )
    facts = {pk: (work, duration, percent) for pk, work, duration, percent in
             rows.values_list("pk", "work", "duration", "percent")}  # fmt: skip
    given: dict[int, int] = {}
    uses = Assignment.objects.filter(row__in=facts, resource__kind=ResourceKind.WORK)
    for row, units, work in uses.values_list("row_id", "units", "work"):
        given[row] = given.get(row, 0) + (work if work is not None else facts[row][1] * units // 1000)
    return {
        row: (work if work is not None else given.get(row, duration), percent)
        for row, (work, duration, percent) in facts.items()
    }
