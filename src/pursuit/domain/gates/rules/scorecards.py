"""Grades and bids by weighted criteria."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

LETTERS = "dcba"  # 1 to 4
GRADE_FROM = ((Fraction(7, 2), "a"), (Fraction(5, 2), "b"), (Fraction(3, 2), "c"))
Call = Literal["bid", "conditional", "no_bid"]


@dataclass(frozen=True, slots=True)
class Mark:
    """One answer; value None: not answered."""

    weight: int
    value: int | None
    decisive: bool = False


@dataclass(frozen=True, slots=True)
class Grading:
    """letter: proposed, empty without answers; mean: 1 to 4; lifted: a decisive criterion made it higher."""

    letter: str
    mean: Fraction | None
    answered: int
    asked: int
    lifted: bool = False


@dataclass(frozen=True, slots=True)
class Bidding:
    """percent: of the most that could be had by what was answered; call None: something is not answered."""

    percent: int | None
    call: Call | None
    answered: int
    asked: int


def by_amount(amount: int | None, limits: Sequence[int]) -> int | None:
    """1 to 4 by the amount. limits: from which amount A, B and C begin, in minor units of the company currency."""
    if amount is None:
        return None
    return next((4 - place for place, limit in enumerate(limits) if amount >= limit), 1)


def grading(marks: Sequence[Mark]) -> Grading:
    """The weighted mean decides; a decisive answer lifts to at least one letter below itself."""
    known = [(one.weight, one.value) for one in marks if one.value is not None and one.weight]
    whole = sum(weight for weight, _value in known)
    if not whole:
        return Grading("", None, 0, len(marks))
    mean = Fraction(sum(weight * value for weight, value in known), whole)
    letter = next((letter for least, letter in GRADE_FROM if mean >= least), "d")
    floor = max((one.value - 1 for one in marks if one.decisive and one.value is not None), default=1)
    lifted = floor - 1 > LETTERS.index(letter)
    return Grading(LETTERS[floor - 1] if lifted else letter, mean, len(known), len(marks), lifted)


def bidding(marks: Sequence[Mark], *, go: int, stop: int) -> Bidding:
    """go, stop: percent from which one bids, and below which one does not. A call is made when all is answered."""
    asked = [one for one in marks if one.weight]
    known = [(one.weight, one.value) for one in asked if one.value is not None]
    whole = 10 * sum(weight for weight, _value in known)
    if not whole:
        return Bidding(None, None, 0, len(asked))
    points = sum(weight * value for weight, value in known)
    percent = (200 * points + whole) // (2 * whole)
    if len(known) < len(asked):
        return Bidding(percent, None, len(known), len(asked))
    call: Call = "bid" if percent >= go else "no_bid" if percent < stop else "conditional"
    return Bidding(percent, call, len(known), len(asked))
