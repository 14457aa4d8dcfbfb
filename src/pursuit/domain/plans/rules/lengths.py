"""Lengths of work as people write them: 3d, 1.5 天, 2w, 90m; 2ed counts the clock (nights and weekends too)."""

import re
from decimal import Decimal
from typing import NamedTuple

from pursuit.engine.calendar.week import DAY

_WRITTEN = re.compile(r"([+-]?\d+(?:[.,]\d+)?)\s*个?\s*(e|日历|连续|elapsed )?\s*([a-z]+|[\u4e00-\u9fff]*)\s*\??")
_UNITS = {
    "m": ("m", "min", "mins", "minute", "minutes", "分", "分钟"),
    "h": ("h", "hr", "hrs", "hour", "hours", "时", "小时", "工时"),
    "d": ("", "d", "day", "days", "天", "日", "工作日"),
    "w": ("w", "wk", "wks", "week", "weeks", "周", "星期", "工作周"),
    "mo": ("mo", "mon", "month", "months", "月", "个月"),
}
_UNIT = {word: unit for unit, words in _UNITS.items() for word in words}
CLOCK = {"m": 1, "h": 60, "d": DAY, "w": 7 * DAY, "mo": 30 * DAY}
LONGEST = 60 * 24 * 366 * 100


class BadLength(ValueError):
    """Text that says no length."""


class Measure(NamedTuple):
    """Minutes of work people mean by a day, a week, a month."""

    day: int = 480
    week: int = 2400
    month: int = 9600

    def of(self, unit: str, *, elapsed: bool) -> int:
        return CLOCK[unit] if elapsed else {"m": 1, "h": 60, "d": self.day, "w": self.week, "mo": self.month}[unit]


def read(text: str, measure: Measure) -> tuple[int, bool]:
    """Minutes, and whether the clock counts. Raises BadLength."""
    found = _WRITTEN.fullmatch(text.strip().lower())
    if found is None or found[3] not in _UNIT:
        raise BadLength(text)
    elapsed = bool(found[2])
    length = round(Decimal(found[1].replace(",", ".")) * measure.of(_UNIT[found[3]], elapsed=elapsed))
    if abs(length) > LONGEST:
        raise BadLength(text)
    return length, elapsed


def shown(minutes: int, measure: Measure, *, elapsed: bool = False) -> str:
    """In the largest of days, hours and minutes that gives at most two decimals: 3d, 4h, 50m, 2ed."""
    for unit in ("d", "h"):
        size = measure.of(unit, elapsed=elapsed)
        if abs(minutes) * 2 >= size and minutes * 100 % size == 0:
            value = Decimal(minutes) / size
            return f"{value.normalize():f}{'e' if elapsed else ''}{unit}"
    return f"{minutes}{'e' if elapsed else ''}m"
