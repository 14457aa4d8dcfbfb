"""Small charts as SVG figures: a line of weekly values, stacked bars per week. Pure; colours come from style sheets."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pursuit.domain.insight.queries.snapshots import WeekTotal

WIDTH, HEIGHT, PAD = 240, 48, 4
BAR_HEIGHT, CHART_WIDTH = 180, 1040
LEAST_STEP, MOST_STEP = 44, 80  # from one bar to the next
TONES = 8  # colours in the style sheet


@dataclass(frozen=True, slots=True)
class Spark:
    """A line: `points` of a polyline, where it ends, the least and the greatest value."""

    points: str
    x: float
    y: float
    least: int
    most: int
    width: int = WIDTH
    height: int = HEIGHT


@dataclass(frozen=True, slots=True)
class Piece:
    """One stage in one week's bar."""

    x: int
    y: float
    height: float
    tone: int
    total: WeekTotal


@dataclass(frozen=True, slots=True)
class Bars:
    """Weeks from left to right, stages from the bottom up; `weeks`, `tops`: a day, a sum, and its place."""

    pieces: list[Piece]
    weeks: list[tuple[date, int]]
    tops: list[tuple[int, int, float]]
    legend: list[tuple[int, str]]
    most: int
    width: int
    bar: int
    height: int = BAR_HEIGHT


def spark(values: Sequence[int | None]) -> Spark | None:
    """None where there are not two values to join."""
    known = [(at, value) for at, value in enumerate(values) if value is not None]
    if len(known) < 2:
        return None
    least, most = min(value for _at, value in known), max(value for _at, value in known)
    wide, high = (WIDTH - 2 * PAD) / (len(values) - 1), HEIGHT - 2 * PAD
    places = [
        (round(PAD + at * wide, 1), round(HEIGHT - PAD - (value - least) / ((most - least) or 1) * high, 1))
        for at, value in known
    ]
    return Spark(" ".join(f"{x},{y}" for x, y in places), places[-1][0], places[-1][1], least, most)


def bars(totals: Sequence[WeekTotal]) -> Bars | None:
    """Stacked sums; None where nothing was ever pictured."""
    if not totals:
        return None
    stages = list(dict.fromkeys(one.stage_code for one in totals if one.base > 0))
    names = {one.stage_code: one.stage for one in totals}
    weeks = sorted({one.week for one in totals})
    sums = [sum(one.base for one in totals if one.week == week) for week in weeks]
    most = max(*sums, 1)
    step = min(MOST_STEP, max(LEAST_STEP, CHART_WIDTH // len(weeks)))
    wide = step * 5 // 8
    middles = [at * step + 8 + wide // 2 for at in range(len(weeks))]
    pieces = []
    for at, week in enumerate(weeks):
        top = float(BAR_HEIGHT)
        for one in totals:
            if one.week == week and one.base > 0:
                high = round(one.base / most * BAR_HEIGHT, 1)
                top -= high
                pieces.append(Piece(at * step + 8, round(top, 1), high, stages.index(one.stage_code) % TONES, one))
    return Bars(
        pieces,
        list(zip(weeks, middles, strict=True)),
        [(total, x, round(BAR_HEIGHT * (1 - total / most) - 5, 1)) for total, x in zip(sums, middles, strict=True)],
        [(at % TONES, names[code]) for at, code in enumerate(stages)],
        most,
        len(weeks) * step + 8,
        wide,
    )
