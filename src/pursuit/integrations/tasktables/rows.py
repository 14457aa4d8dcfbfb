"""One row of a task table read by the mapping; what refers to other tasks is kept as written until all are there."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import tzinfo
from typing import TypeVar, cast

from pursuit.integrations.boards import spans
from pursuit.integrations.boards.board import Card, CustomValue, Place, Span, State, Unit, When
from pursuit.integrations.boards.errors import BoardError, quoted
from pursuit.integrations.boards.fields import bounded_values, clean, thing
from pursuit.integrations.boards.notes import Fault, Notes
from pursuit.integrations.csv_xlsx import values
from pursuit.integrations.csv_xlsx.table import Cell, Row, Table, blank
from pursuit.integrations.csv_xlsx.values import BadValue, DateOrder
from pursuit.integrations.intake.likeness import plain
from pursuit.integrations.tasktables import cells
from pursuit.integrations.tasktables.mapping import OWN, Column, Facts
from pursuit.integrations.tasktables.words import DATED, KINDS, LENGTHS
from pursuit.kernel.errors import Text

T = TypeVar("T")
MAX_FAULTS = 1000  # kept; all are counted
ORDERS = {"ymd": DateOrder.YMD, "mdy": DateOrder.MDY, "dmy": DateOrder.DMY}
DONE = 100
MARKS = re.compile(r"[,，;；、/|\n]+")  # between names of people, and between tags


@dataclass(frozen=True, slots=True)
class Task:
    """key: what the table calls it; parent, before, after: as written; level: outline level or WBS code as written."""

    card: Card
    key: str
    parent: str
    before: str
    after: str
    level: str


class Rows:
    """Reads the rows of one table, and gathers the people, tags, sections and projects they name."""

    def __init__(self, table: Table, facts: Facts, notes: Notes, zone: tzinfo) -> None:
        self.table, self.notes, self.zone = table, notes, zone
        self.states = dict(facts.states)
        places = {header: index for index, header in enumerate(table.header)}
        self.columns = {one.field: one for one in facts.columns if one.field != OWN and one.header in places}
        self.places = {field: places[one.header] for field, one in self.columns.items()}
        self.own = {
            one.header: places[one.header] for one in facts.columns if one.field == OWN and one.header in places
        }
        if "title" not in self.places:
            raise BoardError("no_tasks")
        self.orders, self.scale = self._written()
        self.people: dict[str, None] = {}
        self.tags: dict[str, None] = {}
        self.projects: dict[str, None] = {}
        self.sections: dict[str, str] = {}

    def _written(self) -> tuple[dict[str, DateOrder], int]:
        """How each column of days is written, and whether percentages are fractions: read off all rows."""
        seen = {field: values.Order() for field in DATED if field in self.places}
        shares: list[Cell] = []
        for row in self.table.rows():
            if row.fault is None:
                for field, order in seen.items():
                    order.see(row.cells[self.places[field]])
                if "progress" in self.places and len(shares) <= MAX_FAULTS:
                    shares.append(row.cells[self.places["progress"]])
        orders = {field: ORDERS.get(self.columns[field].order, order.found()) for field, order in seen.items()}
        return orders, values.percent_scale(shares)

    def has(self, field: str) -> bool:
        return field in self.places

    def fault(self, row: Row, column: str, code: str, message: Text) -> None:
        if len(self.notes.faults) < MAX_FAULTS:
            self.notes.faults.append(Fault(row.number, column, code, message))

    def text(self, row: Row, field: str) -> str:
        if field not in self.places:
            return ""
        return clean(values.text(row.cells[self.places[field]]), self.notes)

    def _read(self, row: Row, field: str, way: Callable[[Cell], T]) -> T | None:
        """A fault and None where the cell cannot be read."""
        if field not in self.places:
            return None
        try:
            return way(row.cells[self.places[field]])
        except BadValue as bad:
            self.fault(row, self.columns[field].header, bad.code, bad.message)
            self.notes.add("cells_unread")
            return None

    def _when(self, row: Row, field: str) -> When | None:
        if field in self.places and cells.numbered(row.cells[self.places[field]]):
            self.notes.add("numbered_days")
        return self._read(row, field, lambda cell: cells.when(cell, self.orders[field], self.zone))

    def _length(self, row: Row, field: str) -> Span | None:
        if field not in self.places:
            return None
        column: Column = self.columns[field]
        told = column.unit or spans.unit_in(column.header)
        unit = cast(Unit, told or LENGTHS[field])
        if told is None and not blank(row.cells[self.places[field]]) and spans.bare(self.text(row, field)):
            self.notes.add("units_assumed")
        return self._read(row, field, lambda cell: cells.length(cell, unit))

    def _names(self, row: Row, field: str, met: dict[str, None]) -> tuple[str, ...]:
        text = self.text(row, field)
        if not text:
            return ()
        words = [one.strip(" @#\t\u3000") for one in MARKS.split(text)]
        bounded_values(self.notes, self.columns[field].header, len(words))
        found = tuple(dict.fromkeys(word for word in words if word and not cells.nothing(word)))
        met.update(dict.fromkeys(found))
        return found

    def key(self, row: Row) -> str:
        if "key" not in self.places:
            return ""
        cell = row.cells[self.places["key"]]
        try:
            return clean(values.identifier(cell), self.notes)
        except BadValue as bad:
            element, value = self.columns["key"].header, quoted(values.text(cell))
            raise BoardError("rounded_id", thing=thing("row", number=row.number), element=element, value=value) from bad

    def task(self, row: Row) -> Task:
        """Without id and without what refers to other tasks."""
        status = self.text(row, "status")
        progress = self._read(row, "progress", lambda cell: cells.percent(cell, self.scale))
        done_at = self._when(row, "done_at")
        state: State = self._state(status)
        if not status and (done_at is not None or progress == DONE):
            state = "done"
        creator = self._names(row, "creator", self.people)
        participants = self._names(row, "participants", self.people)
        owners = self._names(row, "owner", self.people)
        card = Card(
            id="",
            name=" ".join(self.text(row, "title").split()),
            kind=self._kind(row),
            places=self._places(row),
            description=self.text(row, "description"),
            status=status,
            state=state,
            done=state == "done",
            priority=self.text(row, "priority"),
            start=self._when(row, "start"),
            due=self._when(row, "due"),
            actual_start=self._when(row, "actual_start"),
            done_at=done_at,
            created=self._when(row, "created"),
            modified=self._when(row, "modified"),
            creator=creator[0] if creator else "",
            members=owners,
            followers=tuple(dict.fromkeys([*participants, *self._names(row, "followers", self.people)])),
            labels=self._names(row, "tags", self.tags),
            custom=self._custom(row),
            duration=self._length(row, "duration"),
            work=self._length(row, "work"),
            spent=self._length(row, "spent"),
            progress=progress,
            row=row.number,
        )
        level = self.text(row, "wbs") or self.text(row, "level")
        return Task(card, self.key(row), self.text(row, "parent"), self.text(row, "before"), self.text(row, "after"),
                    level)  # fmt: skip

    def _state(self, status: str) -> State:
        if not status:
            return ""
        found = cells.state(status, self.states)
        if found is None:
            self.notes.add("status_unknown", status)
        return found or ""

    def _kind(self, row: Row) -> str:
        word = self.text(row, "kind")
        if "milestone" in self.places and cells.flag(row.cells[self.places["milestone"]]):
            return "milestone"
        return KINDS.get(plain(word), word) or "task"

    def _places(self, row: Row) -> tuple[Place, ...]:
        section, project = self.text(row, "section"), self.text(row, "project")
        if project:
            self.projects[project] = None
        if section:
            self.sections.setdefault(section, project)
        return (Place(section, project),) if section or project else ()

    def _custom(self, row: Row) -> tuple[CustomValue, ...]:
        said = ((header, clean(values.text(row.cells[place]), self.notes)) for header, place in self.own.items())
        found = tuple(CustomValue(header, text) for header, text in said if text)
        bounded_values(self.notes, self.table.name, len(found))
        return found
