"""Facts of staffing: items of work that look for somebody, and people with skills, hours and what they carry already.

Time is a row of periods (days or weeks, as the caller likes); hours are whole minutes per person and period.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from pursuit.engine.leveling.problem import Ints

HIGHEST = 1000  # of the priorities, as Microsoft Project counts them


class BadWork(ValueError):
    """The facts make no sense; the text says which and why."""


@dataclass(frozen=True, slots=True)
class Item:
    """key: the caller's name for it · needs: skill and the level it is needed at · effort: minutes · first, end: the
    periods in which it must be done, the end left out · priority: 0 to 1000 · pursuit, customer, team: what it belongs
    to and who asks, empty where unknown."""

    key: str
    needs: Mapping[str, int]
    effort: int
    first: int
    end: int
    priority: int = 500
    pursuit: str = ""
    customer: str = ""
    team: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """key · skills: the level in each skill held · rate: minor units of money per hour · team: the home team ·
    pursuits, customers: those the person works on or knows already."""

    key: str
    skills: Mapping[str, int]
    rate: int = 0
    team: str = ""
    pursuits: frozenset[str] = field(default_factory=frozenset)
    customers: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class Desk:
    """n items, p people, t periods. Minutes int64[p, t]: working, what the calendar gives · absent, how much of it is
    lost to leave and the like · load, what is assigned already (it may be more than there is). Made by `desk`."""

    items: tuple[Item, ...]
    people: tuple[Person, ...]
    working: Ints
    absent: Ints
    load: Ints

    @property
    def available(self) -> Ints:
        """Minutes that can be worked, int64[p, t]."""
        return np.maximum(0, self.working - self.absent)

    @property
    def free(self) -> Ints:
        """Minutes that are neither absent nor assigned, int64[p, t]."""
        return np.maximum(0, self.available - self.load)

    def cost(self, item: int, person: int) -> int:
        """Minor units, rounded half up."""
        return (self.items[item].effort * self.people[person].rate + 30) // 60


def desk(
    items: tuple[Item, ...],
    people: tuple[Person, ...],
    working: Ints,
    absent: Ints | None = None,
    load: Ints | None = None,
) -> Desk:
    """Facts that belong together; raises BadWork by name. Leaving out absent or load means there is none."""
    hours = np.asarray(working, np.int64)
    lost = np.zeros_like(hours) if absent is None else np.asarray(absent, np.int64)
    taken = np.zeros_like(hours) if load is None else np.asarray(load, np.int64)
    if hours.ndim != 2 or len(hours) != len(people):
        raise BadWork(f"{len(people)} people, but working hours are {'x'.join(map(str, hours.shape))}")
    for name, minutes in (("working", hours), ("absent", lost), ("load", taken)):
        if minutes.shape != hours.shape:
            raise BadWork(f"{name} minutes are {'x'.join(map(str, minutes.shape))}, not as the working ones")
        if minutes.size and (minutes.min() < 0 or minutes.max() > 1 << 30):
            raise BadWork(f"{name} minutes are {minutes.min()} to {minutes.max()}")
    for item in items:
        if not 0 <= item.first < item.end <= hours.shape[1]:
            raise BadWork(f"item {item.key}: periods {item.first} to {item.end} of {hours.shape[1]}")
        if not 0 <= item.effort < 1 << 30 or not 0 <= item.priority <= HIGHEST:
            raise BadWork(f"item {item.key}: effort {item.effort}, priority {item.priority}")
    for person in people:
        if not 0 <= person.rate < 1 << 30:
            raise BadWork(f"person {person.key}: rate {person.rate}")
    return Desk(items, people, hours, lost, taken)
