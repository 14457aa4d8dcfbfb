"""Levels real plans: an instant answer by priority rules, then better ones from neighbours of the best.

A schedule is made of an order of the rows: one after the other each takes the first room that its links, its limits and
its people leave (`place`). Rows of more weight come first, and what they wait for comes with them. Every order is tried
once more from both ends (Li, Willis, "An iterative scheduling technique for resource-constrained project scheduling",
EJOR 1992). Better is, one after the other: fewer rows without room, less missed of limits and deadlines (minutes of
work, times 1 + weight / 1000), an earlier finish of the whole, less moved.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from pursuit.engine.arrays import Ints
from pursuit.engine.leveling.answer import Progress, Report
from pursuit.engine.leveling.asked import Asked
from pursuit.engine.leveling.neighbours import Neighbours
from pursuit.engine.leveling.place import Found, backward_placed, forward_placed, sequence
from pursuit.engine.leveling.profile import Pool
from pursuit.engine.leveling.ready import NEVER, Ready, prepared
from pursuit.engine.schedule.dates import NONE, Dates, settle
from pursuit.engine.schedule.network import Part

REACH = 64  # times the guessed time that is looked at before a row is said to find no room
Score = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Placed:
    """A schedule and how good it is: rows without room, minutes missed, finish, minutes moved."""

    found: Found
    score: Score

    @property
    def starts(self) -> Ints:
        return self.found.dates.start


@dataclass(slots=True)
class Search:
    """The best so far, and where to look for a better one."""

    ready: Ready
    near: Neighbours
    best: Placed = field(init=False)
    rounds: int = 0

    def placed(self, keys: Ints) -> Placed:
        """The schedule of the rows in the order of the keys, smallest first."""
        ready = self.ready
        order = ready.order
        nodes = sequence(np.lexsort((keys, -ready.weights)), order.in_first, order.into)
        found = forward_placed(
            nodes, ready.begin, ready.rules, ready.net, order, ready.times.line, copied(ready.pool), ready.needs
        )
        settle(found.dates, ready.net, ready.times.line)
        return Placed(found, scored(ready, found))

    def justified(self, now: Placed) -> Placed:
        """All rows pushed to the end in the order of their finishes, then forward in the order of those starts."""
        ready = self.ready
        order, net, dates = ready.order, ready.net, now.found.dates
        keep = (net.begun != NONE) | (net.ended != NONE) | (net.fixed_start != NONE) | (ready.rules.wish != NONE)
        nodes = sequence(np.lexsort((-dates.finish, -ready.weights)), order.out_first, order.out)
        search = np.where(keep, 0, ready.rules.search)
        found = backward_placed(
            nodes, now.score[2], dates, ready.early.start_work, keep.astype(np.int64), np.full(len(search), NEVER),
            search, net, order, ready.times.line, copied(ready.pool), ready.needs,
        )  # fmt: skip
        starts = np.where(found == NONE, dates.start_work, found)
        line = ready.times.line
        back = Dates(dates.start.copy(), dates.finish.copy(), starts, starts + net.duration, dates.loose)
        settle(back, net, line)
        return self.placed(back.start)

    def first(self) -> None:
        """The best of some priority rules, each also from both ends."""
        ready = self.ready
        late, base = ready.late, ready.base
        work = np.zeros(len(ready.weights), np.int64)
        np.add.at(work, ready.facts.load.row, ready.facts.load.units * ready.net.duration[ready.facts.load.row])
        self.best = self.placed(late.start)
        for keys in (late.finish, base.total_float, base.early_start, -work):
            self._keep(self.placed(keys))
        self._keep(self.justified(self.best))

    def _keep(self, found: Placed) -> bool:
        better = found.score < self.best.score
        if better:
            self.best = found
        return better

    def round(self) -> None:
        """One neighbour of the best, from both ends."""
        self.rounds += 1
        way, keys = self.near.draw(self.best.found.dates, self.best.score[2] - self.ready.begin)
        found = self.placed(keys)
        better = self._keep(found)
        if self._keep(self.justified(found)) or better:
            self.near.won[way] += 1


def copied(pool: Pool) -> Pool:
    return Pool(*(column.copy() for column in pool))


def scored(ready: Ready, found: Found) -> Score:
    """How good a schedule is."""
    dates, rows = found.dates, ready.rows
    leaf = ready.net.part == Part.TASK
    finish = int(dates.finish[leaf].max(initial=ready.begin))
    moved = int(np.abs(dates.start[:rows] - ready.base.start[:rows])[leaf[:rows]].sum())
    return int(found.stuck.sum()), missed(ready, dates.finish_work), finish, moved


def missed(ready: Ready, finish_work: Ints) -> int:
    """Minutes by which limits and deadlines are missed, times 1 + weight / 1000."""
    asked = np.flatnonzero(ready.due != NEVER)
    late = np.maximum(finish_work[asked] - ready.due[asked], 0)
    return int((late * (1000 + ready.weights[asked])).sum()) // 1000


def limited(ready: Ready) -> Ints:
    """int64[nodes]: 1 for rows that may never find room, however late."""
    found, needs, load = ready.bounded.copy(), ready.needs, ready.facts.load
    last = np.array([one.capacity[-1] for one in ready.facts.resources] or [0], np.int64)
    found[load.row[(last[load.resource] < load.units) & (needs.exempt == 0)]] = 1
    return found


def leveled(
    facts: Asked,
    seconds: float,
    rounds: int | None,
    seed: int,
    bound: Callable[[Ready, int | None], int],
    progress: Report | None,
) -> tuple[Ready, Placed, int, int]:
    """The plan made ready, the best schedule found, its lower bound and the rounds it took."""
    reach, began = 1, time.perf_counter()
    while True:
        ready = prepared(facts, reach)
        search = Search(ready, Neighbours(ready, np.random.default_rng(seed)))
        search.first()
        beyond = (search.best.found.stuck == 1) & (limited(search.ready) == 0)
        if not beyond.any() or reach >= REACH:
            break
        reach *= 4
    lowest = bound(search.ready, search.best.score[2] if rounds or (rounds is None and seconds > 0) else None)
    while ready.rules.search.any() and (search.best.score[2] > lowest or search.best.score[:2] != (0, 0)):
        if progress:
            progress(Progress(search.rounds, search.best.score[2], min(lowest, search.best.score[2])))
        if search.rounds >= rounds if rounds is not None else time.perf_counter() - began >= seconds:
            break
        search.round()
    return search.ready, search.best, lowest, search.rounds
