"""Price-to-win against examples worked out by hand; what moved; what differs; what is missing."""

from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest

from pursuit.domain.strategy.rules.compare import compare, counts
from pursuit.domain.strategy.rules.gaps import Standing, gaps
from pursuit.domain.strategy.rules.kinds import CELLS, SHEETS, crossing_of, fits
from pursuit.domain.strategy.rules.moving import Assessed, moved
from pursuit.domain.strategy.rules.price import Beaten, Weighed, beat, gap, target, total
from pursuit.domain.strategy.rules.sheets import OWN, foreign

# Solution 40: we 8, they 6. Service 20: we 7, they 8. Price 40. So d = (40 × 2 − 20 × 1) ÷ 100 = 0.6 and w = 4.
BETTER = [Weighed(40, 8, 6), Weighed(20, 7, 8)]
WORSE = [Weighed(40, 6, 8), Weighed(20, 8, 7)]
NOW = datetime(2026, 11, 1, tzinfo=UTC)


def test_we_are_better_and_may_be_dearer() -> None:
    assert gap(BETTER, 40) == Fraction(6, 10)
    # 100 000.00 × 4 ÷ 3.4 = 117 647.058…
    found = beat(BETTER, 40, 100_000_00)
    assert (found.state, found.at, found.low, found.high) == ("price", 117_647_06, 117_647_06, 117_647_06)
    price, rival = found.at or 0, 100_000_00
    ours = (40 * 8 + 20 * 7) / 100 + 4 * rival / price
    theirs = (40 * 6 + 20 * 8) / 100 + 4
    assert ours == pytest.approx(theirs, abs=1e-6), "at this price both are worth the same"


def test_they_are_better_and_we_must_be_cheaper() -> None:
    # 100 000.00 × 3.4 ÷ 4 = 85 000.00
    found = beat(WORSE, 40, 100_000_00)
    assert found.at == 85_000_00
    assert pytest.approx((40 * 8 + 20 * 7) / 100 + 4 * 85_000_00 / 100_000_00) == (40 * 6 + 20 * 8) / 100 + 4
    assert beat([Weighed(60, 5, 5)], 40, 1000).at == 1000, "alike in quality: their price"


def test_ranges_and_what_is_missing() -> None:
    found = beat(WORSE, 40, 100_000, 90_000, 120_000)
    assert (found.at, found.low, found.high) == (85_000, 76_500, 102_000)
    assert beat(WORSE, 40, None, 90_000, 110_000).at == 85_000, "without an estimate the middle of the range"
    assert beat(WORSE, 40, 100_000, None, 120_000).low == 85_000
    assert beat(BETTER, 0, 1000).state == "unweighted"
    assert beat([Weighed(40, None, 6)], 40, 1000).state == "unscored"
    assert beat(BETTER, 40, None).state == "unpriced" and beat(BETTER, 40, None, 5).state == "unpriced"


def test_where_the_price_does_not_decide() -> None:
    # d = 90 × 5 ÷ 100 = 4.5 is more than the 1 point a price of weight 10 can bring.
    assert beat([Weighed(90, 10, 5)], 10, 1000).state == "any"
    assert beat([Weighed(90, 5, 10)], 10, 1000).state == "never"


def test_the_lowest_of_several_is_to_be_beaten() -> None:
    rows = [Beaten("price", 100, 90, 130), Beaten("price", 95, 94, 96), Beaten("any"), Beaten("unpriced")]
    found = target(rows)
    assert (found.state, found.at, found.low, found.high) == ("price", 95, 90, 96)
    assert (found.counted, found.all, found.thin) == (3, 4, True)
    assert target([Beaten("never"), Beaten("price", 1, 1, 1)]).state == "never"
    assert target([Beaten("any")]).state == "any" and not target([Beaten("any")]).thin
    assert target([]).state == "none" == target([Beaten("unscored")]).state


def test_the_weighted_value() -> None:
    assert total([(40, 8), (20, 7)]) == Fraction(460, 60)
    assert total([(40, 8), (20, None)]) is None and total([]) is None


def test_did_it_move() -> None:
    def said(*degrees: int | None) -> list[Assessed]:
        return [Assessed(NOW + timedelta(days=at + 1), one) for at, one in enumerate(degrees)]

    assert moved(0, 2, NOW, [Assessed(NOW - timedelta(days=3), 3)]).state == "none", "before the plan"
    assert moved(0, 2, NOW, said(1)).state == "nearer" and moved(0, 2, NOW, said(1)).by == 1
    assert moved(0, 2, NOW, said(1, 2)).state == "reached"
    assert moved(1, 2, NOW, said(2, 0)).state == "back", "the newest word counts"
    assert moved(1, 2, NOW, said(1)).state == "same"
    assert moved(None, 2, NOW, said(1)).state == "first"
    assert moved(0, 2, NOW, said(None)).state == "none"


def test_two_versions_beside_each_other() -> None:
    before = {
        "schema": 1,
        "lines": [{"id": 1, "text": "甲"}, {"id": 2, "text": "乙"}],
        "needs": [{"id": 1, "text": "丙"}],
    }
    after = {
        "schema": 1,
        "lines": [{"id": 2, "text": "乙改"}, {"id": 3, "text": "丁"}],
        "needs": [{"id": 1, "text": "丙"}],
    }
    found = compare(before, after)
    assert [(one.how, one.changed) for one in found["lines"]] == [
        ("changed", ("text",)),
        ("added", ()),
        ("removed", ()),
    ]
    assert counts(found) == {"added": 1, "removed": 1, "changed": 1, "same": 1}
    assert compare({}, {})["sheets"] == []


def test_what_is_next() -> None:
    assert [one.code for one in gaps(Standing())][:1] == ["no_needs"]
    full = Standing(
        needs=3, implicit=1, items=4, themes=1, rivals=1, criteria=2, weight=100, lines=2, moves=1, versions=1
    )
    assert gaps(full) == []
    codes = [one.code for one in gaps(Standing(lines=3, open_lines=3, versions=1, changed_since=2, moves=None))]
    assert codes[0] == "open_lines" and codes[-1] == "changed_since" and "no_moves" not in codes


def test_vocabularies() -> None:
    assert crossing_of({"s", "o"}) == "so" and crossing_of({"w", "t"}) == "wt"
    assert crossing_of({"s", "w", "o"}) == "" == crossing_of({"s"}) == crossing_of({"s", "buyers"})
    assert fits("swot", "s") and not fits("pest", "s") and not fits("none", "s")
    assert {code for code, _label in SHEETS} == set(OWN) and set(CELLS) == {
        "pest",
        "five_forces",
        "value_chain",
        "swot",
    }
    assert foreign("price", {"aim", "floor", "event"}) == {"event"}
