"""Who does what, with reasons: workload to the minute, rankings that say all, suggestions no other choice beats."""

from itertools import product

import numpy as np
import pytest

from pursuit.engine.staffing import choose
from pursuit.engine.staffing.match import rank, spreading
from pursuit.engine.staffing.reasons import Weights, Why
from pursuit.engine.staffing.together import Suggestion, suggest
from pursuit.engine.staffing.work import BadWork, Desk, Item, Person, desk
from pursuit.engine.staffing.workload import Assignment, workload

DAY = 480
ALL = Weights()


def test_workload_as_in_the_published_example() -> None:
    """kanboard/kanboard issue 2237: 8 hours a day, 5 days a week, 1 January is a Monday."""
    january = np.array([[0 if day % 7 >= 5 else DAY for day in range(31)]])
    tasks = [(40, 1, 10), (48, 4, 17), (12, 12, 19)]  # hours, first and last day of January
    load = workload([Assignment(0, hours * 60, first - 1, last) for hours, first, last in tasks], january)
    days = {(one.first + 1, one.end): one.percent for one in load.stretches(0)}
    assert days == {(1, 3): 62.5, (4, 10): 122.5, (11, 11): 60.0, (12, 17): 85.0, (18, 19): 25.0, (22, 31): 0.0}
    assert load.percent()[0, [0, 3, 5, 10, 11, 17, 19]].tolist() == [62.5, 122.5, 0.0, 60.0, 85.0, 25.0, 0.0]
    assert [(one.period + 1, one.load, one.excess) for one in load.over] == [
        (day, 588, 108) for day in (4, 5, 8, 9, 10)
    ]


def test_workload_adds_up_and_says_what_lies_nowhere() -> None:
    dice = np.random.default_rng(5)
    hours = dice.integers(0, 3, (4, 9)) * 240
    given = [
        Assignment(int(dice.integers(4)), int(dice.integers(0, 5000)), begin, begin + int(dice.integers(1, 5)))
        for begin in dice.integers(0, 5, 40).tolist()
    ]
    found = workload([*given, Assignment(0, 600, 0, 9, chance=250)], hours)
    lost = dict(found.homeless)
    assert found.load.sum() == sum(one.effort for one in given) + 150 - sum(lost.values())
    for number, one in enumerate(given):
        nowhere = not hours[one.person, one.first : one.end].any() and one.effort > 0
        assert lost.get(number) == (one.effort if nowhere else None)
    assert {(one.person, one.period) for one in found.over} == set(map(tuple, np.argwhere(found.load > hours).tolist()))
    assert all(one.excess == one.load - one.available for one in found.over)
    for bad in (Assignment(4, 1, 0, 1), Assignment(0, 1, 3, 3), Assignment(0, -1, 0, 1), Assignment(0, 1, 0, 1, 1001)):
        with pytest.raises(BadWork, match="assignment 0"):
            workload([bad], hours)


def a_team() -> Desk:
    people = (
        Person("an", {"bid": 4, "price": 3}, 30000, "north", frozenset({"P1"}), frozenset({"C1"})),
        Person("bo", {"bid": 3}, 20000, "south"),
        Person("chen", {"bid": 2, "price": 3}, 10000, "north"),
        Person("ding", {"bid": 3}, 20000, "north"),
        Person("er", {"law": 1}, 20000, "north"),
    )
    items = (
        Item("tender", {"bid": 3}, 2 * DAY, 0, 5, 700, "P1", "C1", "north"),
        Item("prices", {"bid": 2, "price": 3}, DAY, 0, 5),
        Item("contract", {"law": 3}, DAY, 0, 5),
        Item("all", {"law": 1, "bid": 1}, DAY, 0, 5),
        Item("long", {"law": 1}, 9 * DAY, 0, 10),
    )
    working = np.full((5, 10), DAY)
    absent, load = np.zeros_like(working), np.zeros_like(working)
    absent[3, :5] = DAY
    load[1, :5] = 400
    load[0, :5] = 240
    return desk(items, people, working, absent, load)


def test_reasons_for_and_against() -> None:
    given = a_team()
    tender, prices, contract, both, long = rank(given)
    assert [one.person for one in tender.candidates] == [0]
    reasons = {one.code: dict(one.values) for one in tender.candidates[0].reasons}
    assert reasons[Why.LEVEL] == {"skill": "bid", "needed": 3, "has": 4}
    assert reasons[Why.FREE] == {"free": 1200, "effort": 960}
    assert reasons[Why.LOAD] == {"before": 500, "after": 900}
    assert reasons[Why.COST] == {"cost": 480000, "cheapest": 480000}
    assert reasons[Why.KNOWS_PURSUIT] == {"pursuit": "P1"}
    assert reasons[Why.KNOWS_CUSTOMER] == {"customer": "C1"}
    assert reasons[Why.NEEDED_ELSEWHERE] == {"items": 1}
    assert reasons[Why.FAIRNESS]["before"] == 250
    against = {one.person: {reason.code: dict(reason.values) for reason in one.reasons} for one in tender.out}
    assert against[1] == {Why.NO_TIME: {"free": 400, "effort": 960, "short": 560}}
    assert against[2] == {Why.LEVEL_LOW: {"skill": "bid", "needed": 3, "has": 2}}
    assert against[3][Why.ABSENT] == {"working": 2400, "absent": 2400}
    assert against[4] == {Why.NO_SKILL: {"skill": "bid", "needed": 3}}
    assert [one.person for one in tender.out] == [1, 3, 2, 4]  # nearest first
    assert [one.person for one in prices.candidates] == [2, 0]  # cheaper, and kept for nothing above the need
    found = suggest(given)
    left = {given.items[one.item].key: {one.code: dict(one.values) for one in one.reasons} for one in found.left}
    assert left["contract"] == {Why.NOBODY_SKILLED: {"skill": "law", "needed": 3, "best": 1}}
    assert left["all"] == {Why.NOBODY_AT_ALL: {"people": 5}}
    assert {given.items[one.item].key: one.person for one in found.choices} == {"tender": 0, "prices": 2, "long": 4}
    assert (contract.candidates, both.candidates, len(long.candidates)) == ((), (), 1)


def drawn(seed: int, items: int, people: int, periods: int = 6) -> Desk:
    dice = np.random.default_rng(seed)
    skills = ("bid", "price", "law")
    team = tuple(
        Person(
            f"p{number}",
            {skill: int(dice.integers(0, 4)) for skill in skills if dice.random() < 0.8},
            int(dice.integers(0, 40000)),
            str(dice.choice(["", "north", "south"])),
            frozenset({"P1"} if dice.random() < 0.3 else ()),
        )
        for number in range(people)
    )
    work = tuple(
        Item(
            f"i{number}",
            {skill: int(dice.integers(0, 3)) for skill in skills if dice.random() < 0.5},
            int(dice.integers(0, 1500)),
            first := int(dice.integers(0, periods - 1)),
            int(dice.integers(first + 1, periods + 1)),
            int(dice.integers(0, 1001)),
            str(dice.choice(["", "P1"])),
            "",
            str(dice.choice(["", "north"])),
        )
        for number in range(items)
    )
    shape = people, periods
    return desk(work, team, np.full(shape, DAY), dice.integers(0, 2, shape) * 240, dice.integers(0, 3, shape) * 150)


def check(given: Desk, found: Suggestion) -> np.ndarray:
    """Skills, windows and hours, looked at one by one; gives the choice."""
    taken, chosen = np.zeros_like(given.working), np.full(len(given.items), -1)
    for one in found.choices:
        item, person = given.items[one.item], given.people[one.person]
        assert all(person.skills.get(skill, -1) >= level for skill, level in item.needs.items())
        assert one.minutes.sum() == item.effort
        assert not one.minutes[: item.first].any()
        assert not one.minutes[item.end :].any()
        taken[one.person] += one.minutes
        chosen[one.item] = one.person
        ranking = found.rankings[one.item]
        assert one.reasons == next(each.reasons for each in ranking.candidates if each.person == one.person)
    assert (taken <= given.free).all()
    assert sorted(one.item for one in (*found.choices, *found.left)) == list(range(len(given.items)))
    assert all(one.reasons for one in found.left)
    for ranking in found.rankings:
        who = [one.person for one in (*ranking.candidates, *ranking.out)]
        assert sorted(who) == list(range(len(given.people)))
        assert all(one.points == sum(reason.points for reason in one.reasons) for one in ranking.candidates)
        assert all(one.reasons for one in (*ranking.candidates, *ranking.out))
        points = [one.points for one in ranking.candidates]
        assert points == sorted(points)
    return chosen


def possible(given: Desk, person: int, items: list[int]) -> bool:
    """Hall: in all sets of items, the work fits into the hours of their windows together."""
    free = given.free[person]
    for picked in product((False, True), repeat=len(items)):
        chosen = [given.items[item] for item, here in zip(items, picked, strict=True) if here]
        periods = {period for item in chosen for period in range(item.first, item.end)}
        if sum(item.effort for item in chosen) > sum(int(free[period]) for period in periods):
            return False
    return True


@pytest.mark.parametrize("seed", range(15))
def test_no_other_choice_is_better(seed: int) -> None:
    given = drawn(seed, items=5, people=3)
    found = suggest(given, ALL)
    chosen = check(given, found)
    rankings = rank(given, ALL)
    choices = choose.gather(given, rankings, spreading(given, ALL))
    best = None
    for people in product(*([-1, *(one.person for one in ranking.candidates)] for ranking in rankings)):
        if all(possible(given, who, [item for item, got in enumerate(people) if got == who]) for who in range(3)):
            points = choose.score(choices, np.array(people, np.int64))
            best = points if best is None else min(best, points)
    assert found.points == best == choose.score(choices, chosen)
    assert found.proved
    assert found.bound == best
    greedy = choose.greedy(choices)
    assert choose.score(choices, greedy) >= best
    for one in found.choices:
        for other in one.alternatives:
            changed = chosen.copy()
            changed[one.item] = other.person
            assert choose.score(choices, changed) - found.points == other.more >= 0
            assert possible(given, other.person, np.flatnonzero(changed == other.person).tolist())


def test_a_company_gets_an_answer_and_the_same_one_again() -> None:
    given = drawn(99, items=40, people=20, periods=13)
    one, two = (suggest(given, units=0.2, seconds=30) for _ in range(2))
    assert (check(given, one) == check(given, two)).all()
    assert (one.points, one.bound, one.cost) == (two.points, two.bound, two.cost)
    instant = suggest(given, seconds=0)
    check(given, instant)
    assert instant.bound <= one.bound <= one.points <= instant.points
    assert (one.after >= one.before).all()


def test_nothing_asked_and_bad_facts() -> None:
    nothing = suggest(desk((), (), np.zeros((0, 3), np.int64)))
    assert (nothing.choices, nothing.left, nothing.points, nothing.proved) == ((), (), 0, True)
    alone = suggest(desk((Item("a", {}, 60, 0, 1),), (), np.zeros((0, 3), np.int64)))
    assert [reason.code for reason in alone.left[0].reasons] == [Why.NOBODY_AT_ALL]
    hours, one = np.full((1, 3), DAY), (Person("p", {}),)
    busy = suggest(desk((Item("a", {}, 60, 0, 1),), one, hours, load=hours * 2))
    assert [reason.code for reason in busy.left[0].reasons] == [Why.NOBODY_FREE]
    two = suggest(desk((Item("a", {}, DAY, 0, 1), Item("b", {}, DAY, 0, 1, 900)), one, hours))
    assert [(left.item, left.reasons[0].code, left.nearest) for left in two.left] == [(0, Why.CROWDED_OUT, (0,))]
    for item, says in (
        (Item("a", {}, 60, 2, 2), "item a: periods"),
        (Item("a", {}, 60, 0, 4), "item a: periods"),
        (Item("a", {}, -1, 0, 1), "item a: effort"),
        (Item("a", {}, 1, 0, 1, 1001), "item a: effort 1, priority 1001"),
    ):
        with pytest.raises(BadWork, match=says):
            desk((item,), one, hours)
    with pytest.raises(BadWork, match="person q"):
        desk((), (Person("q", {}, -1),), hours)
    for shape in (np.full((2, 3), 1), np.full(3, 1), -hours):
        with pytest.raises(BadWork):
            desk((), one, shape)
    with pytest.raises(BadWork, match="load"):
        desk((), one, hours, load=np.zeros((1, 2)))
