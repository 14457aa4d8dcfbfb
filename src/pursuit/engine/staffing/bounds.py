"""Lower bounds of the makespan that hold whoever does what.

Take any set of people: the tasks that nobody outside it can do share as many hands as the set has heads (Hall, "On
representatives of subsets", 1935). So each set is a resource with a capacity, and the plan with a few telling sets
is a relaxation that the bounds of levelling apply to: every staffed schedule is a schedule of it.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from pursuit.engine.leveling import bounds as leveling
from pursuit.engine.leveling import problem as levels
from pursuit.engine.leveling.problem import Ints
from pursuit.engine.staffing.problem import Flags, Problem

SETS = 40  # resources of the relaxation
CELLS = 30_000_000  # kinds of tasks squared times people, looked at while sets grow


def closed_sets(able: Flags, durations: Ints) -> Flags:
    """Telling sets of people, bool[s, p], those with most work for each head first; all people are always one.

    A set grows by the people of one more kind of task as long as this puts more work on each head of it.
    """
    kinds, kind = np.unique(able, axis=0, return_inverse=True)
    work = np.bincount(kind.ravel(), weights=durations, minlength=len(kinds)).astype(np.float64)
    counted = kinds.astype(np.float32)

    def loads(sets: Flags) -> NDArray[np.float64]:
        inside = counted @ (~sets).T.astype(np.float32) == 0  # kind x set: nobody outside the set
        return work @ inside / sets.sum(axis=1)

    alone = loads(kinds)
    steps = max(1, CELLS // kinds.size // len(kinds))
    found = {np.ones(able.shape[1], np.bool_).tobytes()} | {one.tobytes() for one in kinds}
    for base in np.argsort(-alone, kind="stable"):
        people, now = kinds[base], alone[base]
        while steps > 0:
            steps -= 1
            wider = people | kinds
            reached = loads(wider)
            best = int(reached.argmax())
            if reached[best] <= now or wider[best].tobytes() in found:
                break
            people, now = wider[best], reached[best]
            found.add(people.tobytes())
    sets = np.array([np.frombuffer(one, np.bool_) for one in sorted(found)])
    return sets[np.argsort(-loads(sets), kind="stable")]


def relaxed(problem: Problem) -> levels.Problem:
    """The plan with sets of people as resources; each task takes one of every set that it cannot leave."""
    sets = closed_sets(problem.able, problem.plan.durations)
    everybody = sets.all(axis=1)
    chosen = np.concatenate([sets[everybody], sets[~everybody][: SETS - 1]])
    plan = problem.plan
    demands: Ints = np.array((problem.able[:, None, :] <= chosen).all(axis=2), np.int64)
    heads: Ints = np.array([row.sum() for row in chosen], np.int64)
    return levels.Problem(plan.durations, plan.pointers, plan.successors, plan.lags, demands, heads, plan.order)


def crowding(sets: levels.Problem) -> int:
    """The most work for each head of any set: an instant bound."""
    work = sets.durations @ sets.demands
    return int((-(-work // np.maximum(1, sets.capacities))).max(initial=0))


def lower_bound(problem: Problem, *, known: int | None = None, enough: Callable[[], bool] = lambda: False) -> int:
    """The best of all bounds, in periods; known, the makespan of a schedule, and enough() end the search early."""
    if problem.tasks == 0:
        return 0
    return leveling.lower_bound(relaxed(problem), known=known, enough=enough)
