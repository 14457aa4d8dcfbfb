"""Workload: what each person carries in each period, and where this is more than there is, to the minute.

The work of an assignment lies evenly over the working time of its window (kanboard/kanboard issue 2237 has a worked
example): a period with half the hours of another gets half as much, a weekend gets none.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pursuit.engine.leveling.problem import Ints
from pursuit.engine.staffing.work import BadWork

WHOLE = 1000  # per mille


@dataclass(frozen=True, slots=True)
class Assignment:
    """person: index · effort: minutes · first, end: periods, the end left out · chance: per mille, for work that only
    comes when a gate is passed or a deal is won: it loads people by that part."""

    person: int
    effort: int
    first: int
    end: int
    chance: int = WHOLE


@dataclass(frozen=True, slots=True)
class Over:
    """More work than hours: minutes of load, of available time, and what is too much."""

    person: int
    period: int
    load: int
    available: int
    excess: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """Periods from first to end (left out) with the same load per hour; those without any hours stand in between."""

    first: int
    end: int
    load: int
    available: int

    @property
    def percent(self) -> float:
        return 100 * self.load / self.available


@dataclass(frozen=True, slots=True)
class Workload:
    """load, available: minutes int64[p, t] · over: by person and period · homeless: (index of the assignment, minutes)
    of work in whose window its person has no time at all, so that it lies nowhere."""

    load: Ints
    available: Ints
    over: tuple[Over, ...]
    homeless: tuple[tuple[int, int], ...]

    def percent(self) -> NDArray[np.float64]:
        """float64[p, t]; infinite where there is load but no time, 0 where there is neither."""
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.where(self.load > 0, 100 * self.load / self.available, 0.0)

    def stretches(self, person: int) -> tuple[Stretch, ...]:
        """The periods of one person in which the same part of the hours is taken, put together; exactly the same."""
        found: list[Stretch] = []
        for period, (load, available) in enumerate(zip(self.load[person], self.available[person], strict=True)):
            if available == 0:
                continue
            last = found[-1] if found else None
            if last and last.load * int(available) == int(load) * last.available:
                found[-1] = Stretch(last.first, period + 1, last.load + int(load), last.available + int(available))
            else:
                found.append(Stretch(period, period + 1, int(load), int(available)))
        return tuple(found)


def workload(assignments: Sequence[Assignment], available: Ints) -> Workload:
    """available: minutes int64[p, t], of work and not of absence. Raises BadWork by the number of the assignment."""
    hours = np.asarray(available, np.int64)
    if hours.ndim != 2 or (hours.size and hours.min() < 0):
        raise BadWork("available minutes of each person in each period are needed, none below 0")
    load, homeless = np.zeros_like(hours), []
    for number, one in enumerate(assignments):
        _check(number, one, hours)
        minutes = (one.effort * one.chance + WHOLE // 2) // WHOLE
        passed = np.concatenate([[0], np.cumsum(hours[one.person, one.first : one.end])])
        if passed[-1]:
            # rounded as it runs on, so that the parts add up to the whole
            load[one.person, one.first : one.end] += np.diff(minutes * passed // passed[-1])
        elif minutes:
            homeless.append((number, minutes))
    over = [
        Over(person, period, int(load[person, period]), int(hours[person, period]), int(excess))
        for (person, period), excess in zip(
            np.argwhere(load > hours).tolist(), (load - hours)[load > hours].tolist(), strict=True
        )
    ]
    return Workload(load, hours, tuple(over), tuple(homeless))


def _check(number: int, one: Assignment, hours: Ints) -> None:
    people, periods = hours.shape
    if not 0 <= one.person < people:
        raise BadWork(f"assignment {number}: person {one.person} of {people}")
    if not 0 <= one.first < one.end <= periods:
        raise BadWork(f"assignment {number}: periods {one.first} to {one.end} of {periods}")
    if not 0 <= one.effort < 1 << 30 or not 0 <= one.chance <= WHOLE:
        raise BadWork(f"assignment {number}: effort {one.effort}, chance {one.chance}")
