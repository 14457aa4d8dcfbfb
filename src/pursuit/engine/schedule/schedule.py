"""A plan's dates: what the passes find, over a horizon that is made longer until everything fits."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from pursuit.engine.calendar.instants import Ints
from pursuit.engine.calendar.timeline import Timelines, lay_out
from pursuit.engine.calendar.week import DAY, WorkCalendar
from pursuit.engine.schedule.early import forward
from pursuit.engine.schedule.late import backward, floats
from pursuit.engine.schedule.network import NONE, Limit, Network
from pursuit.engine.schedule.order import Order, ordered

YEAR = 366 * DAY
LONGEST = 200 * YEAR


class TooLong(ValueError):
    """A plan that does not end within two hundred years."""


class Schedule(NamedTuple):
    """int64[n] each, instants: start and finish as planned (late for what is to be as late as possible), early and late
    dates; total and free float in minutes of work; due: the number of the link that decides the start or finish, or
    `dates.PROJECT` and so on below zero. start_at, finish_at: of the whole."""

    start: Ints
    finish: Ints
    early_start: Ints
    early_finish: Ints
    late_start: Ints
    late_finish: Ints
    total_float: Ints
    free_float: Ints
    due: Ints
    start_at: int
    finish_at: int


def schedule(
    net: Network, calendars: Sequence[WorkCalendar], begin: int, *, names: Sequence[str] = (), end: int | None = None
) -> Schedule:
    """Date a plan that starts at an instant. end: by when it should be done (late dates count from it), else when it
    is. Raises Cycle, NoWork, TooLong."""
    order = ordered(net, names)
    first, last = _span(net, begin, end)
    room = max(YEAR, 2 * (last - first))
    while True:
        times = lay_out(calendars, first - YEAR, last + room)
        found = _dated(net, order, times, begin, end)
        if not len(found.start) or max(found.finish_at, int(found.late_finish.max())) < times.line.end - DAY:
            return found
        if room > LONGEST:
            raise TooLong("the plan does not end within two hundred years")
        room *= 4


def _span(net: Network, begin: int, end: int | None) -> tuple[int, int]:
    """The first and the last instant the facts name."""
    columns = (net.limit_at, net.deadline, net.begun, net.ended, net.resumes, net.fixed_start, net.fixed_finish)
    named = np.concatenate([np.array([begin, begin if end is None else end]), *columns])
    named = named[named != NONE]
    return int(named.min()), int(named.max())


def _dated(net: Network, order: Order, times: Timelines, begin: int, end: int | None) -> Schedule:
    line = times.line
    floor = np.full(len(net.duration), NONE, np.int64)
    early, due = forward(net, order, line, begin, floor)
    finish_at = int(early.finish.max()) if len(net.duration) else begin
    ends = finish_at if end is None else end
    late = backward(net, order, line, ends, early)
    planned = early
    if (net.limit == Limit.ALAP).any():
        # What is to be as late as possible takes its late dates; the rest follows, nothing beyond its own late dates.
        floor = np.where(net.limit == Limit.ALAP, np.maximum(late.start, early.start), NONE)
        planned, due = forward(net, order, line, begin, floor)
    total, free = floats(net, order, line, ends, planned, late)
    some = len(net.duration) > 0
    first, last = (int(planned.start.min()), int(planned.finish.max())) if some else (begin, begin)
    return Schedule(
        planned.start, planned.finish, early.start, early.finish, late.start, late.finish, total, free, due, first, last
    )
