"""A plan and its uncertainty as the arrays the trials walk: once for each plan, tasks renumbered in their order.

What is to be as late as possible starts in every trial where the plan of estimates puts it, or later: nobody knows
beforehand how long the rest will take this time.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pursuit.engine.arrays import Ints
from pursuit.engine.calendar.instants import Line
from pursuit.engine.calendar.timeline import lay_out
from pursuit.engine.calendar.week import WorkCalendar
from pursuit.engine.schedule.dates import in_each
from pursuit.engine.schedule.errors import TooLong
from pursuit.engine.schedule.network import NONE, LagUnit, Limit, Network
from pursuit.engine.schedule.order import PASSING, Order, ordered
from pursuit.engine.schedule.schedule import LONGEST, YEAR, schedule
from pursuit.engine.simulation.facts import CERTAIN, Facts
from pursuit.engine.simulation.ranges import CELLS, Floats

WORK, MILESTONE, UNDER_WAY, SET = range(4)  # what decides a task's dates
TASK = 0  # part
LOWEST, HIGHEST = -(1 << 30), 1 << 30  # beyond every instant and every amount of work
OTHER, KIND, LAG, WAY, PERCENT = range(5)  # columns of `links`
# Columns of `tasks`. NUMBER: of the task; CALENDAR, LIMIT, LIMIT_AT, DEADLINE, PART: as in the network; NATURE: above;
# GATE: -1, or the gate; LOOSE: -1, or the first of its rows of instants; SURE: minutes that are sure (all, where there
# is no range, else what is done of a task under way); OPEN: minutes the range speaks of; DONE: of a task under way;
# TABLE: its range's, -1 for none; RANGED: -1, or the row of its grades; COMMON: the row of its common deviate.
NUMBER, CALENDAR, LIMIT, LIMIT_AT, DEADLINE, PART, NATURE, GATE, LOOSE, SURE, OPEN, DONE, TABLE, RANGED, COMMON = range(
    15
)
# FIRST_WORK, LAST_WORK: work before which it does not start or finish; of what is under way, the work after which the
# rest goes on, and that of its start; of what is set, that of its start and finish. BEGUN, ENDED: start and finish of
# what is set; of what is under way its start and where the rest goes on. BY_START, BY_FINISH: work by which it has to;
# AT_START, AT_FINISH: work at which it must. IN and so on: its links and risks.
FIRST_WORK, LAST_WORK, BEGUN, ENDED, BY_START, BY_FINISH, AT_START, AT_FINISH = range(15, 23)
IN, IN_END, OUT, OUT_END, HIT, HIT_END = range(23, 29)


class Plan(NamedTuple):
    """Rows by position in the order; dates as instants, NONE where there is none.

    tasks: int64[n, 29]; links: int64[2m, 5], first by successor (OTHER: the position of the predecessor), then by
    predecessor, PERCENT as in the network (0: the lag is fixed); own: float[n], the weight of the task's own deviate;
    hits: int64[h, 2], the risk and its minutes; factors: float[h]; tables: float32[r, CELLS + 1]; shares: float[f, 2],
    what each row of common deviates takes of the plan's and of its group's; gates, risks: float, chances; loose: how
    many have instants of their own; ranged: how many have a range; begin: an instant.
    """

    tasks: Ints
    links: Ints
    own: Floats
    hits: Ints
    factors: Floats
    tables: NDArray[np.float32]
    shares: Floats
    gates: Floats
    risks: Floats
    loose: int
    ranged: int
    begin: int


class Prepared(NamedTuple):
    """planned_finish: the plan's finish by its estimates. position: int64[n], where each task stands in the order."""

    plan: Plan
    line: Line
    position: Ints
    planned_finish: int


def prepare(net: Network, calendars: Sequence[WorkCalendar], begin: int, facts: Facts) -> Prepared:
    """Raises BadFacts, and what `schedule` raises."""
    facts.check(net.duration)
    base = schedule(net if (net.limit == Limit.ALAP).any() else _early(net), calendars, begin)
    late = (net.limit == Limit.ALAP) & (net.begun == NONE) & (net.fixed_start == NONE)
    limit_at = np.where(late, base.start, net.limit_at)
    net = net._replace(limit=np.where(late, Limit.SNET, net.limit), limit_at=limit_at)
    order = ordered(net)
    line = _horizon(net, calendars, begin, facts)
    position = np.empty_like(order.tasks)
    position[order.tasks] = np.arange(len(position))
    return Prepared(_plan(net, order, line, begin, facts, position), line, position, base.finish_at)


def _horizon(net: Network, calendars: Sequence[WorkCalendar], begin: int, facts: Facts) -> Line:
    """Days enough for the worst that the ranges and risks allow, or for as long as a plan may be."""
    worst = net.duration.astype(np.float64)
    highest = np.array([1.0, *(one.table()[-1] for one in facts.ranges)])
    worst *= np.maximum(1, highest[_ranges(net, facts) + 1])
    for risk in facts.risks:
        for task in risk.tasks:
            worst[task] = worst[task] * max(1, risk.factor) + max(0, risk.minutes)
    worst = np.minimum(worst, LONGEST)
    rest = np.where(net.remaining == NONE, NONE, np.maximum(net.remaining, worst.astype(np.int64)))
    longest = _early(net)._replace(duration=worst.astype(np.int64), remaining=rest)
    try:
        last = schedule(longest, calendars, begin).finish_at
    except TooLong:
        if worst.sum() > HIGHEST:
            raise
        last = begin + LONGEST
    free = longest.limit == Limit.ASAP
    columns = np.where(free, NONE, net.limit_at), net.begun, net.ended, net.resumes, net.fixed_start, net.fixed_finish
    named = np.concatenate([np.array([begin, last]), *columns])
    named = named[named != NONE]
    if named.max() > HIGHEST:
        raise TooLong("dates two thousand years ahead")
    return lay_out(calendars, int(named.min()) - YEAR, int(named.max()) + YEAR).line


def _early(net: Network) -> Network:
    """A plan without what decides late dates alone."""
    late = (net.limit == Limit.SNLT) | (net.limit == Limit.FNLT)
    return net._replace(limit=np.where(late, Limit.ASAP, net.limit), deadline=np.full_like(net.deadline, NONE))


def _ranges(net: Network, facts: Facts) -> Ints:
    """int64[n]: the range of each task, CERTAIN for what has none."""
    given = np.zeros_like(net.duration) if facts.of is None else np.asarray(facts.of, np.int64)
    sure = (net.duration == 0) | (net.fixed_start != NONE) | (net.ended != NONE)
    return np.where(sure, CERTAIN, given)


def _plan(net: Network, order: Order, line: Line, begin: int, facts: Facts, position: Ints) -> Plan:
    nature, gate = _natures(net), np.full_like(position, -1)
    for number, one in enumerate(facts.gates):
        gate[np.array(one.tasks, np.int64)] = number
    gate[(net.begun != NONE) | (net.ended != NONE)] = -1  # what has begun exists
    table = np.zeros((len(position), HIT_END + 1), np.int64)
    table[:, NUMBER], table[:, NATURE], table[:, GATE] = np.arange(len(position)), nature, gate
    for column, of in ((CALENDAR, net.calendar), (LIMIT, net.limit), (LIMIT_AT, net.limit_at), (PART, net.part)):
        table[:, column] = of
    table[:, DEADLINE] = net.deadline
    table[:, BEGUN] = np.where(net.fixed_start != NONE, net.fixed_start, net.begun)
    ended = np.where(net.ended != NONE, net.ended, np.where(nature == SET, net.begun, net.resumes))
    table[:, ENDED] = np.where(net.fixed_start != NONE, net.fixed_finish, ended)
    _lengths(table, net, _ranges(net, facts))
    _limits(table, net, line, begin)
    own, table[:, COMMON], shares = _together(net, facts)
    links = _links(table, net, order, position)
    hits, factors = _hits(table, facts)
    table = np.ascontiguousarray(table[order.tasks])
    loose = (table[:, NATURE] != WORK) | (table[:, GATE] >= 0)
    table[:, LOOSE] = np.where(loose, 2 * len(table) + 3 * (np.cumsum(loose) - 1), -1)
    ranged = table[:, TABLE] >= 0
    table[:, RANGED] = np.where(ranged, np.cumsum(ranged) - 1, -1)
    tables = np.array([one.table() for one in facts.ranges], np.float32).reshape(-1, CELLS + 1)
    gates, risks = (np.array([one.probability for one in some], np.float64) for some in (facts.gates, facts.risks))
    return Plan(
        table, links, own[order.tasks], hits, factors, tables, shares, gates, risks,
        int(loose.sum()), int(ranged.sum()), begin,
    )  # fmt: skip


def _lengths(table: Ints, net: Network, ranges: Ints) -> None:
    rest = np.where((net.remaining == NONE) | (net.begun == NONE), net.duration, net.remaining)
    done = np.maximum(net.duration - rest, 0)
    table[:, OPEN] = np.where(ranges == CERTAIN, 0, rest)
    table[:, SURE] = np.where(ranges == CERTAIN, done + rest, done)
    table[:, DONE], table[:, TABLE] = done, ranges
    over = table[:, NATURE] == SET
    table[over, SURE] = net.duration[over]


def _natures(net: Network) -> Ints:
    over = (net.begun != NONE) & ((net.ended != NONE) | (net.duration == 0))
    found = np.where(net.duration == 0, MILESTONE, WORK)
    found = np.where(net.begun != NONE, UNDER_WAY, found)
    return np.where(over | (net.fixed_start != NONE), SET, found)


def _limits(table: Ints, net: Network, line: Line, begin: int) -> None:
    """What the task's own facts say of its dates, in work."""
    table[:, FIRST_WORK] = in_each(begin, line)[net.calendar]
    table[:, LAST_WORK] = LOWEST
    table[:, BY_START : AT_FINISH + 1] = HIGHEST
    own = (net.limit >= Limit.MSO) | (net.deadline != NONE) | (table[:, NATURE] >= UNDER_WAY)
    for task in np.flatnonzero(own).tolist():
        _limit(table[task], line)


def _limit(row: Ints, line: Line) -> None:
    def work(at: int) -> int:
        return int(in_each(int(at), line)[row[CALENDAR]])

    if row[LIMIT] >= Limit.MSO:
        at = work(row[LIMIT_AT])
        late = {Limit.SNLT: BY_START, Limit.FNLT: BY_FINISH, Limit.MSO: AT_START, Limit.MFO: AT_FINISH}
        if row[LIMIT] in late:
            row[late[Limit(row[LIMIT])]] = at
        if row[LIMIT] == Limit.SNET:
            row[FIRST_WORK] = max(row[FIRST_WORK], at)
        elif row[LIMIT] == Limit.FNET:
            row[LAST_WORK] = at
        elif row[LIMIT] == Limit.MSO:
            row[FIRST_WORK] = at
        elif row[LIMIT] == Limit.MFO:
            row[FIRST_WORK], row[LAST_WORK] = LOWEST, at
    if row[DEADLINE] != NONE:
        row[BY_FINISH] = min(row[BY_FINISH], work(row[DEADLINE]))
    if row[NATURE] == SET:
        row[FIRST_WORK], row[LAST_WORK] = work(row[BEGUN]), work(row[ENDED])
    elif row[NATURE] == UNDER_WAY:
        start, resumes = work(row[BEGUN]), row[ENDED]
        row[LAST_WORK] = start
        row[FIRST_WORK] = work(resumes) if resumes > row[BEGUN] else start + row[DONE]


def _together(net: Network, facts: Facts) -> tuple[Floats, Ints, Floats]:
    """For each task the weight of its own deviate and its row of common ones; what each row is made of. Row 0: of the
    plan alone; row g + 1: of the plan and group g."""
    given = facts.together
    groups = np.full_like(net.duration, -1) if given.groups is None else np.asarray(given.groups, np.int64)
    shares = np.zeros((int(groups.max(initial=-1)) + 2, 2))
    shares[:, 0], shares[1:, 1] = given.plan**0.5, given.group**0.5
    own = np.sqrt(1 - (shares**2).sum(axis=1))
    return own[groups + 1], groups + 1, shares


def _hits(table: Ints, facts: Facts) -> tuple[Ints, Floats]:
    rows = [(task, number) for number, risk in enumerate(facts.risks) for task in risk.tasks]
    rows.sort()
    struck = np.array([task for task, _number in rows], np.int64)
    table[:, HIT] = np.searchsorted(struck, table[:, NUMBER])
    table[:, HIT_END] = np.searchsorted(struck, table[:, NUMBER], side="right")
    hits = np.array([(number, facts.risks[number].minutes) for _task, number in rows], np.int64)
    return hits.reshape(-1, 2), np.array([facts.risks[number].factor for _task, number in rows], np.float64)


def _links(table: Ints, net: Network, order: Order, position: Ints) -> Ints:
    """The order's links by position; lags in percent as they are, because a trial's durations decide them."""
    unit, lag = net.links.unit, net.links.lag
    percent = np.where(unit >= LagUnit.PERCENT, lag, 0)
    passing = (unit == LagUnit.PERCENT_ELAPSED) & (lag != 0)
    count = len(order.into)
    table[:, IN], table[:, IN_END] = order.in_first[:-1], order.in_first[1:]
    table[:, OUT], table[:, OUT_END] = order.out_first[:-1] + count, order.out_first[1:] + count
    links = np.concatenate([order.into, order.out])
    number = links[:, PERCENT].copy()
    links[:, OTHER], links[:, PERCENT] = position[links[:, OTHER]], percent[number]
    links[passing[number], WAY] = PASSING
    return links
