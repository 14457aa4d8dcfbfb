"""What is told about a levelled plan: who is overloaded, and which rows found no room."""

import numpy as np

from pursuit.engine.arrays import Ints
from pursuit.engine.calendar.instants import earliest, latest
from pursuit.engine.calendar.timeline import Timelines
from pursuit.engine.leveling.answer import SHOWN, Overload, Overloads, Trouble, Unsolved
from pursuit.engine.leveling.asked import Asked, demand, pool
from pursuit.engine.leveling.place import occupied
from pursuit.engine.leveling.profile import Pool
from pursuit.engine.leveling.ready import Ready
from pursuit.engine.schedule.dates import FAR


def overloads(facts: Asked, times: Timelines, start: Ints, finish: Ints) -> list[Overload]:
    """All of them, of rows that lie from `start` to `finish`, int64[n] instants."""
    needs = demand(facts, times, len(start))
    left = pool(facts, times, needs)
    used = np.unique(facts.load.row)
    used = used[facts.outline.facts.duration[used] > 0]
    occupied(used, start, finish, facts.outline.facts.calendar, left, needs, times.line)
    found: list[Overload] = []
    for number in range(len(facts.resources)):
        place = slice(left.first[number], left.first[number] + left.size[number])
        if (left.free[place] < 0).any():
            found += _over(facts, times, left, number)
    return sorted(found, key=lambda one: (one.begin, one.resource))


def shown(facts: Asked, times: Timelines, found: list[Overload]) -> Overloads:
    """The first of them, how many there are and how long they are."""
    minutes = 0
    for c in {one.calendar for one in facts.resources}:
        ends = [(one.begin, one.end) for one in found if facts.resources[one.resource].calendar == c]
        work = times.worked(np.array(ends, np.int64).reshape(-1), c)
        minutes += int((work[1::2] - work[::2]).sum())
    return Overloads(tuple(found[:SHOWN]), len(found), minutes)


def _over(facts: Asked, times: Timelines, left: Pool, number: int) -> list[Overload]:
    """The stretches of one resource; those that touch and are alike are one."""
    resource, line = facts.resources[number], times.line
    c = resource.calendar
    end = int(left.first[number] + left.size[number])
    steps = times.worked(np.array(resource.instants, np.int64), c) if resource.instants else np.zeros(0, np.int64)
    joined: list[list[int]] = []
    for k in range(int(left.first[number]), end):
        if left.free[k] >= 0:
            continue
        low = int(left.at[k])
        high = int(left.at[k + 1]) if k + 1 < end else FAR
        capacity = resource.capacity[int(np.searchsorted(steps, low, side="right"))]
        load = capacity - int(left.free[k])
        if joined and joined[-1][1:] == [low, load, capacity]:
            joined[-1][1] = high
        else:
            joined.append([low, high, load, capacity])
    return [
        Overload(number, int(latest(low, c, line)), int(earliest(high, c, line)), load, capacity)
        for low, high, load, capacity in joined
    ]


def unsolved(ready: Ready, stuck: Ints, start: Ints, finish: Ints, after: list[Overload]) -> tuple[Unsolved, ...]:
    """Rows that need more than there ever is, and those in an overload that found no room or are not moved."""
    facts, needs, rows = ready.facts, ready.needs, ready.facts.load.row
    ends: dict[int, list[tuple[int, int]]] = {}
    for one in after:
        ends.setdefault(one.resource, []).append((one.begin, one.end))
    apart = np.flatnonzero((facts.movable[rows] == 0) | (stuck[rows] == 1) | (needs.exempt == 1))
    found = []
    for u in apart.tolist():
        row, resource = int(facts.load.row[u]), int(facts.load.resource[u])
        if not any(begin < finish[row] and start[row] < end for begin, end in ends.get(resource, ())):
            continue
        why = Trouble.HELD if ready.bounded[row] else Trouble.NO_ROOM
        why = why if facts.movable[row] else Trouble.GIVEN
        found.append(Unsolved(row, resource, Trouble.ALONE if needs.exempt[u] else why))
    return tuple(found)
