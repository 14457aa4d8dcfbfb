"""Price-to-win: the price at which our weighted value equals that of a rival. Pure.

Values are points from 0 to 10. Every criterion but the price has a weight and a score per bidder; the price has a
weight of its own, and a bidder with price p gets 10 × (lowest price ÷ p) points for it, the formula of the low-price
method of comprehensive scoring (综合评分法). With W the sum of all weights, w = 10 × price weight ÷ W the most points a
price can bring, and d = our quality − theirs = Σ weight × (our score − their score) ÷ W:

- d ≥ 0 (we are better): we may be dearer. d + w × r/p = w gives p = r × w ÷ (w − d); for d ≥ w any price wins.
- d < 0 (they are better): we must be cheaper. w + d = w × p/r gives p = r × (w + d) ÷ w; for d ≤ −w no price wins.

The comparison is between the two of us; with several rivals the lowest of the prices is the one to beat.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

TOP = 10


@dataclass(frozen=True, slots=True)
class Weighed:
    """A criterion that is not the price: its weight, our score and theirs (None: not scored yet)."""

    weight: int
    ours: int | None
    theirs: int | None


@dataclass(frozen=True, slots=True)
class Beaten:
    """At which price we are as good as one rival. state: price, any (every price wins), never (none does),
    unscored, unpriced, unweighted (the price has no weight). low, high: from the range of their estimate."""

    state: str
    at: int | None = None
    low: int | None = None
    high: int | None = None

    @property
    def known(self) -> bool:
        return self.state in ("price", "any", "never")


@dataclass(frozen=True, slots=True)
class Target:
    """The price to win against all. state: price, any, never or none (no signal); counted of all rivals."""

    state: str
    counted: int
    all: int
    at: int | None = None
    low: int | None = None
    high: int | None = None

    @property
    def thin(self) -> bool:
        """Some rivals do not count yet: too few figures."""
        return self.counted < self.all


def gap(criteria: Sequence[Weighed], price_weight: int) -> Fraction | None:
    """d of the formula, our quality minus theirs in points; None while a score is missing or nothing weighs."""
    total = price_weight + sum(one.weight for one in criteria)
    if not total or any(one.ours is None or one.theirs is None for one in criteria):
        return None
    points = sum(one.weight * ((one.ours or 0) - (one.theirs or 0)) for one in criteria)
    return Fraction(points, total)


def beat(
    criteria: Sequence[Weighed], price_weight: int, price: int | None, low: int | None = None, high: int | None = None
) -> Beaten:
    """Against one rival; prices in minor units."""
    if not price_weight:
        return Beaten("unweighted")
    apart = gap(criteria, price_weight)
    if apart is None:
        return Beaten("unscored")
    if price is None and None in (low, high):
        return Beaten("unpriced")
    most = Fraction(TOP * price_weight, price_weight + sum(one.weight for one in criteria))
    if apart >= most:
        return Beaten("any")
    if apart <= -most:
        return Beaten("never")
    factor = most / (most - apart) if apart >= 0 else (most + apart) / most
    said = price if price is not None else ((low or 0) + (high or 0)) // 2
    bounds = [one for one in (low, said, high) if one is not None]
    return Beaten("price", round(said * factor), round(min(bounds) * factor), round(max(bounds) * factor))


def target(found: Iterable[Beaten]) -> Target:
    """Against all: the lowest price, each bound by itself. One that no price beats settles it."""
    rows = list(found)
    known = [one for one in rows if one.known]
    counted = len(known)
    if not known:
        return Target("none", 0, len(rows))
    if any(one.state == "never" for one in known):
        return Target("never", counted, len(rows))
    priced = [one for one in known if one.state == "price"]
    if not priced:
        return Target("any", counted, len(rows))
    at, low, high = (min(getattr(one, name) for one in priced) for name in ("at", "low", "high"))
    return Target("price", counted, len(rows), at, low, high)


def total(criteria: Iterable[tuple[int, int | None]]) -> Fraction | None:
    """The weighted value of a bidder without the price, in points from 0 to 10; None while a score is missing."""
    rows = list(criteria)
    weight = sum(one for one, _score in rows)
    if not weight or any(score is None for _weight, score in rows):
        return None
    return Fraction(sum(one * (score or 0) for one, score in rows), weight)
