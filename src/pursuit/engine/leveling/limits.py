"""Lower bounds of a levelled plan's finish: valid for all schedules that overload nobody."""

import numpy as np

from pursuit.engine.arrays import Ints
from pursuit.engine.calendar.instants import Line, earliest, worked
from pursuit.engine.calendar.timeline import Timelines
from pursuit.engine.compiled import compiled
from pursuit.engine.leveling.asked import within
from pursuit.engine.leveling.plans import limited
from pursuit.engine.leveling.profile import Pool
from pursuit.engine.leveling.ready import Ready, latest_without
from pursuit.engine.schedule.dates import FAR
from pursuit.engine.schedule.network import Part

ENOUGH = 400  # ends that are tried of each resource
KINDS = 1000  # rows of other hours than their resources, by calendars and length, that are looked at


def lowest(ready: Ready, known: int | None = None) -> int:
    """An instant: the best of all bounds; known: the finish of a schedule, up to which more is tried."""
    counted = ready.net.part == Part.TASK
    bound = int(ready.early.finish[counted].max(initial=ready.begin))
    work = works(ready, known)
    bound = max([bound, *(energy(ready, number, work) for number in range(len(ready.facts.resources)))])
    return bound if known is None or known <= bound else refuting(ready, work, bound, known)


def refuting(ready: Ready, work: Ints, bound: int, known: int) -> int:
    """The first finish between two instants that cannot be refuted: one is where rows that must lie between an instant
    and another need more of a resource than there is (Klein, Scholl, "Computing lower bounds by destructive
    improvement", EJOR 1999)."""
    needs, line, rows = ready.needs, ready.times.line, ready.facts.load.row
    heads = np.zeros(len(rows), np.int64)
    for c in np.unique(ready.free.calendar).tolist():
        own = ready.free.calendar[needs.resource] == c
        heads[own] = ready.times.worked(ready.early.start[rows[own]], c)
    used = np.flatnonzero(work)
    used = used[np.lexsort((-heads[used], needs.resource[used]))]
    first = np.searchsorted(needs.resource[used], np.arange(len(ready.free.first))).astype(np.int64)
    low, high, nobody = bound, known, np.zeros(len(ready.weights), bool)
    while low < high:
        middle = (low + high) // 2
        late = latest_without(ready.net, ready.order, ready.times, ready.now, middle, nobody)
        if overfull(first, heads[used], late.finish[rows[used]], work[used], ready.free, line):
            low = middle + 1
        else:
            high = middle
    return low


@compiled
def overfull(first: Ints, heads: Ints, late: Ints, work: Ints, free: Pool, line: Line) -> bool:
    """Whether the rows of some resource do not fit between their heads (in its work, the last first) and their late
    finishes (instants); of resource r those from first[r] on, each with so much work."""
    dues, before = np.empty(len(heads), np.int64), np.empty(len(heads), np.int64)
    for r in range(len(first) - 1):
        begin, end = first[r], first[r + 1]
        for k in range(begin, end):
            dues[k], before[k] = worked(late[k], free.calendar[r], line), area_to(free, r, heads[k])
        step = (end - begin) // ENOUGH + 1
        for j in range(begin, end, step):
            most = area_to(free, r, dues[j])
            needed = 0
            for k in range(begin, end):
                if dues[k] <= dues[j]:
                    needed += work[k]
                    if needed > most - before[k]:
                        return True
    return False


@compiled
def area_to(free: Pool, r: int, p: int) -> int:
    """What a resource has from 0 to p, minutes of its work, in thousandths times minutes."""
    area = 0
    for k in range(free.first[r], free.first[r] + free.size[r]):
        begin = max(free.at[k], 0)
        end = free.at[k + 1] if k + 1 < free.first[r] + free.size[r] else p
        if begin < min(end, p):
            area += max(free.free[k], 0) * (min(end, p) - begin)
    return area


def works(ready: Ready, known: int | None) -> Ints:
    """int64[uses]: what each use needs at the least of its resource, in thousandths times minutes; nothing where a row
    may stay without room, or needs more than there ever is. Rows with hours that the resource does not have count by
    the fewest hours both have while the row lasts, between the begin and `known`; without that not at all."""
    facts, needs = ready.facts, ready.needs
    rows, columns = facts.load.row, facts.outline.facts
    own = np.array([one.calendar for one in facts.resources] or [0], np.int64)[needs.resource]
    counts = (facts.movable[rows] == 1) & (limited(ready)[rows] == 0) & (needs.exempt == 0)
    kinds = np.stack([columns.calendar[rows], own, columns.duration[rows]], axis=1)
    kinds, place = np.unique(kinds, axis=0, return_inverse=True)
    inside: dict[tuple[int, int], bool] = {}
    shared: dict[tuple[int, int], tuple[Ints, Ints]] = {}
    minutes = np.zeros(len(kinds), np.int64)
    for number, (one, other, length) in enumerate(kinds.tolist()):
        pair = one, other
        if pair not in inside:
            inside[pair] = within(ready.times, one, other)
        if inside[pair]:
            minutes[number] = length
        elif known is not None and number < KINDS:
            shared[pair] = shared.get(pair) or _shared(ready.times, one, other, ready.begin, known)
            minutes[number] = _fewest(*shared[pair], length)
    return np.where(counts, minutes[place.reshape(-1)] * needs.units, 0)


def _shared(times: Timelines, one: int, other: int, begin: int, end: int) -> tuple[Ints, Ints]:
    """Work of a calendar, and work of both, by the instants at which either begins or ends some."""
    line = times.line
    edges = [np.array([begin, end], np.int64)]
    for c in (one, other):
        own = slice(line.first[c], line.first[c + 1])
        edges += [line.starts[own], line.ends[own]]
    at = np.unique(np.concatenate(edges))
    at = at[(at >= begin) & (at <= end)]
    mine, theirs = times.worked(at, one), times.worked(at, other)
    both = np.concatenate([[0], np.cumsum(np.minimum(np.diff(mine), np.diff(theirs)))])
    return mine, both


def _fewest(mine: Ints, both: Ints, length: int) -> int:
    """The least work of both in any stretch with so much of the one: it begins or ends at an edge."""
    starts = np.concatenate([mine, mine - length])
    starts = starts[(starts >= mine[0]) & (starts + length <= mine[-1])]
    if not len(starts):
        return 0
    found = np.interp(starts + length, mine, both) - np.interp(starts, mine, both)
    return max(int(np.floor(found.min() + 1e-6)), 0)


def energy(ready: Ready, number: int, work: Ints) -> int:
    """When a resource can have done all that begins at some instant or later (heads: Carlier, Pinson). The capacity
    that rows take which are not moved is not there."""
    needs, facts = ready.needs, ready.facts
    used = np.flatnonzero((needs.resource == number) & (work > 0))
    if not len(used):
        return 0
    own, rows = facts.resources[number].calendar, facts.load.row[used]
    heads = ready.times.worked(ready.early.start[rows], own)
    order = np.argsort(-heads, kind="stable")
    summed = np.cumsum(work[used][order])
    at, free = _stretches(ready, number)
    area = np.concatenate([[0], np.cumsum(np.diff(at) * free[:-1])])
    place = np.searchsorted(at, heads[order], side="right") - 1
    wanted = area[place] + free[place] * (heads[order] - at[place]) + summed
    most = int(wanted.max())
    last = int(np.searchsorted(area, most, side="left")) - 1
    if free[last] == 0:
        return 0
    done = int(at[last]) - (int(area[last]) - most) // int(free[last])
    return int(earliest(done, own, ready.times.line)) if done < FAR else 0


def _stretches(ready: Ready, number: int) -> tuple[Ints, Ints]:
    """Where the capacity left changes, from 0 on, and what is left there."""
    free = ready.free
    place = slice(free.first[number], free.first[number] + free.size[number])
    at, left = free.at[place], np.maximum(free.free[place], 0)
    first = int(np.searchsorted(at, 0, side="right")) - 1
    at = at[first:].copy()
    at[0] = 0
    return at, left[first:]
