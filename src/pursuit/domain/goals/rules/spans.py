"""Months and periods: everything is kept by month and added up to quarters and years."""

from datetime import date, timedelta
from typing import Literal

Frequency = Literal["month", "quarter", "year"]
LENGTHS: dict[str, int] = {"month": 1, "quarter": 3, "year": 12}
MOST_MONTHS = 36


def month_of(day: date) -> date:
    """The first of its month."""
    return day.replace(day=1)


def later(month: date, months: int) -> date:
    """The first of the month so many months later (or earlier)."""
    years, place = divmod(month.year * 12 + month.month - 1 + months, 12)
    return date(years, place + 1, 1)


def months(first: date, last: date) -> list[date]:
    """The months that a period touches, in order; at most MOST_MONTHS."""
    month = month_of(first)
    found: list[date] = []
    while month <= last and len(found) < MOST_MONTHS:
        found.append(month)
        month = later(month, 1)
    return found


def period_of(day: date, frequency: str) -> date:
    """The first day of the month, quarter or year a day lies in."""
    length = LENGTHS[frequency]
    return date(day.year, (day.month - 1) // length * length + 1, 1)


def end_of(start: date, frequency: str) -> date:
    """The last day of a period."""
    return later(start, LENGTHS[frequency]) - timedelta(days=1)


def periods(until: date, frequency: str, many: int) -> list[date]:
    """So many periods, the last of them that of `until`."""
    last = period_of(until, frequency)
    return [later(last, -LENGTHS[frequency] * back) for back in range(many - 1, -1, -1)]


def year_before(day: date) -> date:
    """The same day a year before; the end of February where there is none."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)


def named(start: date, frequency: str) -> str:
    """2026-11, 2026 Q4, 2026."""
    if frequency == "year":
        return f"{start.year}"
    return f"{start.year} Q{(start.month + 2) // 3}" if frequency == "quarter" else f"{start:%Y-%m}"


def elapsed(first: date, last: date, today: date) -> tuple[int, int]:
    """Days of a period that have passed by the end of today, and all of them."""
    whole = (last - first).days + 1
    return min(max((today - first).days + 1, 0), whole), whole
