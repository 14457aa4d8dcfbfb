"""A KPI over its periods, or results of a goal, as an SVG figure. Pure; colours come from the style sheet."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 720, 220
LEFT, RIGHT, TOP, BOTTOM = 72, 16, 14, 28
TICKS = 4


@dataclass(frozen=True, slots=True)
class Dot:
    """A value at its place; place: of its period."""

    x: float
    y: float
    place: int


@dataclass(frozen=True, slots=True)
class Chart:
    """lines: polylines between values that follow each other; level: the height of the target; ticks: (value, y);
    marks: (place, x) of the periods that are named."""

    lines: list[str]
    dots: list[Dot]
    level: float | None
    ticks: list[tuple[int, float]]
    marks: list[tuple[int, float]]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    bottom: int = HEIGHT - BOTTOM


def drawn(values: Sequence[int | None], target: int | None) -> Chart | None:
    """None where there is no value at all."""
    known = [one for one in values if one is not None]
    if not known:
        return None
    every = known if target is None else [*known, target]
    step = _step(max(max(every) - min(0, *every), 1) / TICKS)
    low = step * (min(0, *every) // step)
    high = max(step * -(-max(every) // step), low + step)
    gap = (WIDTH - LEFT - RIGHT) / max(len(values) - 1, 1)

    def y(value: int) -> float:
        return round(HEIGHT - BOTTOM - (value - low) / (high - low) * (HEIGHT - TOP - BOTTOM), 1)

    def x(place: int) -> float:
        return round(LEFT + place * gap, 1) if len(values) > 1 else round((LEFT + WIDTH) / 2, 1)

    dots = [Dot(x(place), y(one), place) for place, one in enumerate(values) if one is not None]
    every_mark = max(1, -(-len(values) // 6))
    marks = [(place, x(place)) for place in range(len(values) - 1, -1, -every_mark)][::-1]
    ticks = [(value, y(value)) for value in range(low, high + 1, step)]
    return Chart(_lines(dots), dots, None if target is None else y(target), ticks, marks)


def _lines(dots: Sequence[Dot]) -> list[str]:
    """Broken where a period has no value."""
    found: list[list[Dot]] = []
    for dot in dots:
        if found and found[-1][-1].place == dot.place - 1:
            found[-1].append(dot)
        else:
            found.append([dot])
    return [" ".join(f"{dot.x},{dot.y}" for dot in part) for part in found if len(part) > 1]


def _step(size: float) -> int:
    """A step people count in: 1, 2 or 5 times a power of ten, at least 1."""
    ten = 1
    while ten * 10 <= size:
        ten *= 10
    return next((ten * one for one in (1, 2, 5, 10) if ten * one >= size), ten * 10)
