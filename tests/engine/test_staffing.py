"""Staffing with skills: schedules a plain checker accepts, bounds no optimum falls below, published instances."""

import csv
import subprocess
import sys
import tarfile
from itertools import permutations, product
from pathlib import Path

import numpy as np
import pytest

from pursuit.engine.leveling.exact import Halt, Limit
from pursuit.engine.leveling.packed import pack
from pursuit.engine.leveling.priority import heads, tails
from pursuit.engine.leveling.problem import BadProblem, BadShape, CyclicLinks, NegativeValue, UnknownTask
from pursuit.engine.staffing import bounds, exact, greedy
from pursuit.engine.staffing.anneal import Search, assess
from pursuit.engine.staffing.crew import pack_crew
from pursuit.engine.staffing.problem import MISSING, CostTooHigh, NobodyAble, Problem, able_by_skill, make
from pursuit.engine.staffing.solve import Solution, solve
from pursuit.integrations.imopse.reader import read

SHARED = Path(__file__).parents[3] / "shared" / "data" / "msrcpsp-imopse"
needs_data = pytest.mark.skipif(not SHARED.is_dir(), reason="../shared/data/msrcpsp-imopse is not here: NOT TESTED")


def links(given: Problem) -> list[tuple[int, int, int]]:
    plan = given.plan
    return [
        (task, int(plan.successors[link]), int(plan.lags[link]))
        for task in range(given.tasks)
        for link in range(plan.pointers[task], plan.pointers[task + 1])
    ]


def check(given: Problem, starts: np.ndarray, people: np.ndarray) -> int:
    """Skills, links and one task at a time, looked at pair by pair; gives the makespan."""
    ends = [int(s + d) for s, d in zip(starts, given.plan.durations, strict=True)]
    assert min(starts, default=0) >= 0
    assert all(given.able[task, people[task]] for task in range(given.tasks))
    assert all(starts[after] >= ends[before] + lag for before, after, lag in links(given))
    for one, two in product(range(given.tasks), repeat=2):
        if one < two and people[one] == people[two] and given.plan.durations[[one, two]].min() > 0:
            assert ends[one] <= starts[two] or ends[two] <= starts[one]
    return max(ends, default=0)


def drawn(seed: int, tasks: int, people: int, longest: int = 6, lag: int = 2) -> Problem:
    dice = np.random.default_rng(seed)
    held = np.where(dice.random((people, 4)) < 0.6, dice.integers(0, 3, (people, 4)), MISSING)
    held[0] = 2  # one can do everything, so that there is a schedule
    able = able_by_skill(dice.integers(0, 4, tasks), dice.integers(0, 3, tasks), held)
    shuffled = dice.permutation(tasks)  # numbers say nothing about the order
    rows = [
        (int(shuffled[i]), int(shuffled[j]), int(dice.integers(0, lag + 1)))
        for i, j in product(range(tasks), repeat=2)
        if i < j and dice.random() < 1.2 / tasks
    ]
    return make(dice.integers(0, longest + 1, tasks), rows, able, dice.integers(1, 9, people))


def optimum(given: Problem) -> int:
    """By trying every list with every choice of people, each task put at the end of its person's line."""
    best = int(given.plan.durations.sum() + given.plan.lags.sum())
    before = links(given)
    choices = [np.flatnonzero(row).tolist() for row in given.able]
    lists = [
        order
        for order in permutations(range(given.tasks))
        if all(order.index(one) < order.index(two) for one, two, _ in before)
    ]
    for order, people in product(lists, product(*choices)):
        ends, ready = [0] * given.tasks, [0] * given.people
        for task in order:
            length = int(given.plan.durations[task])
            at = max([ends[one] + lag for one, two, lag in before if two == task], default=0)
            at = max(at, ready[people[task]]) if length else at
            ends[task] = at + length
            if length:
                ready[people[task]] = ends[task]
        best = min(best, max(ends))
    return best


@pytest.mark.parametrize("seed", range(6))
def test_small_problems_are_solved_and_bounds_hold(seed: int) -> None:
    given = drawn(seed, tasks=5, people=2 + seed % 2)
    best = optimum(given)
    assert bounds.lower_bound(given) <= best
    found = solve(given, rounds=4, seed=seed)
    assert check(given, found.starts, found.people) == found.makespan == best
    assert found.lower_bound <= best
    assert found.proved
    sets, windows = bounds.relaxed(given), (heads(pack(given.plan)), tails(pack(given.plan)))
    told: list[int] = []
    wide = int(given.plan.durations.sum() + given.plan.lags.sum()) + 1

    def seen(starts: np.ndarray, people: np.ndarray) -> None:
        told.append(check(given, starts, people))

    assert exact.improve(given, sets, windows, wide, 0, Limit(units=5), seen, Halt()) == best == told[-1]
    assert exact.improve(given, sets, windows, best, 0, Limit(units=5), seen, Halt()) == best


@pytest.mark.parametrize("seed", range(12))
def test_every_step_gives_feasible_schedules(seed: int) -> None:
    given = drawn(100 + seed, tasks=4 + 5 * seed, people=1 + seed, longest=9, lag=seed % 4)
    crew = pack_crew(given)
    starts, people = np.empty(given.tasks, np.int64), np.empty(given.tasks, np.int64)
    assert greedy.serial(crew, crew.order, starts, people) == check(given, starts, people)
    search = Search.found(crew, seed, 12)
    first = search.makespan
    assert check(given, search.starts, search.people) == first
    for heat in (1.0, 0.5, 0.0):
        search.step(400, heat, 0)
        assert check(given, search.starts, search.people) == search.makespan <= first
        makespan, _ = assess(crew, search.lines, 0, np.inf)
        assert check(given, search.lines.ends - given.plan.durations, search.lines.people) == makespan
        assert (search.lines.order[search.lines.place] == np.arange(given.tasks)).all()
    assert bounds.lower_bound(given) <= search.makespan
    cheaper = search.people
    moved = greedy.thrift(crew, given.rates, search.starts, cheaper)
    assert check(given, search.starts, cheaper) == search.makespan
    assert (given.cost(cheaper) < given.cost(search.people)) == (moved > 0)


def test_same_seed_same_answer_and_progress_stops() -> None:
    given = drawn(7, tasks=60, people=9, longest=9)
    one, two = (solve(given, rounds=5, seed=3) for _ in range(2))
    assert (one.starts == two.starts).all()
    assert (one.people == two.people).all()
    assert (one.makespan, one.lower_bound, one.proved, one.cost) == (
        two.makespan,
        two.lower_bound,
        two.proved,
        two.cost,
    )
    told: list[Solution] = []
    stopped = solve(given, 30, workers=2, progress=lambda better: told.append(better) or True)
    assert stopped.seconds < 5
    assert check(given, told[0].starts, told[0].people) == told[0].makespan
    assert told[0].cost == given.cost(told[0].people)


def test_nothing_to_do_and_extremes() -> None:
    assert solve(make([], [], np.ones((0, 2), bool), [1, 1])).proved
    milestone = solve(make([0, 3, 0], [(0, 1), (1, 2, 4)], np.ones((3, 1), bool), [5]), rounds=1)
    assert (milestone.makespan, milestone.proved, milestone.cost) == (7, True, 15)
    level = able_by_skill([0, 0, 1], [0, 2, 0], np.array([[0, MISSING], [2, 1], [MISSING, 9]]))
    assert level.tolist() == [[True, True, False], [False, True, False], [False, True, True]]
    with pytest.raises(NobodyAble) as alone:
        make([1, 1], [], np.zeros((2, 3), bool), [1, 1, 1])
    assert alone.value.tasks == [0, 1]


@pytest.mark.parametrize(
    ("error", "rows"),
    [
        (CyclicLinks, ([1, 1], [(0, 1), (1, 0)], np.ones((2, 1), bool), [1])),
        (UnknownTask, ([1], [(0, 1)], np.ones((1, 1), bool), [1])),
        (NegativeValue, ([-1], [], np.ones((1, 1), bool), [1])),
        (NegativeValue, ([1], [], np.ones((1, 1), bool), [-1])),
        (BadShape, ([1], [], np.ones((1, 2), bool), [1])),
        (BadShape, ([1], [], np.ones((2, 1), bool), [1])),
        (CostTooHigh, ([1 << 20], [], np.ones((1, 1), bool), [1 << 50])),
    ],
)
def test_bad_problems_are_refused_by_name(error: type[BadProblem], rows: tuple) -> None:
    with pytest.raises(error):
        make(*rows)


def test_the_exact_solver_is_loaded_when_it_is_asked() -> None:
    code = "import sys, pursuit.engine.staffing.solve; sys.exit('ortools' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@needs_data
def test_published_instances() -> None:
    with (SHARED / "reference.csv").open(encoding="utf-8") as file:
        known = {row["instance"]: row for row in csv.DictReader(file)}
    above = []
    with tarfile.open(SHARED / "imopse.tar.gz") as archive:
        for name in ("10_3_5_3.def", "100_20_22_15.def", "200_10_135_9_D6.def", "200_20_145_15.def"):
            (member,) = (one for one in archive if one.name.endswith(f"/{name}"))
            given, row = read(archive.extractfile(member).read().decode("latin-1")), known[name]
            assert (given.tasks, given.people) == (int(row["tasks"]), int(row["resources"]))
            found = solve(given, rounds=20)
            assert check(given, found.starts, found.people) == found.makespan <= int(row["greedy_makespan"])
            assert int(row["workload_lb"]) <= found.lower_bound <= int(row["cpsat_makespan"])
            above.append(100 * (found.makespan / int(row["cpsat_makespan"]) - 1))
    assert sum(above) / len(above) < 1
