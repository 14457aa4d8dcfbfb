"""Priority rules: which task first. Each gives an int64[n]; the smaller, the more urgent.

LST, LFT, MTS, GRPW as in Kolisch, "Efficient priority rules for the RCPSP", J. Operations Management 1996.
"""

import numpy as np

from pursuit.engine.compiled import compiled
from pursuit.engine.leveling.packed import Packed, Side
from pursuit.engine.leveling.problem import Ints


def heads(packed: Packed) -> Ints:
    """Earliest starts without resources, periods[n]."""
    return _longest(packed.forward, packed.order)


def tails(packed: Packed) -> Ints:
    """Periods[n] that must pass after the finish of a task, without resources."""
    return _longest(packed.backward, packed.order[::-1])


def rules(packed: Packed) -> dict[str, Ints]:
    """All rules by name, best first."""
    durations, after = packed.forward.durations, tails(packed)
    follow = _reachable(packed)
    rank = np.array([int(durations[task] + durations[row].sum()) for task, row in enumerate(_direct(packed))], np.int64)
    return {"LST": -after - durations, "LFT": -after, "MTS": -follow, "GRPW": -rank}


def _longest(side: Side, order: Ints) -> Ints:
    found = np.zeros(len(order), np.int64)
    for task in order:
        links = slice(side.pointers[task], side.pointers[task + 1])
        before = side.before[links]
        if len(before):
            found[task] = (found[before] + side.durations[before] + side.lags[links]).max()
    return found


def _direct(packed: Packed) -> list[Ints]:
    return np.split(packed.backward.before, packed.backward.pointers[1:-1]) if len(packed.order) else []


def _reachable(packed: Packed) -> Ints:
    """How many tasks come after each one, int64[n]: sets of bits in Python's long integers."""
    later = [0] * len(packed.order)
    direct = _direct(packed)
    for task in packed.order[::-1].tolist():
        for after in direct[task].tolist():
            later[task] |= later[after] | (1 << after)
    return np.array([row.bit_count() for row in later], np.int64)


@compiled
def draw(state: Ints, below: int) -> int:
    """A whole number from 0 to below - 1; state is int64[1] (xorshift, Marsaglia 2003; never zero)."""
    x = state[0]
    x ^= x << 13
    x ^= (x >> 7) & 0x01FFFFFFFFFFFFFF  # a logical shift: the sign does not come along
    x ^= x << 17
    state[0] = x
    return int(((x >> 20) & 0x7FFFFFFF) % below)


@compiled
def listed(forward: Side, backward: Side, keys: Ints, order: Ints) -> None:
    """Fill order with a topological list: of the tasks that may come next always the one with the smallest key."""
    n, count = len(keys), 0
    missing = np.empty(n, np.int64)
    ready = np.empty(n, np.int64)
    for task in range(n):
        missing[task] = forward.pointers[task + 1] - forward.pointers[task]
        if missing[task] == 0:
            ready[count] = task
            count += 1
    for position in range(n):
        best = 0
        for candidate in range(1, count):
            if keys[ready[candidate]] < keys[ready[best]]:
                best = candidate
        task = ready[best]
        count -= 1
        ready[best] = ready[count]
        order[position] = task
        for link in range(backward.pointers[task], backward.pointers[task + 1]):
            after = backward.before[link]
            missing[after] -= 1
            if missing[after] == 0:
                ready[count] = after
                count += 1
