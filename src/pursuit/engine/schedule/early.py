"""The forward pass: from the predecessors, how soon."""

import numpy as np

from pursuit.engine.arrays import Ints, Rows
from pursuit.engine.calendar.instants import Line, earliest, worked
from pursuit.engine.compiled import compiled, inlined
from pursuit.engine.schedule.dates import (
    BEGUN,
    BY_HAND,
    FAR,
    FF,
    FIRST,
    FNET,
    FS,
    LIMIT,
    MFO,
    MSO,
    NONE,
    PROJECT,
    SNET,
    SS,
    Dates,
    finish_of,
    in_each,
    lagged,
    settle,
    start_of,
    undated,
)
from pursuit.engine.schedule.network import Network
from pursuit.engine.schedule.order import ADDED, KIND, LAG, NUMBER, OTHER, WAY, Order


@inlined
def pushed(row: Rows, c: int, dates: Dates, net: Network, line: Line) -> int:
    """The instant to which a link pushes the start or finish of its successor, whose calendar is c."""
    other = row[OTHER]
    to_finish = row[KIND] in (FS, FF)
    t = finish_of(other, dates, net, line) if to_finish else start_of(other, dates, net, line)
    return lagged(t, row[LAG], row[WAY], c, line)


@compiled
def pushed_work(place: int, task: int, dates: Dates, order: Order, net: Network, line: Line) -> int:
    """The work before which a link that is not plain adding lets its successor start or finish."""
    c = net.calendar[task]
    return worked(pushed(order.into[place], c, dates, net, line), c, line)


@compiled
def early_instant(
    task: int, dates: Dates, order: Order, net: Network, line: Line, floor: int
) -> tuple[int, int, int, int]:
    """The same for what takes no time: instants."""
    s, f, s_due, f_due = floor, -FAR, PROJECT, PROJECT
    lowest = net.part[task] == FIRST
    if lowest:
        s = FAR
    for place in range(order.in_first[task], order.in_first[task + 1]):
        row = order.into[place]
        t = pushed(row, net.calendar[task], dates, net, line)
        if lowest:
            if t < s:
                s, s_due = t, row[NUMBER]
        elif row[KIND] in (FS, SS):
            if t > s:
                s, s_due = t, row[NUMBER]
        elif t > f:
            f, f_due = t, row[NUMBER]
    return s, f, s_due, f_due


@inlined
def limited(what: int, at: int, s: int, f: int, s_due: int, f_due: int) -> tuple[int, int, int, int]:
    """The same after the task's own constraint. What must be on a date is on it, whatever links say."""
    if what == SNET and at > s:
        return at, f, LIMIT, f_due
    if what == FNET and at > f:
        return s, at, s_due, LIMIT
    if what == MSO:
        return at, -FAR, LIMIT, f_due
    if what == MFO:
        return -FAR, at, s_due, LIMIT
    return s, f, s_due, f_due


@compiled
def under_way(task: int, net: Network, line: Line) -> int:
    """The finish of a task that has begun."""
    c, length, begun = net.calendar[task], net.duration[task], net.begun[task]
    if net.ended[task] != NONE:
        return net.ended[task]
    if length == 0:
        return begun
    rest = length if net.remaining[task] == NONE else net.remaining[task]
    resumes = net.resumes[task]
    if resumes != NONE and resumes > begun:
        done = worked(resumes, c, line)
    else:
        done = worked(begun, c, line) + max(length - rest, 0)
    return earliest(done + rest, c, line)


@compiled
def stated(task: int, dates: Dates, order: Order, net: Network, line: Line, low: int) -> tuple[int, int, int]:
    """Start and finish of what is no amount of work (by hand, begun, a milestone), and what they are due to."""
    if net.fixed_start[task] != NONE:
        return net.fixed_start[task], net.fixed_finish[task], BY_HAND
    if net.begun[task] != NONE:
        return net.begun[task], under_way(task, net, line), BEGUN
    s, f, s_due, f_due = early_instant(task, dates, order, net, line, low)
    s, f, s_due, f_due = limited(net.limit[task], net.limit_at[task], s, f, s_due, f_due)
    return max(s, f), max(s, f), f_due if f > s else s_due


@compiled
def forward(net: Network, order: Order, line: Line, begin: int, floor: Ints) -> tuple[Dates, Ints]:
    """Early dates, and what each is due to. floor: int64[n], NONE or an instant before which a task does not start."""
    count = len(net.duration)
    dates = undated(net)
    due = np.empty(count, np.int64)
    project = in_each(begin, line)
    first, into, begins, ends = order.in_first, order.into, dates.start_work, dates.finish_work
    for task in order.tasks:
        c, length = net.calendar[task], net.duration[task]
        if dates.loose[task]:
            low = begin if floor[task] == NONE else max(begin, floor[task])
            s, f, due[task] = stated(task, dates, order, net, line, low)
            dates.start[task], dates.finish[task] = s, f
            dates.start_work[task], dates.finish_work[task] = worked(s, c, line), worked(f, c, line)
            continue
        least = project[c] if floor[task] == NONE else max(project[c], worked(floor[task], c, line))
        s, f, s_due, f_due = least, -FAR, PROJECT, PROJECT
        # Written out here: handing so many arrays to a function costs more than a link.
        for place in range(first[task], first[task + 1]):
            kind, w = into[place, KIND], into[place, LAG]
            if into[place, WAY] == ADDED:
                w += ends[into[place, OTHER]] if kind in (FS, FF) else begins[into[place, OTHER]]
            else:
                w = pushed_work(place, task, dates, order, net, line)
            if kind in (FS, SS):
                if w > s:
                    s, s_due = w, into[place, NUMBER]
            elif w > f:
                f, f_due = w, into[place, NUMBER]
        if net.limit[task] >= MSO:
            at = worked(net.limit_at[task], c, line)
            s, f, s_due, f_due = limited(net.limit[task], at, s, f, s_due, f_due)
        due[task] = s_due
        if f - length > s:
            s, due[task] = f - length, f_due
        dates.start_work[task], dates.finish_work[task] = s, s + length
    settle(dates, net, line)
    return dates, due
