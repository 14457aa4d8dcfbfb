"""Budget against actual, in whole minor units of the company currency."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

PRESALES, DELIVERY = "presales_labour", "delivery_labour"
LABOUR = frozenset({PRESALES, DELIVERY})  # what hours are counted for; no commitment and no expense
# Earlier than this share of its time the pace of a line says nothing about its end.
TELLING = 0.25


@dataclass(frozen=True, slots=True)
class Sums:
    """Of one line or of many. pending: expenses that wait for their approval; labour: what hours cost, 0 for those who
    may not see it."""

    approved: int = 0
    planned: int = 0
    committed: int = 0
    actual: int = 0
    pending: int = 0
    labour: int = 0

    @property
    def used(self) -> int:
        """What cannot be given to anything else."""
        return self.actual + self.labour + self.committed + self.pending

    @property
    def spent(self) -> int:
        return self.actual + self.labour

    @property
    def remaining(self) -> int:
        return self.approved - self.used

    def __add__(self, other: "Sums") -> "Sums":
        return Sums(
            self.approved + other.approved,
            self.planned + other.planned,
            self.committed + other.committed,
            self.actual + other.actual,
            self.pending + other.pending,
            self.labour + other.labour,
        )


def fits(line: Sums, amount: int) -> bool:
    """May so much more be promised or spent on it?"""
    return amount >= 0 and line.used + amount <= line.approved


def forecast(line: Sums, span: tuple[date, date] | None, today: date) -> int:
    """What it will have come to. Past: what it came to. Ahead: what was approved. Under way: at the pace so far, once
    a quarter of the time is over and anything was spent; never less than what is used already."""
    if span is None or today < span[0]:
        return max(line.approved, line.used)
    if today > span[1]:
        return line.used
    whole, gone = (span[1] - span[0]).days + 1, (today - span[0]).days + 1
    if gone < whole * TELLING or not line.spent:
        return max(line.approved, line.used)
    return max(line.spent * whole // gone, line.used)


def moved(approved: Mapping[int, int], source: int, target: int, amount: int) -> dict[int, int]:
    """Amounts by line after a reallocation; their sum stays."""
    if source == target or not 0 < amount <= approved[source]:
        raise ValueError("a reallocation goes from one line to another, and no further than there is")
    return {**approved, source: approved[source] - amount, target: approved[target] + amount}


def labour_kind(day: date, won_on: date | None) -> str:
    """Before the deal is won hours are spent on winning it, afterwards on delivering it."""
    return PRESALES if won_on is None or day <= won_on else DELIVERY
