"""A staffing problem as the kernels want it: the network from both ends, and who is able to do what."""

from typing import NamedTuple

import numpy as np

from pursuit.engine.leveling.packed import Side, pack
from pursuit.engine.leveling.priority import rules, tails
from pursuit.engine.leveling.problem import Ints
from pursuit.engine.staffing.problem import Flags, Problem


class Crew(NamedTuple):
    """Arrays over n tasks and p people.

    forward, backward: what precedes and what follows a task · order: a topological order[n] · tails: periods[n] that
    must pass after a task · pointers: int64[n + 1], who: the people able to do task i are
    who[pointers[i]:pointers[i + 1]] · able: bool[n, p] · ranks: int64[p], 0 for whom to take first where two could
    start at the same time · keys: int64[r, n], priority rules, small is urgent.
    """

    forward: Side
    backward: Side
    order: Ints
    tails: Ints
    pointers: Ints
    who: Ints
    able: Flags
    ranks: Ints
    keys: Ints


def pack_crew(problem: Problem) -> Crew:
    packed = pack(problem.plan)
    counts = problem.able.sum(axis=1)
    pointers = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
    keys = np.stack(list(rules(packed).values()))
    return Crew(
        packed.forward,
        packed.backward,
        packed.order,
        tails(packed),
        pointers,
        np.nonzero(problem.able)[1].astype(np.int64),
        problem.able.copy(),
        _ranks(problem, counts),
        keys,
    )


def _ranks(problem: Problem, counts: Ints) -> Ints:
    """People whose skills are asked for least come first, the cheaper ones among equals.

    How much somebody is asked for: the work of each task, shared equally among those able to do it.
    """
    share = np.round(problem.plan.durations * 1000 / counts).astype(np.int64)
    asked = share @ problem.able.astype(np.int64)
    ranks = np.empty(problem.people, np.int64)
    ranks[np.lexsort((problem.rates, asked))] = np.arange(problem.people)
    return ranks
