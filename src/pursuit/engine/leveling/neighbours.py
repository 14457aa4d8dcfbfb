"""Neighbours of a schedule: the times by which its rows are put in order, changed a little in one of several ways. Ways
that have made better schedules are tried more often."""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from pursuit.engine.arrays import Ints
from pursuit.engine.leveling.ready import NEVER, Ready
from pursuit.engine.schedule.dates import Dates
from pursuit.engine.schedule.order import OTHER

LAST = 8  # rows that end last, of which one is pulled
Way = Callable[["Neighbours", Dates, int], Ints]


@dataclass(slots=True)
class Neighbours:
    """tried, won: float64[ways]."""

    ready: Ready
    dice: np.random.Generator
    tried: NDArray[np.float64] = field(default_factory=lambda: np.full(len(WAYS), 4.0))
    won: NDArray[np.float64] = field(default_factory=lambda: np.ones(len(WAYS)))

    def draw(self, dates: Dates, span: int) -> tuple[int, Ints]:
        """A way and keys int64[nodes]; span: minutes from begin to finish."""
        chance = self.won / self.tried
        way = int(self.dice.choice(len(WAYS), p=chance / chance.sum()))
        self.tried[way] += 1
        return way, WAYS[way](self, dates, max(span, 1))

    def shaken(self, dates: Dates, span: int) -> Ints:
        """All a little earlier or later."""
        width = span * self.dice.choice((0.005, 0.02, 0.08))
        return dates.start + self.dice.normal(0, width, len(dates.start)).astype(np.int64)

    def mixed(self, dates: Dates, span: int) -> Ints:
        """Those of a stretch of time in any order."""
        starts, width = dates.start, int(span * self.dice.choice((0.1, 0.25)))
        low = self.ready.begin + int(self.dice.random() * (span - width))
        inside = (starts >= low) & (starts < low + width)
        return np.where(inside, low + (self.dice.random(len(starts)) * width).astype(np.int64), starts)

    def thrown(self, dates: Dates, span: int) -> Ints:
        """A few to quite another time."""
        chosen = np.flatnonzero(self.ready.rules.search)
        chosen = chosen[self.dice.random(len(chosen)) < self.dice.choice((1, 3, 10)) / len(chosen)]
        keys = dates.start.copy()
        keys[chosen] += self.dice.normal(0, span / 4, len(chosen)).astype(np.int64)
        return keys

    def pulled(self, dates: Dates, span: int) -> Ints:
        """One that is late, else one of the last, and most of what it waits for, earlier."""
        ready, order = self.ready, self.ready.order
        rows = np.flatnonzero((ready.due != NEVER) & (dates.finish_work > ready.due) & (ready.rules.search == 1))
        if not len(rows) or self.dice.random() < 0.5:
            rows = np.flatnonzero(ready.rules.search)
            rows = rows[np.argsort(dates.finish[rows], kind="stable")[-LAST:]]
        path = [int(self.dice.choice(rows))]
        seen = set(path)
        while path:
            node = path.pop()
            for before in order.into[order.in_first[node] : order.in_first[node + 1], OTHER].tolist():
                if before not in seen and self.dice.random() < 0.9:
                    seen.add(before)
                    path.append(before)
        keys = dates.start.copy()
        keys[sorted(seen)] -= int(span * self.dice.choice((0.02, 0.1, 0.3)))
        return keys


WAYS: tuple[Way, ...] = (Neighbours.shaken, Neighbours.mixed, Neighbours.thrown, Neighbours.pulled)
