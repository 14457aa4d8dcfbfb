"""Calendars laid out over a horizon as arrays, so that adding hours to an instant is a look-up."""

from collections.abc import Sequence
from datetime import timedelta
from typing import NamedTuple

import numpy as np

from pursuit.engine.arrays import Ints
from pursuit.engine.calendar import instants
from pursuit.engine.calendar.instants import BLOCK, Line
from pursuit.engine.calendar.week import DAY, EPOCH, NoWork, WorkCalendar
from pursuit.engine.compiled import compiled


class Timelines(NamedTuple):
    """Calendars over a horizon, and sums with them."""

    line: Line

    def worked(self, at: Ints, calendar: int = 0) -> Ints:
        """Minutes of work before each instant."""
        return _worked(at, calendar, self.line)

    def add(self, at: int, work: int, calendar: int = 0) -> int:
        """The instant when so much work is done that begins at an instant; backward where work is negative."""
        done = int(self.worked(np.array([at], np.int64), calendar)[0]) + work
        find = instants.earliest if work > 0 else instants.latest
        return int(find(done, calendar, self.line))

    def between(self, begin: int, end: int, calendar: int = 0) -> int:
        """Minutes of work from one instant to another; negative where they stand the other way round."""
        found = self.worked(np.array([begin, end], np.int64), calendar)
        return int(found[1] - found[0])


def lay_out(calendars: Sequence[WorkCalendar], origin: int, end: int) -> Timelines:
    """Compile calendars over the days from one instant to another. Raises NoWork where one has none there."""
    first_day, last_day = origin // DAY, -(-end // DAY)
    days = last_day - first_day
    laid = [_spans(one, first_day, days) for one in calendars]
    for number, (starts, _ends) in enumerate(laid):
        if not len(starts):
            raise NoWork(number, days)
    first = np.zeros(len(laid) + 1, np.int64)
    first[1:] = np.cumsum([len(starts) for starts, _ends in laid])
    starts, ends = (np.concatenate([one[side] for one in laid]) for side in (0, 1))
    done = np.concatenate([np.cumsum(ends_ - starts_) for starts_, ends_ in laid])
    most = max(int((ends_ - starts_).sum()) for starts_, ends_ in laid)
    mornings = (first_day + np.arange(days + 1)) * DAY
    blocks = np.arange(0, most + BLOCK, BLOCK)
    by_day, by_work = np.empty((len(laid), days + 1), np.int64), np.empty((len(laid), len(blocks)), np.int64)
    for number in range(len(laid)):
        own = slice(first[number], first[number + 1])
        by_day[number] = first[number] + np.searchsorted(ends[own], mornings, side="right")
        place = np.searchsorted(done[own], blocks, side="right")
        by_work[number] = first[number] + np.minimum(place, len(done[own]) - 1)
    return Timelines(Line(first_day * DAY, last_day * DAY, first, starts, ends, done, by_day, by_work))


def _spans(calendar: WorkCalendar, first_day: int, days: int) -> tuple[Ints, Ints]:
    """Spans in order, those that touch joined, hours of the night before the first day included."""
    weekday = (EPOCH.weekday() + first_day - 1) % 7
    numbers = first_day - 1 + np.arange(days + 1)
    week = (weekday + np.arange(days + 1)) % 7
    special = {(day - EPOCH).days for day in calendar.exceptions}
    usual = ~np.isin(numbers, np.fromiter(special, np.int64, len(special)))
    found = []
    for day in range(7):
        mornings = numbers[usual & (week == day)] * DAY
        found += [np.stack([mornings + begin, mornings + end]) for begin, end in calendar.week[day]]
    for number in special:
        if first_day - 1 <= number < first_day + days:
            hours = calendar.exceptions[EPOCH + timedelta(days=number)]
            found += [np.array([[number * DAY + begin], [number * DAY + end]]) for begin, end in hours]
    if not found:
        return np.empty(0, np.int64), np.empty(0, np.int64)
    starts, ends = np.concatenate(found, axis=1).astype(np.int64)
    low, high = first_day * DAY, (first_day + days) * DAY
    starts, ends = np.clip(starts, low, high), np.clip(ends, low, high)
    order = np.argsort(starts, kind="stable")
    return _joined(starts[order], ends[order])


@compiled
def _joined(starts: Ints, ends: Ints) -> tuple[Ints, Ints]:
    """Without empty spans; those that touch or overlap (a night shift into an early one) become one."""
    left, right = np.empty_like(starts), np.empty_like(ends)
    count = 0
    for i in range(len(starts)):
        if ends[i] <= starts[i]:
            continue
        if count and starts[i] <= right[count - 1]:
            right[count - 1] = max(right[count - 1], ends[i])
        else:
            left[count], right[count] = starts[i], ends[i]
            count += 1
    return left[:count].copy(), right[:count].copy()


@compiled
def _worked(at: Ints, calendar: int, line: Line) -> Ints:
    found = np.empty_like(at)
    for i in range(len(at)):
        found[i] = instants.worked(at[i], calendar, line)
    return found
