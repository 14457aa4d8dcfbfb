"""Which of several valid prices counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Offer:
    """A price (minor units) from a book. near: steps up to the book's unit (None: for all); tier: for one tier only."""

    price: int
    book: int
    title: str
    near: int | None
    tier: bool
    valid_from: date


def best(offers: Sequence[Offer]) -> Offer:
    """The closest fit: for this tier before for all, then the nearer unit, then the newer book."""
    return min(
        offers,
        key=lambda one: (
            not one.tier,
            one.near if one.near is not None else 10_000,
            -one.valid_from.toordinal(),
            -one.book,
        ),
    )
