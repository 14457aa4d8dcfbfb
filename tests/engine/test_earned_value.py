"""Earned value against an example reckoned by hand, and where there is nothing to divide by."""

from fractions import Fraction

import pytest

from pursuit.engine.earned_value import BadFigures, earned_schedule, earned_value

# A job of ten months and 1,000.00, in cents: planned 50, 150, 300, … at the end of each month.
PLANNED = [5_000, 15_000, 30_000, 45_000, 60_000, 72_000, 82_000, 90_000, 96_000, 100_000]


def test_the_example_by_hand() -> None:
    """After five months 480.00 of the planned 600.00 is done and cost 640.00.

    CPI 480/640 = 0.75; SPI 480/600 = 0.8; 480 lies between month 4 (450) and month 5 (600): ES = 4 + 30/150 = 4.2,
    SPI(t) = 4.2/5 = 0.84. Left to do: 520. EAC: 640 + 520 = 1,160; 640 + 520/0.75 = 1,333.33; 640 + 520/(0.75 x 0.8) =
    1,506.67. Finish: 10/0.84 = 11.9 months. TCPI: 520/(1,000 - 640) = 1.444; 520/(1,333.33 - 640) = 0.75.
    """
    found = earned_value(PLANNED, [4_000, 12_000, 25_000, 36_000, 48_000], [6_000, 16_000, 33_000, 49_000, 64_000])
    assert (found.at, found.bac, found.pv, found.ev, found.ac) == (5, 100_000, 60_000, 48_000, 64_000)
    assert (found.cv, found.sv) == (-16_000, -12_000)
    assert (found.cpi, found.spi, found.spi_time) == (0.75, 0.8, 0.84)
    assert found.earned_schedule == 4.2 and found.sv_time == pytest.approx(-0.8)
    assert (found.eac_as_planned, found.eac_by_cost, found.eac_by_both) == (116_000, 133_333, 150_667)
    assert found.finish == pytest.approx(10 / 0.84) and found.planned_length == 10
    assert found.tcpi_budget == pytest.approx(520 / 360) and found.tcpi_forecast == pytest.approx(0.75)
    assert (found.etc, found.vac) == (69_333, -33_333)


def test_nothing_to_divide_by_is_no_figure() -> None:
    before = earned_value(PLANNED, [], [])
    assert (before.pv, before.ev, before.ac, before.earned_schedule) == (0, 0, 0, 0.0)
    assert before.eac_as_planned == 100_000
    assert {before.cpi, before.spi, before.spi_time, before.eac_by_cost, before.finish, before.etc} == {None}
    idle = earned_value(PLANNED, [0], [0])
    assert (idle.cpi, idle.spi, idle.eac_by_cost, idle.finish) == (None, 0.0, None, None)
    unplanned = earned_value([0, 0, 900], [100], [100])
    assert unplanned.spi is None and unplanned.eac_by_both is None and unplanned.eac_by_cost == 900
    spent = earned_value(PLANNED, [50_000], [100_000])
    assert spent.tcpi_budget is None, "no performance saves a budget that is spent"
    assert earned_value([0, 0], [0], [5]).finish is None


def test_in_the_end_and_after_it() -> None:
    late = earned_value([600, 1_000], [300, 700, 1_000], [400, 900, 1_250])
    assert (late.pv, late.earned_schedule, late.sv_time) == (1_000, 2.0, -1.0)
    assert (late.spi, late.spi_time) == (1.0, pytest.approx(2 / 3)), "money forgets a delay, time does not"
    assert late.finish == pytest.approx(3.0)
    assert late.eac_as_planned == late.eac_by_cost == late.eac_by_both == 1_250
    assert late.tcpi_forecast is None and late.etc == 0


def test_earned_schedule() -> None:
    pause = [100, 100, 100, 300]
    assert [earned_schedule(pause, value) for value in (0, 50, 100, 150, 300)] == [
        0,
        Fraction(1, 2),
        1,
        Fraction(13, 4),
        4,
    ]
    for baseline, earned, spent in (
        ([], [], []), ([5, 4], [1], [1]), ([5], [6], [1]), ([5], [-1], [1]), ([5], [1], [-1]), ([5], [1], []),
        ([-5], [], []),
    ):  # fmt: skip
        with pytest.raises(BadFigures):
            earned_value(baseline, earned, spent)
    with pytest.raises(BadFigures):
        earned_schedule([5], 6)
