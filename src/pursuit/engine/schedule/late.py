"""The backward pass: from the successors, how late without harm; and the float between the two."""

import numpy as np

from pursuit.engine.arrays import Ints, Rows
from pursuit.engine.calendar.instants import Line, earliest, latest, worked
from pursuit.engine.compiled import compiled, inlined
from pursuit.engine.schedule.dates import (
    FF,
    FIRST,
    FNLT,
    FS,
    MFO,
    MSO,
    NONE,
    RELAY,
    SNLT,
    SS,
    Dates,
    in_each,
    lagged,
    settle,
    start_of,
)
from pursuit.engine.schedule.network import Network
from pursuit.engine.schedule.order import ADDED, KIND, LAG, OTHER, WAY, Order


@inlined
def reachable(row: Rows, dates: Dates, net: Network, line: Line) -> int:
    """The last instant to which a predecessor's date may go and leaves the successor's as it is, lag taken off: to
    finish on Friday evening or before it goes on on Monday is the same to who works Monday to Friday."""
    other = row[OTHER]
    c = net.calendar[other]
    if row[KIND] in (FS, SS):
        t = start_of(other, dates, net, line)
    elif net.duration[other] == 0:
        t = dates.finish[other]
    else:
        t = latest(dates.finish_work[other], c, line)
    return lagged(t, -row[LAG], row[WAY], c, line)


@compiled
def reachable_work(place: int, task: int, dates: Dates, order: Order, net: Network, line: Line) -> int:
    """The work to which a link that is not plain adding lets its predecessor go."""
    return worked(reachable(order.out[place], dates, net, line), net.calendar[task], line)


@compiled
def late_limit(task: int, net: Network, line: Line, done: int) -> int:
    """The work by which a task must be finished, its own limit and deadline minded; done: by which it must anyway."""
    c, length, what = net.calendar[task], net.duration[task], net.limit[task]
    if what >= MSO:
        at = worked(net.limit_at[task], c, line)
        if what == SNLT:
            done = min(done, at + length)
        elif what == FNLT:
            done = min(done, at)
        elif what == MSO:
            done = at + length
        elif what == MFO:
            done = at
    if net.deadline[task] != NONE:
        done = min(done, worked(net.deadline[task], c, line))
    return done


@compiled
def late_instant(task: int, dates: Dates, order: Order, net: Network, line: Line, end: int) -> int:
    """The same for what takes no time."""
    t = end
    for place in range(order.out_first[task], order.out_first[task + 1]):
        row = order.out[place]
        if net.part[row[OTHER]] != FIRST:
            t = min(t, reachable(row, dates, net, line))
    what, at = net.limit[task], net.limit_at[task]
    if what in (SNLT, FNLT):
        t = min(t, at)
    elif what in (MSO, MFO):
        t = at
    if net.deadline[task] != NONE:
        t = min(t, net.deadline[task])
    return t


@compiled
def backward(net: Network, order: Order, line: Line, end: int, early: Dates) -> Dates:
    """Late dates. What is over or dated by hand is late when it is early; of what has begun the finish can be late."""
    count = len(net.duration)
    starts, finishes = early.start_work.copy(), early.finish_work.copy()
    dates = Dates(early.start.copy(), early.finish.copy(), starts, finishes, early.loose)
    ends = in_each(end, line)
    first, out = order.out_first, order.out
    for place in range(count - 1, -1, -1):
        task = order.tasks[place]
        c, length = net.calendar[task], net.duration[task]
        over = net.ended[task] != NONE or (length == 0 and net.begun[task] != NONE)
        if over or net.fixed_start[task] != NONE:
            continue
        if length == 0:
            t = late_instant(task, dates, order, net, line, end)
            dates.start[task], dates.finish[task] = t, t
            dates.start_work[task] = dates.finish_work[task] = worked(t, c, line)
            continue
        done = ends[c]
        # Written out here: handing so many arrays to a function costs more than a link.
        for link in range(first[task], first[task + 1]):
            kind, other = out[link, KIND], out[link, OTHER]
            if net.part[other] == FIRST:
                continue  # the first begin below a summary: no single task is bound by it
            if out[link, WAY] == ADDED:
                w = (starts[other] if kind in (FS, SS) else finishes[other]) - out[link, LAG]
            else:
                w = reachable_work(link, task, dates, order, net, line)
            done = min(done, w if kind in (FS, FF) else w + length)
        if net.limit[task] >= MSO or net.deadline[task] != NONE:
            done = late_limit(task, net, line, done)
        dates.finish_work[task] = done
        if net.begun[task] != NONE:
            dates.finish[task] = earliest(done, c, line)
        else:
            dates.start_work[task] = done - length
    settle(dates, net, line)
    return dates


@compiled
def floats(net: Network, order: Order, line: Line, end: int, dates: Dates, late: Dates) -> tuple[Ints, Ints]:
    """Total and free float, minutes of each task's own calendar. Of what has begun only the finish can be late."""
    count = len(net.duration)
    total, free = np.empty(count, np.int64), np.empty(count, np.int64)
    ends = in_each(end, line)
    for position in range(count - 1, -1, -1):
        task = order.tasks[position]
        c = net.calendar[task]
        start, finish = dates.start_work[task], dates.finish_work[task]
        total[task] = late.finish_work[task] - finish
        if net.begun[task] == NONE:
            total[task] = min(total[task], late.start_work[task] - start)
        least = ends[c] - finish
        for place in range(order.out_first[task], order.out_first[task + 1]):
            row = order.out[place]
            kind, other = row[KIND], row[OTHER]
            if net.part[other] == FIRST:
                continue
            if row[WAY] == ADDED:
                w = (dates.start_work[other] if kind in (FS, SS) else dates.finish_work[other]) - row[LAG]
            else:
                w = worked(reachable(row, dates, net, line), c, line)
            w -= finish if kind in (FS, FF) else start
            if net.part[other] == RELAY:
                w += free[other]  # to move a summary's end moves nobody yet
            least = min(least, w)
        free[task] = max(least, 0)
    return total, free
