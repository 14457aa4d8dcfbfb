"""Other faces of a plan: a board by status, a month of days."""

from calendar import Calendar
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils.translation import gettext as _

from pursuit.domain.execution.models import TaskStatus
from pursuit.engine.calendar.week import DAY, EPOCH
from pursuit.interfaces.web.plans.lines import Line
from pursuit.kernel import clock, dates

MOST_CARDS = 60  # of one column
MOST_OF_A_DAY = 5
FIRST, LAST = date(1984, 1, 1), date(2149, 12, 1)


@dataclass(slots=True)
class Column:
    """A status. wish: what dropping a card here asks for; cards: the most pressing first."""

    status: str
    label: str
    wish: str
    cards: list[Line] = field(default_factory=list)
    count: int = 0

    @property
    def more(self) -> int:
        return self.count - len(self.cards)


def board(lines: Sequence[Line]) -> dict[str, object]:
    """Rows without rows below, by how far they are."""
    columns = {
        "todo": Column("todo", str(TaskStatus.TODO.label), "percent:0"),
        "doing": Column("doing", str(TaskStatus.DOING.label), "begun"),
        "done": Column("done", str(TaskStatus.DONE.label), "percent:100"),
    }
    for line in sorted(lines, key=lambda one: (one.finish or date.max, one.id)):
        column = columns.get(line.status)
        if column is None or line.summary or line.inactive:
            continue
        column.count += 1
        column.cards.append(line)
    columns["done"].cards.reverse()
    for column in columns.values():
        del column.cards[MOST_CARDS:]
    return {"board": list(columns.values()), "today": clock.today()}


@dataclass(frozen=True, slots=True)
class Entry:
    """What happens on a day. kind: starts, ends, milestone, deadline."""

    kind: str
    line: Line


@dataclass(frozen=True, slots=True)
class Day:
    day: date
    inside: bool
    off: bool
    entries: Sequence[Entry]
    more: int


def month(lines: Sequence[Line], rest: Sequence[tuple[int, int]], asked: str, today: date) -> dict[str, object]:
    """Six weeks or fewer, from Monday; what ends comes before what starts."""
    first = _first(asked, lines, today)
    found: dict[date, list[Entry]] = {}
    for line in lines:
        if not line.summary and not line.inactive:
            for day, kind in _events(line):
                found.setdefault(day, []).append(Entry(kind, line))
    order = {"deadline": 0, "milestone": 1, "ends": 2, "starts": 3}
    for entries in found.values():
        entries.sort(key=lambda one: (order[one.kind], one.line.id))
    off = {day for begin, end in rest for day in _days(begin, end)}
    before, after = first - timedelta(days=1), (first.replace(day=28) + timedelta(days=7)).replace(day=1)
    return {
        "weeks": [
            [_cell(day, first, off, found.get(day, [])) for day in week]
            for week in Calendar().monthdatescalendar(first.year, first.month)
        ],
        "weekdays": [_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun")],
        "month": first,
        "before": f"{before:%Y-%m}",
        "after": f"{after:%Y-%m}",
        "today": today,
    }


def _cell(day: date, first: date, off: set[date], entries: list[Entry]) -> Day:
    shown = entries if len(entries) <= MOST_OF_A_DAY else entries[: MOST_OF_A_DAY - 1]
    return Day(day, day.month == first.month, day in off, shown, len(entries) - len(shown))


def _events(line: Line) -> list[tuple[date, str]]:
    found = []
    if line.finish:
        found.append((line.finish, "milestone" if line.milestone else "ends"))
    if line.start and line.start != line.finish:
        found.append((line.start, "starts"))
    if line.deadline:
        found.append((line.deadline, "deadline"))
    return found


def _first(asked: str, lines: Sequence[Line], today: date) -> date:
    """The month asked for; else today's where the plan reaches into it, else its first."""
    try:
        chosen = dates.parse_day(f"{asked}-01")
    except ValueError:
        starts = [one.start for one in lines if one.start]
        ends = [one.finish for one in lines if one.finish]
        inside = starts and min(starts) <= today <= max(ends)
        chosen = today if inside or not starts else min(starts)
    return min(max(chosen.replace(day=1), FIRST), LAST)


def _days(begin: int, end: int) -> list[date]:
    return [EPOCH + timedelta(days=day) for day in range(begin // DAY, end // DAY)]
