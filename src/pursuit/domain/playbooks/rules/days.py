"""Counting days as the procurement laws do; `works` says whether a day is a working one."""

from collections.abc import Callable
from datetime import date, timedelta

Works = Callable[[date], bool]
ONE = timedelta(days=1)
MOST = 4000  # days looked at, so that a calendar without work does not hold up anybody


def between(first: date, last: date, works: Works | None = None) -> int:
    """Days from one to the other; the first is not counted (Civil Code, art. 201), the last is. Negative where the
    last lies before the first. works: only such days."""
    if works is None:
        return (last - first).days
    if last < first:
        return -between(last, first, works)
    return sum(works(first + ONE * number) for number in range(1, min((last - first).days, MOST) + 1))


def within(first: date, last: date, works: Works | None = None) -> int:
    """Days on which something lasts, its first among them."""
    if last < first:
        return 0
    return between(first - ONE, last, works)


def after(day: date, days: int, works: Works | None = None) -> date:
    """So many days later, or earlier where negative."""
    if works is None:
        return day + ONE * days
    step = ONE if days >= 0 else -ONE
    left, looked = abs(days), 0
    while left and looked < MOST:
        day += step
        looked += 1
        left -= works(day)
    return day
