"""A problem as the kernels want it: looked at from both ends, with several resources in one machine word.

A word holds one field per resource with a guard bit above each: subtracting a demand leaves all guard bits standing
exactly where every resource of the word suffices, so one subtraction compares them all (the SIMD-within-a-register
idea of Lamport, "Multiple byte processing with full-word instructions", 1975).
"""

from typing import NamedTuple

import numpy as np

from pursuit.engine.leveling.problem import Ints, Problem

WORD = 62  # bits used of a signed 64-bit word


class Side(NamedTuple):
    """The network in one direction; what comes before task i is before[pointers[i]:pointers[i + 1]].

    durations: int64[n] · pointers: int64[n + 1] · before, lags: int64[m] · need: int64[n, w] packed demands ·
    full: int64[w] packed capacities with guards · guard: int64[w].
    """

    durations: Ints
    pointers: Ints
    before: Ints
    lags: Ints
    need: Ints
    full: Ints
    guard: Ints


class Packed(NamedTuple):
    """forward: what precedes a task; backward: what follows it · order: a topological order · horizon: periods."""

    forward: Side
    backward: Side
    order: Ints
    horizon: int


def pack(problem: Problem) -> Packed:
    n = problem.tasks
    need, full, guard = _words(problem)
    source = np.repeat(np.arange(n, dtype=np.int64), np.diff(problem.pointers))
    by_target = np.argsort(problem.successors, kind="stable")
    targets = problem.successors[by_target]
    pointers = np.searchsorted(targets, np.arange(n + 1)).astype(np.int64)
    forward = Side(
        problem.durations.copy(), pointers, source[by_target], problem.lags[by_target].copy(), need, full, guard
    )
    backward = forward._replace(
        pointers=problem.pointers.copy(), before=problem.successors.copy(), lags=problem.lags.copy()
    )
    # no schedule of the kernels is longer: each task starts at the latest when all before it and its lags are over
    horizon = int(problem.durations.sum() + problem.lags.sum()) + 1
    return Packed(forward, backward, problem.order.copy(), horizon)


def _words(problem: Problem) -> tuple[Ints, Ints, Ints]:
    n, k = problem.tasks, problem.resources
    bits = int(problem.capacities.max(initial=1)).bit_length() + 1
    fields = WORD // bits
    words = max(1, -(-k // fields))
    need, full, guard = np.zeros((n, words), np.int64), np.zeros(words, np.int64), np.zeros(words, np.int64)
    for resource in range(k):
        word, shift = resource // fields, (resource % fields) * bits
        mark = np.int64(1) << (shift + bits - 1)
        asked = np.where(problem.durations > 0, problem.demands[:, resource], 0)
        need[:, word] |= asked << shift
        full[word] |= (problem.capacities[resource] << shift) | mark
        guard[word] |= mark
    return need, full, guard


def free_profile(packed: Packed) -> Ints:
    """An empty plan: int64[horizon, w]. The kernels use it and give it back empty."""
    return np.tile(packed.forward.full, (packed.horizon + 1, 1))
