"""Bounds of levelled plans: never above the optimum, found by trying all orders or published."""

import csv
import random
import tarfile
from itertools import permutations
from pathlib import Path

import numpy as np
import pytest

from pursuit.engine.calendar.week import ALWAYS, DAY, STANDARD
from pursuit.engine.leveling.answer import Resource, Uses, uses
from pursuit.engine.leveling.ask import level
from pursuit.engine.leveling.problem import Problem
from pursuit.engine.schedule.outline import Outline
from pursuit.integrations.psplib.reader import read
from tests.engine.test_leveling import SHARED, check, needs_data
from tests.engine.test_leveling_plans import BEGIN, CLOCKS, plan


def least(days: list[int], ties: list[tuple[int, int]], needs: list[int], capacity: list[int]) -> int:
    """The shortest plan in half days by trying all orders; capacity by half day, the last for ever."""
    best = 999
    for order in permutations(range(len(days))):
        left, ends = list(capacity) + [capacity[-1]] * 60, {}
        for row in order:
            if any(other not in ends for other, after in ties if after == row):
                break
            s = max((ends[other] for other, after in ties if after == row), default=0)
            while min(left[s : s + days[row]], default=needs[row]) < needs[row]:
                s += 1
            for half in range(s, s + days[row]):
                left[half] -= needs[row]
            ends[row] = s + days[row]
        else:
            best = min(best, max(ends.values()))
    return best


@pytest.mark.parametrize("seed", range(25))
def test_bounds_are_never_above_the_optimum(seed: int) -> None:
    dice = random.Random(seed)
    days = [dice.randint(1, 5) for _ in range(5)]
    ties = [(one, other) for other in range(5) for one in range(other) if dice.random() < 0.25]
    needs = [dice.choice([400, 600, 1000]) for _ in days]
    away = dice.choice([(0, 0), (3, 5), (6, 7)])
    capacity = [0 if away[0] <= half < away[1] else 1000 for half in range(10)]
    steps = tuple(BEGIN + half // 2 * DAY + (0 if half % 2 == 0 else 300) for half in away) if away[1] else ()
    made = plan([one / 2 for one in days], [(one, other, 0, 0, 0) for one, other in ties])
    found = level(made, [STANDARD], BEGIN, uses([(row, 0, units) for row, units in enumerate(needs)]),
                  [Resource(0, (1000, 0, 1000) if steps else (1000,), steps)], rounds=30)  # fmt: skip
    begin = int(CLOCKS[0].worked(BEGIN))
    reached, bound = ((CLOCKS[0].worked(instant) - begin) / 240 for instant in (found.finish_at, found.bound_at))
    optimum = least(days, ties, needs, capacity)
    assert bound <= optimum <= reached
    assert reached == optimum and (not found.proved or bound == optimum)


def as_plan(problem: Problem) -> tuple[Outline, Uses, list[Resource]]:
    """A period is an hour; everybody works day and night."""
    ties = [
        (one, int(problem.successors[link]), 0, 60 * int(problem.lags[link]), 0)
        for one in range(problem.tasks)
        for link in range(problem.pointers[one], problem.pointers[one + 1])
    ]
    needs = np.argwhere(problem.demands > 0).tolist()
    load = uses([(row, number, 1000 * int(problem.demands[row, number])) for row, number in needs])
    made = plan((problem.durations / 8).tolist(), ties)
    return made, load, [Resource(0, (1000 * one,)) for one in problem.capacities.tolist()]


@needs_data
def test_published_instances_as_plans() -> None:
    """Every fortieth of j30: feasible, bounds below the best known, near it after a hundred rounds."""
    with (SHARED / "best_known.csv").open(encoding="utf-8") as file:
        best = {row["instance"]: int(row["best_known"]) for row in csv.DictReader(file)}
    above = []
    with tarfile.open(SHARED / "j30.tar.gz") as archive:
        for name in sorted(one for one in archive.getnames() if one.endswith(".sm"))[::40]:
            problem = read(archive.extractfile(name).read().decode("latin-1"))  # type: ignore[union-attr]
            made, load, staff = as_plan(problem)
            found = level(made, [ALWAYS], 0, load, staff, rounds=100)
            known = best[Path(name).stem]
            assert 60 * check(problem, found.start // 60) == found.finish_at and found.bound_at <= 60 * known
            above.append(found.finish_at / (60 * known) - 1)
    assert np.mean(above) <= 0.03
