"""Trials agree with the schedule to the minute, draws with their distributions, and figures with plain counting."""

import random
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from statistics import NormalDist

import numpy as np
import pytest

from pursuit.engine.calendar.week import ALWAYS, DAY, STANDARD, minutes, weekdays
from pursuit.engine.schedule.network import NONE, Limit, Network, Part, links, network
from pursuit.engine.schedule.outline import outline
from pursuit.engine.schedule.schedule import schedule
from pursuit.engine.simulation import ask, draws
from pursuit.engine.simulation.answer import TooMuch, at_share
from pursuit.engine.simulation.facts import BadFacts, Facts, Gate, Risk, Together
from pursuit.engine.simulation.prepared import GATE, LOOSE, LOWEST, NUMBER, Prepared, prepare
from pursuit.engine.simulation.ranges import (
    GRID,
    MEASURED,
    Fixed,
    Pert,
    Triangular,
)
from pursuit.engine.simulation.simulate import simulate
from pursuit.engine.simulation.trials import block_of, memory, normals, tried

HISTORY = Path(__file__).parents[3] / "shared/data/tasks-sip/tasks_estimated_to_cut.csv.gz"
BEGIN = minutes(datetime(2026, 3, 2, 8))
CALENDARS = [STANDARD, ALWAYS, weekdays(((1320, 1800),)), weekdays(((540, 1080),), (0, 1, 2, 3, 4, 5))]
RANGES = (MEASURED, Triangular(0.5, 1, 2), Pert(0.8, 1, 3), Fixed(1.25))


def invented(dice: random.Random) -> tuple[Network, Facts]:
    """Small plans with everything: calendars, links, lags, constraints, progress, dates by hand, risks, gates."""
    count = dice.randint(2, 9)
    lengths = [dice.choice([0, 1, 60, 480, 500, 2400, 961]) for _ in range(count)]
    limits = [0, 0, 0, 0, 0, Limit.ALAP, Limit.SNET, Limit.FNET, Limit.SNLT, Limit.FNLT, Limit.MSO, Limit.MFO]
    columns = {"calendar": [dice.choice([0, 0, dice.randrange(4)]) for _ in range(count)]}
    columns["limit"] = [dice.choice(limits) for _ in range(count)]
    columns["limit_at"] = [BEGIN + dice.randrange(30 * DAY) for _ in range(count)]
    columns["deadline"] = [BEGIN + dice.randrange(60 * DAY) if dice.random() < 0.2 else NONE for _ in range(count)]
    columns["part"] = [dice.choice([0, 0, 0, Part.FIRST, Part.RELAY]) if not one else Part.TASK for one in lengths]
    dates: dict[str, list[int]] = {name: [NONE] * count for name in ("begun", "ended", "remaining", "resumes")}
    dates |= {name: [NONE] * count for name in ("fixed_start", "fixed_finish")}
    for task in range(count):
        what, at = dice.random(), BEGIN + dice.randrange(10 * DAY)
        if what < 0.05 and columns["part"][task] == Part.TASK:
            dates["fixed_start"][task], dates["fixed_finish"][task] = at, at + dice.randrange(3 * DAY)
        elif what < 0.15 and columns["part"][task] == Part.TASK:
            dates["begun"][task] = at
            if dice.random() < 0.3 or not lengths[task]:
                dates["ended"][task] = at + dice.randrange(3 * DAY)
            elif lengths[task] > 1 and dice.random() < 0.7:
                dates["remaining"][task] = dice.randrange(lengths[task])
                dates["resumes"][task] = at + dice.randrange(5 * DAY) if dice.random() < 0.5 else NONE
    rows = []
    for after in range(count):
        for before in range(after):
            if dice.random() < 0.4:
                unit = dice.choice([0, 0, 1, 2, 3])
                lag = dice.choice([0, 0, 60, 480, -480, 1445, -2000]) if unit < 2 else dice.choice([5000, -2500, 333])
                rows.append((before, after, dice.choice([0, 0, dice.randrange(4)]), lag, unit))
    led = {row[1] for row in rows}
    parts = columns["part"]
    columns["part"] = [Part.RELAY if one == Part.FIRST and task not in led else one for task, one in enumerate(parts)]
    arrays = {name: np.array(column, np.int64) for name, column in (columns | dates).items()}
    return network(np.array(lengths, np.int64), links(rows), **arrays), uncertain(dice, lengths)


def uncertain(dice: random.Random, lengths: list[int]) -> Facts:
    count = len(lengths)
    working = [task for task in range(count) if lengths[task]]
    risks = [Risk("迟", 0.3, tuple(working[:2]), 300, 1.5), Risk("early", 0.5, tuple(working[1:]), -60)]
    behind = dice.sample(range(count), dice.randint(0, count // 2))
    gates = [Gate("中标", 0.6, tuple(behind[:2])), Gate("二期", 0.3, tuple(behind[2:]))]
    of = np.array([dice.randrange(-1, len(RANGES)) for _ in range(count)])
    together = Together(0.3, 0.2, np.array([dice.randrange(-1, 2) for _ in range(count)]))
    return Facts(RANGES, of, together, risks, gates if dice.random() < 0.7 else ())


def drawn(made: Prepared, trials: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """int[n, t]: the length of each task, and whether it exists, by number: from the draws alone."""
    plan, block, table = made.plan, block_of(made.plan, made.line), normals()
    kept = memory(plan, trials, np.empty(0, np.int64))
    width, count = block.dates.shape[1], len(plan.tasks)
    lengths, there = np.zeros((count, trials), np.int64), np.ones((count, trials), bool)
    for first in range(0, trials, width):
        size = min(width, trials - first)
        draws.draw(plan, table, seed, first, size, block, kept)
        for k in range(count):
            row = 2 * k + 1 if plan.tasks[k, LOOSE] < 0 else plan.tasks[k, LOOSE] + 2
            lengths[plan.tasks[k, NUMBER], first : first + size] = block.dates[row, :size]
            if plan.tasks[k, GATE] >= 0:
                there[plan.tasks[k, NUMBER]] = kept.gates[plan.tasks[k, GATE]]
    return lengths, there


def replayed(net: Network, base: np.ndarray, lengths: np.ndarray, there: np.ndarray) -> tuple[int, list[int], set[int]]:
    """One trial asked of the schedule: the plan's finish, the tasks' finishes, and which are critical."""
    late = (net.limit == Limit.ALAP) & (net.begun == NONE) & (net.fixed_start == NONE)
    limit, limit_at = np.where(late, Limit.SNET, net.limit), np.where(late, base, net.limit_at)
    over = (net.ended != NONE) & (net.begun != NONE) | (net.fixed_start != NONE)
    under_way = (net.begun != NONE) & (net.ended == NONE) & (net.duration > 0) & (net.fixed_start == NONE)
    rest = np.where(net.remaining == NONE, net.duration, net.remaining)
    changed = net._replace(
        duration=np.where(there, np.where(over, net.duration, lengths), 0),
        limit=np.where(there, limit, 0),
        limit_at=limit_at,
        deadline=np.where(there, net.deadline, NONE),
        remaining=np.where(under_way, lengths - np.maximum(net.duration - rest, 0), net.remaining),
        fixed_start=np.where(there, net.fixed_start, NONE),
        fixed_finish=np.where(there, net.fixed_finish, NONE),
    )
    first = schedule(changed, CALENDARS, BEGIN)
    counted = there & (net.part == Part.TASK)
    finish = int(first.early_finish[counted].max(initial=BEGIN))
    found = schedule(changed, CALENDARS, BEGIN, end=finish)
    critical = set(np.flatnonzero((found.total_float <= 0) & there & ~over).tolist())
    return finish, np.where(there, found.early_finish, LOWEST).tolist(), critical


def test_trials_agree_with_the_schedule_of_their_durations() -> None:
    dice, trials, asked = random.Random(11), 10, 0
    for seed in range(60):
        net, facts = invented(dice)
        made = prepare(net, CALENDARS, BEGIN, facts)
        base = schedule(net, CALENDARS, BEGIN).start
        lengths, there = drawn(made, trials, seed)
        kept, critical = tried(made, trials, seed, np.arange(len(net.duration)), 1, None)
        finishes = {int(made.plan.tasks[k, NUMBER]): kept.watched[k] for k in range(len(net.duration))}
        counts = dict.fromkeys(range(len(net.duration)), 0)
        for trial in range(trials):
            finish, ends, which = replayed(net, base, lengths[:, trial], there[:, trial])
            assert kept.finish[trial] == finish, (seed, trial)
            for task, at in enumerate(ends):
                if made.plan.tasks[made.position[task], LOOSE] >= 0:
                    assert finishes[task][trial] == at, (seed, trial, task)
                    asked += 1
            for task in which:
                counts[task] += 1
        assert {int(made.plan.tasks[k, NUMBER]): int(critical[k]) for k in range(len(critical))} == counts, seed
    assert asked > 1000


def simple(rows: list[tuple[int, int]], *lengths: int, **columns: list[int]) -> Network:
    given = {name: np.array(column, np.int64) for name, column in columns.items()}
    table = links([(before, after, 0, 0, 0) for before, after in rows])
    return network(np.array(lengths, np.int64), table, **given)


def test_draws_follow_their_distribution_and_correlate() -> None:
    trials, count = 40_000, 6
    groups = np.array([0, 0, 1, 1, -1, -1])
    facts = Facts((Triangular(0.5, 1, 2),), together=Together(0.3, 0.4, groups))
    made = prepare(simple([], *[10_000] * count), [ALWAYS], BEGIN, facts)
    lengths, _there = drawn(made, trials, 5)
    kept, _critical = tried(made, trials, 5, np.empty(0, np.int64), 1, None)
    shares = (np.arange(trials) + 0.5) / trials
    deviates = np.array([NormalDist().inv_cdf(one) for one in shares])
    expected = np.interp(deviates, GRID, facts.ranges[0].table()) * 10_000
    for task in range(count):
        found = np.searchsorted(np.sort(lengths[task]), expected) / trials
        assert np.abs(found - shares).max() < 1.95 / trials**0.5, "Kolmogorov and Smirnov at one in a thousand"
    correlation = np.corrcoef(kept.grades.astype(np.float64))
    for one in range(count):
        for other in range(one):
            wanted = 0.7 if groups[one] == groups[other] >= 0 else 0.3
            assert correlation[one, other] == pytest.approx(wanted, abs=0.02)


def test_the_same_seed_gives_the_same_answer_on_any_number_of_threads() -> None:
    dice = random.Random(3)
    net, facts = invented(dice)
    runs = [
        simulate(net, CALENDARS, BEGIN, facts, trials=3000, seed=9, workers=workers, watch=[0, 1])
        for workers in (1, 2, 3)
    ]
    for one, other in pairwise(runs):
        assert (one.finish == other.finish).all() and (one.criticality == other.criticality).all()
        assert (one.watched, one.drivers, one.deadlines) == (other.watched, other.drivers, other.deadlines)
    short, long = (simulate(simple([(0, 1)], *given), [STANDARD], BEGIN, trials=500, seed=4, watch=[1]) for given in (
        (480, 480), (480, 480, 1)))  # fmt: skip
    assert short.watched == long.watched, "a task more at the end leaves the draws of the others"
    assert (simulate(simple([], 4800), [STANDARD], BEGIN, trials=500, seed=5).finish != short.finish).any()


def test_what_the_trials_say() -> None:
    """a (5 d, a triangle) → c and b (4 d, sure, at risk) → c, a milestone with a deadline; d stands behind a gate."""
    net = simple([(0, 2), (1, 2), (3, 2)], 2400, 1920, 0, 480, deadline=[NONE, NONE, BEGIN + 5 * DAY, NONE])
    facts = Facts(
        (Triangular(0.5, 1, 1.5),), np.array([0, -1, -1, -1]),
        risks=[Risk("现场延期", 0.25, (1,), 2400)], gates=[Gate("中标", 0.5, (3,))],
    )  # fmt: skip
    trials = 20_000
    found = simulate(net, [ALWAYS], BEGIN, facts, trials=trials, seed=1, watch=[2, 3], deadlines=[(3, BEGIN + 480)])
    a = np.interp(NormalDist().inv_cdf(0.8), GRID, facts.ranges[0].table()) * 2400
    assert found.planned_finish == BEGIN + 2400
    # b without its risk takes 1920: a beats it with chance 1 - 0.18; with it 4320, more than a ever takes.
    assert found.criticality[0] == pytest.approx(0.75 * (1 - 0.18), abs=0.015)
    assert found.criticality[1] == pytest.approx(0.25 + 0.75 * 0.18, abs=0.015)
    assert found.criticality[2] == 1 and found.criticality[3] == 0
    assert found.at(0.9) == BEGIN + 4320 and found.at(0.5) < BEGIN + a
    assert (np.diff(found.curve) >= 0).all() and found.curve[100] == found.finish[-1]
    milestone, gated = found.watched
    assert milestone.finish == tuple(found.at(share) for share in (0.1, 0.5, 0.8, 0.9)) and milestone.exists == 1
    assert gated.exists == pytest.approx(0.5, abs=0.02) and gated.finish == (BEGIN + 480,) * 4
    kept, own = found.deadlines
    assert kept.chance == pytest.approx(1.0) and 0 < kept.error < 1e-3, "five days of minutes hold everything"
    assert own.chance == 1 and own.error > 0
    half = found.chance(found.at(0.5))
    assert half.chance == pytest.approx(0.5, abs=0.01) and half.error == pytest.approx(0.5 / trials**0.5, rel=0.01)
    risk, task, gate = found.drivers
    assert (risk.kind, risk.number, task.kind, task.number, gate.kind) == ("risk", 0, "task", 0, "gate")
    assert risk.high == BEGIN + 4320 and risk.swing > 1500 and risk.correlation > 0.7
    assert abs(gate.swing) < 30 and abs(gate.correlation) < 0.03 and 0.3 < task.correlation < 0.9


def ranked(values: np.ndarray) -> np.ndarray:
    return np.array([(values < one).sum() + (values == one).sum() / 2 for one in values])


def test_the_tornado_is_plain_statistics() -> None:
    dice, trials = random.Random(8), 700
    net, facts = invented(dice)
    found = simulate(net, CALENDARS, BEGIN, facts, trials=trials, seed=2)
    made = prepare(net, CALENDARS, BEGIN, facts)
    kept, critical = tried(made, trials, 2, np.empty(0, np.int64), 1, None)
    assert (np.sort(kept.finish) == found.finish).all() and critical.sum() == (found.criticality * trials).sum().round()
    by_task = {one.number: one for one in found.drivers if one.kind == "task"}
    rows = [int(task[NUMBER]) for task in made.plan.tasks if task[13] >= 0]
    assert sorted(by_task) == sorted(rows)
    for row, task in enumerate(rows):
        expected = np.corrcoef(ranked(kept.grades[row]), ranked(kept.finish))[0, 1] if np.ptp(kept.finish) else 0
        assert by_task[task].correlation == pytest.approx(expected, abs=1e-9)
        ordered = kept.finish[np.argsort(kept.grades[row], kind="stable")]
        assert by_task[task].low == pytest.approx(ordered[:70].mean(), abs=np.ptp(ordered) / 5)
    assert at_share(np.array([1, 2, 3, 4]), 0.5) == 2 and at_share(np.array([1, 2, 3, 4]), 0.51) == 3


def test_progress_is_told_and_ends_it() -> None:
    told: list[int] = []
    net = simple([(0, 1)], 480, 480)
    whole = simulate(net, [STANDARD], BEGIN, trials=2000, progress=told.append)
    assert sorted(told) == [500, 1000, 1500, 2000] and whole.trials == 2000
    part = simulate(net, [STANDARD], BEGIN, trials=50_000, workers=2, progress=lambda done: done >= 1000)
    assert 1000 <= part.trials < 50_000 and len(part.finish) == part.trials and part.criticality.max() == 1

    def broken(_done: int) -> bool:
        raise RuntimeError("no")

    with pytest.raises(RuntimeError):
        simulate(net, [STANDARD], BEGIN, trials=2000, progress=broken)


def test_facts_that_do_not_fit_are_named() -> None:
    net = simple([(0, 1)], 480, 0)
    for facts in (
        Facts(of=np.array([0])), Facts(of=np.array([0, 5])), Facts(ranges=()), Facts(together=Together(0.9, 0.2)),
        Facts(risks=[Risk("a", 1.2, (0,))]), Facts(risks=[Risk("a", 0.2, (7,))]), Facts(risks=[Risk("a", 0.2, (1,))]),
        Facts(risks=[Risk("a", 0.2, (0,), factor=-1)]), Facts(gates=[Gate("a", 0.2, (0, 0))]),
        Facts(gates=[Gate("a", 0.2, (0,)), Gate("b", 0.2, (0,))]),
    ):  # fmt: skip
        with pytest.raises(BadFacts):
            simulate(net, [STANDARD], BEGIN, facts)
    with pytest.raises(ValueError, match="trial"):
        simulate(net, [STANDARD], BEGIN, trials=0)
    with pytest.raises(BadFacts, match="watched"):
        simulate(net, [STANDARD], BEGIN, watch=[2])
    with pytest.raises(TooMuch):
        simulate(net, [STANDARD], BEGIN, trials=1 << 40)
    assert simulate(simple([]), [STANDARD], BEGIN, trials=10).finish.tolist() == [BEGIN] * 10


def test_an_outline_answers_by_its_rows() -> None:
    """投标 (方案 → 报价), 内部: the summary is watched, though no link asks for its end."""
    facts = simple([(1, 2)], 0, 960, 480, 480)
    plan = outline(np.array([-1, 0, 0, -1]), np.zeros(4, np.int64), facts)
    found = ask.finish(plan, [STANDARD], BEGIN, trials=400, seed=3, watch=[0, 2], deadlines=[(0, BEGIN + 4 * DAY)])
    assert found.watched[0].finish == found.watched[1].finish and found.deadlines[0].chance > 0.3
    assert found.criticality[0] == max(found.criticality[1:3]) > found.criticality[3] > 0
