"""On which days something recurs. Pure; days off are for the caller, who knows a calendar."""

from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

DAY, WEEK, MONTH, NTH = "day", "week", "month", "nth"
UNITS = (DAY, WEEK, MONTH, NTH)
LAST = -1  # as a day of the month, or as which weekday of it
FURTHEST = 400  # months or weeks looked through: 99 months four times over


@dataclass(frozen=True, slots=True)
class Rule:
    """unit: every so many days, weeks (on weekdays, Monday is 0), months (on a day; LAST: the last one; beyond a short
    month's end its last day), or months on the nth of a weekday (LAST: the last one).

    start: the first day; periods are counted from it. An empty weekdays means the weekday of start."""

    unit: str
    every: int
    start: date
    weekdays: tuple[int, ...] = ()
    day: int | None = None
    nth: int = 1


def following(rule: Rule, after: date) -> date:
    """The first day of the rule after a day, never before its start."""
    if rule.unit == DAY:
        steps = max((after - rule.start).days // rule.every + 1, 0)
        return rule.start + timedelta(days=steps * rule.every)
    days = _in_weeks(rule, after) if rule.unit == WEEK else _in_months(rule, after)
    return next(day for day in days if day > after and day >= rule.start)


def upcoming(rule: Rule, after: date, count: int, until: date | None = None) -> list[date]:
    """The next days, until a last one."""
    found: list[date] = []
    while len(found) < count:
        after = following(rule, after)
        if until is not None and after > until:
            break
        found.append(after)
    return found


def moved(day: date, works: Callable[[date], bool], most: int = 60) -> date:
    """The day, or the next one on which people work; the day itself where there is none for long."""
    return next((one for one in (day + timedelta(days=step) for step in range(most)) if works(one)), day)


def _in_weeks(rule: Rule, after: date) -> Iterator[date]:
    first = rule.start - timedelta(days=rule.start.weekday())
    weekdays = sorted(rule.weekdays) or [rule.start.weekday()]
    passed = max((after - first).days // 7 // rule.every, 0)
    for week in range(passed, passed + FURTHEST):
        monday = first + timedelta(weeks=week * rule.every)
        yield from (monday + timedelta(days=one) for one in weekdays)


def _in_months(rule: Rule, after: date) -> Iterator[date]:
    begin = rule.start.year * 12 + rule.start.month - 1
    passed = max((after.year * 12 + after.month - 1 - begin) // rule.every, 0)
    for step in range(passed, passed + FURTHEST):
        year, month = divmod(begin + step * rule.every, 12)
        yield _day_in(rule, year, month + 1)


def _day_in(rule: Rule, year: int, month: int) -> date:
    first, length = monthrange(year, month)
    if rule.unit == MONTH:
        wanted = rule.day if rule.day is not None else rule.start.day
        return date(year, month, length if wanted == LAST else min(wanted, length))
    weekday = rule.weekdays[0] if rule.weekdays else rule.start.weekday()
    days = range(1 + (weekday - first) % 7, length + 1, 7)
    return date(year, month, days[-1] if rule.nth == LAST or rule.nth > len(days) else days[rule.nth - 1])
