"""A plan's dates: what the passes find, over a horizon that is made longer until everything fits."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from pursuit.engine.arrays import Ints
from pursuit.engine.calendar.timeline import Timelines, lay_out
from pursuit.engine.calendar.week import DAY, WorkCalendar
from pursuit.engine.schedule.dates import LEVELED, PROJECT, Dates
from pursuit.engine.schedule.early import forward
from pursuit.engine.schedule.errors import BadNetwork, TooLong
from pursuit.engine.schedule.late import backward, floats
from pursuit.engine.schedule.network import NONE, Kind, Limit, Network, Part
from pursuit.engine.schedule.order import Order, ordered

YEAR = 366 * DAY
LONGEST = 200 * YEAR
LATEST = 7000 * YEAR  # since 1970: Python counts to the year 9999


class Schedule(NamedTuple):
    """int64[n] each, instants: start and finish as planned (late for what is to be as late as possible), early and late
    dates; total and free float in minutes of work; due: the number of the link that decides the start or finish, or
    `dates.PROJECT` and so on below zero. start_at, finish_at: of the whole; times: the calendars as they were laid
    out."""

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
    times: Timelines


def schedule(
    net: Network,
    calendars: Sequence[WorkCalendar],
    begin: int,
    *,
    names: Sequence[str] = (),
    end: int | None = None,
    from_end: bool = False,
    floor: Ints | None = None,
) -> Schedule:
    """Date a plan that starts at an instant. end: by when it should be done (late dates count from it), else when it
    is. from_end: the plan is made backward from its end, and starts when its first task must; what is to be as soon as
    possible then is so from that start. floor: int64[n], NONE or the instant before which a task does not start
    because it was levelled to it; what is to be as late as possible then starts at it and no later. Raises Cycle,
    NoWork, TooLong."""
    order = ordered(net, names)
    floor = np.full(len(net.duration), NONE, np.int64) if floor is None else np.ascontiguousarray(floor, np.int64)
    if len(floor) != len(net.duration):
        raise BadNetwork(f"a floor of {len(net.duration)} tasks")
    first, last = _span(net, begin, end, floor)
    if last - first > LONGEST or last > LATEST:
        raise TooLong("the dates named lie more than two hundred years apart, or beyond all calendars")
    before, after = YEAR, max(YEAR, 2 * (last - first))
    if from_end:
        before = after
    while True:
        times = lay_out(calendars, first - before, last + after)
        if from_end and end is not None:
            begin = min([_begin(net, order, times, end), *floor[floor != NONE].tolist()])
        found = dated_over(net, order, times, begin, end, floor)
        if not len(found.start):
            return found
        early, late = _met_ends(found, times)
        if not early and not late:
            return found
        if max(before, after) > LONGEST:
            raise TooLong("the plan does not fit into two hundred years")
        before, after = before * (4 if early else 1), after * (4 if late else 1)


def _met_ends(found: Schedule, times: Timelines) -> tuple[bool, bool]:
    """Whether a date stands before the first or after the last work of some calendar: there may have been no room."""
    line = times.line
    begins, ends = line.starts[line.first[:-1]], line.ends[line.first[1:] - 1]
    first, last = min(found.start_at, int(found.late_start.min())), max(found.finish_at, int(found.late_finish.max()))
    return first <= int(begins.max()), last >= int(ends.min())


def _span(net: Network, begin: int, end: int | None, floor: Ints) -> tuple[int, int]:
    """The first and the last instant the facts name."""
    columns = (net.limit_at, net.deadline, net.begun, net.ended, net.resumes, net.fixed_start, net.fixed_finish, floor)
    named = np.concatenate([np.array([begin, begin if end is None else end]), *columns])
    named = named[named != NONE]
    return int(named.min()), int(named.max())


def _begin(net: Network, order: Order, times: Timelines, end: int) -> int:
    """When a plan must start that is done by its end."""
    early, _due = forward(net, order, times.line, end, np.full(len(net.duration), NONE, np.int64))
    late = backward(net, order, times.line, end, early)
    return int(late.start.min()) if len(late.start) else end


def dated_over(net: Network, order: Order, times: Timelines, begin: int, end: int | None, floor: Ints) -> Schedule:
    """The same over calendars that are laid out, whether the plan fits in there or not."""
    line = times.line
    early, due = forward(net, order, line, begin, floor)
    counted = net.part == Part.TASK
    ends = int(early.finish[counted].max(initial=begin)) if end is None else end
    late = backward(net, order, line, ends, early)
    planned = early
    if (net.limit == Limit.ALAP).any():
        # What is to be as late as possible takes its late dates; the rest follows, nothing beyond its own late dates.
        free_to_wait = (net.limit == Limit.ALAP) & (floor == NONE)
        latest = np.where(free_to_wait, np.maximum(late.start, early.start), floor)
        planned, due = forward(net, order, line, begin, latest)
    due[(due == PROJECT) & (floor > begin) & (planned.start >= floor)] = LEVELED
    total, free = floats(net, order, line, ends, planned, late)
    last = int(planned.finish[counted].max(initial=begin))
    first = int(planned.start[counted].min(initial=last))
    finish = _met(net, times, planned)
    four = early.start, early.finish, late.start, late.finish
    return Schedule(planned.start, finish, *four, total, free, due, first, last, times)


def _met(net: Network, times: Timelines, dates: Dates) -> Ints:
    """Finishes as they are told; what ends because its predecessor starts (SF) ends at that start, Monday 8:00 and not
    Friday 17:00, as in Microsoft Project. Whoever comes after it still goes by the end of its work."""
    links, finish = net.links, dates.finish.copy()
    meeting = np.flatnonzero((links.kind == Kind.SF) & (links.lag == 0))
    before, after = links.before[meeting], links.after[meeting]
    waits = dates.start[before] > finish[after]
    for one, other in zip(before[waits].tolist(), after[waits].tolist(), strict=True):
        start = int(dates.start[one])
        if times.between(int(finish[other]), start, int(net.calendar[other])) == 0:
            finish[other] = max(start, finish[other])
    return finish
