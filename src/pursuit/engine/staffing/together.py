"""One suggestion for all items together: who does what, what it costs, how evenly it lies, and what is left and why.

What is asked for, in this order: leave as little as possible (an item counts by its priority, so that one of 800 counts
as much as two of 400), then as few points as possible: those of each candidate, and those of people who carry more than
the average (`match.Spread`).
"""

import numpy as np

from pursuit.engine.leveling.problem import Ints
from pursuit.engine.staffing import choose
from pursuit.engine.staffing.answer import Alternative, Choice, Left, Suggestion
from pursuit.engine.staffing.choose import LEFT, Choices, filled
from pursuit.engine.staffing.match import Ranking, rank, spreading
from pursuit.engine.staffing.reasons import Reason, Weights, Why
from pursuit.engine.staffing.work import Desk

NEXT = 5  # alternatives shown for an item


def suggest(
    desk: Desk, weights: Weights | None = None, *, seconds: float = 5.0, units: float = 5.0, seed: int = 0
) -> Suggestion:
    """Who does what; with no seconds the instant answer. Ends after so many seconds or deterministic units of search,
    whichever comes first: where the units end it, the same facts and seed give the same answer."""
    scale = weights or Weights()
    rankings, spread = rank(desk, scale), spreading(desk, scale)
    choices = choose.gather(desk, rankings, spread)
    chosen = choose.greedy(choices)
    chosen, bound = choose.better(choices, chosen, seconds, units, seed)
    points = choose.score(choices, chosen)
    loads = choose.carried(choices, chosen)
    made = [_choice(choices, rankings[item], chosen, loads) for item in np.flatnonzero(chosen != LEFT).tolist()]
    left = [_left(desk, rankings[item]) for item in np.flatnonzero(chosen == LEFT).tolist()]
    effort = np.array([item.effort for item in desk.items], np.int64)
    extra = np.array([effort[chosen == person].sum() for person in range(len(desk.people))], np.int64)
    before, after = 1000 * spread.load // spread.hours, 1000 * (spread.load + extra) // spread.hours
    cost = sum(choice.cost for choice in made)
    proved = bound >= points
    return Suggestion(rankings, tuple(made), tuple(left), cost, points, bound, proved, before, after, scale)


def _choice(choices: Choices, ranking: Ranking, chosen: Ints, loads: Ints) -> Choice:
    item, person = ranking.item, int(chosen[ranking.item])
    own = next(one for one in ranking.candidates if one.person == person)
    together = np.flatnonzero(chosen == person)
    minutes = filled(choices, person, together)
    if minutes is None:
        raise AssertionError(f"person {person} has no time for what was given out")
    others = []
    for one in ranking.candidates:
        wanted = np.append(np.flatnonzero(chosen == one.person), item)
        if one.person != person and filled(choices, one.person, wanted) is not None:
            more = choose.swapped(choices, loads, item, person, one.person)
            others.append(Alternative(one.person, more, one.cost - own.cost))
    others.sort(key=lambda other: (other.more, other.cost, other.person))
    row = int(np.flatnonzero(together == item)[0])
    return Choice(item, person, own.cost, own.reasons, minutes[row], tuple(others[:NEXT]))


def _left(desk: Desk, ranking: Ranking) -> Left:
    if ranking.candidates:
        who = tuple(one.person for one in ranking.candidates[:NEXT])
        return Left(ranking.item, (Reason(Why.CROWDED_OUT, {"candidates": len(ranking.candidates)}),), who)
    nearest = tuple(one.person for one in ranking.out[:NEXT])
    return Left(ranking.item, tuple(_nobody(desk, ranking)), nearest)


def _nobody(desk: Desk, ranking: Ranking) -> list[Reason]:
    """The skills that nobody holds; else that nobody holds all of them; else that nobody who does has the time."""
    item, found = desk.items[ranking.item], []
    for skill, needed in item.needs.items():
        best = max((person.skills.get(skill, -1) for person in desk.people), default=-1)
        if best < needed:
            found.append(Reason(Why.NOBODY_SKILLED, {"skill": skill, "needed": needed, "best": best}))
    skilled = [
        one.person for one in ranking.out if not {Why.NO_SKILL, Why.LEVEL_LOW} & {reason.code for reason in one.reasons}
    ]
    if not found and not skilled:
        some = sum(any(skill in person.skills for skill in item.needs) for person in desk.people)
        found.append(Reason(Why.NOBODY_AT_ALL, {"people": some}))
    if skilled:
        most = max(int(desk.free[person, item.first : item.end].sum()) for person in skilled)
        found.append(Reason(Why.NOBODY_FREE, {"effort": item.effort, "most": most}))
    return found
