"""Hours proposed for a week: from what was planned for a person and from visits they made. Nothing is written.

In half days, and never more of them than the day has left: a proposal is a reminder, not a measurement.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from pursuit.domain.customers.models import Visit, VisitParticipant
from pursuit.domain.execution.models import TaskStatus
from pursuit.domain.hours.models import OPEN
from pursuit.domain.hours.queries.days import company_hours, usual_day
from pursuit.domain.hours.queries.sheets import WeekOf
from pursuit.domain.hours.rules.halves import halves
from pursuit.domain.plans.models import Assignment, PlanRow
from pursuit.domain.plans.rules.instants import midnight
from pursuit.domain.projects.models import VisitLink
from pursuit.engine.calendar.week import DAY
from pursuit.engine.calendar.week import WorkCalendar as Hours
from pursuit.kernel import clock
from pursuit.kernel.actor import Actor

VISIT_KIND = "visit"


@dataclass(frozen=True, slots=True)
class Proposal:
    """about: a task or a visit; record: what it counts for; source: plan or visit."""

    about: int
    record: int
    title: str
    day: date
    minutes: int
    source: str

    @property
    def kind(self) -> str:
        return VISIT_KIND if self.source == VISIT_KIND else ""


@dataclass(frozen=True, slots=True)
class _Part:
    """A planned row of the person: instants, and thousandths of their time."""

    about: int
    record: int
    title: str
    start: int
    finish: int
    share: float


def proposals(actor: Actor, week: WeekOf) -> list[Proposal]:
    """For one's own week while it is open: days up to today on which one works, and nothing that is entered already."""
    if week.user.pk != actor.user_id or (week.sheet is not None and week.sheet.state not in OPEN):
        return []
    hours = company_hours()
    half = usual_day(hours) // 2
    taken = {(one.about_id, one.day) for one in week.entries}
    visits = [one for one in _visits(actor, week) if (one.about, one.day) not in taken]
    parts = _planned(actor, week)
    found: list[Proposal] = []
    for day, free in zip(week.days, week.expected, strict=True):
        if day > clock.today():
            break
        entered = sum(one.minutes for one in week.entries if one.day == day)
        made = [one for one in visits if one.day == day]
        open_ = [one for one in parts if (one.about, day) not in taken]
        # A visit took place, even on a day off.
        left = max(free, half * len(made)) - entered
        of_visits, of_rows = halves(
            left, [one.minutes for one in made], [_minutes(one, day, hours) for one in open_], half
        )
        found += [
            Proposal(one.about, one.record, one.title, day, half * count, one.source)
            for one, count in zip(made, of_visits, strict=True)
            if count
        ]
        found += [
            Proposal(one.about, one.record, one.title, day, half * count, "plan")
            for one, count in zip(open_, of_rows, strict=True)
            if count
        ]
    return found


def _minutes(part: _Part, day: date, hours: Hours) -> int:
    """What the plan gives the row on a day."""
    start = midnight(day)
    inside = sum(
        max(min(start + end, part.finish) - max(start + begin, part.start), 0) for begin, end in hours.hours(day)
    )
    return round(inside * part.share)


def _planned(actor: Actor, week: WeekOf) -> list[_Part]:
    """Rows the person is assigned to, or does alone as their owner, that lie in the week."""
    first, last = midnight(week.days[0]), midnight(week.days[-1]) + DAY
    rows = (
        PlanRow.objects.visible_to(actor)
        .filter(task__subject__deleted_at=None, inactive=False, milestone=False, start__lt=last, finish__gt=first)
        .filter(below=None)
        .exclude(task__status=TaskStatus.CANCELLED)
    )
    mine = Q(pk__in=Assignment.objects.filter(resource__user=actor.user_id).values("row"))
    alone = Q(task__subject__owner=actor.user_id, assignments=None)
    columns = ("pk", "plan__subject_id", "task__subject__title", "start", "finish", "duration")
    found = list(rows.filter(mine | alone).order_by("start", "pk").distinct().values_list(*columns))
    uses = Assignment.objects.filter(resource__user=actor.user_id, row__in=[one[0] for one in found])
    share = {row: (units, work) for row, units, work in uses.values_list("row_id", "units", "work")}
    parts = []
    for pk, record, title, start, finish, duration in found:
        units, work = share.get(pk, (1000, None))
        parts.append(
            _Part(pk, record, title, start, finish, work / duration if work is not None and duration else units / 1000)
        )
    return parts


def _visits(actor: Actor, week: WeekOf) -> Sequence[Proposal]:
    """Visits the person made; minutes as noted, 0 where nobody did."""
    begin, end = clock.start_of(week.days[0]), clock.start_of(week.days[-1] + timedelta(days=1))
    joined = VisitParticipant.objects.filter(user=actor.user_id).values("visit")
    rows = (
        Visit.objects.visible_to(actor)
        .filter(Q(subject__owner=actor.user_id) | Q(pk__in=joined), happened_at__gte=begin, happened_at__lt=end)
        .select_related("subject")
        .order_by("happened_at", "pk")
    )
    visits = list(rows[:100])
    links = VisitLink.objects.visible_to(actor).filter(visit__in=visits).order_by("-pk")
    project = dict(links.values_list("visit_id", "project_id"))
    return [
        Proposal(
            one.pk, project.get(one.pk, one.pk), one.title, clock.day_of(one.happened_at), one.minutes or 0, VISIT_KIND
        )
        for one in visits
    ]
