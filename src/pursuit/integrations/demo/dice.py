"""Chance, the same in every load: one seeded source with the few throws the stories need."""

import random
from collections.abc import Mapping, Sequence
from typing import TypeVar

T = TypeVar("T")
SEED = 20_260_101


class Dice(random.Random):
    """A seeded source of chance."""

    def chance(self, percent: float) -> bool:
        """True in so many cases of a hundred."""
        return self.random() * 100 < percent

    def pick(self, things: Sequence[T]) -> T:
        """One of them."""
        return things[int(self.random() * len(things))]

    def some(self, things: Sequence[T], most: int) -> list[T]:
        """Up to so many different ones, in their own order."""
        places = sorted(self.sample(range(len(things)), min(most, len(things))))
        return [things[place] for place in places]

    def weighted(self, weights: Mapping[T, float]) -> T:
        """One key, by weight."""
        return self.choices(list(weights), list(weights.values()))[0]

    def between(self, low: float, high: float) -> int:
        """A whole number, both ends included."""
        return round(self.uniform(low, high))

    def amount(self) -> int:
        """What a deal is worth, in fen: many small ones, few great ones, 20万 to 8000万, rounded as people round."""
        worth = min(max(self.lognormvariate(14.35, 1.2), 200_000), 80_000_000)
        step = 10_000 if worth < 2_000_000 else 50_000 if worth < 10_000_000 else 100_000
        return int(round(worth / step) * step) * 100
