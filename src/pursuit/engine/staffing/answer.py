"""What staffing answers; to be read without the compiler that works it out."""

from dataclasses import dataclass

from pursuit.engine.arrays import Ints
from pursuit.engine.staffing.match import Ranking
from pursuit.engine.staffing.reasons import Reason, Weights


@dataclass(frozen=True, slots=True)
class Alternative:
    """Somebody else for an item while all others stay. person: index · more: points the whole suggestion would count
    more (less where negative: possible only where it is not proved) · cost: minor units more."""

    person: int
    more: int
    cost: int


@dataclass(frozen=True, slots=True)
class Choice:
    """item, person: indexes · cost: minor units · reasons: as in the ranking · minutes: int64[t], when, as early as
    the others of this person allow (the item with the nearest end first) · alternatives: best first."""

    item: int
    person: int
    cost: int
    reasons: tuple[Reason, ...]
    minutes: Ints
    alternatives: tuple[Alternative, ...]


@dataclass(frozen=True, slots=True)
class Left:
    """An item that nobody does, and why. nearest: who comes nearest to it, people's indexes."""

    item: int
    reasons: tuple[Reason, ...]
    nearest: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """rankings: one for each item, before anything is given out · choices and left: each item is in one of them ·
    cost: minor units · points, bound: of what is chosen (with much for each item left that somebody could do, see
    `choose.gather`) and what no choice falls below · proved: they are equal ·
    before, after: int64[p], per mille of the hours of all periods that each person carries · weights used."""

    rankings: tuple[Ranking, ...]
    choices: tuple[Choice, ...]
    left: tuple[Left, ...]
    cost: int
    points: int
    bound: int
    proved: bool
    before: Ints
    after: Ints
    weights: Weights
