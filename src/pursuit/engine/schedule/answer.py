"""What is told about a plan's dates; to be read without the compiler that finds them."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

import numpy as np

from pursuit.engine.arrays import Ints


class Cause(StrEnum):
    """What holds a row where it is."""

    PROJECT = "project"  # nothing: the project begins
    LINK = "link"  # a predecessor
    LIMIT = "limit"  # its own constraint
    BEGUN = "begun"  # it has begun
    BY_HAND = "by_hand"  # dated by hand
    LATE = "late"  # as late as possible: what comes after it
    LEVELED = "leveled"  # levelled: it waits for people
    BELOW = "below"  # a summary: the row below it that begins first


@dataclass(frozen=True, slots=True)
class Reason:
    """row: the predecessor, the row that comes after, or the one below; link: its number; through: the summary whose
    link or limit holds the row up, where it is not its own; rest: minutes in which nobody works (night, weekend,
    holiday) between what holds it up and the start."""

    cause: Cause
    row: int | None = None
    link: int | None = None
    through: int | None = None
    rest: int = 0


@dataclass(frozen=True, slots=True)
class Conflict:
    """What cannot be kept. minutes: of working time by which it is missed; link: the number of a link that does not
    hold because the row's dates are given, else the row's own limit or deadline is missed."""

    row: int
    minutes: int
    link: int | None = None
    deadline: bool = False


class Answer(NamedTuple):
    """int64[n] each, one for each row: dates as instants, floats in minutes of work. conflicts: what is not kept."""

    start: Ints
    finish: Ints
    early_start: Ints
    early_finish: Ints
    late_start: Ints
    late_finish: Ints
    total_float: Ints
    free_float: Ints
    start_at: int
    finish_at: int
    conflicts: tuple[Conflict, ...]

    def critical(self, within: int = 0) -> Ints:
        """int64[n]: 1 where no more float than so many minutes is left."""
        return (self.total_float <= within).astype(np.int64)
