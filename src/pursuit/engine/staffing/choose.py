"""Gives items out: a greedy choice, then CP-SAT. OR-Tools is imported by the first search, not before."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from pursuit.engine.compiled import compiled
from pursuit.engine.leveling.problem import Ints
from pursuit.engine.staffing.match import Ranking, Spread
from pursuit.engine.staffing.work import Desk

if TYPE_CHECKING:
    from ortools.sat.python import cp_model

LEFT = -1  # the person of an item that nobody does


@dataclass(frozen=True, slots=True)
class Choices:
    """own: for each item the points of each candidate · spread: points for uneven load · worth: int64[n], points
    counted where an item is left, none where nobody could do it · effort, first, end: int64[n] · free: minutes
    int64[p, t]."""

    own: tuple[dict[int, int], ...]
    spread: Spread
    worth: Ints
    effort: Ints
    first: Ints
    end: Ints
    free: Ints


def gather(desk: Desk, rankings: tuple[Ranking, ...], spread: Spread) -> Choices:
    own = tuple({one.person: one.own for one in ranking.candidates} for ranking in rankings)
    # giving one more item out is worth more than all points that could be saved elsewhere
    most = 1 + sum(max(map(abs, row.values())) for row in own if row) + int(spread.share.max(axis=1, initial=0).sum())
    priorities = [item.priority + 1 if row else 0 for item, row in zip(desk.items, own, strict=True)]
    worth = most * np.array(priorities, np.int64)
    facts = [[item.effort, item.first, item.end] for item in desk.items]
    effort, first, end = np.array(facts, np.int64).reshape(-1, 3).T
    return Choices(own, spread, worth, effort, first, end, desk.free)


def score(choices: Choices, chosen: Ints) -> int:
    """Points of a choice int64[n] of people or LEFT."""
    given = chosen != LEFT
    own = sum(choices.own[item][int(chosen[item])] for item in np.flatnonzero(given))
    uneven = np.maximum(0, carried(choices, chosen)).sum() - np.maximum(0, choices.spread.base).sum()
    return int(own + uneven + choices.worth[~given].sum())


def carried(choices: Choices, chosen: Ints) -> Ints:
    """Points of load above the average, below 0 where it lies below, for each person of a choice."""
    total, items = choices.spread.base.copy(), np.flatnonzero(chosen != LEFT)
    np.add.at(total, chosen[items], choices.spread.share[items, chosen[items]])
    return total


def swapped(choices: Choices, loads: Ints, item: int, person: int, other: int) -> int:
    """Points that a choice counts more when another one takes the item over; loads: what `carried` gives for it."""
    share, more = choices.spread.share, choices.own[item][other] - choices.own[item][person]
    less = max(0, loads[person]) - max(0, loads[person] - share[item, person])
    return int(more - less + max(0, loads[other] + share[item, other]) - max(0, loads[other]))


def filled(choices: Choices, person: int, items: Ints) -> Ints | None:
    """When one person does these items, minutes int64[len(items), t], the one with the nearest end first in each
    period; None where the time does not suffice (Jackson's rule: then no other order does either)."""
    minutes = np.zeros((len(items), choices.free.shape[1]), np.int64)
    order = np.lexsort((choices.first[items], choices.end[items]))
    windows = choices.effort[items], choices.first[items], choices.end[items]
    return minutes if fill(choices.free[person].copy(), *windows, order, minutes) else None


@compiled
def fill(free: Ints, rest: Ints, first: Ints, end: Ints, order: Ints, minutes: Ints) -> bool:
    """Take free[t] away in the order of the rows; free and rest are used up."""
    for period in range(len(free)):
        for row in order:
            if first[row] <= period < end[row]:
                part = min(rest[row], free[period])
                minutes[row, period] = part
                rest[row] -= part
                free[period] -= part
    return not rest.any()


def greedy(choices: Choices) -> Ints:
    """Worthy items first, among these the ones with fewest candidates; each to whom it adds fewest points."""
    chosen = np.full(len(choices.own), LEFT, np.int64)
    loads, share = choices.spread.base.tolist(), choices.spread.share.tolist()
    order = sorted(range(len(chosen)), key=lambda item: (-int(choices.worth[item]), len(choices.own[item]), item))
    for item in order:
        added = sorted(
            (own + max(0, loads[person] + share[item][person]) - max(0, loads[person]), person)
            for person, own in choices.own[item].items()
        )
        for _, person in added:
            if filled(choices, person, np.append(np.flatnonzero(chosen == person), item)) is not None:
                chosen[item] = person
                loads[person] += share[item][person]
                break
    return chosen


def better(choices: Choices, known: Ints, seconds: float, units: float, seed: int) -> tuple[Ints, int]:
    """The best choice found, never worse than known, and a bound no choice falls below."""
    now = score(choices, known)
    least = sum(min(row.values()) for row in choices.own if row)
    if not any(choices.own) or now <= least or seconds <= 0:
        return known, min(now, least)
    from ortools.sat.python import cp_model  # noqa: PLC0415 (100 MB that most never need)

    model = cp_model.CpModel()
    gets = _gets(model, choices, known)
    _time(model, choices, gets)
    given = [(here, choices.own[item][person]) for item, row in enumerate(gets) for person, here in row.items()]
    # who is left counts what giving it out would save: the worth is taken off each candidate instead
    worth = [int(choices.worth[item]) for item, row in enumerate(gets) for _ in row]
    over = _uneven(model, choices, gets)
    counted = [points - value for (_, points), value in zip(given, worth, strict=True)] + [1] * len(over)
    model.minimize(cp_model.LinearExpr.weighted_sum([here for here, _ in given] + over, counted))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = seed
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.max_deterministic_time = units
    status = solver.solve(model)
    # the model counts from all items left, and what people above the average carry already
    origin = int(choices.worth.sum()) - int(np.maximum(0, choices.spread.base).sum())
    shown = solver.best_objective_bound
    bound = max(least, int(np.ceil(shown - 1e-6)) + origin if np.isfinite(shown) else least)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return known, min(bound, now)
    picked = [[person for person, here in row.items() if solver.boolean_value(here)] for row in gets]
    found = np.array([people[0] if people else LEFT for people in picked], np.int64)
    best = min((found, known), key=lambda one: score(choices, one))
    return best, min(bound, score(choices, best))


def _gets(model: "cp_model.CpModel", choices: Choices, known: Ints) -> "list[dict[int, cp_model.IntVar]]":
    """Whether this person gets this item; at most one does."""
    gets = [{person: model.new_bool_var("") for person in row} for row in choices.own]
    for item, row in enumerate(gets):
        model.add_at_most_one(row.values())
        for person, here in row.items():
            model.add_hint(here, int(known[item] == person))
    return gets


def _time(model: "cp_model.CpModel", choices: Choices, gets: "list[dict[int, cp_model.IntVar]]") -> None:
    """Between any start and any end of windows a person has time for all that lies inside: for windows this is not
    only needed, it suffices (Hall's condition on intervals)."""
    from ortools.sat.python import cp_model  # noqa: PLC0415

    first, end, effort = choices.first.tolist(), choices.end.tolist(), choices.effort.tolist()
    by_end = sorted(range(len(gets)), key=end.__getitem__)
    for person in range(len(choices.free)):
        mine = [item for item in by_end if person in gets[item]]
        passed = [0, *np.cumsum(choices.free[person]).tolist()]
        for begin in sorted({first[item] for item in mine}):
            inside = [item for item in mine if first[item] >= begin]
            total, begun = 0, False
            for place, item in enumerate(inside):
                total, begun = total + effort[item], begun or first[item] == begin
                if not begun:
                    continue  # a later begin has the same items and less room
                last = place + 1 == len(inside) or end[inside[place + 1]] > end[item]
                if last and total > (room := passed[end[item]] - passed[begin]):
                    these = inside[: place + 1]
                    here, work = [gets[one][person] for one in these], [effort[one] for one in these]
                    model.add(cp_model.LinearExpr.weighted_sum(here, work) <= room)


def _uneven(
    model: "cp_model.CpModel", choices: Choices, gets: "list[dict[int, cp_model.IntVar]]"
) -> "list[cp_model.IntVar]":
    """For each person the points of carrying more than the average."""
    found = []
    for person, base in enumerate(choices.spread.base.tolist()):
        parts = [
            (int(choices.spread.share[item, person]), row[person]) for item, row in enumerate(gets) if person in row
        ]
        most = max(0, base + sum(share for share, _ in parts))
        over = model.new_int_var(0, most, "")
        model.add(over >= base + sum(share * here for share, here in parts))
        found.append(over)
    return found
