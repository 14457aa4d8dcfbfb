"""Ranges from a company's own history, as far as it goes."""

import numpy as np

from pursuit.engine.simulation.learned import HALF, credibility, learned
from pursuit.engine.simulation.ranges import MEASURED


def test_little_history_moves_little_and_much_moves_all() -> None:
    assert learned([]) == MEASURED and learned([-1.0, 0.0]) == MEASURED
    slow = np.exp(np.random.default_rng(1).normal(np.log(1.5), 0.3, 20_000))
    own = np.quantile(slow, MEASURED.shares)
    few, half, many = (learned(slow[:count].tolist()) for count in (1, HALF, len(slow)))
    assert abs(few.ratios[1] - 1.0) < 0.05, "one row says hardly anything"
    assert np.allclose(many.ratios, own, rtol=0.02)
    assert few.ratios[1] < half.ratios[1] < many.ratios[1] and credibility(HALF) == 0.5
    assert learned([1e9] * 10).ratios[-1] < 10, "a slip of the pen does not count for what it says"


def test_it_covers_what_it_was_learned_from() -> None:
    ratios = np.exp(np.random.default_rng(2).normal(0.1, 0.5, 40_000))
    found = learned(ratios[:20_000].tolist())
    for share, ratio in zip(found.shares, found.ratios, strict=True):
        assert abs((ratios[20_000:] <= ratio).mean() - share) < 0.04
