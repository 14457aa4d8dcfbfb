"""Dates of a block of trials, a row for each date: int32[rows, trials]. Each function does one thing to a whole row, so
that adding runs eight trials at once and a calendar's arrays are at hand where it is asked.

Rows: 2k and 2k + 1, the work at the start and at the finish of position k (before the forward pass its length stands in
the second); three for each task that has instants of its own: start, finish, length (0 where it does not exist); the
work of each calendar by the plan's finish, and the finish; SPARE rows of the passes.
"""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from pursuit.engine.calendar.instants import Line, earliest, latest, worked
from pursuit.engine.compiled import compiled
from pursuit.engine.schedule.dates import lagged

Rows: TypeAlias = NDArray[np.int32]
BOUND, AT, LAGS, LENGTH, OTHERWISE, SPARE = range(6)  # spare rows, counted from the first of them


@compiled
def filled(m: Rows, target: int, value: int, size: int) -> None:
    for b in range(size):
        m[target, b] = value


@compiled
def copied(m: Rows, source: int, target: int, size: int) -> None:
    for b in range(size):
        m[target, b] = m[source, b]


@compiled
def raised(m: Rows, source: int, target: int, lag: int, size: int) -> None:
    """target: at least source + lag."""
    short = np.int32(lag)
    for b in range(size):
        m[target, b] = max(np.int32(m[source, b] + short), m[target, b])


@compiled
def lowered(m: Rows, source: int, target: int, lag: int, size: int) -> None:
    """target: at most source + lag."""
    short = np.int32(lag)
    for b in range(size):
        m[target, b] = min(np.int32(m[source, b] + short), m[target, b])


@compiled
def added(m: Rows, source: int, target: int, size: int) -> None:
    """target + source, in place."""
    for b in range(size):
        m[target, b] = np.int32(m[target, b] + m[source, b])


@compiled
def taken(m: Rows, source: int, target: int, size: int) -> None:
    """target - source, in place."""
    for b in range(size):
        m[target, b] = np.int32(m[target, b] - m[source, b])


@compiled
def negated(m: Rows, target: int, size: int) -> None:
    for b in range(size):
        m[target, b] = np.int32(-m[target, b])


@compiled
def lowered_with(m: Rows, source: int, other: int, target: int, lag: int, size: int) -> None:
    """target: at most source + other + lag."""
    short = np.int32(lag)
    for b in range(size):
        m[target, b] = min(np.int32(np.int32(m[source, b] + m[other, b]) + short), m[target, b])


@compiled
def to_earliest(m: Rows, source: int, target: int, c: int, line: Line, size: int) -> None:
    for b in range(size):
        m[target, b] = earliest(int(m[source, b]), c, line)


@compiled
def to_latest(m: Rows, source: int, target: int, c: int, line: Line, size: int) -> None:
    for b in range(size):
        m[target, b] = latest(int(m[source, b]), c, line)


@compiled
def to_work(m: Rows, source: int, target: int, c: int, line: Line, size: int) -> None:
    for b in range(size):
        m[target, b] = worked(int(m[source, b]), c, line)


@compiled
def moved(m: Rows, lags: int, target: int, way: int, c: int, line: Line, size: int) -> None:
    """Instants moved by a row of lags."""
    for b in range(size):
        m[target, b] = lagged(int(m[target, b]), int(m[lags, b]), way, c, line)


@compiled
def percents(m: Rows, lengths: int, target: int, percent: int, size: int) -> None:
    """Lags in hundredths of a percent of a row of lengths."""
    for b in range(size):
        m[target, b] = (percent * int(m[lengths, b]) + 5000) // 10000
