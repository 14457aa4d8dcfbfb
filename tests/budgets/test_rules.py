"""Periods, figures, stop-loss: by tables and by anything."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pursuit.domain.budgets.rules.figures import Sums, fits, forecast, labour_kind, moved
from pursuit.domain.budgets.rules.periods import SPANS, bounds, covers, narrowest, period_of, span_of
from pursuit.domain.budgets.rules.stoploss import Bands, Economics, signal

DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))
AMOUNTS = st.integers(0, 10**12)


@pytest.mark.parametrize(
    ("span", "day", "period", "first", "last"),
    [
        ("month", date(2026, 2, 10), "2026-02", date(2026, 2, 1), date(2026, 2, 28)),
        ("month", date(2028, 2, 29), "2028-02", date(2028, 2, 1), date(2028, 2, 29)),
        ("month", date(2026, 12, 31), "2026-12", date(2026, 12, 1), date(2026, 12, 31)),
        ("quarter", date(2026, 11, 3), "2026-Q4", date(2026, 10, 1), date(2026, 12, 31)),
        ("quarter", date(2026, 3, 31), "2026-Q1", date(2026, 1, 1), date(2026, 3, 31)),
    ],
)
def test_periods(span: str, day: date, period: str, first: date, last: date) -> None:
    assert period_of(span, day) == period  # type: ignore[arg-type]
    assert bounds(period) == (first, last) and span_of(period) == span


@given(DAYS, st.sampled_from([code for code, _label in SPANS]))
def test_a_day_lies_in_its_period_and_its_neighbours_do_not_overlap(day: date, span: str) -> None:
    period = period_of(span, day)  # type: ignore[arg-type]
    assert covers(period, day)
    found = bounds(period)
    assert found is None or period_of(span, found[0]) == period_of(span, found[1]) == period  # type: ignore[arg-type]


@given(DAYS)
def test_a_day_counts_on_the_narrowest_line(day: date) -> None:
    periods = ["", period_of("quarter", day), period_of("month", day)]
    assert narrowest(periods, day) == periods[2]
    assert narrowest(periods[:2], day) == periods[1]
    assert narrowest(periods[:1], day) == "" and narrowest(["1999-12"], day) is None


@given(st.dictionaries(st.integers(1, 9), AMOUNTS, min_size=2), st.data())
def test_a_reallocation_keeps_the_sum_and_nothing_falls_below_nothing(
    lines: dict[int, int], data: st.DataObject
) -> None:
    source, target = data.draw(st.permutations(sorted(lines)))[:2]
    amount = data.draw(AMOUNTS)
    if not 0 < amount <= lines[source]:
        with pytest.raises(ValueError, match="reallocation"):
            moved(lines, source, target, amount)
        return
    after = moved(lines, source, target, amount)
    assert sum(after.values()) == sum(lines.values()) and min(after.values()) >= 0
    assert moved(after, target, source, amount) == lines


@given(st.builds(Sums, *[AMOUNTS] * 6), st.integers(-(10**12), 10**12))
def test_what_fits_leaves_nothing_below_nothing(line: Sums, amount: int) -> None:
    after = line + Sums(committed=amount)
    assert fits(line, amount) == (amount >= 0 and after.remaining >= 0)


@pytest.mark.parametrize(
    ("line", "span", "found"),
    [
        (Sums(approved=100, actual=40), None, 100),
        (Sums(approved=100, actual=140), None, 140),
        (Sums(approved=100, actual=40), (date(2026, 12, 1), date(2026, 12, 31)), 100),
        (Sums(approved=100, actual=40), (date(2026, 10, 1), date(2026, 10, 31)), 40),
        (Sums(approved=100, actual=40), (date(2026, 11, 1), date(2026, 11, 30)), 80),
        (Sums(approved=100, actual=40, committed=50), (date(2026, 11, 1), date(2026, 11, 30)), 90),
        (Sums(approved=100), (date(2026, 11, 1), date(2026, 11, 30)), 100),
        (Sums(approved=100, actual=1), (date(2026, 11, 14), date(2026, 12, 31)), 100),
    ],
)
def test_forecast(line: Sums, span: tuple[date, date] | None, found: int) -> None:
    assert forecast(line, span, date(2026, 11, 15)) == found


def test_hours_before_the_deal_is_won_are_spent_on_winning_it() -> None:
    won = date(2026, 11, 1)
    assert [labour_kind(day, won) for day in (won, date(2026, 11, 2))] == ["presales_labour", "delivery_labour"]
    assert labour_kind(won, None) == "presales_labour"


KNOWN = Economics(1_000_000, 20, 50, "owner")  # worth 100,000


@pytest.mark.parametrize(
    ("spent", "known", "band", "why", "percent"),
    [
        (0, KNOWN, "sound", "", 0),
        (49_999, KNOWN, "sound", "", 49),
        (50_000, KNOWN, "watch", "", 50),
        (99_999, KNOWN, "watch", "", 99),
        (100_000, KNOWN, "act", "", 100),
        (1, Economics(None, 20, 50), "none", "amount", None),
        (1, Economics(1_000_000, None, 50), "none", "margin", None),
        (1, Economics(1_000_000, 20, None), "none", "chance", None),
        (1, Economics(1_000_000, -5, 50), "act", "loss", None),
        (0, Economics(1_000_000, 20, 0), "watch", "loss", None),
    ],
)
def test_stop_loss(spent: int, known: Economics, band: str, why: str, percent: int | None) -> None:
    found = signal(spent, known, Bands())
    assert (found.band, found.why, found.percent) == (band, why, percent)


@given(AMOUNTS, AMOUNTS, st.integers(1, 100), st.integers(1, 100), st.integers(1, 10**6))
def test_spending_more_never_looks_better(spent: int, amount: int, margin: int, chance: int, more: int) -> None:
    order = ("sound", "watch", "act")
    known = Economics(amount, margin, chance, "stage")
    now, later = signal(spent, known, Bands()), signal(spent + more, known, Bands())
    assert order.index(now.band) <= order.index(later.band)
