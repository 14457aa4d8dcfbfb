"""What time a line of a budget is for: the whole project, a quarter or a month, as text that sorts by time."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Literal

from django.utils.translation import gettext_lazy as _

Span = Literal["whole", "quarter", "month"]
SPANS = (("whole", _("Whole project")), ("quarter", _("Quarter")), ("month", _("Month")))
WHOLE = ""


def period_of(span: Span, day: date) -> str:
    """ "" for the whole project, "2026-Q4", "2026-11"."""
    match span:
        case "month":
            return f"{day:%Y-%m}"
        case "quarter":
            return f"{day:%Y}-Q{(day.month + 2) // 3}"
        case _:
            return WHOLE


def span_of(period: str) -> Span:
    """Which of the three it is."""
    if not period:
        return "whole"
    return "quarter" if "Q" in period else "month"


def bounds(period: str) -> tuple[date, date] | None:
    """First and last day; None for the whole project."""
    if not period:
        return None
    year, _dash, rest = period.partition("-")
    months = 3 if rest.startswith("Q") else 1
    first = date(int(year), int(rest[1:]) * 3 - 2 if months == 3 else int(rest), 1)
    after = first
    for _month in range(months):
        after = (after.replace(day=28) + timedelta(days=4)).replace(day=1)
    return first, after - timedelta(days=1)


def covers(period: str, day: date) -> bool:
    """Does the day lie in it?"""
    span = bounds(period)
    return span is None or span[0] <= day <= span[1]


def narrowest(periods: Iterable[str], day: date) -> str | None:
    """Of several, the one that a day counts for: a month before a quarter before the whole."""
    fitting = [one for one in periods if covers(one, day)]
    return min(fitting, key=lambda one: ("month", "quarter", "whole").index(span_of(one)), default=None)
