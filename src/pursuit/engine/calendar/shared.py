"""Hours that several calendars share, or that any of them has; and work between two instants, day by day: for few of
them, where the compiler is not worth its time."""

from collections.abc import Callable, Sequence
from datetime import date

from pursuit.engine.calendar.week import DAY, EPOCH, Spans, WorkCalendar


def common(one: WorkCalendar, other: WorkCalendar) -> WorkCalendar:
    """The hours in both."""
    return _joined(one, other, _both)


def either(one: WorkCalendar, other: WorkCalendar) -> WorkCalendar:
    """The hours in one or the other."""
    return one if one == other else _joined(one, other, lambda a, b: merged((*a, *b)))


def between(calendar: WorkCalendar, begin: int, end: int) -> int:
    """Minutes of work from one instant to a later one."""
    found = 0
    for day in range(begin // DAY - 1, end // DAY + 1):  # a night shift begins the day before
        for first, last in calendar.hours(date.fromordinal(EPOCH.toordinal() + day)):
            found += max(0, min(end, day * DAY + last) - max(begin, day * DAY + first))
    return found


def merged(spans: Sequence[tuple[int, int]]) -> Spans:
    """In order, those that touch or overlap joined. What is longer than a day is cut to a day."""
    found: list[tuple[int, int]] = []
    for begin, end in sorted(spans):
        if found and begin <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((begin, end))
    return tuple((begin, min(end, begin + DAY)) for begin, end in found)


def _joined(one: WorkCalendar, other: WorkCalendar, join: Callable[[Spans, Spans], Spans]) -> WorkCalendar:
    week = tuple(join(one.week[day], other.week[day]) for day in range(7))
    days = {*one.exceptions, *other.exceptions}
    return WorkCalendar(week, {day: join(one.hours(day), other.hours(day)) for day in days})


def _both(one: Spans, other: Spans) -> Spans:
    pairs = ((max(a[0], b[0]), min(a[1], b[1])) for a in one for b in other)
    return tuple(sorted((begin, end) for begin, end in pairs if begin < end))
