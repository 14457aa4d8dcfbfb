"""Who could do an item: ranked candidates with reasons, and everybody else with what stands against it."""

from dataclasses import dataclass

import numpy as np

from pursuit.engine.leveling.problem import Ints
from pursuit.engine.staffing.reasons import Reason, Weights, Why
from pursuit.engine.staffing.work import Desk

BESIDES = frozenset({Why.FAIRNESS, Why.NEEDED_ELSEWHERE})  # what depends on who gets the other items
FEW = 2  # candidates up to which an item is short of people


@dataclass(frozen=True, slots=True)
class Candidate:
    """person: index · points: the fewer the better, the sum of the reasons' · cost: minor units."""

    person: int
    points: int
    cost: int
    reasons: tuple[Reason, ...]

    @property
    def own(self) -> int:
        """Points that hold whoever gets the other items."""
        return sum(reason.points for reason in self.reasons if reason.code not in BESIDES)


@dataclass(frozen=True, slots=True)
class Out:
    """Somebody who cannot do an item, and all that stands against it."""

    person: int
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Ranking:
    """item: index · candidates: best first · out: nearest first, so that it shows what would have to change."""

    item: int
    candidates: tuple[Candidate, ...]
    out: tuple[Out, ...]


@dataclass(frozen=True, slots=True)
class Spread:
    """Points for carrying more than people do on average: max(0, base[p] + the shares of what p gets).

    base: int64[p] · share: int64[n, p] · hours, load: int64[p], minutes of all periods · mean: per mille of all hours
    that people carry with all items given out.
    """

    base: Ints
    share: Ints
    hours: Ints
    load: Ints
    mean: int

    def more(self, item: int, person: int) -> int:
        """What one item adds for a person who gets nothing else."""
        now = int(self.base[person])
        return max(0, now + int(self.share[item, person])) - max(0, now)


def spreading(desk: Desk, weights: Weights) -> Spread:
    """How the load would lie; who has no hours at all in these periods carries nothing and counts nowhere."""
    hours, load = desk.available.sum(axis=1), desk.load.sum(axis=1)
    there = np.maximum(1, hours)
    effort = np.array([item.effort for item in desk.items], np.int64)
    present = hours > 0
    whole = int(load[present].sum() + effort.sum())
    mean = 1000 * whole // max(1, int(hours.sum()))
    base = np.where(present, weights.fairness * (1000 * load // there - mean) // 1000, 0)
    return Spread(base, weights.fairness * effort[:, None] // there, there, load, mean)


@dataclass(frozen=True, slots=True)
class _Window:
    """Minutes of each person in the window of an item. present: free if nobody were absent."""

    working: list[int]
    absent: list[int]
    available: list[int]
    load: list[int]
    free: list[int]
    present: list[int]


def _windows(desk: Desk) -> list[_Window]:
    minutes = desk.working, desk.absent, desk.available, desk.load, desk.free, np.maximum(0, desk.working - desk.load)
    passed = [np.pad(np.cumsum(one, axis=1), ((0, 0), (1, 0))) for one in minutes]
    return [_Window(*((one[:, item.end] - one[:, item.first]).tolist() for one in passed)) for item in desk.items]


def rank(desk: Desk, weights: Weights | None = None) -> tuple[Ranking, ...]:
    """For every item who could do it and who could not, in the order of the items."""
    scale, people, windows = weights or Weights(), range(len(desk.people)), _windows(desk)
    against = [[tuple(_against(desk, one, item, person)) for person in people] for item, one in enumerate(windows)]
    able = np.array([[not reasons for reasons in row] for row in against], np.bool_)
    able = able.reshape(len(desk.items), len(desk.people))
    short = able.sum(axis=1) <= FEW
    spread, rare = spreading(desk, scale), able[short].sum(axis=0)
    rankings = []
    for item, row in enumerate(against):
        costs = {person: desk.cost(item, person) for person in np.flatnonzero(able[item]).tolist()}
        ends = min(costs.values(), default=0), max(costs.values(), default=0)
        found = []
        for person, cost in costs.items():
            reasons = [
                *_skilled(desk, item, person, scale),
                *_timely(desk, windows[item], item, person, scale),
                _priced(cost, *ends, scale),
                *_known(desk, item, person, scale),
                *_among_others(desk, spread, item, person, int(rare[person]) - bool(short[item]), scale),
            ]
            found.append(Candidate(person, sum(reason.points for reason in reasons), cost, tuple(reasons)))
        found.sort(key=lambda one: (one.points, one.cost, one.person))
        out = [Out(person, reasons) for person, reasons in enumerate(row) if reasons]
        out.sort(key=lambda one: (*_distance(one), one.person))
        rankings.append(Ranking(item, tuple(found), tuple(out)))
    return tuple(rankings)


def _against(desk: Desk, window: _Window, number: int, person: int) -> list[Reason]:
    """Why this person cannot do this item; nothing where nothing stands against it."""
    item, held, found = desk.items[number], desk.people[person].skills, []
    for skill, needed in item.needs.items():
        if skill not in held:
            found.append(Reason(Why.NO_SKILL, {"skill": skill, "needed": needed}))
        elif held[skill] < needed:
            found.append(Reason(Why.LEVEL_LOW, {"skill": skill, "needed": needed, "has": held[skill]}))
    free, absent = window.free[person], window.absent[person]
    if free < item.effort:
        if absent and (window.present[person] >= item.effort or not window.available[person]):
            found.append(Reason(Why.ABSENT, {"working": window.working[person], "absent": absent}))
        found.append(Reason(Why.NO_TIME, {"free": free, "effort": item.effort, "short": item.effort - free}))
    return found


def _distance(out: Out) -> tuple[int, int, int]:
    """How far somebody is from being able: skills first, then levels, then time."""
    missing = sum(reason.code == Why.NO_SKILL for reason in out.reasons)
    levels = sum(
        int(reason.values["needed"]) - int(reason.values["has"])
        for reason in out.reasons
        if reason.code == Why.LEVEL_LOW
    )
    short = sum(int(reason.values["short"]) for reason in out.reasons if reason.code == Why.NO_TIME)
    return missing, levels, short


def _skilled(desk: Desk, number: int, person: int, scale: Weights) -> list[Reason]:
    held = desk.people[person].skills
    return [
        Reason(
            Why.LEVEL, {"skill": skill, "needed": needed, "has": held[skill]}, scale.surplus * (held[skill] - needed)
        )
        for skill, needed in desk.items[number].needs.items()
    ]


def _timely(desk: Desk, window: _Window, number: int, person: int, scale: Weights) -> list[Reason]:
    effort, load, there = desk.items[number].effort, window.load[person], max(1, window.available[person])
    after = 1000 * (load + effort) // there
    return [
        Reason(Why.FREE, {"free": window.free[person], "effort": effort}),
        Reason(Why.LOAD, {"before": 1000 * load // there, "after": after}, scale.load * after // 1000),
    ]


def _priced(own: int, cheapest: int, dearest: int, scale: Weights) -> Reason:
    return Reason(Why.COST, {"cost": own, "cheapest": cheapest}, scale.cost * (own - cheapest) // max(1, dearest))


def _known(desk: Desk, number: int, person: int, scale: Weights) -> list[Reason]:
    item, one, found = desk.items[number], desk.people[person], []
    if item.pursuit and item.pursuit in one.pursuits:
        found.append(Reason(Why.KNOWS_PURSUIT, {"pursuit": item.pursuit}, -scale.pursuit))
    if item.customer and item.customer in one.customers:
        found.append(Reason(Why.KNOWS_CUSTOMER, {"customer": item.customer}, -scale.customer))
    if item.team and one.team and item.team != one.team:
        found.append(Reason(Why.OTHER_TEAM, {"team": one.team, "asking": item.team}, scale.team))
    return found


def _among_others(desk: Desk, spread: Spread, number: int, person: int, elsewhere: int, scale: Weights) -> list[Reason]:
    effort = desk.items[number].effort
    hours, load = int(spread.hours[person]), int(spread.load[person])
    after = 1000 * (load + effort) // hours
    values: dict[str, int | str] = {"before": 1000 * load // hours, "after": after, "mean": spread.mean}
    found = [Reason(Why.FAIRNESS, values, spread.more(number, person))]
    if elsewhere:
        found.append(Reason(Why.NEEDED_ELSEWHERE, {"items": elsewhere}, scale.scarce * elsewhere))
    return found
