"""The map of a decision chain as figures of an SVG: departments side by side, influence upwards. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pursuit.domain.chain.rules import places

BOX_WIDTH, BOX_HEIGHT = 148, 52
GAP, ROW, MARGIN, TOP = 18, 70, 46, 36
UNKNOWN = 0  # the row of people whose influence nobody has assessed


@dataclass(frozen=True, slots=True)
class Person:
    """A member as the map knows them, now or at a moment of the past."""

    id: int
    name: str
    department: str
    job_title: str
    role: str
    support: int | None
    influence: int | None
    confidence: str
    met_on: date | None
    days_unmet: int | None
    overdue: bool = False


@dataclass(frozen=True, slots=True)
class Tie:
    """An edge between two people."""

    source: int
    target: int
    kind: str
    strength: int | None = None
    id: int = 0


@dataclass(frozen=True, slots=True)
class Box:
    """Where a person stands; x and y are the upper left corner."""

    person: Person
    x: int
    y: int
    width: int = BOX_WIDTH
    height: int = BOX_HEIGHT


@dataclass(frozen=True, slots=True)
class Line:
    """A tie as a path from box to box, with the middle for its mark."""

    tie: Tie
    path: str


@dataclass(frozen=True, slots=True)
class Band:
    """A department's strip."""

    name: str
    x: int
    width: int


@dataclass(frozen=True, slots=True)
class Level:
    """A row of influence."""

    influence: int
    y: int


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything to draw."""

    boxes: list[Box]
    lines: list[Line]
    bands: list[Band]
    levels: list[Level]
    width: int
    height: int


def draw(people: Sequence[Person], ties: Sequence[Tie]) -> Picture:
    """Only rows of influence that somebody stands on are drawn, so that the map stays low."""
    names = places.departments([places.Node(one.id, one.department, one.influence) for one in people])
    rows = sorted({one.influence or UNKNOWN for one in people}, reverse=True)
    cells: dict[tuple[str, int], list[Person]] = {}
    for one in people:
        cells.setdefault((one.department, one.influence or UNKNOWN), []).append(one)
    bands, left = [], MARGIN
    for name in names:
        most = max(len(cells.get((name, row), ())) for row in rows)
        width = most * (BOX_WIDTH + GAP) + GAP
        bands.append(Band(name, left, width))
        left += width
    tops = {row: TOP + at * ROW for at, row in enumerate(rows)}
    boxes = [box for band in bands for row in rows for box in _row(cells.get((band.name, row), []), band, tops[row])]
    by_id = {box.person.id: box for box in boxes}
    lines = [_line(tie, by_id) for tie in ties if tie.source in by_id and tie.target in by_id]
    levels = [Level(row, tops[row]) for row in rows]
    return Picture(boxes, lines, bands, levels, max(left + GAP, 320), TOP + len(rows) * ROW)


def _row(people: Sequence[Person], band: Band, top: int) -> list[Box]:
    used = len(people) * (BOX_WIDTH + GAP) - GAP
    start = band.x + (band.width - used) // 2
    return [Box(one, start + at * (BOX_WIDTH + GAP), top) for at, one in enumerate(people)]


def _line(tie: Tie, boxes: Mapping[int, Box]) -> Line:
    """From edge to edge: upright between rows, an arc below within a row."""
    a, b = boxes[tie.source], boxes[tie.target]
    ax, bx = a.x + BOX_WIDTH // 2, b.x + BOX_WIDTH // 2
    if a.y == b.y:
        y = a.y + BOX_HEIGHT
        return Line(tie, f"M{ax},{y} Q{(ax + bx) // 2},{y + 22} {bx},{y}")
    ay, by = (a.y, b.y + BOX_HEIGHT) if a.y > b.y else (a.y + BOX_HEIGHT, b.y)
    middle = (ay + by) // 2
    return Line(tie, f"M{ax},{ay} C{ax},{middle} {bx},{middle} {bx},{by}")
