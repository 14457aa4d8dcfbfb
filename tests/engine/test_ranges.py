"""Ranges are the distributions they say, and those learned from the past hold for what came after."""

import csv
import gzip
from datetime import date
from pathlib import Path
from statistics import NormalDist

import numpy as np
import pytest

from pursuit.engine.simulation.history import LEARNED, Learned, learn, learn_groups
from pursuit.engine.simulation.ranges import (
    GRID,
    MEASURED,
    BadRange,
    Fixed,
    Pert,
    Quantiles,
    Range,
    Triangular,
    in_minutes,
)

HISTORY = Path(__file__).parents[3] / "shared/data/tasks-sip/tasks_estimated_to_cut.csv.gz"


def quantile(of: Range, share: float) -> float:
    return float(np.interp(NormalDist().inv_cdf(share), GRID, of.table()))


def test_ranges_are_what_they_say() -> None:
    for share, ratio in ((0.1, 0.4), (0.5, 1.0), (0.8, 1.4), (0.9, 2.0)):
        assert quantile(MEASURED, share) == pytest.approx(ratio, rel=2e-3)
    assert 4 < quantile(MEASURED, 0.99) < 6, "the tail goes on"
    assert quantile(Quantiles((0.1, 0.5, 0.8, 0.9), (0.5, 1, 2, 2)), 0.99) > 2.5, "two equal quantiles do not end it"
    triangle = Triangular(0.5, 1, 2)
    assert quantile(triangle, 1 / 3) == pytest.approx(1, abs=1e-3)
    assert quantile(triangle, 0.9) == pytest.approx(2 - (0.1 * 1.5 * 1) ** 0.5, abs=1e-3)
    for low, mode, high in ((0.5, 1, 2), (1, 1, 3), (0, 2, 2)):
        deviates = [NormalDist().inv_cdf((one + 0.5) / 2000) for one in range(2000)]
        mean = np.interp(deviates, GRID, Pert(low, mode, high).table()).mean()
        assert mean == pytest.approx((low + 4 * mode + high) / 6, abs=2e-3)
    assert in_minutes(Pert, 480, (240, 480, 960)) == Pert(0.5, 1, 2)
    assert (Fixed(1.25).table() == 1.25).all() and (Pert(1, 1, 1).table() == 1).all()
    for wrong in (
        lambda: Quantiles((0.1, 0.5), (1, 0.5)), lambda: Quantiles((0.5, 0.1), (1, 2)), lambda: Quantiles((0.5,), (1,)),
        lambda: Quantiles((0.1, 0.9), (0, 2)), lambda: Triangular(2, 1, 3), lambda: Fixed(0), lambda: Pert(-1, 1, 2),
        lambda: in_minutes(Pert, 0, (1, 2, 3)),
    ):  # fmt: skip
        with pytest.raises(BadRange):
            wrong()


def test_learned_ranges() -> None:
    dice = np.random.default_rng(4)
    ratios = np.exp(dice.normal(0.2, 0.5, 3000))
    estimates = dice.integers(1, 40, 3000).astype(np.float64)
    actuals = estimates * ratios
    actuals[:5], estimates[5:9], actuals[9] = 0, np.nan, np.inf
    found = learn(estimates, actuals)
    assert (found.signal, found.sample, found.left_out) == ("own", 2990, 10)
    assert quantile(found.range, 0.8) == pytest.approx(np.exp(0.2 + 0.5 * 0.8416), rel=0.05)
    groups = ["投标" if one % 10 else "交付" for one in range(3000)]
    groups[:12] = ["培训"] * 12
    actuals[[one for one in range(3000) if groups[one] == "交付"]] *= 2
    by_group = learn_groups(estimates, actuals, groups)
    assert sorted(by_group) == ["", "交付", "培训", "投标"]
    assert by_group["培训"].signal == "whole" and by_group["培训"].range == by_group[""].range
    medians = [quantile(by_group[name].range, 0.5) for name in ("投标", "", "交付")]
    assert medians == sorted(medians) and medians[2] < 2 * np.exp(0.2), "drawn toward the whole"
    few = learn(estimates[:20], actuals[:20])
    assert few.signal == "none" and few.range == MEASURED and few.sample == 10
    assert learn(np.empty(0), np.empty(0)).effective == 0
    aged = learn(np.ones(400), np.repeat([1.0, 2.0], 200), ages=np.repeat([3000.0, 0.0], 200))
    assert quantile(aged.range, 0.5) == pytest.approx(2) and 150 < aged.effective < 250
    nothing = learn_groups(np.ones(5), np.ones(5), ["a"] * 5)
    assert isinstance(nothing["a"], Learned) and nothing["a"].signal == "none"


@pytest.mark.skipif(
    not HISTORY.exists(), reason=f"{HISTORY} IS NOT THERE: LEARNED RANGES ARE NOT CHECKED ON REAL TASKS"
)
def test_ranges_learned_from_real_tasks_cover_later_ones() -> None:
    """Of the tasks estimated from 2008 on, as many stay within P80 and P90 of the earlier ones as should, within three
    in a hundred. At P50 they do not: a third of all tasks took just what was estimated."""
    with gzip.open(HISTORY, "rt", encoding="latin-1") as lines:
        rows = {
            row["TaskNumber"]: row for row in csv.DictReader(lines)
        }  # a row for each developer; hours are the task's
    tasks = [row for row in rows.values() if row["StatusCode"] not in ("CANCELLED", "TEMPLATE")]
    cut = date(2008, 1, 1)
    ages = np.array([(cut - date.fromisoformat(row["EstimateOn"])).days for row in tasks], np.float64)
    estimates, actuals = (np.array([float(row[name]) for row in tasks]) for name in ("HoursEstimate", "HoursActual"))
    before = ages > 0
    groups = np.array([row["Category"] for row in tasks])
    whole = learn(estimates[before], actuals[before], ages=ages[before])
    by_group = learn_groups(estimates[before], actuals[before], groups[before].tolist(), ages=ages[before])
    assert whole.sample > 5000

    def fitted(one: Learned, share: float) -> float:
        assert isinstance(one.range, Quantiles)
        return one.range.ratios[LEARNED.index(share)] * (1 + 1e-9)  # ratios of just 2 are many

    later = actuals[~before] / estimates[~before]
    for share in (0.8, 0.9):
        covered = float((later <= fitted(whole, share)).mean())
        own = np.array([fitted(by_group[name], share) for name in groups[~before]])
        by_kind = float((later <= own).mean())
        print(f"P{share:.0%}: {covered:.3f} of {len(later)} covered; by kind of work {by_kind:.3f}")
        assert abs(covered - share) <= 0.03 and abs(by_kind - share) <= 0.03
