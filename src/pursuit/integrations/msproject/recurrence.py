"""Which days a calendar exception means: a range, or a rule between two dates, as Microsoft Project counts them."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice

from pursuit.integrations.msproject.calendars import CalendarException, Recurrence

ONE = timedelta(days=1)
LAST = 4  # MonthPosition
MOST = 20_000  # days of one exception: 54 years of every day
FURTHEST = date(2149, 12, 31)  # the last day of Microsoft Project


def days(exception: CalendarException) -> Iterator[date]:
    """The days, in order. None where the file gives no first day; without a last day the first alone is meant."""
    if exception.first is None:
        return
    first = exception.first.date()
    last = min(exception.last.date(), FURTHEST) if exception.last else first
    found = (day for day in _every(exception, first, last) if first <= day <= last)
    count = exception.occurrences if exception.entered_by_occurrences and _is_rule(exception) else None
    yield from islice(found, min(count or MOST, MOST))


def ranges(exception: CalendarException) -> list[tuple[date, date]]:
    """The same as runs of days, first and last of each."""
    runs: list[tuple[date, date]] = []
    for day in days(exception):
        if runs and runs[-1][1] + ONE == day:
            runs[-1] = (runs[-1][0], day)
        else:
            runs.append((day, day))
    return runs


def _is_rule(exception: CalendarException) -> bool:
    return exception.recurrence not in {None, Recurrence.UNSAID, Recurrence.DAILY, Recurrence.NONE}


def _every(rule: CalendarException, first: date, last: date) -> Iterator[date]:
    period = max(rule.period or 1, 1)
    match rule.recurrence:
        case Recurrence.WEEKLY:
            yield from _weekly(rule, first, last, period)
        case Recurrence.MONTHLY | Recurrence.MONTHLY_BY_POSITION:
            yield from _monthly(rule, first, last, period)
        case Recurrence.YEARLY | Recurrence.YEARLY_BY_POSITION:
            start = first.replace(month=min(max(rule.month or 0, 0), 11) + 1, day=1)
            yield from _monthly(rule, start, last, 12 * period)
        case Recurrence.EVERY_DAYS:
            yield from _steps(first, last, period)
        case Recurrence.EVERY_WEEKDAYS:
            weekdays = (day for day in _steps(first, last, 1) if day.weekday() < 5)
            yield from islice(weekdays, 0, None, period)
        case _:
            yield from _steps(first, last, 1)


def _steps(first: date, last: date, step: int) -> Iterator[date]:
    for number in range(0, (last - first).days + 1, step):
        yield first + timedelta(days=number)


def _weekly(rule: CalendarException, first: date, last: date, period: int) -> Iterator[date]:
    """Weeks begin on Sunday; bit 1 is Sunday."""
    wanted = rule.days_of_week or 0
    sunday = first - timedelta(days=first.isoweekday() % 7)
    for day in _steps(first, last, 1):
        if wanted >> day.isoweekday() % 7 & 1 and (day - sunday).days // 7 % period == 0:
            yield day


def _monthly(rule: CalendarException, first: date, last: date, step: int) -> Iterator[date]:
    month = first.year * 12 + first.month - 1
    by_date = rule.recurrence in {Recurrence.MONTHLY, Recurrence.YEARLY}
    while month <= last.year * 12 + last.month - 1:
        held = _month(month // 12, month % 12 + 1)
        if by_date:
            yield from (day for day in held if day.day == (rule.month_day or 1))
        elif fitting := [day for day in held if _fits(day, rule.month_item or 0)]:
            position = rule.month_position or 0
            if position >= LAST:
                yield fitting[-1]
            elif position < len(fitting):
                yield fitting[position]
        month += step


def _month(year: int, month: int) -> list[date]:
    day = date(year, month, 1)
    held = []
    while day.month == month:
        held.append(day)
        day += ONE
    return held


def _fits(day: date, item: int) -> bool:
    """MonthItem: 0 any day, 1 Monday to Friday, 2 weekend, 3 Sunday … 9 Saturday."""
    if item <= 0:
        return True
    if item <= 2:
        return (day.weekday() < 5) == (item == 1)
    return day.isoweekday() % 7 == item - 3
