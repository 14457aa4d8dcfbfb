"""Facts about a plan as arrays: tasks with durations and limits on their dates, links between them."""

from collections.abc import Sequence
from enum import IntEnum
from typing import NamedTuple

import numpy as np

from pursuit.engine.arrays import Ints
from pursuit.engine.schedule.errors import BadNetwork

NONE = np.iinfo(np.int64).min  # no date


class Kind(IntEnum):
    """What a link ties to what: the predecessor's first, the successor's second letter."""

    FS = 0
    SS = 1
    FF = 2
    SF = 3


class LagUnit(IntEnum):
    """minutes of the successor's working time; minutes that pass; hundredths of a percent of the predecessor's
    duration, in either."""

    WORK = 0
    ELAPSED = 1
    PERCENT = 2
    PERCENT_ELAPSED = 3


class Limit(IntEnum):
    """A constraint: as soon or as late as possible, (must) start or finish on, not earlier or later than a date."""

    ASAP = 0
    ALAP = 1
    MSO = 2
    MFO = 3
    SNET = 4
    SNLT = 5
    FNET = 6
    FNLT = 7


class Part(IntEnum):
    """A task, or what stands for a summary: its first begin, or its last finish and its floor (nothing below begins
    before it). ASIDE: a task that has dates, but the plan's end does not wait for it."""

    TASK = 0
    FIRST = 1
    RELAY = 2
    ASIDE = 3


def _full(count: int, value: int) -> Ints:
    return np.full(count, value, np.int64)


class Links(NamedTuple):
    """int64[m] each: predecessor and successor by number, kind, lag and its unit."""

    before: Ints
    after: Ints
    kind: Ints
    lag: Ints
    unit: Ints


def links(rows: Sequence[tuple[int, int, int, int, int]]) -> Links:
    """From (predecessor, successor, kind, lag, unit) each."""
    table = np.array(rows, np.int64).reshape(-1, 5)
    return Links(*(np.ascontiguousarray(table[:, column]) for column in range(5)))


class Network(NamedTuple):
    """int64[n] each, dates as instants, NONE where there is none.

    duration: minutes of the task's calendar; calendar: its number in the timelines; limit, limit_at: constraint;
    deadline; begun, ended: what happened; remaining: minutes still to do of a task that has begun (NONE: its duration);
    resumes: where the rest goes on; fixed_start, fixed_finish: dates set by hand, which links do not move; part: what
    the node is.
    """

    duration: Ints
    links: Links
    calendar: Ints
    limit: Ints
    limit_at: Ints
    deadline: Ints
    begun: Ints
    ended: Ints
    remaining: Ints
    resumes: Ints
    fixed_start: Ints
    fixed_finish: Ints
    part: Ints


def network(duration: Ints, links: Links, **columns: Ints) -> Network:
    """Fill up what is not given, and check. Raises BadNetwork."""
    count = len(duration)
    filled = {name: _full(count, 0) for name in ("calendar", "limit", "part")}
    dates = ("limit_at", "deadline", "begun", "ended", "remaining", "resumes", "fixed_start", "fixed_finish")
    filled |= {name: _full(count, NONE) for name in dates}
    for name, column in columns.items():
        if name not in filled or len(column) != count:
            raise BadNetwork(f"{name} is no column of {count} tasks")
        filled[name] = np.ascontiguousarray(column, np.int64)
    _check_links(count, links)
    if count and duration.min() < 0:
        raise BadNetwork("a duration is negative")
    dated = (filled["limit"] >= Limit.MSO) & (filled["limit_at"] == NONE)
    if dated.any():
        raise BadNetwork(f"task {int(np.flatnonzero(dated)[0])} has a constraint without a date")
    return Network(np.ascontiguousarray(duration, np.int64), links, **filled)


def _check_links(count: int, links: Links) -> None:
    if not len(links.before):
        return
    for column in (links.before, links.after):
        if column.min() < 0 or column.max() >= count:
            raise BadNetwork("a link names a task that is not there")
    if (links.before == links.after).any():
        raise BadNetwork("a task is linked to itself")
    if links.kind.min() < 0 or links.kind.max() > Kind.SF or links.unit.min() < 0 or links.unit.max() > 3:
        raise BadNetwork("a link of an unknown kind")
