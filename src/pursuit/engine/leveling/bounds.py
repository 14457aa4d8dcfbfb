"""Lower bounds of the makespan that hold for every schedule.

Heads and tails: every set of tasks that start at h or later and have q to follow finishes no earlier than
h + its work / capacity + q (Carlier, Pinson; cumulative form). Tasks of which no two fit side by side run one after
the other. The last step is destructive (Klein, Scholl, "Computing lower bounds by destructive improvement", EJOR 1999):
a makespan is refuted when links, pairs that exclude each other and the capacity taken by core times (the periods in
which a task must run whatever happens) leave some task no place.
"""

from collections.abc import Callable

import numpy as np

from pursuit.engine.compiled import compiled
from pursuit.engine.leveling.packed import Packed, Side, pack
from pursuit.engine.leveling.priority import heads, tails
from pursuit.engine.leveling.problem import Ints, Problem
from pursuit.engine.leveling.sgs import clear, fits, take

ENOUGH = 400  # heads that are tried, and tasks up to which pairs are looked at
WALKED = 300_000  # tasks times periods up to which windows are narrowed


def lower_bound(
    problem: Problem,
    packed: Packed | None = None,
    *,
    known: int | None = None,
    enough: Callable[[], bool] = lambda: False,
) -> int:
    """The best of all bounds, in periods; known, the makespan of a schedule, and enough() end the refuting early."""
    if problem.tasks == 0:
        return 0
    packed = packed or pack(problem)
    early, after = heads(packed), tails(packed)
    bound = max(critical_path(problem, early, after), energy(problem, early, after))
    if problem.tasks > ENOUGH or problem.tasks * bound > WALKED:
        return bound
    apart = excluding(problem)
    bound = max(bound, one_by_one(problem, early, after, apart))
    while (known is None or bound < known) and not enough():
        if not refuted(packed.forward, packed.backward, apart, early, after, bound):
            break
        bound += 1
    return bound


def critical_path(problem: Problem, early: Ints, after: Ints) -> int:
    return int((early + problem.durations + after).max())


def energy(problem: Problem, early: Ints, after: Ints) -> int:
    """The best over all resources and all pairs of a head and a tail."""
    bound = 0
    for resource, capacity in enumerate(problem.capacities.tolist()):
        used = np.flatnonzero((problem.demands[:, resource] > 0) & (problem.durations > 0))
        if not len(used):
            continue
        by_tail = used[np.argsort(-after[used], kind="stable")]
        work = problem.durations[by_tail] * problem.demands[by_tail, resource]
        first, last = early[by_tail], after[by_tail]
        steps = np.unique(first)
        for head in steps[:: -(-len(steps) // ENOUGH)]:
            chosen = first >= head
            spans = -(-np.cumsum(work * chosen) // capacity) + last
            bound = max(bound, int(head + spans[chosen].max()))
    return bound


def excluding(problem: Problem) -> Ints:
    """Which pairs of tasks never run at the same time for want of capacity: 0 or 1, int64[n, n]."""
    runs = np.flatnonzero(problem.durations > 0)
    apart = np.zeros((problem.tasks, problem.tasks), np.int64)
    for need, capacity in zip(problem.demands.T, problem.capacities, strict=True):
        apart[np.ix_(runs, runs)] |= (need[runs, None] + need[runs]) > capacity
    np.fill_diagonal(apart, 0)
    return apart


def one_by_one(problem: Problem, early: Ints, after: Ints, apart: Ints) -> int:
    """The longest clique that a greedy choice finds around each task."""
    bound = 0
    by_length = np.argsort(-problem.durations, kind="stable")
    for task in by_length:
        clique, fits = [int(task)], apart[task] > 0
        for other in by_length:
            if fits[other]:
                clique.append(int(other))
                fits &= apart[other] > 0
        bound = max(bound, int(early[clique].min() + problem.durations[clique].sum() + after[clique].min()))
    return bound


@compiled
def refuted(forward: Side, backward: Side, apart: Ints, early: Ints, after: Ints, span: int) -> bool:
    """Whether no schedule can have this makespan; False says nothing. early, after: heads and tails[n]."""
    n = len(early)
    first, last = np.empty(n, np.int64), np.empty(n, np.int64)  # earliest and latest starts
    for task in range(n):
        first[task], last[task] = early[task], span - after[task] - forward.durations[task]
    free = np.empty((span + 1, len(forward.full)), np.int64)
    changed = True
    while changed:
        changed = False
        if not linked(forward, first, last, 1) or not linked(backward, first, last, -1):
            return True
        clear(forward, free, span + 1)
        for task in range(n):
            for period in range(last[task], first[task] + forward.durations[task]):
                if not fits(forward, free, period, task):
                    return True
                take(forward, free, period, task)
        for task in range(n):
            begin = placed(forward, free, task, first[task], last[task], 1, first[task], last[task])
            finish = placed(forward, free, task, last[task], first[task], -1, first[task], last[task])
            if begin > last[task] or finish < first[task]:
                return True
            changed = changed or begin != first[task] or finish != last[task]
            first[task], last[task] = begin, finish
        moved = ordered(forward.durations, apart, first, last)
        if moved < 0:
            return True
        changed = changed or moved > 0
    return False


@compiled
def ordered(durations: Ints, apart: Ints, first: Ints, last: Ints) -> int:
    """Narrow the windows by pairs that exclude each other; gives how often, or -1 when no order is left."""
    moved = 0
    for task in range(len(first)):
        for other in range(len(first)):
            if apart[task, other] == 0 or first[task] + durations[task] <= last[other]:
                continue
            # task cannot come before other, so other comes before task
            end, limit = first[other] + durations[other], last[task] - durations[other]
            if end > last[task]:
                return -1
            if end > first[task]:
                first[task] = end
                moved += 1
            if limit < last[other]:
                last[other] = limit
                moved += 1
    return moved


@compiled
def linked(side: Side, first: Ints, last: Ints, direction: int) -> bool:
    """Carry the windows along the links until nothing moves; False when one is empty."""
    moved = True
    while moved:
        moved = False
        for task in range(len(first)):
            for link in range(side.pointers[task], side.pointers[task + 1]):
                before = side.before[link]
                if direction > 0:
                    at = first[before] + side.durations[before] + side.lags[link]
                    if at > first[task]:
                        first[task], moved = at, True
                else:
                    at = last[before] - side.durations[task] - side.lags[link]
                    if at < last[task]:
                        last[task], moved = at, True
            if first[task] > last[task]:
                return False
    return True


@compiled
def placed(side: Side, free: Ints, task: int, at: int, until: int, step: int, first: int, last: int) -> int:
    """The start nearest to `at`, going by step, where the core times of the others leave room; past until if none."""
    length = side.durations[task]
    while (until - at) * step >= 0:
        room = True
        for period in range(at, at + length):
            if not (last <= period < first + length or fits(side, free, period, task)):  # its own core is taken
                room = False
        if room:
            return at
        at += step
    return at
