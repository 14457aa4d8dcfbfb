"""Schedule generation: the serial and the parallel scheme, from either end, and forward-backward improvement.

Kolisch, "Serial and parallel resource-constrained project scheduling methods revisited", EJOR 1996; justification:
Valls, Ballestín, Quintanilla, "Justification and RCPSP: a technique that pays", EJOR 2005. The backward schemes are
the forward ones on the mirrored network (`Packed.backward`), where time runs from the end.
"""

import numpy as np

from pursuit.engine.compiled import compiled
from pursuit.engine.leveling.packed import Side
from pursuit.engine.leveling.problem import Ints


@compiled
def fits(side: Side, free: Ints, period: int, task: int) -> bool:
    """Whether the capacity free[period, w] suffices for the task."""
    for word in range(len(side.full)):
        if (free[period, word] - side.need[task, word]) & side.guard[word] != side.guard[word]:
            return False
    return True


@compiled
def take(side: Side, free: Ints, period: int, task: int) -> None:
    for word in range(len(side.full)):
        free[period, word] -= side.need[task, word]


@compiled
def clear(side: Side, free: Ints, periods: int) -> None:
    for period in range(periods):
        for word in range(len(side.full)):
            free[period, word] = side.full[word]


@compiled
def serial(side: Side, order: Ints, starts: Ints, free: Ints) -> int:
    """Each task of the list as early as links and capacity allow; fills starts[n], gives the makespan.

    order: a topological list of this side · free: int64[horizon, w] empty, and empty again afterwards.
    """
    makespan = 0
    for position in range(len(order)):
        task = order[position]
        at, length = 0, side.durations[task]
        for link in range(side.pointers[task], side.pointers[task + 1]):
            before = side.before[link]
            at = max(at, starts[before] + side.durations[before] + side.lags[link])
        run = 0
        while run < length:
            run = run + 1 if fits(side, free, at, task) else 0
            at += 1
        at -= length
        for period in range(at, at + length):
            take(side, free, period, task)
        starts[task] = at
        makespan = max(makespan, at + length)
    clear(side, free, makespan)
    return int(makespan)


@compiled
def parallel(side: Side, order: Ints, starts: Ints) -> int:
    """Period by period, start what may start and fits, in the order of the list; fills starts[n], gives the makespan.

    order: a topological list of this side, most urgent first.
    """
    n = len(order)
    waiting, left = np.empty(n, np.int64), np.empty((1, len(side.full)), np.int64)
    for position in range(n):
        starts[position], waiting[position] = -1, order[position]
    now, makespan, count = 0, 0, n
    never = 1 << 62
    while count > 0:
        clear(side, left, 1)
        following = never
        for task in range(n):
            end = starts[task] + side.durations[task]
            if starts[task] >= 0 and end > now:
                following = min(following, end)
                take(side, left, 0, task)
        kept = 0
        for position in range(count):
            task = waiting[position]
            at = 0
            for link in range(side.pointers[task], side.pointers[task + 1]):
                before = side.before[link]
                if starts[before] < 0:
                    at = never
                    break
                at = max(at, starts[before] + side.durations[before] + side.lags[link])
            if at <= now and fits(side, left, 0, task):
                starts[task] = now
                take(side, left, 0, task)
                at = now + side.durations[task]
                makespan = max(makespan, at)
            else:
                waiting[kept] = task
                kept += 1
            if at > now:
                following = min(following, at)
        count, now = kept, following
    return int(makespan)


@compiled
def sort_by(keys: Ints, order: Ints) -> None:
    """Sort the list by keys[task], in place; ties keep their order. Insertion: the lists are nearly sorted."""
    for position in range(1, len(order)):
        task = order[position]
        key, at = keys[task], position
        while at > 0 and keys[order[at - 1]] > key:
            order[at] = order[at - 1]
            at -= 1
        order[at] = task


@compiled
def mirror(durations: Ints, starts: Ints, makespan: int) -> None:
    """The same schedule with time from the other end, in place."""
    for task in range(len(starts)):
        starts[task] = makespan - starts[task] - durations[task]


@compiled
def justify(forward: Side, backward: Side, order: Ints, starts: Ints, free: Ints) -> int:
    """Push all tasks to the right in the order of their finish, then to the left in the order of their start.

    order and starts are a schedule and its list, and hold the new one afterwards, never longer; gives the makespan.
    """
    makespan = 0
    for task in range(len(starts)):
        makespan = max(makespan, starts[task] + forward.durations[task])
    mirror(forward.durations, starts, makespan)
    flipped = np.empty(len(order), np.int64)
    for position in range(len(order)):
        flipped[position] = order[len(order) - 1 - position]
    sort_by(starts, flipped)
    makespan = serial(backward, flipped, starts, free)
    mirror(forward.durations, starts, makespan)
    sort_by(starts, order)
    makespan = serial(forward, order, starts, free)
    sort_by(starts, order)
    return makespan


@compiled
def decode(forward: Side, backward: Side, order: Ints, starts: Ints, free: Ints) -> int:
    """Serial scheme and one double justification; order becomes the list of the schedule found."""
    serial(forward, order, starts, free)
    sort_by(starts, order)
    return justify(forward, backward, order, starts, free)
