"""Levelling: schedules a plain checker accepts, bounds no optimum falls below, and figures on published instances."""

import csv
import subprocess
import sys
import tarfile
from itertools import product
from pathlib import Path

import numpy as np
import pytest

from pursuit.engine.leveling import bounds, exact, problem, sgs, solve
from pursuit.engine.leveling.improve import Population
from pursuit.engine.leveling.packed import free_profile, pack
from pursuit.engine.leveling.priority import heads, listed, rules, tails
from pursuit.engine.leveling.problem import Problem, make
from pursuit.integrations.psplib.reader import read

SHARED = Path(__file__).parents[3] / "shared" / "data" / "rcpsp-psplib"
needs_data = pytest.mark.skipif(not SHARED.is_dir(), reason="../shared/data/rcpsp-psplib is not here: NOT TESTED")


def check(given: Problem, starts: np.ndarray) -> int:
    """Feasible, looked at period by period; gives the makespan."""
    ends = [int(s + d) for s, d in zip(starts, given.durations, strict=True)]
    assert min(starts, default=0) >= 0
    for task in range(given.tasks):
        for link in range(given.pointers[task], given.pointers[task + 1]):
            assert starts[given.successors[link]] >= ends[task] + given.lags[link]
    for period in range(max(ends, default=0)):
        running = [task for task in range(given.tasks) if starts[task] <= period < ends[task]]
        assert (given.demands[running].sum(axis=0) <= given.capacities).all()
    return max(ends, default=0)


def drawn(seed: int, tasks: int, resources: int = 2, longest: int = 4, lag: int = 2) -> Problem:
    dice = np.random.default_rng(seed)
    capacities = dice.integers(2, 9, resources)
    links = [
        (i, j, int(dice.integers(0, lag + 1)))
        for i, j in product(range(tasks), repeat=2)
        if i < j and dice.random() < 1.2 / tasks
    ]
    shuffled = dice.permutation(tasks)  # numbers say nothing about the order
    return make(
        dice.integers(0, longest + 1, tasks),
        [(int(shuffled[i]), int(shuffled[j]), gap) for i, j, gap in links],
        dice.integers(0, capacities + 1, (tasks, resources)),
        capacities,
    )


def optimum(given: Problem) -> int:
    """By trying: each schedule in which no task could start earlier is a list put down serially."""
    best = [int(given.durations.sum() + given.lags.sum())]

    def put(starts: dict[int, int]) -> None:
        if len(starts) == given.tasks:
            best[0] = min(best[0], max(s + int(given.durations[t]) for t, s in starts.items()))
            return
        before = {
            task: [
                (other, int(gap))
                for other in range(given.tasks)
                for to, gap in zip(
                    given.successors[given.pointers[other] : given.pointers[other + 1]],
                    given.lags[given.pointers[other] : given.pointers[other + 1]],
                    strict=True,
                )
                if to == task
            ]
            for task in range(given.tasks)
        }
        for task in range(given.tasks):
            if task in starts or any(other not in starts for other, _ in before[task]):
                continue
            at = max((starts[o] + int(given.durations[o]) + gap for o, gap in before[task]), default=0)
            while any(
                (
                    given.demands[[o for o, s in starts.items() if s <= p < s + given.durations[o]]].sum(axis=0)
                    + given.demands[task]
                    > given.capacities
                ).any()
                for p in range(at, at + int(given.durations[task]))
            ):
                at += 1
            if at + int(given.durations[task]) < best[0]:
                put({**starts, task: at})

    put({})
    return best[0]


@pytest.mark.parametrize("seed", range(12))
def test_small_problems_are_solved_and_bounds_hold(seed: int) -> None:
    given = drawn(seed, tasks=6, resources=1 + seed % 3)
    best = optimum(given)
    assert bounds.lower_bound(given) <= best
    found = solve.solve(given, rounds=4, seed=seed)
    assert check(given, found.starts) == found.makespan == best
    assert found.lower_bound <= best
    assert found.proved
    early, after = heads(pack(given)), tails(pack(given))
    late = np.zeros(given.tasks, np.int64)
    clock = 0
    for task in given.order:
        late[task] = clock
        clock += int(given.durations[task]) + 2
    answer = exact.improve(given, early, after, late, 0, exact.Limit(units=5))
    assert answer.closed
    assert answer.lower_bound == best
    assert answer.starts is not None
    assert check(given, answer.starts) == best
    again = exact.improve(given, early, after, found.starts, 0, exact.Limit(units=5))
    assert (again.starts, again.lower_bound, again.closed) == (None, best, True)


@pytest.mark.parametrize("seed", range(20))
def test_every_scheme_gives_feasible_schedules(seed: int) -> None:
    given = drawn(100 + seed, tasks=3 + 3 * seed, resources=1 + seed % 9, longest=9, lag=seed % 4)
    packed = pack(given)
    free, empty = free_profile(packed), free_profile(packed)
    order, starts = np.empty(given.tasks, np.int64), np.empty(given.tasks, np.int64)
    for keys in rules(packed).values():
        listed(packed.forward, packed.backward, keys, order)
        span = sgs.parallel(packed.forward, order, starts)
        assert check(given, starts) == span
        span = sgs.serial(packed.forward, order, starts, free)
        assert check(given, starts) == span
        sgs.sort_by(starts, order)
        assert sgs.justify(packed.forward, packed.backward, order, starts, free) <= span
        assert check(given, starts) <= span
    assert (free == empty).all()
    population = Population.found(packed, solve._work(given), seed, 12)
    population.step(60)
    population.welcome(starts)
    population.step(20)
    assert bounds.lower_bound(given, packed) <= check(given, population.best) == population.makespan
    for row, span in zip(population.plans, population.spans, strict=True):
        assert check(given, row) == span
    for row in population.lists:
        at = np.argsort(row)
        for task in range(given.tasks):
            after = given.successors[given.pointers[task] : given.pointers[task + 1]]
            assert (at[after] > at[task]).all()


def test_same_seed_same_answer_and_progress_stops() -> None:
    given = drawn(7, tasks=60, resources=3, longest=9)
    one, two = (solve.solve(given, rounds=5, seed=3) for _ in range(2))
    assert (one.starts == two.starts).all()
    assert (one.makespan, one.lower_bound, one.proved) == (two.makespan, two.lower_bound, two.proved)
    told: list[solve.Solution] = []
    stopped = solve.solve(given, 30, workers=2, progress=lambda better: told.append(better) or True)
    assert stopped.seconds < 5
    assert check(given, told[0].starts) == told[0].makespan


def test_nothing_to_do_and_extremes() -> None:
    nothing = solve.solve(make([], [], [], [3]))
    assert (nothing.makespan, nothing.proved) == (0, True)
    free = solve.solve(make([3, 0, 2], [(0, 1), (1, 2, 4)], [[], [], []], []))
    assert (free.starts.tolist(), free.makespan, free.proved) == ([0, 3, 7], 9, True)
    huge = solve.solve(make([2, 2], [], [[1 << 60], [1]], [1 << 60]))
    assert (huge.makespan, huge.proved) == (4, True)
    milestone = solve.solve(make([0, 1], [(0, 1)], [[99], [1]], [1]))
    assert milestone.makespan == 1


@pytest.mark.parametrize(
    ("error", "rows"),
    [
        (problem.CyclicLinks, ([1, 1], [(0, 1), (1, 0)], [[1], [1]], [1])),
        (problem.CyclicLinks, ([1], [(0, 0)], [[1]], [1])),
        (problem.UnknownTask, ([1], [(0, 1)], [[1]], [1])),
        (problem.TooMuchDemand, ([1], [], [[2]], [1])),
        (problem.NegativeValue, ([-1], [], [[1]], [1])),
        (problem.NegativeValue, ([1, 1], [(0, 1, -1)], [[1], [1]], [1])),
        (problem.BadShape, ([1], [], [[1, 1]], [1])),
        (problem.BadShape, ([1, 2], [], [[1], [1, 2]], [1])),
        (problem.BadShape, ([1.5], [], [[1]], [1])),
        (problem.HorizonTooLong, ([1 << 40], [], [[1]], [1])),
    ],
)
def test_bad_problems_are_refused_by_name(error: type[problem.BadProblem], rows: tuple) -> None:
    with pytest.raises(error):
        make(*rows)


def test_the_exact_solver_is_loaded_when_it_is_asked() -> None:
    code = "import sys, pursuit.engine.leveling.solve; sys.exit('ortools' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@needs_data
def test_published_instances() -> None:
    with (SHARED / "best_known.csv").open(encoding="utf-8") as file:
        known = {row["instance"]: int(row["best_known"]) for row in csv.DictReader(file)}
    above = []
    for name in ("j3013_1", "j6013_1", "j12016_1"):
        with tarfile.open(SHARED / f"{name[: 4 if name.startswith('j12') else 3]}.tar.gz") as archive:
            (member,) = (m for m in archive if m.name.endswith(f"{name}.sm"))
            given = read(archive.extractfile(member).read().decode())
        found = solve.solve(given, rounds=20)
        assert check(given, found.starts) == found.makespan
        assert found.lower_bound <= known[name] <= found.makespan
        above.append(100 * (found.makespan / known[name] - 1))
    assert sum(above) / len(above) < 6  # three of the hardest: 5.x after so few rounds
