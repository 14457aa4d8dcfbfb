"""The forward pass: from the predecessors, how soon."""

import numpy as np

from pursuit.engine.arrays import Ints
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
    loose,
    settle,
    start_of,
)
from pursuit.engine.schedule.network import Network
from pursuit.engine.schedule.order import ADDED, KIND, LAG, NUMBER, OTHER, WAY, Order


@inlined
def pushed(row: Ints, c: int, dates: Dates, net: Network, line: Line) -> int:
    """The instant to which a link pushes the start or finish of its successor, whose calendar is c."""
    other = row[OTHER]
    to_finish = row[KIND] in (FS, FF)
    t = finish_of(other, dates, net, line) if to_finish else start_of(other, dates, net, line)
    return lagged(t, row[LAG], row[WAY], c, line)


@compiled
def early_work(task: int, dates: Dates, order: Order, net: Network, line: Line, s: int) -> tuple[int, int, int, int]:
    """The work before which a task that takes time neither starts nor finishes, and the links that say so. s: before
    which it does not start anyway."""
    c, f, s_due, f_due = net.calendar[task], -FAR, PROJECT, PROJECT
    for place in range(order.in_first[task], order.in_first[task + 1]):
        row = order.into[place]
        kind, other = row[KIND], row[OTHER]
        if row[WAY] == ADDED:
            w = row[LAG] + (dates.finish_work[other] if kind in (FS, FF) else dates.start_work[other])
        else:
            w = worked(pushed(row, c, dates, net, line), c, line)
        if kind in (FS, SS):
            if w > s:
                s, s_due = w, row[NUMBER]
        elif w > f:
            f, f_due = w, row[NUMBER]
    return s, f, s_due, f_due


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
def forward(net: Network, order: Order, line: Line, begin: int, floor: Ints) -> tuple[Dates, Ints]:
    """Early dates, and what each is due to. floor: int64[n], NONE or an instant before which a task does not start."""
    count = len(net.duration)
    dates = Dates(np.zeros_like(floor), np.zeros_like(floor), np.zeros_like(floor), np.zeros_like(floor))
    due = np.empty(count, np.int64)
    begins = in_each(begin, line)
    for task in order.tasks:
        c, length = net.calendar[task], net.duration[task]
        what, at = net.limit[task], net.limit_at[task]
        if loose(task, net):
            if net.fixed_start[task] != NONE:
                s, f, due[task] = net.fixed_start[task], net.fixed_finish[task], BY_HAND
            elif net.begun[task] != NONE:
                s, f, due[task] = net.begun[task], under_way(task, net, line), BEGUN
            else:
                low = begin if floor[task] == NONE else max(begin, floor[task])
                s, f, s_due, f_due = early_instant(task, dates, order, net, line, low)
                s, f, s_due, f_due = limited(what, at, s, f, s_due, f_due)
                due[task] = f_due if f > s else s_due
                s = f = max(s, f)
            dates.start[task], dates.finish[task] = s, f
            dates.start_work[task], dates.finish_work[task] = worked(s, c, line), worked(f, c, line)
            continue
        least = begins[c] if floor[task] == NONE else max(begins[c], worked(floor[task], c, line))
        s, f, s_due, f_due = early_work(task, dates, order, net, line, least)
        if what >= MSO:
            s, f, s_due, f_due = limited(what, worked(at, c, line), s, f, s_due, f_due)
        due[task] = s_due
        if f - length > s:
            s, due[task] = f - length, f_due
        dates.start_work[task], dates.finish_work[task] = s, s + length
    settle(dates, net, line)
    return dates, due
