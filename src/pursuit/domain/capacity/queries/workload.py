"""What people carry in each week, over all plans, beside what they have.

The load of an assignment lies evenly over the working time of its row (work, where it is said, else the share of the
person's time). A row that exists only if its project gets to a stage counts by the chance of that. What the reader may
not see counts as load all the same; only its name stays hidden.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from django.db.models import Q, QuerySet
from numpy.typing import NDArray

from pursuit.domain.execution.models import OPEN
from pursuit.domain.people.models import PersonSkill
from pursuit.domain.people.queries.planning import absences_of, capacities, planners
from pursuit.domain.plans.models import Assignment, PlanRow
from pursuit.domain.plans.queries.chances import chances
from pursuit.domain.plans.queries.periods import WEEK, Periods, company
from pursuit.domain.plans.rules.chance import WHOLE
from pursuit.domain.plans.rules.instants import midnight
from pursuit.engine.arrays import Ints
from pursuit.kernel.actor import Actor
from pursuit.kernel.models import Membership, OrgUnit

VIEW = "workload.view"
SLIP = 1  # minutes by which rounding may miss
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
    """Of one person in one week. row, subject: ids; hidden where the reader does not see it; chance: percent, by which
    the minutes count."""

    assignment: int
    row: int
    subject: int
    minutes: int
    hidden: bool
    chance: int


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
    clock = Periods(company(), first, weeks)
    place = {pk: number for number, pk in enumerate(people)}
    parts = assigned(people, first, last)
    load = np.zeros((len(people), weeks), np.int64)
    if parts:
        minutes = minutes_of(parts, clock)
        np.add.at(load, [place[one[1]] for one in parts], minutes)
    available = clock.available(people, absences_of(people, first, last), capacities(people, first, last))
    return Load(people, [first + timedelta(days=WEEK * week) for week in range(weeks)], load, available)


def crowded(people: Sequence[int], first: date, weeks: int) -> list[int]:
    """Who has a day of more than there is, even where the week has room."""
    days = WEEK * weeks
    last = first + timedelta(days=days - 1)
    clock = Periods(company(), first, days, 1)
    parts = assigned(people, first, last)
    if not parts:
        return []
    place = {pk: number for number, pk in enumerate(people)}
    load = np.zeros((len(people), days), np.int64)
    np.add.at(load, [place[one[1]] for one in parts], minutes_of(parts, clock))
    available = clock.available(people, absences_of(people, first, last), capacities(people, first, last))
    return [people[number] for number in np.flatnonzero((load > available + SLIP).any(axis=1)).tolist()]


def of_week(actor: Actor, person: int, monday: date) -> list[Part]:
    """What one person carries in a week, most first."""
    clock = Periods(company(), monday, 1)
    parts = assigned([person], monday, monday + timedelta(days=WEEK - 1))
    if not parts:
        return []
    rows = {one[2] for one in parts}
    seen = set(PlanRow.objects.visible_to(actor).filter(pk__in=rows).values_list("pk", flat=True))
    likely = chances(rows)
    minutes = minutes_of(parts, clock, likely)[:, 0].tolist()
    found = [
        Part(one[0], one[2], one[8], share, one[2] not in seen, likely.get(one[2], WHOLE) // 10)
        for one, share in zip(parts, minutes, strict=True)
        if share
    ]
    return sorted(found, key=lambda one: -one.minutes)


def assigned(people: Collection[int], first: date, last: date) -> list[tuple[int, ...]]:
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


def minutes_of(
    parts: Sequence[tuple[int, ...]], clock: Periods, likely: Mapping[int, int] | None = None
) -> NDArray[np.int64]:
    """int64[parts, periods]: the minutes of each that fall into each period, by how likely its row is."""
    uncertain = chances([one[2] for one in parts]) if likely is None else likely
    starts, finishes, units = (np.array([one[column] for one in parts], np.int64) for column in (3, 4, 5))
    share = units / 1000
    for number, one in enumerate(parts):
        if one[6] is not None and one[7]:
            share[number] = one[6] / one[7]
        if one[2] in uncertain:
            share[number] *= uncertain[one[2]] / WHOLE
    borders = clock.worked(clock.borders)
    inside = np.clip(borders[None, :], clock.worked(starts)[:, None], clock.worked(finishes)[:, None])
    return np.round(np.diff(inside, axis=1) * share[:, None]).astype(np.int64)
