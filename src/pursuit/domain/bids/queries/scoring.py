"""A bid as the engine sees it: the scoring table, who bids at what price, and what comes of that by every method."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pursuit.domain.bids.models import Bid, Bidder, ScoreItem
from pursuit.domain.bids.rules import modes
from pursuit.engine import scoring
from pursuit.engine.scoring import BadTable, Chance, Evaluation, Formula, Guess, Method, Point, PriceRule, Tender, Turn
from pursuit.kernel.actor import Actor

US = "us"


@dataclass(frozen=True, slots=True)
class Table:
    """weights: points (1/100) by part; ours and the rivals'."""

    items: Sequence[ScoreItem]
    bidders: Sequence[Bidder]

    @property
    def weights(self) -> Mapping[str, int]:
        found = {"price": 0, "technical": 0, "commercial": 0}
        for one in self.items:
            found[one.part] += one.points
        return found

    @property
    def whole(self) -> int:
        return sum(one.points for one in self.items)

    @property
    def ours(self) -> Bidder | None:
        return next((one for one in self.bidders if one.ours), None)

    @property
    def rivals(self) -> list[Bidder]:
        return [one for one in self.bidders if not one.ours]


@dataclass(frozen=True, slots=True)
class Simulation:
    """problem: why points cannot be worked out ("weights"), "" where they can. others: by the other methods; chance:
    None where nothing is known of any rival's price (no signal) or of ours."""

    found: Evaluation | None
    others: Mapping[str, Evaluation | None]
    points: Sequence[Point]
    turns: Sequence[Turn]
    chance: Chance | None
    problem: str = ""


def table(actor: Actor, bid: Bid) -> Table:
    """Of a visible bid."""
    items = list(ScoreItem.objects.visible_to(actor).filter(bid=bid))
    bidders = Bidder.objects.visible_to(actor).filter(bid=bid).select_related("competitor__subject")
    return Table(items, list(bidders))


def tender_of(bid: Bid, known: Table, method: str = "") -> Tender:
    """The engine's tender. Without a scoring table the usual 30 of 100 points are the price's."""
    weights = known.weights
    weight = weights["price"] if known.items else 3_000
    others = weights["technical"] + weights["commercial"] if known.items else 7_000
    rule = PriceRule(
        Formula(bid.formula), _bp(bid.float_percent), _bp(bid.above_points), _bp(bid.below_points), bid.drop_from,
        _bp(bid.ceiling_percent),
    )  # fmt: skip
    return Tender(
        Method(method or bid.method), weight, others, rule, bid.ceiling, modes.fewest(bid.mode, bid.fewest),
        _bp(bid.warn_percent),
    )  # fmt: skip


def bids_of(bid: Bid, known: Table) -> list[scoring.Bid]:
    """Everybody as the engine takes them; a rival at the price read out, else at the most likely one."""
    parts = {str(one.pk): one.part for one in known.items}
    return [
        scoring.Bid(
            key=key_of(one),
            price=bid.price if one.ours else one.quoted or one.likely or _middle(one),
            technical=_points(one, parts, "technical"),
            commercial=_points(one, parts, "commercial"),
            relief_bp=_bp(one.relief_percent),
            adjustment=one.adjustment,
            rejected=one.rejected,
        )
        for one in known.bidders
    ]


def guesses_of(known: Table) -> dict[str, Guess]:
    """What may be drawn of rivals whose price was not read out."""
    found = {}
    for one in known.rivals:
        prices = [price for price in (one.low, one.likely, one.high) if price is not None]
        if one.quoted is None and prices:
            low, high = one.low or min(prices), one.high or max(prices)
            found[key_of(one)] = Guess(low, one.likely or (low + high) // 2, high)
    return found


def simulate(bid: Bid, known: Table) -> Simulation:
    """What comes of it now, by the bid's method and by the others, and how it moves with our price."""
    bids = bids_of(bid, known)
    tender = tender_of(bid, known)
    others = {method: _by(bid, known, bids, method) for method, _label in modes.METHODS}
    try:
        found = scoring.evaluate(tender, bids)
    except BadTable as bad:
        return Simulation(None, others, (), (), None, bad.code)
    ours = next((one for one in bids if one.key == US), None)
    if ours is None or ours.price is None or ours.rejected:
        return Simulation(found, others, (), (), None)
    low, high = _range(bid, bids, guesses_of(known))
    points = scoring.curve(tender, US, bids, low, high)
    turns = scoring.turns(tender, US, bids, points)
    return Simulation(found, others, points, turns, scoring.chance(tender, US, bids, guesses_of(known)))


def key_of(one: Bidder) -> str:
    return US if one.ours else str(one.pk)


def _by(bid: Bid, known: Table, bids: Sequence[scoring.Bid], method: str) -> Evaluation | None:
    tender = tender_of(bid, known, method)
    if method != bid.method and tender.method == Method.COMPREHENSIVE and tender.rule.formula == Formula.LOWEST:
        tender = replace(tender, rule=replace(tender.rule, formula=Formula.AVERAGE))
    try:
        return scoring.evaluate(tender, bids)
    except BadTable:
        return None


def _range(bid: Bid, bids: Sequence[scoring.Bid], guesses: Mapping[str, Guess]) -> tuple[int, int]:
    """From well below what anybody may ask to a little above the ceiling, else above what anybody may ask."""
    prices = [one.price for one in bids if one.price]
    prices += [price for one in guesses.values() for price in (one.low, one.high)]
    low = min(prices) * 9 // 10
    high = bid.ceiling * 101 // 100 if bid.ceiling else max(prices) * 11 // 10
    return low, max(high, low + 4_000)


def _points(one: Bidder, parts: Mapping[str, str], part: str) -> int:
    return sum(points for key, points in one.scores.items() if parts.get(key) == part)


def _middle(one: Bidder) -> int | None:
    known = [price for price in (one.low, one.high) if price is not None]
    return sum(known) // len(known) if known else None


def _bp(percent: float) -> int:
    return round(percent * 100)
