"""A plan made ready for levelling: its network, the dates it has now, and what is left of its people."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from pursuit.engine.arrays import Ints
from pursuit.engine.calendar.timeline import Timelines, lay_out
from pursuit.engine.calendar.week import DAY
from pursuit.engine.leveling.asked import Asked, demand, pool
from pursuit.engine.leveling.place import Ruled, backward_placed, occupied, sequence
from pursuit.engine.leveling.profile import Demand, Pool
from pursuit.engine.schedule.dates import NONE, Dates
from pursuit.engine.schedule.early import forward
from pursuit.engine.schedule.late import backward
from pursuit.engine.schedule.network import Limit, Network, Part
from pursuit.engine.schedule.order import Order, ordered
from pursuit.engine.schedule.outline import Weave
from pursuit.engine.schedule.plan import Plan, dated, floors
from pursuit.engine.schedule.schedule import Schedule

YEAR = 366 * DAY
NEVER = np.iinfo(np.int64).max


@dataclass(frozen=True, slots=True)
class Ready:
    """net: with rows that must not move dated by hand; base, now: its present dates; begin, ends: when it begins, and
    from when late dates count; early, late: dates without resources; free: what is left by rows that are not moved,
    pool: also by those kept for `rules.wish`; due: int64[nodes], the work by which limits and rows with given
    dates want each finished, NEVER without; bounded: 1 where a row that is not moved waits for it."""

    facts: Asked
    woven: Weave
    net: Network
    order: Order
    times: Timelines
    base: Schedule
    now: Dates
    begin: int
    ends: int
    early: Dates
    late: Dates
    needs: Demand
    free: Pool
    pool: Pool
    rules: Ruled
    due: Ints
    bounded: Ints
    weights: Ints

    @property
    def rows(self) -> int:
        return len(self.facts.weights)


def present(facts: Asked) -> Plan:
    """The dates of now: rows that are to be as late as possible where they are said to stand, or are late, but not
    before their floor."""
    latest = facts.outline.facts.limit == Limit.ALAP
    floor = np.where(latest, facts.late, facts.floor)
    while True:
        found = dated(facts.outline, facts.calendars, facts.begin, end=facts.end, from_end=facts.from_end, floor=floor)
        early = latest & (facts.floor > found.start) & (floor < facts.floor) & (facts.outline.summary == 0)
        if not early.any():
            return found
        floor = np.where(early, facts.floor, floor)


def prepared(facts: Asked, reach: int) -> Ready:
    """Ready over a horizon that goes so many times beyond what the work is guessed to take. Raises what `schedule`
    does."""
    plan = present(facts)
    woven, base = plan.weave, plan.nodes
    times = _horizon(facts, base, reach)
    net, nodes = _pinned(facts, woven, base), len(woven.row)
    order, line = ordered(net), times.line
    begin = min(facts.begin, base.start_at) if facts.from_end else facts.begin
    now = _worked(base, net, times)
    rules, bounded = _rules(facts, woven, net, order, times, base)
    early, _due_to = forward(net, order, line, begin, rules.floor)
    counted = net.part == Part.TASK
    ends = int(early.finish[counted].max(initial=begin)) if facts.end is None else facts.end
    weights = np.zeros(nodes, np.int64)
    weights[: len(facts.weights)] = np.where(facts.movable == 1, facts.weights, 0)
    needs = demand(facts, times, nodes)
    free = pool(facts, times, needs)
    still = (facts.movable == 0) & (facts.outline.facts.duration > 0)
    occupied(np.flatnonzero(still), base.start, base.finish, net.calendar, free, needs, line)
    made = Ready(
        facts, woven, net, order, times, base, now, begin, ends, early, backward(net, order, line, ends, early), needs,
        free, free, rules, _due(facts, net, order, times, now), bounded, weights,
    )  # fmt: skip
    return _wished(made)


def _horizon(facts: Asked, base: Schedule, reach: int) -> Timelines:
    """The calendars up to where the most loaded resource has done its work, if one row follows the other."""
    line, load = base.times.line, facts.load
    work = np.zeros(len(facts.resources), np.int64)
    np.add.at(work, load.resource, load.units * facts.outline.facts.duration[load.row])
    longest = 0
    for amount, one in zip(work.tolist(), facts.resources, strict=True):
        own = slice(line.first[one.calendar], line.first[one.calendar + 1])
        share = int(line.done[own][-1]) / (line.end - line.origin)
        longest = max(longest, int(amount / max(one.capacity[-1], max(one.capacity) // 10, 1) / share))
    end = max(base.finish_at, int(base.late_finish.max(initial=base.finish_at))) + reach * longest + YEAR // 2
    named = [at for one in facts.resources for at in one.instants]
    end = max([end, *(at + YEAR // 2 for at in named if at < end + reach * YEAR)])
    if end <= line.end and reach == 1:
        return base.times
    return lay_out(facts.calendars, line.origin, max(end, line.end) + (reach - 1) * YEAR)


def _pinned(facts: Asked, woven: Weave, base: Schedule) -> Network:
    """Rows that must not be moved as if dated by hand."""
    net = woven.net
    hold = (facts.fixed == 1) & (facts.given == 0) & (facts.outline.summary == 0) & (facts.outline.aside == 0)
    rows = np.flatnonzero(hold)
    start, finish = net.fixed_start.copy(), net.fixed_finish.copy()
    start[rows], finish[rows] = base.start[rows], base.finish[rows]
    return net._replace(fixed_start=start, fixed_finish=finish)


def _work(times: Timelines, at: Ints, net: Network) -> Ints:
    """Instants as work of each node's calendar."""
    found = np.empty(len(at), np.int64)
    for c in np.unique(net.calendar).tolist():
        own = net.calendar == c
        found[own] = times.worked(at[own], c)
    return found


def _worked(base: Schedule, net: Network, times: Timelines) -> Dates:
    loose = (net.duration == 0) | (net.begun != NONE) | (net.fixed_start != NONE)
    start, finish = base.start.copy(), base.finish.copy()
    return Dates(start, finish, _work(times, start, net), _work(times, finish, net), loose.astype(np.int64))


def _rules(
    facts: Asked, woven: Weave, net: Network, order: Order, times: Timelines, base: Schedule
) -> tuple[Ruled, Ints]:
    """And which rows a row bounds that must not be moved."""
    nodes, rows, line = len(net.duration), len(facts.weights), times.line
    hard, bounded = _until(facts, net, order, times, _worked(base, net, times))
    leaf = np.zeros(nodes, bool)
    leaf[:rows] = facts.outline.summary == 0
    floor = floors(facts.outline, woven, facts.floor)
    floor = np.full(nodes, NONE, np.int64) if floor is None else floor
    latest = leaf & (net.limit == Limit.ALAP) & (net.begun == NONE) & (net.fixed_start == NONE)
    if facts.from_end:  # what is to be soon is so from the begin there is now
        floor = np.where(leaf & ~latest, np.maximum(floor, base.start_at), floor)
    floor = np.where(latest & (net.duration == 0), base.start, floor)
    last = int(line.ends[line.first[1:] - 1].min())
    until = np.minimum(hard, _work(times, np.full(nodes, last), net) - net.duration)
    search = np.zeros(nodes, np.int64)
    search[:rows] = facts.movable
    wish = np.where(latest & (net.duration > 0), _work(times, base.start, net), NONE)
    return Ruled(floor, search, until, wish), bounded


def latest_without(
    net: Network, order: Order, times: Timelines, dates: Dates, end: int, held: NDArray[np.bool_]
) -> Dates:
    """Late dates that only links, the plan's end and the rows `held` bound, bool[nodes]: no limits, no deadlines, and
    not what is begun or has dates by hand, which does not move when a link breaks."""
    line, count = times.line, len(net.duration)
    # The first begin below a summary binds all rows there where rows are held: which of them is first may change.
    part = np.where((net.part == Part.FIRST) & held.any(), Part.RELAY, net.part)
    given = (net.fixed_start != NONE) | (net.ended != NONE) | (net.begun != NONE)
    given |= np.isin(net.limit, (Limit.MSO, Limit.MFO))
    still = given & ~held
    bare = net._replace(
        limit=np.zeros(count, np.int64), deadline=np.full(count, NONE, np.int64), part=part,
        fixed_start=np.where(still, line.end, net.fixed_start),
    )  # fmt: skip
    at = _work(times, np.full(count, line.end), net)
    columns = (np.where(still, line.end, dates.start), np.where(still, line.end, dates.finish),
               np.where(still, at, dates.start_work), np.where(still, at, dates.finish_work))  # fmt: skip
    return backward(bare, order, line, end, Dates(*columns, dates.loose))


def _until(facts: Asked, net: Network, order: Order, times: Timelines, dates: Dates) -> tuple[Ints, Ints]:
    """The last start in work with which no row is pushed that must not be moved, and which rows are so bounded."""
    held = np.zeros(len(net.duration), bool)
    held[: len(facts.fixed)] = (facts.fixed == 1) & (facts.given == 0) & (facts.outline.summary == 0)
    if not held.any():
        return np.full(len(held), NEVER), held.astype(np.int64)
    with_them = latest_without(net, order, times, dates, times.line.end, held).start_work
    without = latest_without(net, order, times, dates, times.line.end, held & False).start_work
    bounded = (with_them < without) & ~held
    return np.where(bounded, np.maximum(with_them, dates.start_work), NEVER), bounded.astype(np.int64)


def _due(facts: Asked, net: Network, order: Order, times: Timelines, dates: Dates) -> Ints:
    """Own limits and deadlines, and rows with given dates that come after."""
    count, links = len(net.duration), net.links
    given = np.zeros(count, bool)
    given[: len(facts.given)] = facts.given == 1
    fixed = np.isin(net.limit, (Limit.MSO, Limit.MFO)) | (net.fixed_start != NONE)
    only = net._replace(limit=np.where(fixed, net.limit, 0), deadline=np.full(count, NONE, np.int64))
    late = backward(only, order, times.line, times.line.end, dates)
    due = np.full(count, NEVER, np.int64)
    before = links.before[given[links.after] & ~given[links.before]]
    due[before] = late.finish_work[before]
    at = _work(times, np.where(net.limit >= Limit.MSO, net.limit_at, 0), net)
    named = np.where(net.limit == Limit.SNLT, at + net.duration, at)
    due = np.where(np.isin(net.limit, (Limit.SNLT, Limit.FNLT)), np.minimum(due, named), due)
    deadline = _work(times, np.where(net.deadline == NONE, 0, net.deadline), net)
    due = np.where(net.deadline != NONE, np.minimum(due, deadline), due)
    return np.where(net.part == Part.ASIDE, NEVER, due)


def _wished(made: Ready) -> Ready:
    """Places for rows that are to be as late as possible, the last first, no later than they stand now."""
    wish, searching = made.rules.wish, made.rules.search == 1
    rows = np.flatnonzero((wish != NONE) & searching)
    if not len(rows):
        return made
    net, order, dates = made.net, made.order, made.now
    given = (net.begun != NONE) | (net.ended != NONE) | (net.fixed_start != NONE)
    nodes = sequence(np.lexsort((-dates.finish, -made.weights)), order.out_first, order.out)
    search = np.where(wish != NONE, made.rules.search, 0)
    cap = np.where(wish != NONE, np.minimum(wish, made.rules.until), NEVER)
    left = Pool(*(column.copy() for column in made.pool))
    found = backward_placed(
        nodes, max(made.ends, int(dates.finish.max())), dates, made.early.start_work, given.astype(np.int64), cap,
        search, net, order, made.times.line, left, made.needs,
    )  # fmt: skip
    return replace(made, rules=made.rules._replace(wish=np.where(wish != NONE, found, NONE)), pool=left)
