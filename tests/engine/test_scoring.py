"""Scoring formulas against examples worked out by hand. Prices in 万元 where W is used; points are 1/100."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pursuit.engine.scoring import (
    BadTable,
    Bid,
    Evaluation,
    Formula,
    Method,
    PriceRule,
    Tender,
    evaluate,
)

W = 1_000_000  # fen in 1 万元


def scoring(**more: object) -> Tender:
    return Tender(Method.SCORING, **more)  # type: ignore[arg-type]


def averaged(**more: object) -> Tender:
    return Tender(Method.COMPREHENSIVE, rule=PriceRule(Formula.AVERAGE, **more))  # type: ignore[arg-type]


def bids(*prices: float, technical: int = 0) -> list[Bid]:
    return [Bid("ABCDEFG"[at], round(price * W), technical) for at, price in enumerate(prices)]


def price_points(found: Evaluation) -> dict[str, int]:
    return {one.bid.key: one.price_points for one in found.standings if one.rank}


def order(found: Evaluation) -> list[str]:
    return [one.bid.key for one in found.standings if one.rank]


def codes(found: Evaluation, key: str) -> list[str]:
    return [one.code for one in found.of(key).lines]


def test_lowest_price_has_all_points_others_in_proportion() -> None:
    # 100/100×30 = 30, 100/120×30 = 25, 100/150×30 = 20
    assert price_points(evaluate(scoring(), bids(100, 120, 150))) == {"A": 3000, "B": 2500, "C": 2000}


def test_points_are_rounded_half_up_to_the_hundredth() -> None:
    # 90/97×30 = 27.83505… → 27.84; 90/144×30 = 18.75; 90/128×30 = 21.09375 → 21.09
    assert price_points(evaluate(scoring(), bids(90, 97, 144, 128))) == {"A": 3000, "B": 2784, "C": 1875, "D": 2109}


def test_small_enterprises_are_compared_at_a_relieved_price() -> None:
    # 108×(1−10 %) = 97.2 is the benchmark; 97.2/100×30 = 29.16; 97.2/120×30 = 24.30
    given = [Bid("A", 100 * W), Bid("B", 108 * W, relief_bp=1000), Bid("C", 120 * W)]
    found = evaluate(scoring(), given)
    assert found.benchmark == 97_200_000
    assert price_points(found) == {"B": 3000, "A": 2916, "C": 2430}
    assert codes(found, "B")[:2] == ["quoted", "relief"]


def test_all_parts_make_the_total() -> None:
    # A: 30+50 = 80; B: 25+52+6 = 83; C: 20+60 = 80 but dearer than A
    given = [Bid("A", 100 * W, 5000), Bid("B", 120 * W, 5200, 600), Bid("C", 150 * W, 6000)]
    found = evaluate(scoring(), given)
    assert [(one.bid.key, one.total, one.rank) for one in found.standings] == [
        ("B", 8300, 1), ("A", 8000, 2), ("C", 8000, 3),
    ]  # fmt: skip
    assert found.winner == "B"
    assert "tie_by_price" in codes(found, "A")


def test_same_points_and_price_the_better_technical_offer_goes_first() -> None:
    given = [Bid("A", 100 * W, 4000, 1000), Bid("B", 100 * W, 4500, 500), Bid("C", 200 * W, 1000)]
    found = evaluate(scoring(), given)
    assert order(found) == ["B", "A", "C"] and "tie_by_technical" in codes(found, "B")


def test_equal_in_everything_share_a_rank_and_nobody_has_won() -> None:
    found = evaluate(scoring(), [Bid("A", 100 * W, 4000), Bid("B", 100 * W, 4000), Bid("C", 200 * W, 1000)])
    assert [(one.rank, one.shared) for one in found.standings] == [(1, True), (1, True), (3, False)]
    assert (found.winner, found.void) == ("", "shared")


def test_above_the_ceiling_is_rejected_and_at_it_is_not() -> None:
    # C is out, so it does not count for the benchmark either; D at the ceiling: 100/150×30 = 20
    found = evaluate(scoring(ceiling=150 * W), bids(100, 120, 150.01, 150))
    assert found.of("C").rejected == "above_ceiling" and found.of("C").rank is None
    assert price_points(found) == {"A": 3000, "B": 2500, "D": 2000}
    (told,) = found.of("C").lines
    assert told.get("ceiling") == 150 * W and told.get("price") == 150_010_000


def test_a_disqualified_low_price_is_no_benchmark() -> None:
    given = [Bid("A", 60 * W, rejected="qualification"), *bids(100, 120, 150)[1:], Bid("D", 100 * W)]
    found = evaluate(scoring(), given)
    assert found.benchmark == 100 * W and found.of("A").rejected == "qualification"
    assert price_points(found) == {"D": 3000, "B": 2500, "C": 2000}


def test_too_few_effective_bids_fail_the_tender() -> None:
    found = evaluate(scoring(ceiling=110 * W), bids(100, 105, 120))
    assert (found.void, found.winner) == ("too_few", "")
    assert found.lines[-1].get("effective") == 2 and found.lines[-1].get("fewest") == 3
    assert evaluate(scoring(ceiling=110 * W, fewest=2), bids(100, 105, 120)).winner == "A"


def test_one_bidder() -> None:
    assert evaluate(scoring(), bids(100)).void == "too_few"
    alone = evaluate(scoring(fewest=1), bids(100, technical=6000))
    assert (alone.winner, alone.of("A").price_points, alone.of("A").total) == ("A", 3000, 9000)


def test_nobody_left() -> None:
    found = evaluate(scoring(ceiling=90 * W), bids(100, 105, 120))
    assert (found.void, found.benchmark, order(found)) == ("none", None, [])


def test_distance_from_the_mean() -> None:
    # mean 100; 105 is 5 % over: 30−5×1 = 25; 95 is 5 % under: 30−5×0.5 = 27.5
    found = evaluate(averaged(), bids(95, 100, 105))
    assert found.benchmark == 100 * W
    assert price_points(found) == {"A": 2750, "B": 3000, "C": 2500}


def test_a_benchmark_floated_down() -> None:
    # 100×(1−2 %) = 98; 100 is 2.0408 % over: 27.9592 → 27.96; 95 is 3.0612 % under: 30−1.5306 = 28.4694 → 28.47;
    # 105 is 7.1429 % over: 22.8571 → 22.86
    found = evaluate(averaged(float_bp=200), bids(95, 100, 105))
    assert found.benchmark == 98 * W
    assert price_points(found) == {"A": 2847, "B": 2796, "C": 2286}


def test_highest_and_lowest_left_out_of_the_mean_and_points_end_at_zero() -> None:
    # without 80 and 150 the mean is 100; 150: 30−50 → 0; 80: 30−20×0.5 = 20
    found = evaluate(averaged(drop_from=5), bids(80, 95, 100, 105, 150))
    assert found.benchmark == 100 * W
    assert price_points(found) == {"A": 2000, "B": 2750, "C": 3000, "D": 2500, "E": 0}


def test_with_four_bids_none_is_left_out_where_five_are_asked() -> None:
    # (80+95+105+120)/4 = 100
    found = evaluate(averaged(drop_from=5), bids(80, 95, 105, 120))
    assert found.benchmark == 100 * W and [one.code for one in found.lines] == ["mean", "benchmark"]


def test_the_mean_of_those_not_above_the_mean() -> None:
    # mean of 90, 100, 110, 140 is 110; of 90, 100, 110 it is 100; 140 is 40 % over → 0; 110: 30−10 = 20
    rule = PriceRule(Formula.SECOND_AVERAGE)
    found = evaluate(Tender(Method.COMPREHENSIVE, rule=rule), bids(90, 100, 110, 140))
    assert found.benchmark == 100 * W
    assert price_points(found) == {"A": 2500, "B": 3000, "C": 2000, "D": 0}


def test_a_benchmark_of_ceiling_and_mean() -> None:
    # 120×40 % + 100×60 % = 108; −5 % → 102.6; 105 is 2.3392 % over: 27.6608 → 27.66
    rule = PriceRule(Formula.COMPOSITE, float_bp=500, ceiling_bp=4000)
    found = evaluate(Tender(Method.COMPREHENSIVE, rule=rule, ceiling=120 * W), bids(95, 100, 105))
    assert found.benchmark == 102_600_000 and price_points(found)["C"] == 2766


def test_lowest_evaluated_price_with_priced_deviations() -> None:
    # A 100 + 8 = 108, B 105, C 107
    given = [Bid("A", 100 * W, adjustment=8 * W), Bid("B", 105 * W), Bid("C", 107 * W)]
    found = evaluate(Tender(Method.LOWEST_EVALUATED), given)
    assert order(found) == ["B", "C", "A"] and found.of("A").evaluated == 108 * W
    assert "adjusted" in codes(found, "A")


def test_lowest_price_after_relief_a_tie_goes_to_the_lower_quote() -> None:
    # B 110−10 % = 99 is lowest; C 120 and D 100: D compares at 100, E 100/… equal evaluated 100 with quote 125×0.8
    given = [Bid("B", 110 * W, relief_bp=1000), Bid("D", 100 * W), Bid("E", 125 * W, relief_bp=2000)]
    found = evaluate(Tender(Method.LOWEST_PRICE), given)
    assert order(found) == ["B", "D", "E"]
    assert [one.rank for one in found.standings] == [1, 2, 3]


def test_reliefs_and_adjustments_count_only_where_the_method_knows_them() -> None:
    given = [Bid("A", 100 * W, relief_bp=1000, adjustment=9 * W), Bid("B", 101 * W), Bid("C", 102 * W)]
    found = evaluate(averaged(), given)
    assert found.of("A").evaluated == 100 * W


def test_nearest_to_the_benchmark() -> None:
    found = evaluate(Tender(Method.BENCHMARK, rule=PriceRule(Formula.AVERAGE)), bids(95, 100, 105))
    assert [(one.bid.key, one.total) for one in found.standings] == [("B", 10000), ("A", 9750), ("C", 9500)]


def test_a_price_nobody_knows_takes_no_part_and_fails_nothing() -> None:
    found = evaluate(scoring(), [*bids(100, 120), Bid("X", None)])
    assert found.of("X").rejected == "unknown" and found.void == "" and found.winner == "A"


def test_far_below_the_others_is_warned_of_and_not_rejected() -> None:
    # 58 is below 60 % of (100+100)/2 = 100
    found = evaluate(scoring(warn_bp=6000), bids(58, 100, 100))
    assert "far_below" in codes(found, "A") and found.of("A").rank == 1
    assert "far_below" not in codes(evaluate(scoring(warn_bp=6000), bids(60, 100, 100)), "A")


def test_weights_come_to_a_hundred() -> None:
    with pytest.raises(BadTable, match="weights"):
        evaluate(Tender(Method.SCORING, weight=3000, others=6900), bids(1, 2, 3))
    evaluate(Tender(Method.LOWEST_PRICE, weight=0, others=0), bids(1, 2, 3))


def test_bad_bids() -> None:
    with pytest.raises(BadTable, match="price"):
        evaluate(scoring(), bids(0, 1, 2))
    with pytest.raises(BadTable, match="keys"):
        evaluate(scoring(), [Bid("A", 1), Bid("A", 2)])


def test_every_line_of_a_deviation_has_its_figures() -> None:
    (told,) = (one for one in evaluate(averaged(), bids(95, 100, 105)).of("C").lines if one.code == "above")
    assert (told.get("percent"), told.get("points"), told.get("step")) == (Fraction(5), 2500, 100)


@settings(deadline=None)
@given(st.lists(st.integers(1, 10**12), min_size=3, max_size=12), st.sampled_from(list(Formula)))
def test_a_lower_price_is_never_worse_and_points_stay_within(prices: list[int], formula: Formula) -> None:
    given = [Bid(str(at), price) for at, price in enumerate(prices)]
    found = list(evaluate(scoring(), given).standings)
    assert [one.bid.price for one in found] == sorted(prices)
    assert found[0].price_points == 3000
    rule = PriceRule(formula, float_bp=300)
    for one in evaluate(Tender(Method.COMPREHENSIVE, rule=rule), given).standings:
        assert 0 <= one.price_points <= 3000
