"""Dates agree with a plain scheduler, keep the laws every plan keeps, and say what they are due to."""

import random
from datetime import datetime

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pursuit.engine.calendar.week import ALWAYS, DAY, STANDARD, WorkCalendar, minutes, weekdays
from pursuit.engine.schedule.dates import LIMIT, PROJECT
from pursuit.engine.schedule.errors import BadNetwork, Cycle, TooLong
from pursuit.engine.schedule.network import NONE, Kind, LagUnit, Limit, Network, links, network
from pursuit.engine.schedule.schedule import Schedule, schedule
from tests.engine import reference
from tests.engine.reference import Minutes, Task

BEGIN = minutes(datetime(2026, 3, 2, 8))
NIGHT = weekdays(((1320, 1800),))
CALENDARS = [STANDARD, ALWAYS, NIGHT, weekdays(((540, 1080),), (0, 1, 2, 3, 4, 5))]
FIRST_DAY, DAYS = BEGIN // DAY - 500, 1500
CLOCKS = [Minutes(one, FIRST_DAY, DAYS) for one in CALENDARS]
TOGETHER = 50  # random plans dated in one call


def at(text: str) -> int:
    return minutes(datetime.fromisoformat(text))


def engine(tasks: list[Task]) -> Network:
    rows = [(before, number, *rest) for number, task in enumerate(tasks) for before, *rest in task.before]
    return network(
        np.array([task.length for task in tasks], np.int64),
        links(rows),
        calendar=np.array([task.calendar for task in tasks]),
        limit=np.array([task.limit for task in tasks]),
        limit_at=np.array([task.at if task.limit else NONE for task in tasks]),
        deadline=np.array([NONE if task.deadline is None else task.deadline for task in tasks]),
    )


def invented(dice: random.Random) -> list[Task]:
    """A small plan with everything: four calendars, all links, lags of all units, constraints, deadlines."""
    tasks: list[Task] = []
    for number in range(dice.randint(2, 9)):
        limit = dice.choice([0, 0, 0, 0, Limit.SNET, Limit.FNET, Limit.SNLT, Limit.FNLT])
        task = Task(
            dice.choice([0, 1, 60, 480, 500, 2400, 961]), dice.randrange(4), limit, BEGIN + dice.randrange(30 * DAY)
        )
        task.deadline = BEGIN + dice.randrange(60 * DAY) if dice.random() < 0.2 else None
        for before in range(number):
            if dice.random() < 0.4:
                unit = dice.choice([0, 0, 1, 2, 3])
                lag = dice.choice([0, 0, 60, 480, -480, 1445, -2000]) if unit < 2 else dice.choice([5000, -2500, 333])
                task.before.append((before, dice.randrange(4), lag, unit))
        tasks.append(task)
    return tasks


def joined(plans: list[list[Task]]) -> list[Task]:
    whole: list[Task] = []
    for plan in plans:
        shift = len(whole)
        for task in plan:
            moved = [(before + shift, *rest) for before, *rest in task.before]
            whole.append(Task(task.length, task.calendar, task.limit, task.at, task.deadline, moved))  # type: ignore[arg-type]
    return whole


def compared(count: int, seed: int) -> int:
    """Random plans against the plain scheduler; returns how many tasks agreed."""
    dice, agreed = random.Random(seed), 0
    for _ in range(0, count, TOGETHER):
        plans = [invented(dice) for _ in range(TOGETHER)]
        end = BEGIN + 120 * DAY
        found = schedule(engine(joined(plans)), CALENDARS, BEGIN, end=end)
        place = 0
        for plan in plans:
            own = slice(place, place + len(plan))
            start, finish = reference.early(plan, CLOCKS, BEGIN)
            assert (found.early_start[own].tolist(), found.early_finish[own].tolist()) == (start, finish), plan
            start, finish = reference.late(plan, CLOCKS, end)
            assert (found.late_start[own].tolist(), found.late_finish[own].tolist()) == (start, finish), plan
            place += len(plan)
        agreed += place
    return agreed


def test_random_plans_agree_with_the_plain_scheduler() -> None:
    assert compared(1000, 7) > 4000


def simple(rows: list[tuple[int, int, int, int, int]], *lengths: int, **columns: list[int]) -> Schedule:
    given = {name: np.array(column, np.int64) for name, column in columns.items()}
    return schedule(network(np.array(lengths, np.int64), links(rows), **given), [STANDARD], BEGIN)


def test_float_and_what_is_critical() -> None:
    """a (2 d) → c (1 d), b (1 d) → c: b can wait a day."""
    found = simple([(0, 2, 0, 0, 0), (1, 2, 0, 0, 0)], 960, 480, 480)
    assert found.total_float.tolist() == [0, 480, 0] and found.free_float.tolist() == [0, 480, 0]
    assert found.finish_at == at("2026-03-04T17:00")
    assert found.due.tolist() == [PROJECT, PROJECT, 0]


def test_each_link_with_lag() -> None:
    for kind, start in (
        (Kind.FS, "03-04T08:00"),
        (Kind.SS, "03-03T08:00"),
        (Kind.FF, "03-03T08:00"),
        (Kind.SF, "03-02T08:00"),
    ):
        assert simple([(0, 1, kind, 480, LagUnit.WORK)], 480, 480).start[1] == at(f"2026-{start}"), kind.name
    over_the_weekend = simple([(0, 1, Kind.FS, 3 * DAY, LagUnit.ELAPSED)], 480, 480)
    assert over_the_weekend.start[1] == at("2026-03-06T08:00")
    monday = simple([(0, 1, Kind.SF, 0, 0)], 480, 480, limit=[Limit.SNET, 0], limit_at=[at("2026-03-09T08:00"), NONE])
    assert (monday.start[1], monday.finish[1]) == (at("2026-03-06T08:00"), at("2026-03-09T08:00"))
    half = simple([(0, 1, Kind.SS, 5000, LagUnit.PERCENT)], 960, 480)
    assert half.start[1] == at("2026-03-03T08:00")


def test_a_milestone_stays_in_the_evening() -> None:
    found = simple([(0, 1, 0, 0, 0), (1, 2, 0, 0, 0)], 480, 0, 480)
    assert found.start[1] == found.finish[1] == at("2026-03-02T17:00")
    assert found.start[2] == at("2026-03-03T08:00")


def test_constraints() -> None:
    friday = at("2026-03-06T08:00")
    on = simple([(0, 1, 0, 0, 0)], 4800, 480, limit=[0, Limit.MSO], limit_at=[NONE, friday])
    assert on.start[1] == friday and on.due[1] == LIMIT, "kept, although its predecessor is not done"
    assert on.total_float[0] == -6 * 480, "and the plan says what no longer fits"
    late = simple([(0, 2, 0, 0, 0), (1, 2, 0, 0, 0)], 2400, 480, 480, limit=[0, Limit.ALAP, 0])
    assert late.start[1] == at("2026-03-06T08:00") and late.total_float[1] == 0
    anchored = simple(
        [(0, 1, 0, 0, 0), (1, 2, 0, 0, 0)], 960, 480, 0,
        limit=[Limit.ALAP, Limit.ALAP, Limit.MSO], limit_at=[NONE, NONE, at("2026-03-20T09:00")],
    )  # fmt: skip
    assert anchored.finish.tolist() == [at("2026-03-19T09:00"), at("2026-03-20T09:00"), at("2026-03-20T09:00")]


def test_what_has_begun() -> None:
    found = simple(
        [(0, 1, 0, 0, 0), (1, 2, 0, 0, 0)], 960, 960, 480,
        begun=[at("2026-03-03T08:00"), at("2026-03-05T08:00"), NONE],
        ended=[at("2026-03-04T12:00"), NONE, NONE], remaining=[NONE, 480, NONE],
    )  # fmt: skip
    assert found.finish.tolist() == [at("2026-03-04T12:00"), at("2026-03-06T17:00"), at("2026-03-09T17:00")]


def test_cycles_and_nonsense_are_named() -> None:
    net = network(
        np.array([60, 60, 60, 60], np.int64),
        links([(0, 1, 0, 0, 0), (1, 2, 0, 0, 0), (2, 1, 0, 0, 0), (2, 3, 0, 0, 0)]),
    )
    with pytest.raises(Cycle, match=r"(投标|澄清) → (投标|澄清) → ") as told:
        schedule(net, [STANDARD], BEGIN, names=["立项", "投标", "澄清", "签约"])
    assert sorted(told.value.tasks) == [1, 2]
    for rows, lengths, columns in (
        ([(0, 5, 0, 0, 0)], [1, 1], {}),
        ([(0, 0, 0, 0, 0)], [1, 1], {}),
        ([(0, 1, 9, 0, 0)], [1, 1], {}),
        ([], [-1], {}),
        ([], [1], {"limit": np.array([Limit.SNET])}),
        ([], [1], {"deadline": np.array([1, 2])}),
    ):
        with pytest.raises(BadNetwork):
            network(np.array(lengths, np.int64), links(rows), **columns)  # type: ignore[arg-type]


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 1 << 30), st.integers(1, 20))
def test_the_laws_of_plans(seed: int, weeks: int) -> None:
    """Nothing starts before its links allow; the whole shifted is the same plan later; a link more never makes it
    shorter; without dates in it no float is negative; nobody works on a day off."""
    dice = random.Random(seed)
    plan = [Task(task.length, 0, 0, 0, None, task.before) for task in invented(dice)]
    for task in plan:
        task.before = [(before, kind, abs(lag), unit) for before, kind, lag, unit in task.before]
    found = schedule(engine(plan), [STANDARD], BEGIN)
    later = schedule(engine(plan), [STANDARD], BEGIN + weeks * 7 * DAY)
    if all(unit not in (LagUnit.ELAPSED, LagUnit.PERCENT_ELAPSED) for task in plan for *_rest, unit in task.before):
        assert ((later.start - found.start) == weeks * 7 * DAY).all()
    assert (found.total_float >= 0).all() and (found.free_float <= np.maximum(found.total_float, 0)).all()
    for number, task in enumerate(plan):
        for before, kind, lag, unit in task.before:
            # The end of its work: what meets a start (SF) is told to end there, over the night or weekend after it.
            t = int(found.early_finish[before] if kind in (Kind.FS, Kind.FF) else found.start[before])
            low = reference.shifted(t, lag, unit, plan[before].length, CLOCKS[0])
            reached = int(found.start[number] if kind in (Kind.FS, Kind.SS) else found.finish[number])
            assert CLOCKS[0].worked(reached) >= CLOCKS[0].worked(low)
        if task.length:
            assert CLOCKS[0].worked(int(found.start[number]) + 1) > CLOCKS[0].worked(int(found.start[number]))
    tighter = [Task(one.length, before=list(one.before)) for one in plan]
    tighter[-1].before.append((0, Kind.FS, 0, 0))
    assert schedule(engine(tighter), [STANDARD], BEGIN).finish_at >= found.finish_at


def test_a_deadline_missed_by_years() -> None:
    found = simple([(0, 1, 0, 0, 0)], 480 * 260 * 5, 480, deadline=[NONE, at("2026-03-06T17:00")])
    assert -5 * 280 * 480 < found.total_float[0] < -5 * 240 * 480
    over = simple([(0, 1, 0, 0, 0)], 0, 480, begun=[at("2026-03-03T08:00"), NONE])
    assert over.late_finish[0] == at("2026-03-03T08:00")


def test_a_task_that_outlives_everybody() -> None:
    for minutes_ in (480 * 260 * 300, 6_000_000_000_000):
        with pytest.raises(TooLong):
            simple([], minutes_)
    with pytest.raises(TooLong):
        simple([], 480, limit=[Limit.SNET], limit_at=[minutes(datetime(9999, 12, 31))])


def test_a_lag_beyond_all_time() -> None:
    for unit, lag in ((LagUnit.WORK, 1 << 40), (LagUnit.PERCENT, 1 << 40)):
        with pytest.raises(BadNetwork):
            simple([(0, 1, 0, lag, unit)], 480, 480)


def test_a_plan_that_runs_for_years_is_laid_out_further() -> None:
    found = simple([(0, 1, 0, 0, 0)], 480 * 260 * 9, 480)
    assert found.finish_at > at("2034-01-01T00:00")


def test_a_calendar_of_one_day_a_week() -> None:
    weekly = WorkCalendar(((), (), (), (), (), ((540, 600),), ()))
    found = schedule(network(np.array([90], np.int64), links([])), [weekly], BEGIN)
    assert found.finish_at == at("2026-03-14T09:30")
