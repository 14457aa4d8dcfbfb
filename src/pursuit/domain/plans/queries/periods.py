"""The company's working time cut into periods, as sums."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import numpy as np

from pursuit.domain.execution.models import WorkCalendar
from pursuit.domain.execution.queries.calendars import engine_calendar
from pursuit.domain.execution.rules.hours import worked
from pursuit.domain.plans.rules.instants import midnight
from pursuit.engine.arrays import Ints
from pursuit.engine.calendar.week import DAY
from pursuit.engine.calendar.week import WorkCalendar as Hours

WEEK = 7


def company() -> Hours:
    """The hours of everybody about whom nothing else is said."""
    return engine_calendar(WorkCalendar.objects.prefetch_related("days").get(is_default=True))


class Periods:
    """count periods of `step` days from `first` on."""

    def __init__(self, hours: Hours, first: date, count: int, step: int = WEEK) -> None:
        self.first, self.count, self.step = first, count, step
        days = [first + timedelta(days=one) for one in range(step * count)]
        spans = [(midnight(day) + begin, midnight(day) + end) for day in days for begin, end in hours.hours(day)]
        self.starts = np.array([begin for begin, _end in spans], np.int64)
        self.lengths = np.array([end - begin for begin, end in spans], np.int64)
        self.before = np.concatenate([[0], np.cumsum(self.lengths)])
        self.daily = np.array([worked(hours.hours(day)) for day in days], np.int64)
        self.borders = midnight(first) + np.arange(count + 1, dtype=np.int64) * step * DAY

    def worked(self, at: Ints) -> Ints:
        """Minutes of work between the first day and each instant."""
        if not len(self.starts):
            return np.zeros_like(at)
        place = np.maximum(np.searchsorted(self.starts, at, side="right") - 1, 0)
        part = np.clip(at - self.starts[place], 0, self.lengths[place])
        found: Ints = self.before[place] + part
        return found

    def available(
        self,
        people: Sequence[int],
        away: Mapping[int, Sequence[tuple[date, date]]],
        capacity: Mapping[int, Sequence[tuple[date, int]]],
    ) -> Ints:
        """int64[people, periods]: by percent of a full week, without absences."""
        daily = np.tile(self.daily, (len(people), 1))
        for number, person in enumerate(people):
            steps = capacity.get(person, ())
            for (since, percent), after in zip(steps, [*[day for day, _p in steps[1:]], None], strict=True):
                if percent != 100:
                    self._days(daily[number], since, after and after - timedelta(days=1), percent)
            for since, until in away.get(person, ()):
                self._days(daily[number], since, until, 0)
        summed: Ints = daily.reshape(len(people), self.count, self.step).sum(axis=2)
        return summed

    def _days(self, daily: Ints, since: date, until: date | None, percent: int) -> None:
        begin = max((since - self.first).days, 0)
        end = len(daily) if until is None else max(min((until - self.first).days + 1, len(daily)), 0)
        daily[begin:end] = daily[begin:end] * percent // 100
