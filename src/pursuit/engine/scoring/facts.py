"""What is known of a tender and of the bids for it."""

from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

FULL = 10_000  # 100 points in 1/100 of a point; 100 % in 1/100 of a percent
Figure = int | str | Fraction


class BadTable(ValueError):
    """A scoring table or bids that cannot be evaluated. code: "weights", "price" or "keys"."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Method(StrEnum):
    """How bids are ranked."""

    SCORING = "scoring"  # 综合评分法: points, the lowest evaluated price has all price points
    COMPREHENSIVE = "comprehensive"  # 综合评估法: points, price points by the distance from a benchmark price
    LOWEST_PRICE = "lowest_price"  # 最低评标价法: the lowest price after reliefs
    LOWEST_EVALUATED = "lowest_evaluated"  # 经评审的最低投标价法: the lowest price after adjustments
    BENCHMARK = "benchmark"  # 评标基准价: price alone, nearest to the benchmark price


class Formula(StrEnum):
    """Where the benchmark price comes from."""

    LOWEST = "lowest"  # the lowest effective price
    AVERAGE = "average"  # the mean of effective prices, floated down
    SECOND_AVERAGE = "second_average"  # the mean of those not above that mean, floated down
    COMPOSITE = "composite"  # a share of the ceiling price and the rest of the mean, floated down


@dataclass(frozen=True, slots=True)
class PriceRule:
    """float_bp: the benchmark lies so far below its mean, in 1/100 of a percent; above, below: points (1/100) taken off
    per 1 % over or under the benchmark, in proportion; drop_from: from so many effective prices on the highest and
    the lowest are left out of the mean (0: never); ceiling_bp: the share of the ceiling in a composite benchmark."""

    formula: Formula = Formula.LOWEST
    float_bp: int = 0
    above: int = 100
    below: int = 50
    drop_from: int = 0
    ceiling_bp: int = 5_000


@dataclass(frozen=True, slots=True)
class Tender:
    """weight: points (1/100) for the price; others: the most there is for everything else; together FULL where points
    decide. ceiling: a price above it is rejected. fewest: with fewer effective bids the tender fails. warn_bp: a price
    below this share of the other effective prices' mean may have to be explained (0: nobody asks)."""

    method: Method
    weight: int = 3_000
    others: int = 7_000
    rule: PriceRule = field(default_factory=PriceRule)
    ceiling: int | None = None
    fewest: int = 3
    warn_bp: int = 0

    def check(self) -> None:
        """BadTable where points decide and do not come to a hundred."""
        if self.method in (Method.SCORING, Method.COMPREHENSIVE) and self.weight + self.others != FULL:
            raise BadTable("weights")


@dataclass(frozen=True, slots=True)
class Bid:
    """price: as quoted, None where nobody knows; technical, commercial: points (1/100) besides the price; relief_bp:
    small enterprises' share taken off the price for the evaluation; adjustment: what deviations are priced at, added
    for it; rejected: why it takes no part ("" : it does)."""

    key: str
    price: int | None
    technical: int = 0
    commercial: int = 0
    relief_bp: int = 0
    adjustment: int = 0
    rejected: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One step of an explanation: a stable code and its figures, for whoever writes sentences."""

    code: str
    figures: tuple[tuple[str, Figure], ...] = ()

    def get(self, name: str) -> Figure:
        return dict(self.figures)[name]


def line(code: str, **figures: Figure) -> Line:
    return Line(code, tuple(figures.items()))


def half_up(value: Fraction) -> int:
    """The nearest whole number, halves upwards (四舍五入); nothing here is negative but adjustments."""
    return (value.numerator * 2 + value.denominator) // (value.denominator * 2)
