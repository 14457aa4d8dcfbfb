"""Ranking bids by a method, with the way to every figure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from pursuit.engine.scoring import prices
from pursuit.engine.scoring.facts import FULL, BadTable, Bid, Line, Method, Tender, half_up, line

BY_POINTS = (Method.SCORING, Method.COMPREHENSIVE)
Key = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Standing:
    """A bid after the evaluation. rank: 1 is first, None takes no part, and `rejected` says why ("unknown" where nobody
    knows its price); shared: somebody else has the same rank; evaluated: the price that was compared."""

    bid: Bid
    rank: int | None
    shared: bool
    evaluated: int | None
    price_points: int
    total: int
    rejected: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """standings: the first first, those without a rank last. benchmark: None where no price counts. void: why there is
    no winner ("too_few", "none", "shared"), "" where there is one. lines: how the benchmark came about."""

    tender: Tender
    standings: tuple[Standing, ...]
    benchmark: int | None
    winner: str
    void: str
    lines: tuple[Line, ...]

    def of(self, key: str) -> Standing:
        return next(one for one in self.standings if one.bid.key == key)


@dataclass(slots=True)
class _Work:
    """One bid while it is evaluated."""

    bid: Bid
    evaluated: int
    points: int
    total: int
    lines: list[Line]


def evaluate(tender: Tender, bids: Sequence[Bid]) -> Evaluation:
    """Rank the bids. Raises BadTable for weights that do not come to a hundred, prices that are not above zero and keys
    that occur twice."""
    tender.check()
    if len({bid.key for bid in bids}) < len(bids):
        raise BadTable("keys")
    if any(bid.price is not None and bid.price <= 0 for bid in bids):
        raise BadTable("price")
    out = {bid.key: why for bid in bids if (why := _rejected(tender, bid))}
    work = [_begun(tender, bid) for bid in bids if bid.key not in out]
    base, told = prices.benchmark(tender, [one.evaluated for one in work]) if work else (None, [])
    for one in work:
        _score(tender, one, base or 0)
    _warn(tender, work)
    ranked = _ranked(tender, work)
    outside = tuple(_outside(tender, bid, out[bid.key]) for bid in bids if bid.key in out)
    void = _void(tender, ranked, unknown="unknown" in out.values())
    winner = ranked[0].bid.key if ranked and not void else ""
    if void == "too_few":
        told.append(line("too_few", effective=len(work), fewest=tender.fewest))
    return Evaluation(tender, (*ranked, *outside), base, winner, void, tuple(told))


def _rejected(tender: Tender, bid: Bid) -> str:
    if bid.rejected:
        return bid.rejected
    if bid.price is None:
        return "unknown"
    return "above_ceiling" if tender.ceiling is not None and bid.price > tender.ceiling else ""


def _begun(tender: Tender, bid: Bid) -> _Work:
    price, told = prices.evaluated(tender, bid)
    if price <= 0:
        raise BadTable("price")
    return _Work(bid, price, 0, 0, [line("quoted", price=bid.price or 0), *told])


def _score(tender: Tender, one: _Work, base: int) -> None:
    if tender.method in (Method.LOWEST_PRICE, Method.LOWEST_EVALUATED):
        one.lines.append(line("compared", evaluated=one.evaluated))
        return
    weight = tender.weight if tender.method in BY_POINTS else FULL
    one.points, told = prices.points(tender, weight, base, one.evaluated)
    one.lines += told
    one.total = one.points
    if tender.method in BY_POINTS:
        bid = one.bid
        one.total += bid.technical + bid.commercial
        one.lines.append(
            line("total", price=one.points, technical=bid.technical, commercial=bid.commercial, total=one.total)
        )


def _warn(tender: Tender, work: Sequence[_Work]) -> None:
    """A price far below the others' (art. 60 of order 87) may have to be explained; it is not rejected by itself."""
    if not tender.warn_bp or len(work) < 2:
        return
    whole = sum(one.bid.price or 0 for one in work)
    for one in work:
        price = one.bid.price or 0
        others = Fraction(whole - price, len(work) - 1)
        if price * FULL < others * tender.warn_bp:
            one.lines.append(line("far_below", price=price, mean=half_up(others), share=Fraction(tender.warn_bp, 100)))


def _key(tender: Tender, one: _Work) -> Key:
    """Best first: points or the evaluated price, then the quoted price, then technical points (art. 57)."""
    by_price = tender.method in (Method.LOWEST_PRICE, Method.LOWEST_EVALUATED)
    return (one.evaluated if by_price else -one.total), one.bid.price or 0, -one.bid.technical


def _ranked(tender: Tender, work: Sequence[_Work]) -> list[Standing]:
    keyed = sorted(((_key(tender, one), one) for one in work), key=lambda pair: pair[0])
    for (first, ahead), (second, behind) in pairwise(keyed):
        if first[0] == second[0] and first != second:
            code = "tie_by_price" if first[1] != second[1] else "tie_by_technical"
            ahead.lines.append(line(code, other=behind.bid.key))
    keys = [key for key, _one in keyed]
    return [_standing(one, keys.index(key) + 1, shared=keys.count(key) > 1) for key, one in keyed]


def _standing(one: _Work, rank: int, *, shared: bool) -> Standing:
    return Standing(one.bid, rank, shared, one.evaluated, one.points, one.total, "", tuple(one.lines))


def _outside(tender: Tender, bid: Bid, why: str) -> Standing:
    figures: Mapping[str, int] = {}
    if why == "above_ceiling":
        figures = {"price": bid.price or 0, "ceiling": tender.ceiling or 0}
    code = why if why in ("above_ceiling", "unknown") else "rejected"
    told = line(code, **figures) if code != "rejected" else line(code, why=why)
    return Standing(bid, None, False, None, 0, 0, why, (told,))


def _void(tender: Tender, ranked: Sequence[Standing], *, unknown: bool) -> str:
    """Bids whose price nobody knows yet may still be effective: then it is too early to call it a failure."""
    if not ranked:
        return "none"
    if len(ranked) < tender.fewest and not unknown:
        return "too_few"
    return "shared" if ranked[0].shared else ""
