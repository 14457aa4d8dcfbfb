"""The company's working time as sums: how much of it passed by an instant. Minutes since 1970, as in plans."""

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np

from pursuit.domain.plans.rules.instants import day_of, midnight
from pursuit.engine.arrays import Ints
from pursuit.engine.calendar.week import WorkCalendar as Hours


class WorkTime:
    """Between two instants; before the first nothing has passed, after the last all of it."""

    def __init__(self, hours: Hours, first: int, last: int) -> None:
        begin, end = day_of(first), day_of(last)
        spans = [
            (midnight(day) + start, midnight(day) + stop)
            for day in _days(begin, end)
            for start, stop in hours.hours(day)
        ]
        self.starts = np.array([one for one, _stop in spans], np.int64)
        self.lengths = np.array([stop - start for start, stop in spans], np.int64)
        self.before = np.concatenate([[0], np.cumsum(self.lengths)]).astype(np.int64)

    def passed(self, at: Ints) -> Ints:
        """Minutes of work before each instant."""
        if not len(self.starts):
            return np.zeros_like(at)
        place = np.searchsorted(self.starts, at, side="right") - 1
        known = np.maximum(place, 0)
        part = np.clip(at - self.starts[known], 0, self.lengths[known])
        found: Ints = np.where(place < 0, 0, self.before[known] + part)
        return found

    def spread(
        self, amounts: Sequence[float], starts: Sequence[int], ends: Sequence[int], borders: Sequence[int]
    ) -> Ints:
        """int64[borders]: the sum of amounts that lie evenly over the working time from their start to their end; where
        there is none between, all at the end."""
        whole = np.array(amounts, np.float64)[:, None]
        begin, end = self.passed(np.array(starts, np.int64)), self.passed(np.array(ends, np.int64))
        at = np.array(borders, np.int64)
        length = (end - begin)[:, None]
        done = (self.passed(at)[None, :] - begin[:, None]) / np.maximum(length, 1)
        over = np.array(ends, np.int64)[:, None] <= at[None, :]
        share = np.where(over, 1.0, np.where(length > 0, np.clip(done, 0, 1), 0.0))
        found: Ints = np.round((whole * share).sum(axis=0)).astype(np.int64)
        return found


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=one) for one in range((last - first).days + 1)]
