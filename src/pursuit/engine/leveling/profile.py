"""What is left of each resource over time, and where rows find room in it.

Time of a resource is counted in minutes of its own working hours, so that nights and weekends take no place. A row
needs its resources where its own hours and theirs meet: a single piece of a resource's time where the resource works
only when the row does, else a piece for each span of the row's hours.
"""

from typing import NamedTuple

import numpy as np

from pursuit.engine.arrays import Ints
from pursuit.engine.calendar.instants import DAY, Line, earliest, latest, worked
from pursuit.engine.compiled import compiled
from pursuit.engine.schedule.dates import FAR, NONE

GIVE, TAKE = np.int64(-1), np.int64(1)  # of one type, so that what follows is compiled once


class Demand(NamedTuple):
    """Uses by node: first int64[nodes + 1]; int64[u] each: resource; units in thousandths; split: 1 where the resource
    works when the row does not; exempt: 1 where the row does not wait for it."""

    first: Ints
    resource: Ints
    units: Ints
    split: Ints
    exempt: Ints


class Pool(NamedTuple):
    """What is free. Of resource r, int64[r] each: first (int64[r + 1]) of its places, size, those in use, calendar.
    at, free: where a stretch begins, in minutes of the resource's hours (the first: -FAR), and thousandths left."""

    first: Ints
    size: Ints
    calendar: Ints
    at: Ints
    free: Ints


@compiled
def stretch(pool: Pool, r: int, p: int) -> int:
    """The place of the last stretch that begins at p or before."""
    low, high = pool.first[r], pool.first[r] + pool.size[r]
    while high - low > 1:
        middle = (low + high) // 2
        if pool.at[middle] <= p:
            low = middle
        else:
            high = middle
    return low


@compiled
def split_at(pool: Pool, r: int, p: int) -> int:
    """The place of the stretch that begins at p, made where there is none."""
    at, free = pool.at, pool.free
    k = stretch(pool, r, p)
    if at[k] == p:
        return k
    for i in range(pool.first[r] + pool.size[r], k + 1, -1):
        at[i], free[i] = at[i - 1], free[i - 1]
    at[k + 1], free[k + 1] = p, free[k]
    pool.size[r] += 1
    return k + 1


@compiled
def take(pool: Pool, r: int, a: int, b: int, units: int) -> None:
    """Take so much of a resource from a to b; give it back where units are negative."""
    if a >= b:
        return
    low = split_at(pool, r, a)
    high = split_at(pool, r, b)
    for k in range(low, high):
        pool.free[k] -= units


@compiled
def short(pool: Pool, r: int, a: int, b: int, units: int) -> tuple[int, int]:
    """From the begin of the first to the end of the last stretch within a to b where less is left; NONE without."""
    first, last = NONE, NONE
    end = pool.first[r] + pool.size[r]
    k = stretch(pool, r, a)
    while k < end and pool.at[k] < b:
        if pool.free[k] < units:
            if first == NONE:
                first = pool.at[k]
            last = pool.at[k + 1] if k + 1 < end else FAR
        k += 1
    return first, last


@compiled
def span_at(t: int, c: int, line: Line) -> int:
    """The first span of a calendar that ends after an instant."""
    days, last = line.by_day.shape[1] - 1, line.first[c + 1]
    i = line.by_day[c, min(max((t - line.origin) // DAY, 0), days)]
    while i < last and line.ends[i] <= t:
        i += 1
    return i


@compiled
def taken(u: int, c: int, begin: int, end: int, sign: np.int64, pool: Pool, demand: Demand, line: Line) -> None:
    """Take or give back what use u of a row with calendar c needs from one instant to another."""
    r = demand.resource[u]
    own, units = pool.calendar[r], sign * demand.units[u]
    if demand.split[u] == 0:
        take(pool, r, worked(begin, own, line), worked(end, own, line), units)
        return
    a = worked(begin, own, line)
    b = a
    for i in range(span_at(begin, c, line), line.first[c + 1]):
        if line.starts[i] >= end:
            break
        left = worked(max(line.starts[i], begin), own, line)
        if left > b:
            take(pool, r, a, b, units)
            a = left
        b = worked(min(line.ends[i], end), own, line)
    take(pool, r, a, b, units)


@compiled
def clash(u: int, c: int, begin: int, end: int, pool: Pool, demand: Demand, line: Line) -> tuple[int, int]:
    """As `short`, for use u of a row with calendar c from one instant to another."""
    r, units = demand.resource[u], demand.units[u]
    own = pool.calendar[r]
    if demand.split[u] == 0:
        return short(pool, r, worked(begin, own, line), worked(end, own, line), units)
    first, last = NONE, NONE
    for i in range(span_at(begin, c, line), line.first[c + 1]):
        if line.starts[i] >= end:
            break
        left, right = worked(max(line.starts[i], begin), own, line), worked(min(line.ends[i], end), own, line)
        if left < right:
            low, high = short(pool, r, left, right, units)
            if low != NONE:
                first, last = (low if first == NONE else first), high
    return first, last


@compiled
def room_after(task: int, c: int, s: int, length: int, last: int, pool: Pool, demand: Demand, line: Line) -> int:
    """The first start from s to `last`, minutes of the row's calendar c, at which all it uses is free; NONE without."""
    first_use, uses = demand.first[task], demand.first[task + 1] - demand.first[task]
    passed, u = 0, 0
    begin, end = latest(s, c, line), earliest(s + length, c, line)
    while passed < uses:
        place = first_use + u
        u = (u + 1) % uses
        passed += 1
        if demand.exempt[place]:
            continue
        low, high = clash(place, c, begin, end, pool, demand, line)
        if low == NONE:
            continue
        if high == FAR:
            return NONE
        s = max(worked(latest(high, pool.calendar[demand.resource[place]], line), c, line), s + 1)
        if s > last:
            return NONE
        begin, end = latest(s, c, line), earliest(s + length, c, line)
        passed, u = 0, place - first_use
    return s if s <= last else NONE


@compiled
def room_before(task: int, c: int, s: int, length: int, least: int, pool: Pool, demand: Demand, line: Line) -> int:
    """The last start from s down to `least`, likewise."""
    first_use, uses = demand.first[task], demand.first[task + 1] - demand.first[task]
    passed, u = 0, 0
    begin, end = latest(s, c, line), earliest(s + length, c, line)
    while passed < uses:
        place = first_use + u
        u = (u + 1) % uses
        passed += 1
        if demand.exempt[place]:
            continue
        low, _high = clash(place, c, begin, end, pool, demand, line)
        if low == NONE:
            continue
        if low <= 0:
            return NONE
        s = min(worked(earliest(low, pool.calendar[demand.resource[place]], line), c, line) - length, s - 1)
        if s < least:
            return NONE
        begin, end = latest(s, c, line), earliest(s + length, c, line)
        passed, u = 0, place - first_use
    return s if s >= least else NONE


@compiled
def use_all(task: int, c: int, begin: int, end: int, sign: np.int64, pool: Pool, demand: Demand, line: Line) -> None:
    """Take or give back all that a row needs."""
    for u in range(demand.first[task], demand.first[task + 1]):
        taken(u, c, begin, end, sign, pool, demand, line)
