"""The arithmetic of working time on compiled calendars, one instant at a time, for use inside compiled loops.

Work is counted from the beginning of the horizon. A stretch of time without work is a single amount of work but many
instants: `earliest` takes the first of them (a finish: Friday 17:00), `latest` the last (a start: Monday 8:00).

c is the number of the calendar.
"""

from typing import NamedTuple

from pursuit.engine.arrays import Ints
from pursuit.engine.compiled import compiled

DAY = 1440
BLOCK = 480  # minutes of work by which spans are looked up


class Line(NamedTuple):
    """Some calendars laid out over the same days.

    origin, end: instants of the horizon; first: int64[c + 1], where the spans of each calendar begin; starts, ends,
    done: int64[s], each span of work and the work by its end; by_day: int64[c, days + 1], the first span that ends
    after the day begins; by_work: int64[c, blocks], the span in which each block of work begins.
    """

    origin: int
    end: int
    first: Ints
    starts: Ints
    ends: Ints
    done: Ints
    by_day: Ints
    by_work: Ints


@compiled
def worked(t: int, c: int, line: Line) -> int:
    """Minutes of work before the instant t."""
    days = line.by_day.shape[1] - 1
    day = (t - line.origin) // DAY
    if day < 0:
        return 0
    last = line.first[c + 1]
    i = line.by_day[c, min(day, days)]
    while i < last and line.ends[i] <= t:
        i += 1
    if i == last:
        return line.done[last - 1]
    return line.done[i] - line.ends[i] + max(t, line.starts[i])


@compiled
def earliest(w: int, c: int, line: Line) -> int:
    """The first instant by which w minutes are worked. Past the horizon: its end."""
    last = line.first[c + 1]
    block = min(max(w - 1, 0) // BLOCK, line.by_work.shape[1] - 1)
    i = line.by_work[c, block]
    while i < last - 1 and line.done[i] < w:
        i += 1
    return line.ends[i] - max(line.done[i] - w, 0)


@compiled
def latest(w: int, c: int, line: Line) -> int:
    """The last instant at which no more than w minutes are worked: where work goes on. Past the horizon: its end."""
    last = line.first[c + 1]
    block = min(max(w, 0) // BLOCK, line.by_work.shape[1] - 1)
    i = line.by_work[c, block]
    while i < last - 1 and line.done[i] <= w:
        i += 1
    return max(line.ends[i] - max(line.done[i] - w, 0), line.starts[i])
