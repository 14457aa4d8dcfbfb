"""Serial schedule generation on the network of a plan, from either end, with calendars, all links and limits.

Every node takes the dates the forward pass would give it (`schedule.early`); a row that uses resources then waits until
all of them are free over its whole span. From the other end likewise with the backward pass. Kolisch, "Serial and
parallel resource-constrained project scheduling methods revisited", EJOR 1996.
"""

from typing import NamedTuple

import numpy as np

from pursuit.engine.arrays import Ints, Rows
from pursuit.engine.calendar.instants import Line, earliest, latest, worked
from pursuit.engine.compiled import compiled
from pursuit.engine.leveling.profile import GIVE, TAKE, Demand, Pool, room_after, room_before, use_all
from pursuit.engine.schedule.dates import FAR, FF, FIRST, FS, MSO, NONE, PROJECT, SS, Dates, in_each, undated
from pursuit.engine.schedule.early import limited, pushed_work, stated
from pursuit.engine.schedule.late import late_instant, late_limit, reachable_work
from pursuit.engine.schedule.network import Network
from pursuit.engine.schedule.order import ADDED, KIND, LAG, OTHER, WAY, Order


class Ruled(NamedTuple):
    """int64[nodes] each. floor: instants, NONE without; search: 1 for what waits for its resources; until: the last
    start, in work, with which nothing that is not moved is pushed; wish: the start, in work, at which a row that is to
    be as late as possible is kept a place for, NONE without."""

    floor: Ints
    search: Ints
    until: Ints
    wish: Ints


class Found(NamedTuple):
    """dates; waits: int64[nodes], 1 where a row waits for its resources; stuck: 1 where they are never free."""

    dates: Dates
    waits: Ints
    stuck: Ints


@compiled
def sequence(rank: Ints, first: Ints, table: Rows) -> Ints:
    """The nodes in the order of `rank`, each after all that `first`, `table` (`Order.into` or `out`) name for it."""
    count = len(rank)
    found, path = np.empty(count, np.int64), np.empty(count, np.int64)
    asked, placed = first[:-1].copy(), np.zeros(count, np.int8)
    total = 0
    for node in rank:
        if placed[node]:
            continue
        depth, path[0] = 1, node
        while depth:
            task = path[depth - 1]
            while asked[task] < first[task + 1] and placed[table[asked[task], OTHER]]:
                asked[task] += 1
            if asked[task] < first[task + 1]:
                path[depth] = table[asked[task], OTHER]
                depth += 1
            else:
                found[total], placed[task] = task, 1
                total += 1
                depth -= 1
    return found


@compiled
def soonest(task: int, least: int, dates: Dates, net: Network, order: Order, line: Line) -> int:
    """The start, in work, that links and limits allow a task that is bound to working time."""
    c, into = net.calendar[task], order.into
    s, f = least, -FAR
    for place in range(order.in_first[task], order.in_first[task + 1]):
        kind, w = into[place, KIND], int(into[place, LAG])
        if into[place, WAY] == ADDED:
            other = into[place, OTHER]
            w += dates.finish_work[other] if kind in (FS, FF) else dates.start_work[other]
        else:
            w = pushed_work(place, task, dates, order, net, line)
        if kind in (FS, SS):
            s = max(s, w)
        else:
            f = max(f, w)
    if net.limit[task] >= MSO:
        at = worked(net.limit_at[task], c, line)
        s, f, _s, _f = limited(net.limit[task], at, s, f, PROJECT, PROJECT)
    return max(s, f - net.duration[task])


@compiled
def forward_placed(
    nodes: Ints, begin: int, rules: Ruled, net: Network, order: Order, line: Line, pool: Pool, demand: Demand
) -> Found:
    """Each node of a sequence as soon as may be. pool: what is left by rows not moved and by wishes; used up."""
    count = len(nodes)
    dates, waits, stuck = undated(net), np.zeros(count, np.int64), np.zeros(count, np.int64)
    project = in_each(begin, line)
    for task in nodes:
        c, low = net.calendar[task], rules.floor[task]
        if dates.loose[task]:
            s, f, _due = stated(task, dates, order, net, line, begin if low == NONE else max(begin, low))
            dates.start[task], dates.finish[task] = s, f
            dates.start_work[task], dates.finish_work[task] = worked(s, c, line), worked(f, c, line)
            continue
        length, wish = net.duration[task], rules.wish[task]
        least = project[c] if low == NONE else max(project[c], worked(low, c, line))
        s = soonest(task, least, dates, net, order, line)
        kept = wish != NONE and s <= wish
        if kept:
            s = wish
        elif wish != NONE and rules.search[task]:
            use_all(task, c, latest(wish, c, line), earliest(wish + length, c, line), GIVE, pool, demand, line)
        if rules.search[task] and not kept:
            at = room_after(task, c, s, length, rules.until[task], pool, demand, line)
            if at == NONE:
                stuck[task] = 1
            elif at > s:
                waits[task], s = 1, at
            use_all(task, c, latest(s, c, line), earliest(s + length, c, line), TAKE, pool, demand, line)
        dates.start_work[task], dates.finish_work[task] = s, s + length
    return Found(dates, waits, stuck)


@compiled
def latest_done(task: int, done: int, dates: Dates, net: Network, order: Order, line: Line) -> int:
    """The work by which a task must be finished for what comes after it and its own limits; `done` for the plan."""
    length, out = net.duration[task], order.out
    for place in range(order.out_first[task], order.out_first[task + 1]):
        kind, other = out[place, KIND], out[place, OTHER]
        if net.part[other] == FIRST:
            continue
        if out[place, WAY] == ADDED:
            w = (dates.start_work[other] if kind in (FS, SS) else dates.finish_work[other]) - out[place, LAG]
        else:
            w = reachable_work(place, task, dates, order, net, line)
        done = min(done, w if kind in (FS, FF) else w + length)
    return late_limit(task, net, line, done)


@compiled
def backward_placed(
    nodes: Ints,
    end: int,
    now: Dates,
    soon: Ints,
    keep: Ints,
    cap: Ints,
    search: Ints,
    net: Network,
    order: Order,
    line: Line,
    pool: Pool,
    demand: Demand,
) -> Ints:
    """Each node of a sequence from the end as late as may be: int64[nodes] starts in work, NONE for what finds no room.
    now: dates, which those of `keep` hold; soon, cap: the first and the last start of each, in work; pool: used up."""
    starts, finishes = now.start_work.copy(), now.finish_work.copy()
    dates = Dates(now.start.copy(), now.finish.copy(), starts, finishes, now.loose)
    found = starts.copy()
    ends = in_each(end, line)
    for task in nodes:
        if keep[task]:
            continue
        c, length = net.calendar[task], net.duration[task]
        if length == 0:
            t = late_instant(task, dates, order, net, line, end)
            dates.start[task], dates.finish[task] = t, t
            found[task] = starts[task] = finishes[task] = worked(t, c, line)
            continue
        s = min(latest_done(task, ends[c], dates, net, order, line) - length, cap[task])
        found[task] = s
        if search[task]:
            at = room_before(task, c, s, length, soon[task], pool, demand, line)
            found[task] = at
            if at != NONE:
                s = at
                use_all(task, c, latest(s, c, line), earliest(s + length, c, line), TAKE, pool, demand, line)
        starts[task], finishes[task] = s, s + length
    return found


@compiled
def occupied(nodes: Ints, start: Ints, finish: Ints, calendar: Ints, pool: Pool, demand: Demand, line: Line) -> None:
    """Take what some nodes need between their instants, int64[nodes]."""
    for task in nodes:
        use_all(task, calendar[task], start[task], finish[task], TAKE, pool, demand, line)
