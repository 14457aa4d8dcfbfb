"""How far a task may miss its estimate: the ratio of actual to estimated duration, as a distribution.

All kinds become one thing: the ratio as a function of a standard normal deviate, in a table of CELLS straight pieces
over -REACH to REACH. So a trial needs one deviate, whatever the distribution, and tasks move together by sharing part
of it (a Gaussian copula). What lies beyond REACH, three in a hundred thousand on either side, is cut off there.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
NORMAL = NormalDist()
REACH, CELLS = 4.0, 1024
GRID = np.linspace(-REACH, REACH, CELLS + 1)
FINE = 20_000  # steps by which the density of a PERT is summed


class BadRange(ValueError):
    """Figures that make no distribution. Says which."""


def shares_of(deviates: Floats) -> Floats:
    """float[k]: the share below each normal deviate."""
    return np.array([NORMAL.cdf(one) for one in deviates.tolist()])


SHARES = shares_of(GRID)


@dataclass(frozen=True, slots=True)
class Quantiles:
    """Measured or judged quantiles. shares: rising, between 0 and 1; ratios: above 0, never falling.

    The logarithm of the ratio runs straight between them over the normal deviate (each piece is lognormal), and goes
    on beyond the outermost: lognormal tails, up to REACH, with the slope of the outermost piece or, where that is
    steeper, of the whole side, so that two equal quantiles at an end do not cut the tail off.
    """

    shares: tuple[float, ...]
    ratios: tuple[float, ...]

    def __post_init__(self) -> None:
        if len(self.shares) != len(self.ratios) or len(self.shares) < 2:
            raise BadRange("two quantiles or more are needed, a ratio for each")
        rising = all(a < b for a, b in zip((0.0, *self.shares), (*self.shares, 1.0), strict=True))
        if not rising or self.ratios[0] <= 0 or any(a > b for a, b in zip(self.ratios, self.ratios[1:], strict=False)):
            raise BadRange(f"quantiles {self.shares} of {self.ratios} do not rise")

    def table(self) -> Floats:
        deviates = np.array([NORMAL.inv_cdf(one) for one in self.shares])
        logs = np.log(self.ratios)
        middle = int(np.abs(deviates[1:-1]).argmin()) + 1 if len(deviates) > 2 else 1
        low = max(_slope(deviates, logs, 0, 1), _slope(deviates, logs, 0, middle))
        high = max(_slope(deviates, logs, -2, -1), _slope(deviates, logs, min(middle, len(logs) - 2), -1))
        below, above = np.minimum(GRID - deviates[0], 0) * low, np.maximum(GRID - deviates[-1], 0) * high
        return np.exp(np.interp(GRID, deviates, logs) + below + above)


@dataclass(frozen=True, slots=True)
class ThreePoints:
    """Least, likeliest and greatest ratio."""

    low: float
    mode: float
    high: float

    def __post_init__(self) -> None:
        _check_three(self.low, self.mode, self.high)

    def table(self) -> Floats:
        width = self.high - self.low
        if width == 0:
            return np.full(CELLS + 1, self.low)
        return self.low + self._places((self.mode - self.low) / width) * width

    def _places(self, turn: float) -> Floats:
        """Where each deviate falls between least (0) and greatest (1); turn: where the likeliest is."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Triangular(ThreePoints):
    """The density is a triangle."""

    def _places(self, turn: float) -> Floats:
        rise, fall = np.sqrt(SHARES * turn), 1 - np.sqrt((1 - SHARES) * (1 - turn))
        return np.where(turn >= SHARES, rise, fall)


@dataclass(frozen=True, slots=True)
class Pert(ThreePoints):
    """The density is the beta of PERT (mean: (low + 4 mode + high) / 6)."""

    def _places(self, turn: float) -> Floats:
        middle = (np.arange(FINE) + 0.5) / FINE
        below = np.concatenate([[0.0], np.cumsum(middle ** (4 * turn) * (1 - middle) ** (4 - 4 * turn))])
        return np.asarray(np.interp(SHARES, below / below[-1], np.arange(FINE + 1) / FINE), np.float64)


@dataclass(frozen=True, slots=True)
class Fixed:
    """Always the same ratio."""

    ratio: float = 1.0

    def __post_init__(self) -> None:
        _check_three(self.ratio, self.ratio, self.ratio)

    def table(self) -> Floats:
        return np.full(CELLS + 1, self.ratio)


Range = Quantiles | Triangular | Pert | Fixed
# 7,000 tasks of a software company, estimated to the hour before they began (arXiv 1901.01621); for whoever has no
# history of his own yet.
MEASURED = Quantiles((0.10, 0.50, 0.80, 0.90), (0.40, 1.00, 1.40, 2.00))


def in_minutes(kind: type[Triangular] | type[Pert], estimate: int, three: Sequence[float]) -> Range:
    """A range given in minutes (least, likeliest, greatest) of a task estimated at so many."""
    if estimate <= 0:
        raise BadRange("a range in minutes needs an estimate above 0")
    low, mode, high = (one / estimate for one in three)
    return kind(low, mode, high)


def _slope(deviates: Floats, logs: Floats, first: int, last: int) -> float:
    return float((logs[last] - logs[first]) / (deviates[last] - deviates[first]))


def _check_three(low: float, mode: float, high: float) -> None:
    if not 0 <= low <= mode <= high < np.inf or high == 0:
        raise BadRange(f"{low}, {mode}, {high} are not a least, likeliest and greatest ratio")
