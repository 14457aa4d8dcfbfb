"""What levelling real plans needs to know and what it says; to be read without the compiler that does it."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

import numpy as np

from pursuit.engine.arrays import Ints

SHOWN = 200  # overloads that are listed one by one
ORDINARY = 500  # the weight of a row about which nothing is said


class BadUses(ValueError):
    """Uses, resources or columns that do not belong to the plan; the text says which."""


@dataclass(frozen=True, slots=True)
class Resource:
    """A person or a machine. calendar: the number of its own hours; capacity: thousandths from each of `instants` on,
    one figure more than instants: the first holds before all of them (an absence is a stretch of 0)."""

    calendar: int
    capacity: tuple[int, ...] = (1000,)
    instants: tuple[int, ...] = ()


class Uses(NamedTuple):
    """int64[u] each: a row of the outline, the number of a resource, thousandths of it."""

    row: Ints
    resource: Ints
    units: Ints


def uses(rows: list[tuple[int, int, int]]) -> Uses:
    """From (row, resource, thousandths) each."""
    table = np.array(rows, np.int64).reshape(-1, 3)
    return Uses(*(np.ascontiguousarray(table[:, column]) for column in range(3)))


@dataclass(frozen=True, slots=True)
class Overload:
    """A stretch of a resource's hours with the same load above the same capacity, instants and thousandths."""

    resource: int
    begin: int
    end: int
    load: int
    capacity: int


@dataclass(frozen=True, slots=True)
class Overloads:
    """shown: at most SHOWN, the earliest first; count: of all; minutes: of the resources' hours, all together."""

    shown: tuple[Overload, ...]
    count: int
    minutes: int


class Trouble(StrEnum):
    """Why a resource stays overloaded."""

    ALONE = "alone"  # a row alone needs more than the resource ever has
    GIVEN = "given"  # rows that are not moved need more than there is
    NO_ROOM = "no_room"  # the resource is never free for so long
    HELD = "held"  # a row that is not moved waits for the row, which has no room before it


@dataclass(frozen=True, slots=True)
class Unsolved:
    """A row that stays where it is although its resource is not free."""

    row: int
    resource: int
    why: Trouble


@dataclass(frozen=True, slots=True)
class Progress:
    """rounds: done so far; the finish and its lower bound, instants."""

    rounds: int
    finish_at: int
    bound_at: int


Report = Callable[[Progress], object]  # what it raises ends the search


@dataclass(frozen=True, slots=True)
class Leveled:
    """floor: int64[n], the start of each row that waits for people (else the floor it was given, NONE without), for
    `dates(floor=)`, which gives start and finish, int64[n]. before_at, finish_at: the finish before and after;
    bound_at: no schedule that keeps all limits and overloads nobody ends sooner; proved: finish_at is that; rounds of
    improvement; moved: rows that start at another time, summaries left out; late_before, late_after: minutes
    by which deadlines and limits are missed, each weighted by 1 + weight / 1000."""

    floor: Ints
    start: Ints
    finish: Ints
    before_at: int
    finish_at: int
    bound_at: int
    proved: bool
    rounds: int
    moved: tuple[int, ...]
    late_before: int
    late_after: int
    overloads_before: Overloads
    overloads_after: Overloads
    unsolved: tuple[Unsolved, ...]
