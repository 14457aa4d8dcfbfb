"""Planned value, earned value and actual cost as lines of an SVG figure. Pure; colours come from the style sheet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

WIDTH, HEIGHT = 720, 260
LEFT, RIGHT, TOP, BOTTOM = 64, 16, 12, 28
TICKS = 4


@dataclass(frozen=True, slots=True)
class Lines:
    """Each a polyline; ticks: (amount, y); days: (day, x); now: x of today."""

    planned: str
    earned: str
    spent: str
    approved: str
    ticks: list[tuple[int, float]]
    days: list[tuple[date, float]]
    now: float
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    bottom: int = HEIGHT - BOTTOM


def drawn(
    days: Sequence[date], planned: Sequence[int], earned: Sequence[int], spent: Sequence[int], approved: Sequence[int]
) -> Lines:
    """Each line begins at nothing, a week before the first day."""
    high = max(*planned, *earned, *spent, 1)
    step = _round(high / TICKS)
    top = step * -(-high // step)
    count = len(days)

    def x(period: int) -> float:
        return round(LEFT + period / count * (WIDTH - LEFT - RIGHT), 1)

    def y(value: int) -> float:
        return round(HEIGHT - BOTTOM - value / top * (HEIGHT - TOP - BOTTOM), 1)

    def line(values: Sequence[int]) -> str:
        return " ".join(f"{x(period)},{y(value)}" for period, value in enumerate([0, *values]))

    marks = sorted({round((count - 1) * part / 4) for part in range(5)})
    return Lines(
        line(planned), line(earned), line(spent), line(approved),
        [(value, y(value)) for value in range(0, top + 1, step)],
        [(days[one], x(one + 1)) for one in marks],
        x(len(earned)),
    )  # fmt: skip


def _round(size: float) -> int:
    """A step people count in: 1, 2 or 5 times a power of ten, at least 1."""
    ten = 1
    while ten * 10 <= size:
        ten *= 10
    return next((ten * one for one in (1, 2, 5, 10) if ten * one >= size), ten)
