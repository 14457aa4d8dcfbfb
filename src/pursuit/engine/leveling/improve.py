"""Anytime improvement: a population of activity lists, each child justified from both ends.

Crossovers keep either a block of the first parent where its schedule uses much capacity (peaks: Valls, Ballestín,
Quintanilla, "A hybrid genetic algorithm for the RCPSP", EJOR 2008) or everything around such a block (Hartmann,
"A competitive genetic algorithm for the RCPSP", NRL 1998). Both children are topological lists by construction.
"""

from dataclasses import dataclass

import numpy as np

from pursuit.engine.compiled import compiled
from pursuit.engine.leveling.packed import Packed, Side, free_profile
from pursuit.engine.leveling.priority import draw, listed, rules
from pursuit.engine.leveling.problem import Ints
from pursuit.engine.leveling.sgs import decode, parallel, sort_by

SIZE = 60  # lists in the population
PATIENCE = 25  # children per list without a better makespan, then a new population


@compiled
def seed_lists(
    forward: Side, backward: Side, keys: Ints, spread: int, lists: Ints, plans: Ints, state: Ints, free: Ints
) -> None:
    """Fill lists[p, n] and plans[p, n] (starts) from rules keys[r, n] with noise of up to spread periods."""
    noisy = np.empty(keys.shape[1], np.int64)
    for row in range(len(lists)):
        rule = row % len(keys)
        for task in range(len(noisy)):
            noisy[task] = keys[rule, task] * 8
            if row >= len(keys):
                noisy[task] += draw(state, spread * 8 + 1)
        listed(forward, backward, noisy, lists[row])
        if (row // len(keys)) % 2 == 0:
            parallel(forward, lists[row], plans[row])
            sort_by(plans[row], lists[row])
        decode(forward, backward, lists[row], plans[row], free)


@compiled
def peak(forward: Side, order: Ints, plan: Ints, weight: Ints, state: Ints) -> tuple[int, int]:
    """The fullest of a few random blocks order[low:high]: most weighted work per period it spans."""
    n = len(order)
    best, low, high = -1.0, 0, n
    for _ in range(3):
        size = max(1, n // 5 + draw(state, max(1, n // 2)))
        first = draw(state, max(1, n - size + 1))
        work, begin, finish = 0, plan[order[first]], 0
        for position in range(first, min(n, first + size)):
            task = order[position]
            work += weight[task]
            finish = max(finish, plan[task] + forward.durations[task])
        rate = work / max(1, finish - begin)
        if rate > best:
            best, low, high = rate, first, min(n, first + size)
    return low, high


@compiled
def cross(mother: Ints, father: Ints, low: int, high: int, keep_block: bool, child: Ints, side: Ints) -> None:
    """Keep mother's block [low:high] and order the rest by father, or keep her rest and order the block by father.

    side: int64[n] of scratch. Each of her three parts keeps its tasks, so every list made is topological.
    """
    n = len(mother)
    for position in range(n):
        part = 0 if position < low else (1 if position < high else 2)
        side[mother[position]] = part
        if (part == 1) == keep_block:
            child[position] = mother[position]
    first, second, third = 0, low, high
    for position in range(n):
        task = father[position]
        if (side[task] == 1) == keep_block:
            continue
        if side[task] == 0:
            child[first] = task
            first += 1
        elif side[task] == 1:
            child[second] = task
            second += 1
        else:
            child[third] = task
            third += 1


@compiled
def mutate(forward: Side, order: Ints, chance: int, state: Ints) -> None:
    """Swap neighbours in the list that no link orders, each with chance in a thousand."""
    for position in range(1, len(order)):
        if draw(state, 1000) >= chance:
            continue
        task, earlier = order[position], order[position - 1]
        linked = False
        for link in range(forward.pointers[task], forward.pointers[task + 1]):
            if forward.before[link] == earlier:
                linked = True
        if not linked:
            order[position], order[position - 1] = earlier, task


@compiled
def breed(
    forward: Side,
    backward: Side,
    weight: Ints,
    lists: Ints,
    plans: Ints,
    spans: Ints,
    sums: Ints,
    children: int,
    state: Ints,
    free: Ints,
) -> int:
    """Make children one by one; each takes the place of the worst unless it is worse or a double.

    lists[p, n], plans[p, n], spans[p] (makespans) and sums[p] (of starts) are changed in place; gives the children
    that got a place.
    """
    size, n = lists.shape
    child, plan, side = np.empty(n, np.int64), np.empty(n, np.int64), np.empty(n, np.int64)
    placed = 0
    for _ in range(children):
        one, two, father = draw(state, size), draw(state, size), draw(state, size)
        mother = one if spans[one] <= spans[two] else two
        low, high = peak(forward, lists[mother], plans[mother], weight, state)
        cross(lists[mother], lists[father], low, high, draw(state, 2) == 0, child, side)
        mutate(forward, child, 150, state)
        span = decode(forward, backward, child, plan, free)
        total, worst, double = 0, 0, False
        for task in range(n):
            total += plan[task]
        for row in range(size):
            if spans[row] == span and sums[row] == total:
                double = True
            if spans[row] > spans[worst] or (spans[row] == spans[worst] and sums[row] > sums[worst]):
                worst = row
        if not double and span <= spans[worst]:
            spans[worst], sums[worst] = span, total
            for task in range(n):
                lists[worst, task], plans[worst, task] = child[task], plan[task]
            placed += 1
    return placed


@dataclass(slots=True)
class Population:
    """Lists and schedules that breed; made by `found`, changed by `step`. One thread at a time."""

    packed: Packed
    keys: Ints
    weight: Ints
    lists: Ints
    plans: Ints
    spans: Ints
    sums: Ints
    state: Ints
    free: Ints
    best: Ints
    made: int = 0
    idle: int = 0

    @classmethod
    def found(cls, packed: Packed, weight: Ints, seed: int, size: int = SIZE) -> "Population":
        """The first population: priority rules with noise; weight[n] is the work of a task in any unit."""
        n = len(packed.order)
        keys = np.stack(list(rules(packed).values()))
        lists, plans = np.empty((size, n), np.int64), np.empty((size, n), np.int64)
        state = np.array([(seed * 2 + 1) * 0x9E3779B97F4A7C1 % (1 << 62) + 1], np.int64)
        spans, sums, best = np.zeros(size, np.int64), np.zeros(size, np.int64), np.zeros(n, np.int64)
        made = cls(packed, keys, weight, lists, plans, spans, sums, state, free_profile(packed), best)
        made._fill()
        made.best = made.plans[made.spans.argmin()].copy()
        return made

    @property
    def makespan(self) -> int:
        return self._span(self.best)

    def step(self, children: int) -> None:
        """Breed; a population that found nothing better for long makes room for a new one."""
        before = int(self.spans.min())
        forward, backward = self.packed.forward, self.packed.backward
        population = self.lists, self.plans, self.spans, self.sums
        breed(forward, backward, self.weight, *population, children, self.state, self.free)
        self.made += children
        row = int(self.spans.argmin())
        self.idle = 0 if self.spans[row] < before else self.idle + children
        if self.spans[row] < self.makespan:
            self.best = self.plans[row].copy()
        if self.idle > PATIENCE * len(self.lists):
            self._fill()
            self.idle = 0

    def welcome(self, plan: Ints) -> None:
        """Take in a schedule from elsewhere in the place of the worst."""
        row, span = int(self.spans.argmax()), self._span(plan)
        if span >= self.spans.min():
            return
        self.plans[row], self.spans[row], self.sums[row] = plan, span, plan.sum()
        self.lists[row] = self.packed.order
        sort_by(plan, self.lists[row])
        if span < self.makespan:
            self.best = plan.copy()

    def _fill(self) -> None:
        spread = max(1, int(np.ptp(self.keys[0])) // 4)
        forward, backward = self.packed.forward, self.packed.backward
        seed_lists(forward, backward, self.keys, spread, self.lists, self.plans, self.state, self.free)
        self.sums[:] = self.plans.sum(axis=1)
        self.spans[:] = (self.plans + self.packed.forward.durations).max(axis=1)

    def _span(self, plan: Ints) -> int:
        return int((plan + self.packed.forward.durations).max())
