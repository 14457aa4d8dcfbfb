"""Amounts, tax, discount, margin: worked out by hand, and what must always hold."""

import random

from hypothesis import given
from hypothesis import strategies as st

from pursuit.domain.offers.rules import figures
from pursuit.domain.offers.rules.figures import Part, amounts, discount_of, discounted, half_up, spread, totals
from pursuit.domain.offers.rules.limits import NOTHING, Limit, beyond, widest

RATES = (1300, 900, 600, 0)
PARTS = st.lists(
    st.builds(
        Part,
        quantity=st.integers(1, 10**8),
        price=st.integers(0, 10**8),
        listed=st.none() | st.integers(0, 10**8),
        cost=st.none() | st.integers(0, 10**8),
        tax_bp=st.sampled_from(RATES),
        counted=st.booleans(),
    ),
    max_size=30,
)


def test_halves_go_up_away_from_zero() -> None:
    assert [half_up(n, 2) for n in (1, 3, -1, -3, 4)] == [1, 2, -1, -2, 2]
    assert half_up(149, 100) == 1 and half_up(150, 100) == 2


def test_a_line_with_tax_in_its_price() -> None:
    """3.5 × 113.00 with 13 %: 395.50 with tax, 350.00 without, 45.50 tax."""
    one = amounts(Part(3500, 11300, 12000, 7000, 1300), with_tax=True)
    assert (one.gross, one.net, one.tax) == (39550, 35000, 4550)
    assert one.listed == 42000 and one.cost == 24500
    assert figures.margin_of(one) == (10500, 3000)  # 105.00 of 350.00


def test_a_line_without_tax_in_its_price() -> None:
    """7 × 33.33 with 6 %: 233.31 net, tax 13.9986 → 14.00."""
    one = amounts(Part(7000, 3333, None, None, 600), with_tax=False)
    assert (one.net, one.tax, one.gross, one.cost) == (23331, 1400, 24731, None)


def test_totals_by_hand() -> None:
    """Two rates, an option that does not count, 抹零 of 8.00.

    Goods: 2 × 5,650.00 = 11,300.00 with 13 %: 10,000.00 + 1,300.00; service: 1 × 5,308.00 with 6 %: 5,007.55 + 300.45.
    Together 16,608.00. Off 8.00: 5.44 and 2.56 by share; net of these 4.81 and 2.42.
    """
    found = totals(
        [
            Part(2000, 565_000, 600_000, 350_000, 1300),
            Part(1000, 530_800, 530_800, 250_000, 600),
            Part(1000, 999_900, None, None, 1300, counted=False),
        ],
        with_tax=True,
        reduction=800,
    )
    assert (found.before, found.gross, found.lines) == (1_660_800, 1_660_000, 2)
    assert found.taxes == {1300: (1_000_000 - 481, 130_000 - 63), 600: (500_755 - 242, 30_045 - 14)}
    assert found.net == 1_500_032 and found.tax == 159_968
    assert found.listed == 1_730_800 and found.discount_bp == 409  # 70,800 of 1,730,800
    assert found.cost == 950_000 and found.margin == 550_032 and found.margin_bp == 3667


def test_what_is_not_known_is_not_guessed() -> None:
    found = totals([Part(1000, 100, None, None, 1300), Part(1000, 100, None, 50, 1300)], with_tax=True)
    assert (found.cost, found.uncosted, found.margin, found.margin_bp) == (50, 1, None, None)
    empty = totals([], with_tax=True, reduction=500)
    assert (empty.gross, empty.reduction, empty.discount_bp, empty.cost) == (0, 0, 0, None)


def test_price_and_discount_say_the_same() -> None:
    assert discounted(100_000, 1500) == 85_000 and discount_of(100_000, 85_000) == 1500
    assert discounted(99, 5000) == 50 and discount_of(None, 5) == 0 and discount_of(100, 120) == -2000


@given(PARTS, st.booleans(), st.integers(0, 10**12))
def test_the_parts_are_the_total(parts: list[Part], with_tax: bool, reduction: int) -> None:
    found = totals(parts, with_tax=with_tax, reduction=reduction)
    each = [amounts(part, with_tax=with_tax) for part in parts if part.counted]
    assert found.before == sum(one.gross for one in each) == found.gross + found.reduction
    assert sum(net for net, _tax in found.taxes.values()) == found.net
    assert sum(tax for _net, tax in found.taxes.values()) == found.tax
    assert found.gross == found.net + found.tax
    assert found.margin is None or found.margin == found.net - sum(one.cost or 0 for one in each)


@given(PARTS, st.booleans(), st.integers(0, 10**9), st.randoms(use_true_random=False))
def test_the_order_changes_nothing(parts: list[Part], with_tax: bool, reduction: int, chance: random.Random) -> None:
    mixed = list(parts)
    chance.shuffle(mixed)
    one = totals(parts, with_tax=with_tax, reduction=reduction)
    assert one == totals(mixed, with_tax=with_tax, reduction=reduction)


@given(st.integers(0, 10**12), st.dictionaries(st.sampled_from(RATES), st.integers(0, 10**12), max_size=4))
def test_what_is_spread_is_all_there(amount: int, shares: dict[int, int]) -> None:
    given_out = spread(amount, shares)
    assert sum(given_out.values()) == (amount if sum(shares.values()) else 0)


def test_the_most_generous_limit_counts_and_no_role_gives_nothing() -> None:
    assert widest([Limit(1000, 2000), Limit(500, 1000)]) == Limit(1000, 1000)
    assert widest([]) == NOTHING
    assert [one.kind for one in beyond(Limit(1000, 2000), 1001, 1999)] == ["discount", "margin"]
    assert beyond(Limit(1000, 2000), 1000, 2000) == [] and beyond(Limit(1000, 2000), 0, None) == []
    assert beyond(NOTHING, 0, 5000) == [] and beyond(NOTHING, 1, None)
