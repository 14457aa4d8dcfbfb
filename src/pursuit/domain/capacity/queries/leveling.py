"""Who has too much to do in a plan, and what would give everybody enough time: nothing is written.

What people do for other plans takes their time where it stands; only rows of the plan itself are moved.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from pursuit.domain.execution.models import OPEN, WorkCalendar
from pursuit.domain.execution.queries.calendars import engine_calendar
from pursuit.domain.people.queries.planning import absences_of, capacities
from pursuit.domain.plans.models import Assignment, Plan, PlanResource
from pursuit.domain.plans.queries import network
from pursuit.domain.plans.rules.instants import day_of, midnight
from pursuit.engine.calendar.week import DAY
from pursuit.engine.calendar.week import WorkCalendar as Hours
from pursuit.engine.leveling.answer import Leveled, Overload, Overloads, Resource, Trouble, uses
from pursuit.engine.schedule.network import NONE
from pursuit.kernel import pickers
from pursuit.kernel.actor import Actor
from pursuit.kernel.engineprocess import client

LEVEL = client.Question[Leveled]("pursuit.engine.leveling.ask:level")
OVERLOADS = client.Question[Overloads]("pursuit.engine.leveling.ask:overloads")
BEYOND = timedelta(days=400)  # so far past the finish absences and part time are looked up


@dataclass(frozen=True, slots=True)
class Moved:
    """A row that would start at another time; instants."""

    row: int
    title: str
    start: int
    new_start: int
    finish: int
    new_finish: int


@dataclass(frozen=True, slots=True)
class Preview:
    """What levelling would do. now: who has too much to do as the plan stands; version: of the plan it was worked out
    for; floors: what applying it sets; people: names of the resources by number; troubles: (row, title, name, why)."""

    answer: Leveled
    now: Overloads
    version: int
    moved: Sequence[Moved]
    floors: Mapping[int, int | None]
    people: Sequence[str]
    troubles: Sequence[tuple[int, str, str, Trouble]]

    def named(self, one: Overload) -> str:
        return self.people[one.resource]


@dataclass(frozen=True, slots=True)
class _Crew:
    """Who works on the plan: numbers by resource, names, facts for the engine."""

    numbers: Mapping[int, int]
    names: Sequence[str]
    resources: Sequence[Resource]


Busy = tuple[int, int, int]  # start, finish, thousandths


def preview(actor: Actor, plan: Plan, *, seconds: float, seed: int = 0) -> Preview | None:
    """Of a visible plan; None where nobody works on it. Raises what the engine refuses, and Unavailable."""
    facts = network.facts(plan)
    number = {pk: place for place, pk in enumerate(facts.rows)}
    assigned = list(
        Assignment.objects.visible_to(actor)
        .filter(row__plan=plan, resource__kind="work", row__task__subject__deleted_at=None)
        .values_list("row_id", "resource_id", "units")
    )
    if not assigned:
        return None
    calendars = list(facts.calendars)
    crew = _crew(plan, {resource for _row, resource, _units in assigned}, calendars)
    load = [(number[row], crew.numbers[resource], units) for row, resource, units in assigned]
    given = facts.outline, calendars, plan.begin, uses(load), crew.resources
    end, backward = plan.end if plan.from_end else None, plan.from_end
    now = client.ask(OVERLOADS, *given, floor=facts.floor, end=end, from_end=backward)
    answer = client.ask(LEVEL, *given, seconds=seconds, seed=seed, end=end, from_end=backward)
    return _told(facts, crew, now, answer)


def _crew(plan: Plan, wanted: set[int], calendars: list[Hours]) -> _Crew:
    """People by the company's hours, their share of a week, their absences and what they do elsewhere; others by their
    own calendar."""
    rows = list(PlanResource.objects.filter(plan=plan, pk__in=wanted).order_by("pk"))
    company = _numbered(calendars, engine_calendar(WorkCalendar.objects.prefetch_related("days").get(is_default=True)))
    users = [one.user_id for one in rows if one.user_id]
    first = day_of(min(plan.begin, plan.start or plan.begin))
    last = day_of(plan.finish or plan.begin) + BEYOND
    shares, away, busy = capacities(users, first, last), absences_of(users, first, last), _elsewhere(plan, users)
    known, _own = network.calendars_of(plan, {one.calendar_id for one in rows if one.calendar_id})
    resources = []
    for one in rows:
        if one.user_id:
            steps = _steps(shares.get(one.user_id, ()), away.get(one.user_id, ()), busy.get(one.user_id, ()))
            resources.append(Resource(company, *steps))
        else:
            calendar = 0 if one.calendar_id is None else _numbered(calendars, known[one.calendar_id])
            resources.append(Resource(calendar, (one.most,)))
    return _Crew({one.pk: place for place, one in enumerate(rows)}, [one.name for one in rows], resources)


def _numbered(calendars: list[Hours], one: Hours) -> int:
    if one not in calendars:
        calendars.append(one)
    return calendars.index(one)


def _steps(
    shares: Sequence[tuple[date, int]], away: Sequence[tuple[date, date]], busy: Sequence[Busy]
) -> tuple[tuple[int, ...], tuple[int, ...]]:
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


def _elsewhere(plan: Plan, users: Sequence[int]) -> dict[int, list[Busy]]:
    """What these people do for other plans and have not done yet, by user."""
    rows = Assignment.objects.filter(
        resource__user__in=users,
        row__task__subject__deleted_at=None,
        row__task__status__in=OPEN,
        row__inactive=False,
        row__below=None,
        row__duration__gt=0,
        row__finish__gt=plan.begin,
    ).exclude(row__plan=plan)
    found: dict[int, list[Busy]] = {}
    for user, start, finish, units in rows.order_by("pk").values_list(
        "resource__user_id", "row__start", "row__finish", "units"
    ):
        found.setdefault(user or 0, []).append((start or 0, finish or 0, units))
    return found


def _told(facts: network.Facts, crew: _Crew, now: Overloads, answer: Leveled) -> Preview:
    count = len(facts.rows)
    titles = pickers.titles(list(facts.rows))
    moved = [
        Moved(
            facts.rows[row], titles.get(facts.rows[row], ""), int(facts.found["start"][row]), int(answer.start[row]),
            int(facts.found["finish"][row]), int(answer.finish[row]),
        )
        for row in range(count)
        if facts.found["start"][row] != answer.start[row] and not facts.outline.summary[row]
    ]  # fmt: skip
    changed = np.flatnonzero(answer.floor[:count] != facts.floor).tolist()
    troubles = [
        (facts.rows[one.row], titles.get(facts.rows[one.row], ""), crew.names[one.resource], one.why)
        for one in answer.unsolved
        if one.row < count
    ]
    floors = {facts.rows[row]: None if (at := int(answer.floor[row])) == NONE else at for row in changed}
    return Preview(answer, now, facts.plan.version, moved, floors, crew.names, troubles)
