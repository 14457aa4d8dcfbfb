"""Levelling of real plans: nobody is overloaded who is not told, all links and limits hold."""

import random
from datetime import datetime

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pursuit.engine.calendar.week import ALWAYS, DAY, STANDARD, minutes, weekdays
from pursuit.engine.leveling.answer import BadUses, Leveled, Progress, Resource, Trouble, Uses, uses
from pursuit.engine.leveling.ask import level, overloads
from pursuit.engine.schedule.answer import Cause
from pursuit.engine.schedule.ask import dates, reasons
from pursuit.engine.schedule.errors import Cycle, TooLong
from pursuit.engine.schedule.network import NONE, Kind, Limit, links, network
from pursuit.engine.schedule.outline import Outline, outline
from tests.engine.reference import Minutes

BEGIN = minutes(datetime(2026, 3, 2, 8))
NIGHT = weekdays(((1320, 1800),))
HOURS = [STANDARD, ALWAYS, NIGHT, weekdays(((540, 720), (780, 1080)), (0, 1, 2, 3))]
TOP = -1


def at(text: str) -> int:
    return minutes(datetime.fromisoformat(f"2026-{text}"))


def plan(days: list[float], rows: list[tuple[int, int, int, int, int]], parent: list[int] | None = None,
         aside: list[int] | None = None, **columns: list[int]) -> Outline:  # fmt: skip
    given = {name: np.array(column, np.int64) for name, column in columns.items()}
    net = network((np.array(days) * 480).astype(np.int64), links(rows), **given)
    return outline(np.array(parent or [TOP] * len(days), np.int64), np.array(aside or [0] * len(days), np.int64), net)


def test_two_rows_one_person() -> None:
    made = plan([2, 3, 1], [(0, 2, Kind.FS, 0, 0)])
    work, people = uses([(0, 0, 1000), (1, 0, 1000)]), [Resource(0)]
    before = overloads(made, [STANDARD], BEGIN, work, people)
    assert [(one.begin, one.end, one.load) for one in before.shown] == [(BEGIN, at("03-03T17:00"), 2000)]
    found = level(made, [STANDARD], BEGIN, work, people)
    assert found.overloads_before == before and not found.overloads_after.count and not found.unsolved
    assert found.start.tolist() == [BEGIN, at("03-04T08:00"), at("03-04T08:00")] and found.moved == (1,)
    assert found.floor.tolist() == [NONE, at("03-04T08:00"), NONE]
    assert found.finish_at == found.bound_at == at("03-06T17:00") and found.proved
    told = reasons(made, [STANDARD], BEGIN, [0, 1, 2], floor=found.floor)
    assert [one.cause for one in told] == [Cause.PROJECT, Cause.LEVELED, Cause.LINK]


def test_what_is_to_be_late_comes_earlier_when_its_people_are_busy() -> None:
    """Two documents by one person before the bid opening on Friday at nine, planned backward from it."""
    made = plan([2, 2, 0], [(0, 2, 0, 0, 0), (1, 2, 0, 0, 0)], limit=[Limit.ALAP, Limit.ALAP, Limit.MSO],
                limit_at=[NONE, NONE, at("03-13T09:00")])  # fmt: skip
    found = level(
        made, [STANDARD], BEGIN, uses([(0, 0, 1000), (1, 0, 1000)]), [Resource(0)], weights=np.array([1, 9, 1])
    )
    assert found.start.tolist() == [at("03-09T09:00"), at("03-11T09:00"), at("03-13T09:00")] and found.moved == (0,)
    assert not found.late_after and not found.overloads_after.count
    told = dates(made, [STANDARD], BEGIN, floor=found.floor)
    assert np.array_equal(told.start, found.start) and not told.conflicts


def test_absences_weights_and_part_time() -> None:
    """Away from Wednesday to Friday; two rows that take half of a person go side by side; more weight goes first."""
    made = plan([2, 2, 3, 1, 1], [])
    staff = [Resource(0, (1000, 0, 1000), (at("03-04T00:00"), at("03-07T00:00"))), Resource(0)]
    load = uses([(0, 0, 500), (1, 0, 500), (2, 0, 1000), (3, 1, 1000), (4, 1, 600)])
    found = level(made, [STANDARD], BEGIN, load, staff, weights=np.array([500, 500, 400, 500, 501]))
    assert found.start[:3].tolist() == [BEGIN, BEGIN, at("03-09T08:00")]
    assert found.start[3:].tolist() == [at("03-03T08:00"), BEGIN]
    assert found.bound_at <= found.finish_at == at("03-11T17:00")


def test_what_cannot_be_solved_is_told() -> None:
    """A row that needs two of one person, rows by hand at the same time, a row before one that must stay."""
    made = plan([1, 1, 1, 1, 1], [(3, 4, 0, 0, 0)], fixed_start=[NONE, BEGIN, BEGIN, NONE, NONE],
                fixed_finish=[NONE, at("03-02T17:00"), at("03-02T17:00"), NONE, NONE])  # fmt: skip
    load = uses([(0, 1, 2000), (1, 0, 1000), (2, 0, 1000), (3, 0, 1000)])
    found = level(made, [STANDARD], BEGIN, load, [Resource(0), Resource(0)], fixed=np.array([0, 0, 0, 0, 1]))
    assert not found.moved and not found.proved
    assert {(one.row, one.resource, one.why) for one in found.unsolved} == {
        (0, 1, Trouble.ALONE), (1, 0, Trouble.GIVEN), (2, 0, Trouble.GIVEN), (3, 0, Trouble.HELD)
    }  # fmt: skip
    assert [(one.resource, one.load) for one in found.overloads_after.shown] == [(0, 3000), (1, 2000)]
    gone = level(plan([1, 1], []), [STANDARD], BEGIN, uses([(0, 0, 1000), (1, 0, 1000)]),
                 [Resource(0, (1000, 0), (at("03-03T00:00"),))])  # fmt: skip
    assert [one.why for one in gone.unsolved] == [Trouble.NO_ROOM] and gone.finish_at == at("03-02T17:00")


def test_several_plans_share_a_person() -> None:
    """The second begins a week later, and its last row stands where its own end puts it."""
    made = plan([5, 5, 1, 1], [(0, 1, 0, 0, 0), (2, 3, 0, 0, 0)], limit=[0, 0, 0, Limit.ALAP])
    load = uses([(0, 0, 1000), (1, 0, 1000), (2, 0, 1000), (3, 0, 1000)])
    own = {"floor": np.array([NONE, NONE, at("03-09T08:00"), at("03-09T08:00")]),
           "late": np.array([NONE, NONE, NONE, at("03-11T08:00")])}  # fmt: skip
    seen: list[Progress] = []
    found = level(made, [STANDARD], BEGIN, load, [Resource(0)], weights=np.array([1, 1, 2, 2]), rounds=3,
                  progress=seen.append, **own)  # fmt: skip
    assert found.start[2:].tolist() == [at("03-09T08:00"), at("03-11T08:00")] and not found.overloads_after.count
    assert found.start[:2].tolist() == [BEGIN, at("03-12T08:00")] and found.rounds == 3
    assert [one.rounds for one in seen] == [0, 1, 2, 3] and seen[-1].finish_at == found.finish_at
    with pytest.raises(InterruptedError):
        level(made, [STANDARD], BEGIN, load, [Resource(0)], rounds=3, progress=_stop, **own)


def _stop(_now: Progress) -> None:
    raise InterruptedError


def test_facts_that_do_not_fit_are_refused() -> None:
    made, work = plan([1, 1], []), uses([(0, 0, 1000)])
    for load, staff, columns in (
        (uses([(2, 0, 1000)]), [Resource(0)], {}), (work, [], {}), (work, [Resource(1)], {}),
        (uses([(0, 0, -1)]), [Resource(0)], {}), (work, [Resource(0, (1000, 0))], {}),
        (work, [Resource(0, (1, 2, 3), (9, 9))], {}), (work, [Resource(0)], {"weights": np.array([1, 1001])}),
        (work, [Resource(0)], {"fixed": np.array([1])}),
    ):  # fmt: skip
        with pytest.raises(BadUses):
            level(made, [STANDARD], BEGIN, load, staff, **columns)
    nothing = level(plan([], []), [STANDARD], BEGIN, uses([]), [])
    assert nothing.finish_at == BEGIN and nothing.proved and not len(nothing.start)


def people(dice: random.Random) -> list[Resource]:
    found = []
    for _ in range(dice.randint(1, 3)):
        steps = sorted(dice.sample(range(1, 25), dice.choice([0, 0, 2])))
        capacity = dice.choice([[1000, 0, 1000], [500, 2000, 1000]])[: len(steps) + 1]
        found.append(Resource(dice.randrange(4), tuple(capacity), tuple(BEGIN + day * DAY for day in steps)))
    return found


def invented(dice: random.Random) -> tuple[Outline, list[Resource], Uses, dict[str, np.ndarray]]:
    """A small plan with everything: summaries, inactive rows, four calendars, all links, limits, progress, dates by
    hand, rows that must not move."""
    count = dice.randint(2, 12)
    parent = [TOP if not row or dice.random() < 0.7 else dice.randrange(row) for row in range(count)]
    above = {row: set() if parent[row] < 0 else {parent[row]} for row in range(count)}
    for row in range(count):
        above[row] |= {one for other in above[row] for one in above[other]}
    rows = [
        (one, other, dice.randrange(4), dice.choice([0, 0, 480, -240, 1440]), dice.choice([0, 0, 1]))
        for other in range(count)
        for one in range(other)
        if dice.random() < 0.2 and one not in above[other]
    ]
    limit = [dice.choice([0] * 8 + [1, 1, *range(2, 8)]) for _ in range(count)]
    columns = {
        "calendar": [dice.choice([0, 0, 0, 1, 2, 3]) for _ in range(count)],
        "limit": limit,
        "limit_at": [BEGIN + dice.randrange(14 * DAY) if what >= Limit.MSO else NONE for what in limit],
        "deadline": [BEGIN + dice.randrange(20 * DAY) if dice.random() < 0.1 else NONE for _ in range(count)],
        "begun": [BEGIN + dice.randrange(3 * DAY) if dice.random() < 0.1 else NONE for _ in range(count)],
        "fixed_start": [BEGIN + dice.randrange(9 * DAY) if dice.random() < 0.1 else NONE for _ in range(count)],
    }
    columns["fixed_finish"] = [NONE if one == NONE else one + dice.randrange(3 * DAY) for one in columns["fixed_start"]]
    made = plan([dice.choice([0, 0.5, 1, 1, 2, 3.25]) for _ in range(count)], rows, parent,
                [int(dice.random() < 0.08) for _ in range(count)], **columns)  # fmt: skip
    staff = people(dice)
    load = [(dice.randrange(count), dice.randrange(len(staff)), dice.choice([400, 500, 1000, 1000, 1500]))
            for _ in range(2 * count)]  # fmt: skip
    more = {"weights": [dice.choice([500, 500, 900]) for _ in range(count)],
            "fixed": [int(dice.random() < 0.1) for _ in range(count)],
            "floor": [BEGIN + 2 * DAY if dice.random() < 0.1 else NONE for _ in range(count)]}  # fmt: skip
    return made, staff, uses(load), {name: np.array(column, np.int64) for name, column in more.items()}


def datable(made: Outline) -> bool:
    try:
        dates(made, HOURS, BEGIN)
    except (Cycle, TooLong):
        return False
    return True


FIRST_DAY, LAST = BEGIN // DAY - 30, 600
CLOCKS = [Minutes(one, FIRST_DAY, LAST) for one in HOURS]
BUSY = [np.diff(one.done) for one in CLOCKS]  # int64[minutes]: 1 where work goes on


def over(made: Outline, staff: list[Resource], load: Uses, found: Leveled) -> dict[int, int]:
    """Minutes with more load than capacity, counted one by one, of each resource that has any."""
    needs = {}
    for row, number, units in zip(*(column.tolist() for column in load), strict=True):
        if not made.summary[row] and not made.aside[row] and made.facts.duration[row]:
            needs[row, number] = needs.get((row, number), 0) + units
    minute = np.arange(len(BUSY[0])) + FIRST_DAY * DAY
    counted = {}
    for number, one in enumerate(staff):
        total = np.zeros(len(minute), np.int64)
        for (row, other), units in needs.items():
            if other == number:
                inside = (minute >= found.start[row]) & (minute < found.finish[row])
                total += units * inside * BUSY[made.facts.calendar[row]] * BUSY[one.calendar]
        limit = np.array(one.capacity)[np.searchsorted(np.array(one.instants, np.int64), minute, side="right")]
        if (total > limit).any():
            counted[number] = int((total > limit).sum())
    return counted


@settings(max_examples=40, deadline=None, derandomize=True)
@given(st.integers(0, 1 << 20))
@example(34861)
def test_levelled_plans_keep_every_law(seed: int) -> None:
    dice = random.Random(seed)
    made, staff, load, more = invented(dice)
    while not datable(made):
        made, staff, load, more = invented(dice)
    backward = {"end": BEGIN + 40 * DAY, "from_end": True} if seed % 6 == 5 else {}
    found = level(made, HOURS, BEGIN, load, staff, rounds=2, seed=seed, **backward, **more)
    again = level(made, HOURS, BEGIN, load, staff, rounds=2, seed=seed, **backward, **more)
    assert np.array_equal(found.floor, again.floor) and found.finish_at == again.finish_at
    told = dates(made, HOURS, BEGIN, floor=found.floor, **backward)
    assert np.array_equal(told.start, found.start) and np.array_equal(told.finish, found.finish)
    counted = over(made, staff, load, found)
    assert sum(counted.values()) == found.overloads_after.minutes
    assert set(counted) <= {one.resource for one in found.unsolved}, "who stays overloaded is told"
    still = (more["fixed"] == 1) | (made.facts.fixed_start != NONE) | (made.facts.begun != NONE)
    still &= (made.summary == 0) & (made.aside == 0)
    assert not set(np.flatnonzero(still).tolist()) & set(found.moved)
    assert found.bound_at <= found.finish_at and (not found.proved or found.bound_at == found.finish_at)
    free = (
        (made.summary == 0)
        & (made.aside == 0)
        & (made.facts.limit != Limit.MSO)
        & (made.facts.limit != Limit.MFO)
        & ~still
    )
    assert (found.start >= more["floor"])[free].all()
