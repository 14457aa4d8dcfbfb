"""Our points over our price as a drawing: a line, the ceiling, our price, where the rank changes."""

from collections.abc import Sequence
from dataclasses import dataclass

from pursuit.engine.scoring import Point, Turn

WIDTH, HEIGHT, LEFT, TOP, BOTTOM, RIGHT = 760, 260, 52, 14, 36, 16


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on an axis: where, and what it says."""

    at: float
    text: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """Coordinates of the SVG. ours, rivals: points of the lines; now: x of our price."""

    ours: str
    rivals: str
    now: float | None
    ceiling: float | None
    turns: Sequence[Tick]
    across: Sequence[Tick]
    up: Sequence[Tick]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    bottom: int = HEIGHT - BOTTOM
    label_y: int = HEIGHT - BOTTOM + 18


def draw(points: Sequence[Point], turns: Sequence[Turn], price: int, ceiling: int | None) -> Drawing:
    """The curve of our total, and the best rival's beside it."""
    low, high = points[0].price, points[-1].price
    ranked = [one for one in points if one.rank is not None]
    values = [one.total for one in ranked] + [one.best_rival for one in ranked]
    least, most = (min(values), max(values)) if values else (0, 1)
    pad = max((most - least) // 10, 50)
    least, most = max(0, least - pad), most + pad

    def x(value: int) -> float:
        return round(LEFT + (value - low) * (WIDTH - LEFT - RIGHT) / max(high - low, 1), 1)

    def y(value: int) -> float:
        return round(HEIGHT - BOTTOM - (value - least) * (HEIGHT - BOTTOM - TOP) / max(most - least, 1), 1)

    return Drawing(
        ours=" ".join(f"{x(one.price)},{y(one.total)}" for one in ranked),
        rivals=" ".join(f"{x(one.price)},{y(one.best_rival)}" for one in ranked),
        now=x(price) if low <= price <= high else None,
        ceiling=x(ceiling) if ceiling is not None and low <= ceiling <= high else None,
        turns=[Tick(x(one.price), f"{one.under or '—'}→{one.over or '—'}") for one in turns],
        across=[Tick(x(value), f"{value / 1_000_000:,.1f}") for value in _even(low, high)],
        up=[Tick(y(value), f"{value / 100:.1f}") for value in _even(least, most)],
    )


def _even(low: int, high: int) -> list[int]:
    return [low + (high - low) * at // 4 for at in range(5)]
