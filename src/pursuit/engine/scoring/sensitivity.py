"""How our points and rank move with our price, all else as it is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pursuit.engine.scoring.evaluation import Evaluation, evaluate
from pursuit.engine.scoring.facts import Bid, Tender

STEPS = 41


@dataclass(frozen=True, slots=True)
class Point:
    """At this price: our price points and total (1/100), our rank (None: rejected), the best total among rivals."""

    price: int
    price_points: int
    total: int
    rank: int | None
    best_rival: int


@dataclass(frozen=True, slots=True)
class Turn:
    """Up to `price` we have rank `under`, above it rank `over`; to `grain` minor units."""

    price: int
    under: int | None
    over: int | None


def curve(tender: Tender, us: str, bids: Sequence[Bid], low: int, high: int, steps: int = STEPS) -> tuple[Point, ...]:
    """Evenly spaced prices from low to high, both among them."""
    return tuple(_at(tender, us, bids, low + (high - low) * number // (steps - 1)) for number in range(steps))


def turns(tender: Tender, us: str, bids: Sequence[Bid], points: Sequence[Point], grain: int = 100) -> tuple[Turn, ...]:
    """Where the rank changes along a curve, found by halving; between two points one change at most is looked for."""
    return tuple(_turns(tender, us, bids, points, grain))


def _turns(tender: Tender, us: str, bids: Sequence[Bid], points: Sequence[Point], grain: int) -> Iterator[Turn]:
    for before, after in pairwise(points):
        if before.rank == after.rank:
            continue
        low, high, under, over = before.price, after.price, before.rank, after.rank
        while high - low > grain:
            middle = (low + high) // 2
            rank = _at(tender, us, bids, middle).rank
            low, high, over = (middle, high, over) if rank == under else (low, middle, rank)
        yield Turn(low, under, over)


def _at(tender: Tender, us: str, bids: Sequence[Bid], price: int) -> Point:
    found: Evaluation = evaluate(tender, [replace(bid, price=price) if bid.key == us else bid for bid in bids])
    mine = found.of(us)
    rivals = [one.total for one in found.standings if one.bid.key != us and one.rank is not None]
    return Point(price, mine.price_points, mine.total, mine.rank, max(rivals, default=0))
