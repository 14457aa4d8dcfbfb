"""What both passes over a network share: dates while they run, and lags.

A start lies where work goes on (Monday 8:00), a finish where it ends (Friday 17:00); what takes no time stays at the
instant its links give. Lag in working time is counted in the successor's calendar.

Between tasks of one calendar everything is adding: dates are kept as minutes of work in the task's own calendar, and
become instants at the end, or where a link leads into another calendar or lets time simply pass.
"""

from typing import NamedTuple

import numpy as np

from pursuit.engine.arrays import Ints
from pursuit.engine.calendar.instants import BLOCK, Line, earliest, latest, worked
from pursuit.engine.compiled import compiled, inlined
from pursuit.engine.schedule.network import Network
from pursuit.engine.schedule.order import PASSING

NONE = np.iinfo(np.int64).min
FAR = 1 << 40
FS, SS, FF, SF = 0, 1, 2, 3
MSO, MFO, SNET, SNLT, FNET, FNLT = 2, 3, 4, 5, 6, 7
FIRST, RELAY, ASIDE = 1, 2, 3
# What a date is due to, where it is no link (those are told by their number).
PROJECT, LIMIT, BEGUN, BY_HAND, LEVELED = -1, -2, -3, -4, -5


@inlined
def lagged(t: int, lag: int, way: int, c: int, line: Line) -> int:
    """An instant moved by a lag, by a negative one backward. c: the successor's calendar."""
    if lag == 0:
        return t
    if way == PASSING:
        return t + lag
    done = worked(t, c, line) + lag
    return earliest(done, c, line) if lag > 0 else latest(done, c, line)


class Dates(NamedTuple):
    """int64[n] each: start and finish as instants, and as minutes of work in the task's calendar; loose: 1 for what is
    not bound to working time (milestones, what has begun, what is dated by hand). While a pass runs, the instants are
    there only of what is loose."""

    start: Ints
    finish: Ints
    start_work: Ints
    finish_work: Ints
    loose: Ints


@compiled
def undated(net: Network) -> Dates:
    """Where a pass begins."""
    duration, begun, fixed = net.duration, net.begun, net.fixed_start
    loose = np.zeros_like(duration)
    for task in range(len(duration)):
        if duration[task] == 0 or begun[task] != NONE or fixed[task] != NONE:
            loose[task] = 1
    zeros = np.zeros_like(duration)
    return Dates(zeros, zeros.copy(), zeros.copy(), zeros.copy(), loose)


@inlined
def start_of(task: int, dates: Dates, net: Network, line: Line) -> int:
    if dates.loose[task]:
        return dates.start[task]
    return latest(dates.start_work[task], net.calendar[task], line)


@inlined
def finish_of(task: int, dates: Dates, net: Network, line: Line) -> int:
    if dates.loose[task]:
        return dates.finish[task]
    return earliest(dates.finish_work[task], net.calendar[task], line)


@compiled
def in_each(t: int, line: Line) -> Ints:
    """int64[c]: the work before an instant in every calendar."""
    found = np.empty(len(line.first) - 1, np.int64)
    for c in range(len(found)):
        found[c] = worked(t, c, line)
    return found


@compiled
def settle(dates: Dates, net: Network, line: Line) -> None:
    """The instants that follow from amounts of work: `latest` of each start and `earliest` of each finish, written out
    because handing the calendars to a function costs five times the look-up."""
    table, done, starts, ends, first = line.by_work, line.done, line.starts, line.ends, line.first
    blocks, calendar, loose = table.shape[1] - 1, net.calendar, dates.loose
    for task in range(len(calendar)):
        if loose[task]:
            continue
        c = calendar[task]
        last, w = first[c + 1] - 1, dates.start_work[task]
        i = table[c, min(max(w, 0) // BLOCK, blocks)]
        while i < last and done[i] <= w:
            i += 1
        dates.start[task] = max(ends[i] - max(done[i] - w, 0), starts[i])
        w = dates.finish_work[task]
        i = table[c, min(max(w - 1, 0) // BLOCK, blocks)]
        while i < last and done[i] < w:
            i += 1
        dates.finish[task] = ends[i] - max(done[i] - w, 0)
