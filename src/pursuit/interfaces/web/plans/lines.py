"""Rows of a plan as lines of a list."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pursuit.domain.plans.models import Plan
from pursuit.domain.plans.queries.gantt import COLUMNS
from pursuit.domain.plans.rules.instants import day_of, last_day
from pursuit.interfaces.web.plans.words import length_text

DEEPEST = 9  # levels that are still indented
PLACE = {name: place for place, name in enumerate(COLUMNS)}


@dataclass(frozen=True, slots=True)
class Line:
    """level: how deep, at most DEEPEST; slack, duration: as people write lengths."""

    id: int
    level: int
    wbs: str
    title: str
    owner: str
    people: str
    start: date | None
    finish: date | None
    deadline: date | None
    duration: str
    slack: str
    percent: int
    summary: bool
    milestone: bool
    critical: bool
    late: bool
    inactive: bool
    theirs: bool
    status: str
    version: int


def lines(rows: Sequence[Sequence[object]], plan: Plan) -> list[Line]:
    """In the order of the outline."""
    return [_line(row, plan.day) for row in rows]


def _line(row: Sequence[object], day: int) -> Line:
    cell = {name: row[place] for name, place in PLACE.items()}
    wbs = str(cell["wbs"])
    start, finish, deadline, slack = (_whole(cell[name]) for name in ("start", "finish", "deadline", "total_float"))
    summary = bool(cell["summary"])
    milestone = not summary and (bool(cell["milestone"]) or (start is not None and start == finish))
    return Line(
        id=int(str(cell["id"])),
        level=min(wbs.count("."), DEEPEST),
        wbs=wbs,
        title=str(cell["title"]),
        owner=str(cell["owner"]),
        people=str(cell["people"]),
        start=None if start is None else day_of(start),
        finish=None if finish is None else day_of(finish) if milestone else last_day(finish),
        deadline=None if deadline is None else last_day(deadline),
        duration=length_text(_whole(cell["duration"]) or 0, day) if cell["duration"] and not summary else "",
        slack="" if slack is None or summary else length_text(slack, day),
        percent=_whole(cell["percent"]) or 0,
        summary=summary,
        milestone=milestone,
        critical=bool(cell["critical"]) and not summary,
        late=(deadline is not None and finish is not None and finish > deadline) or (slack or 0) < 0,
        inactive=bool(cell["inactive"]),
        theirs=cell["side"] == 1,
        status=str(cell["status"]),
        version=_whole(cell["version"]) or 0,
    )


def _whole(value: object) -> int | None:
    return value if isinstance(value, int) else None
