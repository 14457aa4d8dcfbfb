"""Asana's CSV in: Project → Export → CSV, or the same after a spreadsheet program has had it."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from pursuit.integrations.boards import fields, naming
from pursuit.integrations.boards.board import (
    Board,
    Card,
    CustomField,
    CustomValue,
    Label,
    Person,
    Place,
    Project,
    Section,
)
from pursuit.integrations.boards.checks import check_parents
from pursuit.integrations.boards.errors import BoardError, quoted
from pursuit.integrations.boards.fields import FIRST_YEAR, LAST_YEAR, clean, thing
from pursuit.integrations.boards.notes import Notes
from pursuit.integrations.boards.spans import span
from pursuit.integrations.boards.stream import LIMIT
from pursuit.integrations.csv_xlsx import values
from pursuit.integrations.csv_xlsx.table import Row, Table
from pursuit.integrations.csv_xlsx.tables import open_tables
from pursuit.integrations.csv_xlsx.values import BadValue, DateOrder
from pursuit.integrations.intake.likeness import bare
from pursuit.kernel.errors import Text

# Labels as they were met, without blanks, case and marks.
COLUMNS = {
    "taskid": "id", "createdat": "created", "completedat": "done_at", "lastmodified": "modified", "name": "name",
    "sectioncolumn": "section", "section": "section", "assignee": "assignee", "assigneeemail": "email",
    "startdate": "start", "duedate": "due", "tags": "tags", "notes": "notes", "projects": "projects",
    "parenttask": "parent", "blockedbydependencies": "before", "blockedby": "before", "blockingdependencies": "after",
    "blocking": "after", "actualtime": "spent", "estimatedtime": "work",
}  # fmt: skip
DATED = ("created", "done_at", "modified", "start", "due")
NEEDED = {"id": "Task ID", "name": "Name"}
MARKS = frozenset({"id", "name", "created", "modified"})
ROUND = 6  # that many long ids, all ending in 0, are no chance: a spreadsheet keeps 15 digits
LONG = 16


def read_table(path: Path, *, name: str = "", order: DateOrder | None = None, limit: int = LIMIT) -> Board:
    """The project in a CSV file (or the xlsx somebody made of it). Raises BoardError, and Refused as tables do.

    order: how its days are written, where a spreadsheet program has rewritten them; limit: bytes it may have.
    """
    if path.is_file() and path.stat().st_size >= limit:
        raise BoardError("too_large", limit=max(1, limit // 1_000_000))
    table = open_tables(path, name=name)[0]
    return _Table(table, order).board()


def is_asana(table: Table) -> bool:
    """Has it the columns that only Asana writes in this way?"""
    return MARKS.issubset(COLUMNS.get(bare(header)) for header in table.header)


class _Table:
    """One table on its way to a board."""

    def __init__(self, table: Table, order: DateOrder | None) -> None:
        self.table, self.notes = table, Notes()
        self.places: dict[str, int] = {}
        self.own: dict[str, int] = {}
        for index, header in enumerate(table.header):
            column = COLUMNS.get(bare(header))
            if column is None:
                self.own[header] = index
            else:
                self.places.setdefault(column, index)
        if missing := [shown for column, shown in NEEDED.items() if column not in self.places]:
            raise BoardError("not_asana_table", value=", ".join(missing))
        self.order = order or self._order()
        self.people: dict[str, Person] = {}

    def _order(self) -> DateOrder:
        """All columns were rewritten by the same program, so that one tells of the others."""
        order = values.Order()
        for row in self.table.rows():
            for column in DATED:
                if column in self.places and row.fault is None:
                    order.see(row.cells[self.places[column]])
        return order.found()

    def board(self) -> Board:
        if self.table.count > fields.MAX_TASKS:
            raise BoardError("too_many", element=self.table.name, limit=fields.MAX_TASKS)
        rows = [self._row(row) for row in self.table.rows()]
        if not rows:
            raise BoardError("empty_file")
        rows = self._once(rows)
        self._check_ids(rows)
        projects = self._projects(rows)
        cards = [self._card(one, projects) for one in rows]
        cards = self._tied(cards, rows)
        check_parents(cards)
        self.notes.add("several_places", count=sum(len(card.places) > 1 for card in cards))
        main = projects.most_common(1)[0][0] if projects else ""
        used = dict.fromkeys(header for one in rows for header in one.custom)
        own = [CustomField(header, header) for header in self.table.header if header in used]
        tags = dict.fromkeys(tag for card in cards for tag in card.labels)
        return Board(
            source="asana",
            id="",
            name=main or Path(self.table.file).stem,
            projects=tuple(Project(name, name) for name in projects),
            sections=tuple(_sections(cards)),
            people=tuple(self.people.values()),
            labels=tuple(Label(tag, tag) for tag in tags),
            fields=tuple(own),
            cards=tuple(cards),
            notes=self.notes.found(),
            unknown=self.notes.unknowns(),
        )

    def _row(self, row: Row) -> "_Row":
        at = thing("row", number=row.number)
        if row.fault is not None:
            raise BoardError("bad_row", thing=at, value=row.fault.message)
        try:
            own = values.identifier(row.cells[self.places["id"]])
        except BadValue as bad:
            shown = quoted(values.text(row.cells[self.places["id"]]))
            raise BoardError("rounded_id", thing=at, element="Task ID", value=shown) from bad
        if not own:
            raise BoardError("missing_id", thing=at, element="Task ID")
        said = {column: clean(values.text(row.cells[index]), self.notes) for column, index in self.places.items()}
        custom = {
            header: clean(values.text(row.cells[index]), self.notes).lstrip("'") for header, index in self.own.items()
        }
        days = {column: self._day(row, column, at) for column in DATED if column in self.places}
        custom |= {
            self.table.header[self.places[column]]: said[column]
            for column in ("work", "spent")
            if said.get(column) and span(said[column], "h") is None
        }
        custom = {header: text for header, text in custom.items() if text}
        fields.bounded_values(self.notes, self.table.name, len(custom))
        return _Row(row.number, own, said, custom, days)

    def _day(self, row: Row, column: str, at: Text) -> date | None:
        cell = row.cells[self.places[column]]
        element, value = self.table.header[self.places[column]], quoted(cell)
        try:
            found = values.day(cell, order=self.order)
        except BadValue as bad:
            code = "ambiguous_date" if bad.code == "ambiguous_date" else "bad_date"
            raise BoardError(code, thing=at, element=element, value=value) from bad
        if found is not None and not FIRST_YEAR <= found.year <= LAST_YEAR:
            years = {"first": FIRST_YEAR, "last": LAST_YEAR}
            raise BoardError("date_out_of_range", thing=at, element=element, line=0, value=value, **years)
        return found

    def _once(self, rows: Sequence["_Row"]) -> list["_Row"]:
        """A task of several projects stands there once for each, where projects were exported together."""
        found: dict[str, _Row] = {}
        for one in rows:
            first = found.setdefault(one.id, one)
            if first is not one:
                if not first.same(one):
                    said = thing("row", one.said["name"], number=one.number)
                    raise BoardError("duplicate_id", thing=said, element="Task ID", value=quoted(one.id))
                first.also.append(one)
                self.notes.add("repeated")
        return list(found.values())

    def _check_ids(self, rows: Sequence["_Row"]) -> None:
        long = [one for one in rows if len(one.id) >= LONG and one.id.isdecimal()]
        if len(long) >= ROUND and all(one.id.endswith("0") for one in long):
            raise BoardError(
                "rounded_id", thing=thing("row", number=long[0].number), element="Task ID", value=long[0].id
            )

    def _projects(self, rows: Sequence["_Row"]) -> Counter[str]:
        """How many tasks each project has."""
        found: Counter[str] = Counter()
        for one in rows:
            names = [
                name
                for each in (one, *one.also)
                for name in naming.split(each.said.get("projects", ""), (), self.notes)
            ]
            one.projects = tuple(dict.fromkeys(names))
            found.update(one.projects)
        return found

    def _card(self, one: "_Row", projects: Mapping[str, int]) -> Card:
        said = one.said
        done = bool(said.get("done_at"))
        return Card(
            id=one.id,
            name=said["name"],
            places=tuple(_places(one, projects, self.notes)),
            parent_named=said.get("parent", ""),
            description=said.get("notes", ""),
            state="done" if done else "",
            done=done,
            start=one.days.get("start"),
            due=one.days.get("due"),
            done_at=one.days.get("done_at"),
            created=one.days.get("created"),
            modified=one.days.get("modified"),
            members=self._members(said),
            labels=tuple(dict.fromkeys(naming.split(said.get("tags", ""), (), self.notes))),
            custom=tuple(CustomValue(header, text) for header, text in one.custom.items()),
            work=span(said.get("work", ""), "h"),
            spent=span(said.get("spent", ""), "h"),
            row=one.number,
        )

    def _members(self, said: Mapping[str, str]) -> tuple[str, ...]:
        """By the address, which is one person's; by the name where there is none."""
        name, email = said.get("assignee", ""), said.get("email", "")
        own = email.casefold() or name
        if own:
            known = self.people.get(own)
            if known is None or (name and not known.name):
                self.people[own] = Person(own, name, email=email)
        return (own,) if own else ()

    def _tied(self, cards: list[Card], rows: Sequence["_Row"]) -> list[Card]:
        """With parents and dependencies, of which the file says the names."""
        names = naming.Names(card.name for card in cards)
        tied = []
        known = naming.Names(card.name for card in cards if "," in card.name)
        before = [naming.split(one.said.get("before", ""), known, self.notes) for one in rows]
        after = [naming.split(one.said.get("after", ""), known, self.notes) for one in rows]
        links = naming.link_up(cards, before, after, self.notes)
        for place, card in enumerate(cards):
            parent = naming.parent(names, card.parent_named, place, self.notes) if card.parent_named else None
            own = cards[parent].id if parent is not None else ""
            tied.append(replace(card, parent=own, links=links[place]))
        return tied


class _Row:
    """What a row says. also: further rows of the same task."""

    __slots__ = ("also", "custom", "days", "id", "number", "projects", "said")

    def __init__(self, number: int, own: str, said: dict[str, str], custom: dict[str, str],
                 days: Mapping[str, date | None]) -> None:  # fmt: skip
        self.number, self.id, self.said, self.custom, self.days = number, own, said, custom, days
        self.also: list[_Row] = []
        self.projects: tuple[str, ...] = ()

    def same(self, other: "_Row") -> bool:
        """Apart from where it hangs."""
        apart = {"section", "projects"}
        keys = self.said.keys() - apart
        return self.custom == other.custom and all(self.said[key] == other.said[key] for key in keys)


def _places(one: _Row, projects: Mapping[str, int], notes: Notes) -> Iterator[Place]:
    """The section belongs to the project that was exported: of the row's projects the one most rows have."""
    if one.also:
        for each in (one, *one.also):
            own = naming.split(each.said.get("projects", ""), (), notes)
            yield Place(each.said.get("section", ""), own[0] if own else "")
        return
    ranked = sorted(one.projects, key=lambda name: -projects[name])
    section = one.said.get("section", "")
    if section or ranked:
        yield Place(section, ranked[0] if ranked else "")
    yield from (Place("", name) for name in ranked[1:])


def _sections(cards: Sequence[Card]) -> list[Section]:
    found: dict[str, Section] = {}
    for card in cards:
        for place in card.places:
            if place.section:
                found.setdefault(place.section, Section(place.section, place.section, place.project))
    return list(found.values())
