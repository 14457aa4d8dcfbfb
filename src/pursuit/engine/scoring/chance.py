"""How often we come first when rivals' prices lie somewhere within what is guessed of them."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil, floor, sqrt

from pursuit.engine.scoring.evaluation import evaluate
from pursuit.engine.scoring.facts import Bid, Tender

DRAWS = 1000
SEED = 20_240_601
Z95 = 1.959964


@dataclass(frozen=True, slots=True)
class Guess:
    """A rival's price: lowest, most likely, highest; drawn from the triangle over them."""

    low: int
    likely: int
    high: int


@dataclass(frozen=True, slots=True)
class Chance:
    """wins of draws (a shared first place counts as half); low, high: the 95 % range of sampling (Wilson), in percent.
    It says nothing of how good the guesses are."""

    wins: float
    draws: int
    low: int
    high: int

    @property
    def percent(self) -> int:
        return round(100 * self.wins / self.draws)


def chance(
    tender: Tender, us: str, bids: Sequence[Bid], guesses: Mapping[str, Guess], draws: int = DRAWS, seed: int = SEED
) -> Chance | None:
    """None (no signal) where our price is unknown or no rival's is guessed as a range: a single figure would feign
    certainty. The same input gives the same answer."""
    ours = next((bid for bid in bids if bid.key == us), None)
    known = [guesses[bid.key] for bid in bids if bid.key != us and not bid.rejected and bid.key in guesses]
    if ours is None or ours.price is None or ours.rejected or not any(one.low < one.high for one in known):
        return None
    dice = random.Random(seed)  # noqa: S311  no secret: a sample that anybody can draw again
    wins = 0.0
    for _number in range(draws):
        drawn = [_drawn(dice, bid, guesses.get(bid.key)) for bid in bids]
        mine = evaluate(tender, drawn).of(us)
        wins += (0.5 if mine.shared else 1.0) if mine.rank == 1 else 0.0
    low, high = _wilson(wins, draws)
    return Chance(wins, draws, low, high)


def _drawn(dice: random.Random, bid: Bid, guess: Guess | None) -> Bid:
    if guess is None:
        return bid
    if guess.low == guess.high:
        return replace(bid, price=guess.low)
    return replace(bid, price=round(dice.triangular(guess.low, guess.high, guess.likely)))


def _wilson(wins: float, draws: int) -> tuple[int, int]:
    share = wins / draws
    middle = share + Z95**2 / (2 * draws)
    spread = Z95 * sqrt(share * (1 - share) / draws + Z95**2 / (4 * draws**2))
    whole = 1 + Z95**2 / draws
    return max(0, floor(100 * (middle - spread) / whole)), min(100, ceil(100 * (middle + spread) / whole))
