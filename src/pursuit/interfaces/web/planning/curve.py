"""The S-curve of a simulation as an SVG figure. Pure; colours come from the style sheet."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 720, 260
LEFT, RIGHT, TOP, BOTTOM = 44, 16, 12, 28
SHARES = (10, 50, 80, 90)
MOST = 98  # percent up to which the curve is drawn: the last trials lie far out


@dataclass(frozen=True, slots=True)
class Mark:
    """An upright line: where, its instant, what it is."""

    x: float
    at: int
    kind: str
    y: float = 0


@dataclass(frozen=True, slots=True)
class Curve:
    """points: of a polyline; shares: P10, P50, P80, P90 with their places; planned, asked: upright lines."""

    points: str
    shares: list[tuple[int, Mark]]
    planned: Mark
    asked: Mark | None
    ticks: list[tuple[int, float]]
    days: list[tuple[int, float]]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    bottom: int = HEIGHT - BOTTOM


def drawn(curve: Sequence[int], planned: int, asked: int | None) -> Curve:
    """curve: instants at 0, 1 … 100 percent."""
    first = min(curve[0], planned, asked if asked is not None else planned)
    last = max(curve[MOST], planned, asked if asked is not None else planned)
    wide = max(last - first, 1)

    def x(at: int) -> float:
        return round(LEFT + (at - first) / wide * (WIDTH - LEFT - RIGHT), 1)

    def y(percent: int) -> float:
        return round(HEIGHT - BOTTOM - percent / 100 * (HEIGHT - TOP - BOTTOM), 1)

    return Curve(
        " ".join(f"{x(at)},{y(percent)}" for percent, at in enumerate(curve[: MOST + 1])),
        [(share, Mark(x(curve[share]), curve[share], "share", y(share))) for share in SHARES],
        Mark(x(planned), planned, "planned"),
        None if asked is None else Mark(x(asked), asked, "asked"),
        [(percent, y(percent)) for percent in range(0, 101, 20)],
        [(first + wide * part // 4, x(first + wide * part // 4)) for part in range(5)],
    )
