"""A task table in: csv or xlsx and a mapping become a Board; what a cell cannot say is a fault and stops nobody."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import tzinfo
from pathlib import Path

from pursuit.integrations.boards import fields
from pursuit.integrations.boards.board import Board, Card, CustomField, Label, Person, Project, Section
from pursuit.integrations.boards.checks import check_ids, check_parents
from pursuit.integrations.boards.errors import BoardError
from pursuit.integrations.boards.fields import thing
from pursuit.integrations.boards.notes import Notes
from pursuit.integrations.boards.stream import LIMIT
from pursuit.integrations.csv_xlsx.shaping import totals
from pursuit.integrations.csv_xlsx.table import Row, Table, blank
from pursuit.integrations.csv_xlsx.tables import open_tables
from pursuit.integrations.intake.likeness import plain
from pursuit.integrations.tasktables import mapping
from pursuit.integrations.tasktables.mapping import DROP, OWN, Facts
from pursuit.integrations.tasktables.rows import Rows, Task
from pursuit.integrations.tasktables.ties import tied

BY_NAME = "name:"  # begins the id of a task whose table has none


def read_file(
    path: Path,
    *,
    zone: tzinfo,
    remembered: Iterable[Facts] = (),
    name: str = "",
    limit: int = LIMIT,
) -> tuple[Board, Facts]:
    """The tasks of the sheet that looks most like a table of tasks, and the mapping they were read by.

    Raises BoardError, and Refused from the table reader. limit: bytes it may have; zone: of times in the table.
    """
    if path.is_file() and path.stat().st_size >= limit:
        raise BoardError("too_large", limit=max(1, limit // 1_000_000))
    tables = open_tables(path, name=name)
    earlier = tuple(remembered)
    ranked = sorted(
        ((_sure(facts), place, facts) for place, facts in enumerate(mapping.suggest(one, earlier) for one in tables)),
        key=lambda one: (-one[0], one[1]),
    )
    _score, place, facts = ranked[0]
    others = [one.part or one.name for at, one in enumerate(tables) if at != place]
    return read_table(tables[place], facts, zone=zone, others=others), facts


def read_table(table: Table, facts: Facts, *, zone: tzinfo, others: Sequence[str] = ()) -> Board:
    """The tasks of a table by a mapping. Raises BoardError. others: sheets beside it, to be told."""
    mapping.check(facts)
    notes = Notes()
    for other in others:
        notes.add("other_tables", other)
    if table.count > fields.MAX_TASKS:
        raise BoardError("too_many", element=table.name, limit=fields.MAX_TASKS)
    rows = Rows(table, facts, notes, zone)
    tasks = [task for row in table.rows() if (task := _task(rows, row, notes)) is not None]
    if not tasks:
        raise BoardError("empty_file")
    cards = tied([replace(one, card=card) for one, card in zip(tasks, _named(tasks, rows, notes), strict=True)], notes)
    check_parents(cards)
    _note_columns(facts, notes)
    return Board(
        source="table",
        id="",
        name=table.part or Path(table.file).stem,
        projects=tuple(Project(one, one) for one in rows.projects),
        sections=tuple(Section(one, one, project) for one, project in rows.sections.items()),
        people=tuple(Person(one, one) for one in rows.people),
        labels=tuple(Label(one, one) for one in rows.tags),
        fields=tuple(CustomField(one.header, one.header) for one in facts.columns if one.field == OWN),
        cards=tuple(cards),
        notes=notes.found(),
        unknown=notes.unknowns(),
        faults=tuple(notes.faults),
    )


def _task(rows: Rows, row: Row, notes: Notes) -> Task | None:
    """None for a line that is no task: what is wrong with it is noted."""
    if row.fault is not None:
        at, header = row.fault.column, rows.table.header
        column = header[at] if at is not None and at < len(header) else ""  # the row may have more cells
        rows.fault(row, column, row.fault.code, row.fault.message)
        notes.add("rows_left")
        return None
    if not rows.key(row) and totals(row):
        notes.add("totals")
        return None
    if not rows.text(row, "title"):
        if any(not blank(cell) for cell in row.cells):
            notes.add("rows_nameless")
        return None
    return rows.task(row)


def _named(tasks: Sequence[Task], rows: Rows, notes: Notes) -> list[Card]:
    """With ids: the keys of the table, or the names; a name that comes again is counted."""
    if rows.has("key"):
        for one in tasks:
            if one.key == "":
                raise BoardError("missing_id", thing=thing("row", one.card.name, number=one.card.row), element="key")
        cards = [replace(one.card, id=one.key, number=one.key) for one in tasks]
        check_ids("row", cards)
        return cards
    notes.add("no_key", count=len(tasks))
    met: dict[str, int] = {}
    cards = []
    for one in tasks:
        own = BY_NAME + plain(one.card.name)
        met[own] = met.get(own, 0) + 1
        cards.append(replace(one.card, id=own if met[own] == 1 else f"{own}#{met[own]}"))
    return cards


def _sure(facts: Facts) -> float:
    """How much this looks like a table of tasks."""
    fields = {one.field: one.likeness for one in facts.columns if one.field not in {OWN, DROP}}
    return sum(fields.values()) + (100 if "title" in fields else 0)


def _note_columns(facts: Facts, notes: Notes) -> None:
    for one in facts.columns:
        if one.field == OWN:
            notes.add("columns_left", one.header)
        elif one.field == DROP:
            notes.add("columns_dropped", one.header)
