"""Hours of a day as people write them: 08:30-12:00, 13:30-18:00."""

import re
from collections.abc import Sequence
from itertools import pairwise

from pursuit.engine.calendar.week import DAY

Hours = list[list[int]]  # [begin, end] in minutes of the day; the end may lie in the next day (22:00-06:00)
MOST = 6
_SPAN = re.compile(r"(\d{1,2})(?:[:：](\d{2}))?\s*(?:[-–—~～至到]|\.\.)\s*(\d{1,2})(?:[:：](\d{2}))?")
_BETWEEN = re.compile(r"[,，;；、\s]+")


class BadHours(ValueError):
    """Text that says no hours; the argument is the part that does not."""


def read(text: str) -> Hours:
    """Nothing is a day off. 24:00 is the end of the day; an end at or before its begin is the next morning's."""
    found: Hours = []
    rest = text.strip()
    while rest:
        match = _SPAN.match(rest)
        if match is None:
            raise BadHours(rest)
        begin, end = _minutes(match[1], match[2]), _minutes(match[3], match[4])
        if begin >= DAY or end > DAY:
            raise BadHours(match[0])
        found.append([begin, end if end > begin else end + DAY])
        rest = _BETWEEN.sub("", rest[match.end() :], count=1)
    found.sort()
    for one, other in pairwise(found):
        if other[0] < one[1]:
            raise BadHours(shown([one, other]))
    if len(found) > MOST:
        raise BadHours(text)
    return found


def _minutes(hour: str, minute: str | None) -> int:
    value = int(minute or 0)
    if value > 59:
        raise BadHours(f"{hour}:{minute}")
    return int(hour) * 60 + value


def shown(hours: Sequence[Sequence[int]]) -> str:
    return ", ".join(f"{_clock(begin)}-{_clock(end)}" for begin, end in hours)


def _clock(minute: int) -> str:
    minute = minute if minute <= DAY else minute - DAY
    return f"{minute // 60:02}:{minute % 60:02}"


def worked(hours: Sequence[Sequence[int]]) -> int:
    """Minutes of work."""
    return sum(end - begin for begin, end in hours)
