"""What the trials say: quantiles, chances, how often each task is critical, and what moves the finish most."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from pursuit.engine.arrays import Ints
from pursuit.engine.compiled import compiled
from pursuit.engine.simulation.answer import Driver
from pursuit.engine.simulation.draws import GRADES, Grades, Kept
from pursuit.engine.simulation.prepared import NUMBER, RANGED

TENTH = 0.1


def drivers(tasks: Ints, kept: Kept, workers: int) -> tuple[Driver, ...]:
    """All tasks with a range, all risks and gates, by the size of their swing. tasks: as in the plan."""
    finish = kept.finish.astype(np.int64)
    base, trials = int(finish.min()), len(finish)
    ranks = _ranks(finish)
    spread = float(ranks.astype(np.float64).std())
    sums = _graded(kept.grades, finish - base, ranks, workers)
    found = [_of_task(number, one, base, spread) for number, one in zip(_ranged(tasks), sums, strict=True)]
    events: Sequence[tuple[Literal["risk", "gate"], NDArray[np.bool_]]] = (("risk", kept.risks), ("gate", kept.gates))
    for kind, rows in events:
        for number, row in enumerate(rows):
            happens = int(row.sum())
            if not 0 < happens < trials:
                continue
            table = np.zeros((2, 3), np.int64)
            for side, chosen in enumerate((~row, row)):
                table[side] = chosen.sum(), (finish[chosen] - base).sum(), ranks[chosen].sum()
            low, high = (base + float(part[1] / part[0]) for part in table)
            found.append(Driver(kind, number, low, high, _correlation(table, spread)))
    return tuple(sorted(found, key=lambda one: (-abs(one.swing), one.kind, one.number)))


def _ranged(tasks: Ints) -> list[int]:
    """The numbers of the tasks that have a range, by their rows."""
    own = tasks[tasks[:, RANGED] >= 0]
    return [int(number) for number in own[np.argsort(own[:, RANGED]), NUMBER]]


def _ranks(values: Ints) -> Ints:
    """int64[t]: twice the rank of each value among all, from the middle of those that are equal to it."""
    ordered = np.sort(values)
    return np.searchsorted(ordered, values, "left") + np.searchsorted(ordered, values, "right") - len(values)


def _of_task(number: int, sums: Ints, base: int, spread: float) -> Driver:
    low, high = (base + _mean_of_tenth(one) for one in (sums, sums[::-1]))
    return Driver("task", number, low, high, _correlation(sums, spread))


def _mean_of_tenth(sums: Ints) -> float:
    """The mean of the first tenth of the trials, by grade; of the grade in which it ends, the part that belongs to
    it."""
    wanted = max(TENTH * float(sums[:, 0].sum()), 1.0)
    before = np.concatenate([[0], np.cumsum(sums[:-1, 0])])
    taken = np.clip(wanted - before, 0, sums[:, 0])
    means = sums[:, 1] / np.maximum(sums[:, 0], 1)
    return float((taken * means).sum() / wanted)


def _correlation(sums: Ints, spread: float) -> float:
    """Spearman's, from the trials, and the sum of the ranks of the finish (about 0), at each grade in order."""
    counts = sums[:, 0].astype(np.float64)
    trials = counts.sum()
    own = 2 * np.cumsum(counts) - counts - trials
    own_spread = float(np.sqrt((counts * own**2).sum() / trials))
    if own_spread == 0 or spread == 0:
        return 0.0
    return float((own * sums[:, 2]).sum() / trials / own_spread / spread)


def _graded(grades: Grades, finish: Ints, ranks: Ints, workers: int) -> Ints:
    """int64[r, GRADES, 3]: trials, sum of finishes and of ranks at each grade of each row."""
    sums = np.zeros((len(grades), GRADES, 3), np.int64)
    parts = np.array_split(np.arange(len(grades)), max(workers, 1))
    with ThreadPoolExecutor(max(workers, 1)) as pool:
        for done in [pool.submit(_sum_up, grades, finish, ranks, sums, p[0], p[-1] + 1) for p in parts if len(p)]:
            done.result()
    return sums


@compiled
def _sum_up(grades: Grades, finish: Ints, ranks: Ints, sums: Ints, first: int, end: int) -> None:
    for row in range(first, end):
        for trial in range(grades.shape[1]):
            grade = np.int64(grades[row, trial]) + GRADES // 2
            sums[row, grade, 0] += 1
            sums[row, grade, 1] += finish[trial]
            sums[row, grade, 2] += ranks[trial]
