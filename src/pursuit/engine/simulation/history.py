"""Ranges learned from the company's own past: how actual durations stood to their estimates.

Recent tasks weigh more: half as much for each HALF_LIFE they lie back. A quantile is the figure below which its share
of the weight lies, straight between two tasks (of n equal ones, task i stands at (i - 1/2) / n); over the logarithm, as
ratios are. A group (a kind of work) has too few tasks to stand alone at first: its quantiles are drawn toward those of
the whole as if SHRINK tasks of the whole were among its own (log ratio = mean of both, by weight). Ties are kept: where
a third of the tasks took just what was estimated, so does a third of the trials.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from pursuit.engine.simulation.ranges import MEASURED, Floats, Quantiles, Range

LEARNED = (0.05, 0.10, 0.20, 0.30, 0.40, 0.50, 0.60, 0.70, 0.80, 0.90, 0.95)
HALF_LIFE = 730.0  # days
SHRINK = 50.0  # tasks
LEAST = 30  # tasks below which history says nothing of its own


@dataclass(frozen=True, slots=True)
class Learned:
    """range: to use (that of the whole, or MEASURED, where there is no signal); sample: tasks used; effective: how many
    of equal weight they are worth (Kish); left_out: tasks without an estimate or an actual above 0; signal: "own" where
    the group's own tasks speak (however far drawn to the whole), "whole" where only those of all groups do, "none"."""

    range: Range
    sample: int
    effective: float
    left_out: int
    signal: Literal["own", "whole", "none"]


def learn(
    estimates: Floats,
    actuals: Floats,
    *,
    ages: Floats | None = None,
    half_life: float = HALF_LIFE,
    least: int = LEAST,
) -> Learned:
    """From float[n] each, in one unit, NaN where missing; ages: days back, all alike where left out."""
    ratios, weights, left_out = _ratios(estimates, actuals, ages, half_life)
    effective = _effective(weights)
    if len(ratios) < least or effective < least:
        return Learned(MEASURED, len(ratios), effective, left_out, "none")
    return Learned(_range(_logs(ratios, weights)), len(ratios), effective, left_out, "own")


def learn_groups(
    estimates: Floats,
    actuals: Floats,
    groups: Sequence[str],
    *,
    ages: Floats | None = None,
    half_life: float = HALF_LIFE,
    least: int = LEAST,
    shrink: float = SHRINK,
) -> dict[str, Learned]:
    """The same for each group; "" in the answer is the whole. A group of fewer than `least` tasks has the whole's
    range."""
    whole = learn(estimates, actuals, ages=ages, half_life=half_life, least=least)
    found = {"": whole}
    names = np.array(groups, object)
    if len(names) != len(estimates):
        raise ValueError("a group for each task is needed")
    ratios, weights, _left_out = _ratios(estimates, actuals, ages, half_life)
    common = _logs(ratios, weights) if whole.signal != "none" else None
    for name in sorted({str(one) for one in groups}):
        if not name:
            continue
        own = names == name
        mine = None if ages is None else ages[own]
        ratios, weights, left_out = _ratios(estimates[own], actuals[own], mine, half_life)
        effective = _effective(weights)
        if common is None or len(ratios) < least:
            signal: Literal["whole", "none"] = "none" if common is None else "whole"
            found[name] = Learned(whole.range, len(ratios), effective, left_out, signal)
            continue
        share = effective / (effective + shrink)
        drawn = share * _logs(ratios, weights) + (1 - share) * common
        found[name] = Learned(_range(drawn), len(ratios), effective, left_out, "own")
    return found


def _ratios(estimates: Floats, actuals: Floats, ages: Floats | None, half_life: float) -> tuple[Floats, Floats, int]:
    """Ratios and weights of the tasks that have both, and how many have not."""
    if len(estimates) != len(actuals) or (ages is not None and len(ages) != len(estimates)):
        raise ValueError("an estimate, an actual and an age for each task are needed")
    usable: NDArray[np.bool_] = np.isfinite(estimates) & np.isfinite(actuals)
    usable &= (np.nan_to_num(estimates) > 0) & (np.nan_to_num(actuals) > 0)
    ratios = np.asarray(actuals[usable] / estimates[usable], np.float64)
    weights = np.ones(len(ratios))
    if ages is not None and len(ratios):
        back = ages[usable]
        weights = np.exp2(-(back - back.min()) / half_life)
    return ratios, weights, int((~usable).sum())


def _effective(weights: Floats) -> float:
    return float(weights.sum() ** 2 / (weights**2).sum()) if len(weights) else 0.0


def _logs(ratios: Floats, weights: Floats) -> Floats:
    """float[len(LEARNED)]: quantiles of the logarithm."""
    order = np.argsort(ratios, kind="stable")
    weight = weights[order]
    places = (np.cumsum(weight) - weight / 2) / weight.sum()
    return np.interp(LEARNED, places, np.log(ratios[order]))


def _range(logs: Floats) -> Quantiles:
    return Quantiles(LEARNED, tuple(np.exp(np.maximum.accumulate(logs)).tolist()))
