"""A slow, plain scheduler over a table of minutes, written from the definitions: what the engine must agree with."""

from dataclasses import dataclass, field
from datetime import timedelta

import numpy as np

from pursuit.engine.calendar.week import DAY, EPOCH, WorkCalendar
from pursuit.engine.schedule.network import Kind, LagUnit, Limit


class Minutes:
    """One calendar, minute by minute."""

    def __init__(self, calendar: WorkCalendar, first_day: int, days: int) -> None:
        busy = np.zeros((days + 2) * DAY, bool)
        for number in range(-1, days):
            for begin, end in calendar.hours(EPOCH + timedelta(days=first_day + number)):
                busy[max(number * DAY + begin, 0) : max(number * DAY + end, 0)] = True
        self.origin = first_day * DAY
        self.done = np.concatenate([[0], np.cumsum(busy[: days * DAY])])

    def worked(self, t: int) -> int:
        return int(self.done[t - self.origin])

    def earliest(self, work: int) -> int:
        return self.origin + int(np.searchsorted(self.done, work, side="left"))

    def latest(self, work: int) -> int:
        return self.origin + int(np.searchsorted(self.done, work, side="right")) - 1

    def moved(self, t: int, work: int) -> int:
        if not work:
            return t
        return self.earliest(self.worked(t) + work) if work > 0 else self.latest(self.worked(t) + work)


@dataclass
class Task:
    """before: (predecessor, kind, lag, unit) each."""

    length: int
    calendar: int = 0
    limit: int = 0
    at: int = 0
    deadline: int | None = None
    before: list[tuple[int, int, int, int]] = field(default_factory=list)


def lag_of(lag: int, unit: int, length: int) -> tuple[int, bool]:
    """In minutes, and whether they simply pass."""
    if unit in (LagUnit.PERCENT, LagUnit.PERCENT_ELAPSED):
        lag = (lag * length + 5000) // 10000
    return lag, unit in (LagUnit.ELAPSED, LagUnit.PERCENT_ELAPSED)


def shifted(t: int, lag: int, unit: int, length: int, clock: Minutes, sign: int = 1) -> int:
    amount, passes = lag_of(lag, unit, length)
    amount *= sign
    return t + amount if passes else clock.moved(t, amount)


def early(tasks: list[Task], clocks: list[Minutes], begin: int) -> tuple[list[int], list[int]]:
    """By asking again and again until no date moves any more."""
    start, finish = [begin] * len(tasks), [begin] * len(tasks)
    while True:
        was = (list(start), list(finish))
        for number, task in enumerate(tasks):
            clock = clocks[task.calendar]
            low, done_by = begin, None
            for other, kind, lag, unit in task.before:
                t = finish[other] if kind in (Kind.FS, Kind.FF) else start[other]
                t = shifted(t, lag, unit, tasks[other].length, clock)
                if kind in (Kind.FS, Kind.SS):
                    low = max(low, t)
                else:
                    done_by = t if done_by is None else max(done_by, t)
            if task.limit == Limit.SNET:
                low = max(low, task.at)
            if task.limit == Limit.FNET:
                done_by = task.at if done_by is None else max(done_by, task.at)
            if not task.length:
                start[number] = finish[number] = low if done_by is None else max(low, done_by)
                continue
            work = clock.worked(low)
            if done_by is not None:
                work = max(work, clock.worked(done_by) - task.length)
            start[number], finish[number] = clock.latest(work), clock.earliest(work + task.length)
        if was == (start, finish):
            return start, finish


def late(tasks: list[Task], clocks: list[Minutes], end: int) -> tuple[list[int], list[int]]:
    start, finish = [end] * len(tasks), [end] * len(tasks)
    while True:
        was = (list(start), list(finish))
        for number, task in enumerate(tasks):
            clock = clocks[task.calendar]
            begin_by, done_by = None, end
            for other, one in enumerate(tasks):
                for before, kind, lag, unit in one.before:
                    if before != number:
                        continue
                    t = start[other] if kind in (Kind.FS, Kind.SS) else finish[other]
                    if kind in (Kind.FF, Kind.SF) and one.length:  # any time before its work goes on will do
                        t = clocks[one.calendar].latest(clocks[one.calendar].worked(t))
                    t = shifted(t, lag, unit, task.length, clocks[one.calendar], -1)
                    if kind in (Kind.FS, Kind.FF):
                        done_by = min(done_by, t)
                    else:
                        begin_by = t if begin_by is None else min(begin_by, t)
            if task.limit == Limit.SNLT:
                begin_by = task.at if begin_by is None else min(begin_by, task.at)
            if task.limit == Limit.FNLT:
                done_by = min(done_by, task.at)
            if task.deadline is not None:
                done_by = min(done_by, task.deadline)
            if not task.length:
                start[number] = finish[number] = done_by if begin_by is None else min(begin_by, done_by)
                continue
            work = clock.worked(done_by)
            if begin_by is not None:
                work = min(work, clock.worked(begin_by) + task.length)
            start[number], finish[number] = clock.latest(work - task.length), clock.earliest(work)
        if was == (start, finish):
            return start, finish
