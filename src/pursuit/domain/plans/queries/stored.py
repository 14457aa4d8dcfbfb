"""A whole plan as it is stored, for what writes it to a file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q

from pursuit.domain.execution.models import CalendarDay, WorkCalendar
from pursuit.domain.plans.models import (
    Assignment,
    BaselineRow,
    Plan,
    PlanCalendar,
    PlanLink,
    PlanResource,
    PlanRow,
)
from pursuit.domain.plans.rules.order import numbers
from pursuit.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class Stored:
    """rows: live ones in the order of the outline, with their tasks; numbers: 1, 1.1, … of each; baselines: rows of
    each by number and row; calendars: of the plan by id, the company's where it follows that; keys: of calendars in the
    file they came from."""

    plan: Plan
    rows: Sequence[PlanRow]
    numbers: Sequence[str]
    links: Sequence[PlanLink]
    resources: Sequence[PlanResource]
    uses: Sequence[Assignment]
    baselines: Mapping[int, Mapping[int, BaselineRow]]
    calendars: Mapping[int, WorkCalendar]
    days: Mapping[int, Sequence[CalendarDay]]
    keys: Mapping[int, str]


def stored(actor: Actor, plan: Plan) -> Stored:
    """All of a visible plan."""
    live = PlanRow.objects.visible_to(actor, plan.subject).filter(plan=plan, task__subject__deleted_at=None)
    rows = list(live.select_related("task__subject__owner").order_by("place", "pk"))
    place = {row.pk: number for number, row in enumerate(rows)}
    links = [
        one
        for one in PlanLink.objects.filter(after__plan=plan).order_by("pk")
        if one.before_id in place and one.after_id in place
    ]
    uses = [one for one in Assignment.objects.filter(row__plan=plan).order_by("pk") if one.row_id in place]
    resources = list(PlanResource.objects.filter(plan=plan).order_by("pk"))
    baselines: dict[int, dict[int, BaselineRow]] = {}
    for one in BaselineRow.objects.filter(baseline__plan=plan).select_related("baseline"):
        baselines.setdefault(one.baseline.number, {})[one.row_id] = one
    keys = dict(PlanCalendar.objects.filter(plan=plan).values_list("calendar_id", "key"))
    wanted = [plan.calendar_id, *(row.calendar_id for row in rows), *(one.calendar_id for one in resources)]
    asked = {*keys, *(one for one in wanted if one is not None)}
    known = WorkCalendar.objects.filter(Q(pk__in=asked) | Q(is_default=True))
    calendars = {one.pk: one for one in known}
    days: dict[int, list[CalendarDay]] = {}
    for day in CalendarDay.objects.filter(calendar__in=calendars).order_by("calendar", "day"):
        days.setdefault(day.calendar_id, []).append(day)
    above = [place.get(row.parent_id or 0, -1) for row in rows]
    return Stored(plan, rows, numbers(above), links, resources, uses, baselines, calendars, days, keys)
