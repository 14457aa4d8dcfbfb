"""The simulation for programs: what the page shows, as plain values. Nothing is written."""

from dataclasses import dataclass

from pursuit.domain.bids.actions.table import currency_of
from pursuit.domain.bids.fields import PRICE, BidId
from pursuit.domain.bids.queries.bids import bid as visible_bid
from pursuit.domain.bids.queries.scoring import US, simulate, table
from pursuit.domain.bids.rules import words
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class PlaceTold:
    """bidder: its id; rank: None where it takes no part; points in 1/100; why: the way there, step by step."""

    bidder: int
    ours: bool
    rank: int | None
    price_points: int
    total: int
    why: list[str]


@dataclass(frozen=True, slots=True)
class SimulationTold:
    """problem: why points cannot be worked out; void: why nobody wins; chance: percent from, to, and draws, None where
    there is no signal; turns: minor units up to which we have a rank, that rank, the rank above it."""

    problem: str
    void: str
    benchmark: int | None
    places: list[PlaceTold]
    chance: list[int] | None
    turns: list[list[int | None]]


@action("bids.simulate", right=PRICE, public="bids.simulate")
def simulate_bid(*, actor: Actor, bid: BidId) -> SimulationTold:
    """Who is ranked where at the prices known or guessed, why, and how that moves with our price."""
    row = visible_bid(actor, bid)
    known = table(actor, row)
    made = simulate(row, known)
    names = {US if one.ours else str(one.pk): one for one in known.bidders}

    def name(key: str) -> str:
        one = names[key]
        return str(one.competitor or one.name or key)

    found = made.found
    places = [
        PlaceTold(
            names[one.bid.key].pk, one.bid.key == US, one.rank, one.price_points, one.total,
            [words.sentence(step, name, currency_of(row)) for step in one.lines],
        )
        for one in (found.standings if found else ())
    ]  # fmt: skip
    chance = [made.chance.low, made.chance.high, made.chance.draws] if made.chance else None
    turns = [[one.price, one.under, one.over] for one in made.turns]
    return SimulationTold(
        made.problem, found.void if found else "", found.benchmark if found else None, places, chance, turns
    )
