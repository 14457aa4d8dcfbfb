"""The forecast as bars: what was agreed beside what is expected and what came."""

from collections.abc import Sequence
from dataclasses import dataclass

from pursuit.domain.finance.queries.figures import Month

HEIGHT, GROUP, BAR = 150, 64, 18


@dataclass(frozen=True, slots=True)
class Bar:
    """A rectangle. kind: agreed, expected, received."""

    x: int
    y: int
    height: int
    kind: str
    minor: int


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars and where the months stand."""

    width: int
    height: int
    bars: Sequence[Bar]
    months: Sequence[tuple[str, int]]


def chart(months: Sequence[Month]) -> Chart | None:
    """None where there is nothing to draw."""
    most = max((max(one.agreed, one.expected, one.received) for one in months), default=0)
    if not most:
        return None
    bars, names = [], []
    for at, one in enumerate(months):
        left = at * GROUP + 4
        names.append((f"{one.first:%y-%m}", left + GROUP // 2 - 4))
        for place, kind in enumerate(("agreed", "expected", "received")):
            minor = getattr(one, kind)
            height = round(HEIGHT * minor / most)
            if minor > 0:
                bars.append(Bar(left + place * BAR, HEIGHT - max(height, 1), max(height, 1), kind, minor))
    return Chart(len(months) * GROUP, HEIGHT, bars, names)
