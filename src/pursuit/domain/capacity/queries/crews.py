"""Who works on plans, as resources for the engine: their hours, their share of a week, their absences, and what they do
elsewhere. Each person once, whatever the number of plans; what is no person, once for each plan."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from pursuit.domain.execution.models import OPEN, WorkCalendar
from pursuit.domain.execution.queries.calendars import engine_calendar
from pursuit.domain.people.queries.planning import absences_of, capacities
from pursuit.domain.plans.models import Assignment, Plan, PlanResource
from pursuit.domain.plans.queries import network
from pursuit.domain.plans.queries.chances import chances
from pursuit.domain.plans.rules.chance import WHOLE
from pursuit.domain.plans.rules.instants import day_of, midnight
from pursuit.engine.calendar.week import DAY
from pursuit.engine.calendar.week import WorkCalendar as Hours
from pursuit.engine.leveling.answer import Resource
from pursuit.engine.schedule.network import NONE

BEYOND = timedelta(days=400)  # so far past the finish absences and part time are looked up


@dataclass(frozen=True, slots=True)
class Crew:
    """numbers: of the engine's resource by the plan's; names: by number; resources: for the engine."""

    numbers: Mapping[int, int]
    names: Sequence[str]
    resources: Sequence[Resource]


Busy = tuple[int, int, int]  # start, finish, thousandths


def crew(plans: Sequence[Plan], wanted: set[int], calendars: list[Hours]) -> Crew:
    """wanted: ids of the plans' resources. Calendars that are not there yet are added."""
    rows = list(PlanResource.objects.filter(plan__in=plans, pk__in=wanted).order_by("pk"))
    company = _numbered(calendars, engine_calendar(WorkCalendar.objects.prefetch_related("days").get(is_default=True)))
    left = _left(plans, sorted({one.user_id for one in rows if one.user_id}))
    known, _own = network.calendars_of(plans[0], {one.calendar_id for one in rows if one.calendar_id})
    numbers: dict[int, int] = {}
    by_user: dict[int, int] = {}
    names: list[str] = []
    resources: list[Resource] = []
    for one in rows:
        number = by_user.get(one.user_id, len(names)) if one.user_id else len(names)
        numbers[one.pk] = number
        if number < len(names):
            continue
        names.append(one.name)
        if one.user_id:
            by_user[one.user_id] = number
            resources.append(Resource(company, *left[one.user_id]))
        else:
            calendar = 0 if one.calendar_id is None else _numbered(calendars, known[one.calendar_id])
            resources.append(Resource(calendar, (one.most,)))
    return Crew(numbers, names, resources)


Steps = tuple[tuple[int, ...], tuple[int, ...]]


def _left(plans: Sequence[Plan], users: Sequence[int]) -> dict[int, Steps]:
    """What is left of each person beside absences and other plans."""
    first = day_of(min(min(plan.begin, plan.start or plan.begin) for plan in plans))
    last = day_of(max(plan.finish or plan.begin for plan in plans)) + BEYOND
    shares, away, busy = capacities(users, first, last), absences_of(users, first, last), _elsewhere(plans, users)
    return {user: _steps(shares.get(user, ()), away.get(user, ()), busy.get(user, ())) for user in users}


def _numbered(calendars: list[Hours], one: Hours) -> int:
    if one not in calendars:
        calendars.append(one)
    return calendars.index(one)


def _steps(shares: Sequence[tuple[date, int]], away: Sequence[tuple[date, date]], busy: Sequence[Busy]) -> Steps:
    """What is left of a person, in thousandths, one figure more than the instants from which each holds."""
    dated = [(midnight(day) if day > date.min else NONE, percent * 10) for day, percent in shares] or [(NONE, 1000)]
    gone = [(midnight(begin), midnight(end) + DAY) for begin, end in away]
    borders = {*(at for at, _value in dated[1:]), *(at for stretch in gone for at in stretch)}
    borders |= {at for start, finish, _units in busy for at in (start, finish)}

    def left(at: int) -> int:
        if any(begin <= at < end for begin, end in gone):
            return 0
        share = next((value for since, value in reversed(dated) if since <= at), dated[0][1])
        return max(0, share - sum(units for start, finish, units in busy if start <= at < finish))

    ordered = sorted(borders)
    return (dated[0][1], *map(left, ordered)), tuple(ordered)


def _elsewhere(plans: Sequence[Plan], users: Sequence[int]) -> dict[int, list[Busy]]:
    """What these people do for other plans and have not done yet, by user."""
    rows = Assignment.objects.filter(
        resource__user__in=users,
        row__task__subject__deleted_at=None,
        row__task__status__in=OPEN,
        row__inactive=False,
        row__below=None,
        row__duration__gt=0,
        row__finish__gt=min(plan.begin for plan in plans),
    ).exclude(row__plan__in=plans)
    told = list(rows.order_by("pk").values_list("row", "resource__user_id", "row__start", "row__finish", "units"))
    likely = chances([one[0] for one in told])
    found: dict[int, list[Busy]] = {}
    for row, user, start, finish, units in told:
        share = units * likely.get(row, WHOLE) // WHOLE
        found.setdefault(user or 0, []).append((start or 0, finish or 0, share))
    return found
