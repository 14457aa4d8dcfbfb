"""Pure rules: formulas, shares, periods, lights, the five letters."""

import random
import time
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from pursuit.domain.goals.rules import formula, lights, shares, smart, spans
from pursuit.domain.goals.rules.formula import BadFormula
from tests.goals.fuzz import fuzz

KNOWN = {"won": Fraction(3), "lost": Fraction(1), "none": None, "zero": Fraction(0)}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("100 * won / (won + lost)", Fraction(75)),
        ("won - lost - 1", Fraction(1)),
        ("-won + 2 * -lost", Fraction(-5)),
        ("won / lost / 3", Fraction(1)),
        ("- (won - 1.5) * 2", Fraction(-3)),
        ("（won＋lost）×2", Fraction(8)),
        ("won / zero", None),
        ("won + none", None),
        ("0.1 + 0.2", Fraction(3, 10)),
        ("999999999999 * 999999999999 * 999999999999", None),
    ],
)
def test_values(text: str, wanted: Fraction | None) -> None:
    assert formula.value(formula.parse(text), KNOWN) == wanted


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("", 0), ("won +", 0), ("won lost", 5), ("(won", 0), ("won)", 4), ("()", 2), ("* won", 1), ("won ** 2", 6),
        ("won.real", 4), ("f(won)", 2), ("won[0]", 4), ("__import__", 1), ("won if lost", 5), ("2 won", 3), ("1e9", 2),
        ("(" * 21 + "won" + ")" * 21, 21), ("won" + "+won" * 80, 362), ("a" * 401, 400), ("赢单", 1), ("won; lost", 4),
    ],
)  # fmt: skip
def test_what_is_no_formula(text: str, at: int) -> None:
    with pytest.raises(BadFormula) as refused:
        formula.parse(text)
    if text != "won" + "+won" * 80:
        assert refused.value.at == at


def test_ten_thousand_inputs_are_answered_within_bounds() -> None:
    found = fuzz(10_000, seed=4)
    assert found.crashed == []
    assert found.read > 100
    assert found.deepest <= formula.MOST_PARTS


def test_a_formula_reads_as_python_would_count_it() -> None:
    dice = random.Random(8)
    for _ in range(300):
        text = _expression(dice, 4)
        expected = eval(text, {}, {"won": Fraction(3), "lost": Fraction(7)})
        assert formula.value(formula.parse(text), {"won": Fraction(3), "lost": Fraction(7)}) == expected


def _expression(dice: random.Random, deep: int) -> str:
    if not deep or dice.random() < 0.2:
        return dice.choice(("won", "lost", "2", "11"))
    text = f"{_expression(dice, deep - 1)} {dice.choice('+-*')} {_expression(dice, deep - 1)}"
    return f"({text})" if dice.random() < 0.6 else text


def test_kpis_in_an_order_that_can_be_counted() -> None:
    names = {"c": frozenset({"b", "x"}), "a": frozenset({"x"}), "b": frozenset({"a"})}
    assert formula.order(names) == ["a", "b", "c"]
    with pytest.raises(BadFormula, match="a、b"):
        formula.order({"a": frozenset({"b"}), "b": frozenset({"a"})})
    with pytest.raises(BadFormula):
        formula.order({"a": frozenset({"a"})})


def test_shares_add_up() -> None:
    assert shares.shared(100, [1, 1, 1]) == [34, 33, 33]
    assert shares.shared(-100, [1, 1, 1]) == [-34, -33, -33]
    assert shares.shared(7, [0, 0]) == [4, 3]
    assert shares.shared(10, []) == []
    dice = random.Random(2)
    for _ in range(500):
        whole = dice.randrange(-(10**15), 10**15)
        weights = [dice.randrange(0, 10**12) for _ in range(dice.randrange(1, 40))]
        found = shares.shared(whole, weights)
        assert sum(found) == whole
        if total := sum(weights):
            exact = [Fraction(whole * one, total) for one in weights]
            assert all(abs(part - one) < 1 for part, one in zip(found, exact, strict=True))


def test_periods() -> None:
    assert spans.months(date(2026, 11, 15), date(2027, 2, 1)) == [
        date(2026, 11, 1), date(2026, 12, 1), date(2027, 1, 1), date(2027, 2, 1)
    ]  # fmt: skip
    assert spans.periods(date(2026, 11, 15), "quarter", 3) == [date(2026, 4, 1), date(2026, 7, 1), date(2026, 10, 1)]
    assert spans.end_of(date(2026, 10, 1), "quarter") == date(2026, 12, 31)
    assert spans.named(date(2026, 10, 1), "quarter") == "2026 Q4"
    assert spans.elapsed(date(2026, 1, 1), date(2026, 12, 31), date(2026, 1, 31)) == (31, 365)


def test_lights() -> None:
    up = lights.Thresholds("up", 60, 45)
    assert [lights.light(one, up) for one in (60, 59, 45, 44, None)] == ["sound", "watch", "watch", "act", "unknown"]
    down = lights.Thresholds("down", 10, 20)
    assert [lights.light(one, down) for one in (10, 11, 21)] == ["sound", "watch", "act"]
    band = lights.Thresholds("band", 90, 80, 110, 120)
    assert [lights.light(one, band) for one in (100, 85, 115, 79, 121)] == ["sound", "watch", "watch", "act", "act"]
    assert lights.orderly(band)
    assert not lights.orderly(replace(band, amber=95))
    assert not lights.orderly(replace(up, amber=70))


def test_pace() -> None:
    assert lights.pace(Fraction(1, 2), 50, 100) == "sound"
    assert lights.pace(Fraction(2, 5), 50, 100) == "watch"
    assert lights.pace(Fraction(3, 10), 50, 100) == "act"
    assert lights.pace(Fraction(0), 5, 100) == "unknown"
    assert lights.pace(Fraction(99, 100), 100, 100) == "watch"
    assert lights.pace(Fraction(80, 100), 100, 100) == "act"
    assert lights.reached(70, 60, 80, adds_up=False) == Fraction(1, 2)
    assert lights.reached(6, 10, 2, adds_up=False) == Fraction(1, 2)
    assert lights.percent(Fraction(1, 8)) == 13


GOOD = smart.Facts(
    statement="华东区年度销售额做到 1200 万", owner=True, measured=True, baseline=1000, target=1200,
    adds_up=True, before=1000, parent=True, project=False, top=False, objective=False, begins_on=date(2026, 1, 1),
    due_on=date(2026, 12, 31), parent_begins_on=date(2026, 1, 1), parent_due_on=date(2026, 12, 31), parent_target=5000,
    today=date(2026, 6, 1),
)  # fmt: skip


def test_a_smart_goal() -> None:
    found = smart.check(GOOD)
    assert [one.answer for one in found] == ["yes"] * 5
    assert smart.missing(found) == ""
    assert "120%" in str(found[2].why)


@pytest.mark.parametrize(
    ("changed", "letters"),
    [
        ({"statement": "卖"}, "S"), ({"owner": False}, "S"), ({"measured": False}, "M"), ({"target": None}, "M"),
        ({"baseline": None}, "M"), ({"baseline": 1200}, "M"), ({"target": 1501}, "A"), ({"parent_target": 1199}, "A"),
        ({"parent": False}, "R"), ({"parent": False, "project": True}, "R"), ({"due_on": None}, "T"),
        ({"due_on": date(2027, 1, 1)}, "T"), ({"begins_on": date(2025, 12, 31)}, "T"),
        ({"today": date(2027, 1, 1)}, "T"),
    ],
)  # fmt: skip
def test_letters_that_are_missing(changed: dict[str, object], letters: str) -> None:
    assert smart.missing(smart.check(replace(GOOD, **changed))) == letters  # type: ignore[arg-type]


def test_no_history_is_no_signal() -> None:
    found = smart.check(replace(GOOD, before=None, baseline=0))
    assert found[2].answer == "unknown"
    assert smart.check(replace(GOOD, adds_up=False))[2].answer == "unknown"
    assert smart.check(replace(GOOD, parent=False, project=True, objective=True))[3].answer == "yes"
    assert smart.check(replace(GOOD, parent=False, top=True))[3].answer == "yes"


def test_reading_a_long_formula_takes_no_time() -> None:
    begun = time.perf_counter()
    with pytest.raises(BadFormula):
        formula.parse("(" * 1_000_000)
    assert time.perf_counter() - begun < 0.05
