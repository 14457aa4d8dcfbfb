"""What people carry in each week, over all plans, beside what they have.

The load of an assignment lies evenly over the working time of its row (work, where it is said, else the share of the
person's time). What the reader may not see counts as load all the same; only its name stays hidden.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from django.db.models import Q, QuerySet
from numpy.typing import NDArray

from pursuit.domain.execution.models import OPEN, WorkCalendar
from pursuit.domain.execution.queries.calendars import engine_calendar
from pursuit.domain.execution.rules.hours import worked
from pursuit.domain.people.models import PersonSkill
from pursuit.domain.people.queries.planning import absences_of, capacities, planners
from pursuit.domain.plans.models import Assignment, PlanRow
from pursuit.domain.plans.rules.instants import midnight
from pursuit.engine.arrays import Ints
from pursuit.engine.calendar.week import WorkCalendar as Hours
from pursuit.kernel.actor import Actor
from pursuit.kernel.models import Membership, OrgUnit

VIEW = "workload.view"
WEEK = 7
_COLUMNS = (
    "pk", "resource__user_id", "row_id", "row__start", "row__finish", "units", "work", "row__duration",
    "row__plan__subject_id",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Planned:
    """Somebody with their home unit."""

    pk: int
    name: str
    home_name: str


@dataclass(frozen=True, slots=True)
class Load:
    """people: ids in the order of the rows; weeks: their Mondays; load, available: minutes int64[people, weeks]."""

    people: Sequence[int]
    weeks: Sequence[date]
    load: Ints
    available: Ints

    def percent(self, person: int, week: int) -> int | None:
        """None: load, and no time at all."""
        has, load = int(self.available[person, week]), int(self.load[person, week])
        return (0 if load == 0 else None) if has == 0 else round(100 * load / has)


@dataclass(frozen=True, slots=True)
class Part:
    """Of one person in one week. row, subject: ids; hidden where the reader does not see it."""

    assignment: int
    row: int
    subject: int
    minutes: int
    hidden: bool


def people_of(actor: Actor, *, unit: int | None = None, skill: str = "", user: int | None = None) -> list[Planned]:
    """Active people whose workload the actor may see, by unit and name; unit: with all below it."""
    reach = actor.reach(VIEW)
    homes = Membership.objects.filter(is_primary=True, user__in=planners(actor))
    if not reach.all:
        homes = homes.filter((Q(user=actor.user_id) if reach.own else Q(pk=None)) | Q(unit__in=reach.units))
    if user is not None:
        homes = homes.filter(user=user)
    if unit is not None:
        homes = homes.filter(unit__in=_with_below(unit))
    if skill:
        homes = homes.filter(user__in=PersonSkill.objects.visible_to(actor).filter(skill=skill).values("user"))
    rows = homes.order_by("unit__name", "user__name_key", "user").values_list("user_id", "user__name", "unit__name")
    return [Planned(*row) for row in rows]


def _with_below(unit: int) -> set[int]:
    parents = dict(OrgUnit.objects.values_list("pk", "parent_id"))
    found, more = {unit}, {unit}
    while more:
        more = {pk for pk, parent in parents.items() if parent in more} - found
        found |= more
    return found


def workload(people: Sequence[int], first: date, weeks: int) -> Load:
    """Of people the caller has found before. first: a Monday. Six statements whatever their number."""
    last = first + timedelta(days=WEEK * weeks - 1)
    clock = _Clock(_company(), first, weeks)
    place = {pk: number for number, pk in enumerate(people)}
    parts = _assigned(people, first, last)
    load = np.zeros((len(people), weeks), np.int64)
    if parts:
        minutes = _minutes(parts, clock)
        np.add.at(load, [place[one[1]] for one in parts], minutes)
    available = clock.available(people, absences_of(people, first, last), capacities(people, first, last))
    return Load(people, [first + timedelta(days=WEEK * week) for week in range(weeks)], load, available)


def of_week(actor: Actor, person: int, monday: date) -> list[Part]:
    """What one person carries in a week, most first."""
    clock = _Clock(_company(), monday, 1)
    parts = _assigned([person], monday, monday + timedelta(days=WEEK - 1))
    if not parts:
        return []
    rows = {one[2] for one in parts}
    seen = set(PlanRow.objects.visible_to(actor).filter(pk__in=rows).values_list("pk", flat=True))
    minutes = _minutes(parts, clock)[:, 0].tolist()
    found = [
        Part(one[0], one[2], one[8], share, one[2] not in seen)
        for one, share in zip(parts, minutes, strict=True)
        if share
    ]
    return sorted(found, key=lambda one: -one.minutes)


def _assigned(people: Collection[int], first: date, last: date) -> list[tuple[int, ...]]:
    """Assignments of open rows without rows below that lie in the days, as plain values."""
    rows: QuerySet[Assignment] = Assignment.objects.filter(
        resource__user__in=people,
        row__task__subject__deleted_at=None,
        row__task__status__in=OPEN,
        row__inactive=False,
        row__start__lt=midnight(last) + 1440,
        row__finish__gt=midnight(first),
        row__below=None,
    )
    return list(rows.values_list(*_COLUMNS))


def _minutes(parts: Sequence[tuple[int, ...]], clock: "_Clock") -> NDArray[np.int64]:
    """int64[parts, weeks]: the minutes of each that fall into each week."""
    starts, finishes, units = (np.array([one[column] for one in parts], np.int64) for column in (3, 4, 5))
    share = units / 1000
    for number, one in enumerate(parts):
        if one[6] is not None and one[7]:
            share[number] = one[6] / one[7]
    borders = clock.worked(clock.borders)
    inside = np.clip(borders[None, :], clock.worked(starts)[:, None], clock.worked(finishes)[:, None])
    return np.round(np.diff(inside, axis=1) * share[:, None]).astype(np.int64)


def _company() -> Hours:
    return engine_calendar(WorkCalendar.objects.prefetch_related("days").get(is_default=True))


class _Clock:
    """The company's working time over some weeks, as sums."""

    def __init__(self, hours: Hours, first: date, weeks: int) -> None:
        self.first, self.weeks = first, weeks
        days = [first + timedelta(days=one) for one in range(WEEK * weeks)]
        spans = [(midnight(day) + begin, midnight(day) + end) for day in days for begin, end in hours.hours(day)]
        self.starts = np.array([begin for begin, _end in spans], np.int64)
        self.lengths = np.array([end - begin for begin, end in spans], np.int64)
        self.before = np.concatenate([[0], np.cumsum(self.lengths)])
        self.daily = np.array([worked(hours.hours(day)) for day in days], np.int64)
        self.borders = midnight(first) + np.arange(weeks + 1, dtype=np.int64) * WEEK * 1440

    def worked(self, at: Ints) -> Ints:
        """Minutes of work between the first day and each instant."""
        if not len(self.starts):
            return np.zeros_like(at)
        place = np.maximum(np.searchsorted(self.starts, at, side="right") - 1, 0)
        part = np.clip(at - self.starts[place], 0, self.lengths[place])
        found: Ints = self.before[place] + part
        return found

    def available(
        self,
        people: Sequence[int],
        away: Mapping[int, Sequence[tuple[date, date]]],
        capacity: Mapping[int, Sequence[tuple[date, int]]],
    ) -> Ints:
        """int64[people, weeks]: by percent of a full week, without absences."""
        daily = np.tile(self.daily, (len(people), 1))
        for number, person in enumerate(people):
            steps = capacity.get(person, ())
            for (since, percent), after in zip(steps, [*[day for day, _p in steps[1:]], None], strict=True):
                if percent != 100:
                    self._days(daily[number], since, after and after - timedelta(days=1), percent)
            for since, until in away.get(person, ()):
                self._days(daily[number], since, until, 0)
        summed: Ints = daily.reshape(len(people), self.weeks, WEEK).sum(axis=2)
        return summed

    def _days(self, daily: Ints, since: date, until: date | None, percent: int) -> None:
        begin = max((since - self.first).days, 0)
        end = len(daily) if until is None else max(min((until - self.first).days + 1, len(daily)), 0)
        daily[begin:end] = daily[begin:end] * percent // 100
