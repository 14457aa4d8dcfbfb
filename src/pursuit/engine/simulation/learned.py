"""A company's own ranges, as far as its history goes: little of it hardly moves what was measured elsewhere."""

from collections.abc import Sequence

import numpy as np

from pursuit.engine.simulation.ranges import MEASURED, Quantiles

HALF = 50  # finished tasks with which a company's own figures count as much as the measured ones
LEAST, MOST = 0.02, 50.0  # ratios beyond are slips of the pen


def learned(ratios: Sequence[float], known: Quantiles = MEASURED, half: int = HALF) -> Quantiles:
    """From ratios of actual to estimated duration: quantiles at the shares of `known`, mixed with it on the logarithmic
    scale, own ones by n / (n + half) (linear credibility, H. Bühlmann 1967)."""
    used = np.clip(np.array([one for one in ratios if one > 0], np.float64), LEAST, MOST)
    if not len(used):
        return known
    own = np.log(np.quantile(used, known.shares, method="hazen"))
    weight = credibility(len(used), half)
    mixed = weight * own + (1 - weight) * np.log(known.ratios)
    return Quantiles(known.shares, tuple(np.exp(mixed).tolist()))


def credibility(count: int, half: int = HALF) -> float:
    """How much a company's own figures count, 0 to 1."""
    return count / (count + half)
