"""Which column of a task table is which field: facts to be kept, brought again, and suggested."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from itertools import islice
from typing import get_args

from pursuit.integrations.boards.board import State, Unit
from pursuit.integrations.boards.errors import BoardError, quoted
from pursuit.integrations.csv_xlsx.table import Cell, Table, blank
from pursuit.integrations.intake.likeness import LIKE, bare, likeness
from pursuit.integrations.intake.modules import GROUPED, key
from pursuit.integrations.tasktables.cells import share
from pursuit.integrations.tasktables.own import fields_of
from pursuit.integrations.tasktables.words import FIELDS, WEAK

SAMPLE = 400  # rows looked at
ENOUGH = 0.7  # below it a column stays what it is
LONGEST = 200  # letters of a cell that are looked at
LONG = 60  # letters of a label that are compared
OWN, DROP = "custom", ""  # a field of its own; dropped knowingly
ORDERS = ("", "ymd", "mdy", "dmy")
_BRACKETS = re.compile(r"\s*[(（\[【][^()（）\[\]【】]*[)）\]】]\s*$")


@dataclass(frozen=True, slots=True)
class Column:
    """header: as the table writes it; unit: of a length without one; order: of days such as 1/5/2024;
    likeness: 0 to 1, how sure the suggestion is (1 where somebody said so)."""

    header: str
    field: str
    unit: str = ""
    order: str = ""
    likeness: float = 1.0


@dataclass(frozen=True, slots=True)
class Facts:
    """A mapping. states: what words of the status column mean."""

    columns: tuple[Column, ...]
    states: tuple[tuple[str, State], ...] = ()

    def as_data(self) -> dict[str, object]:
        """Plain data, to be kept as JSON."""
        return {"columns": [asdict(one) for one in self.columns], "states": dict(self.states)}


def facts_of(data: Mapping[str, object]) -> Facts:
    """The opposite of as_data(). Raises BoardError."""
    columns, states = data.get("columns"), data.get("states", {})
    if not isinstance(columns, list) or not isinstance(states, Mapping) or data.keys() - {"columns", "states"}:
        raise BoardError("bad_mapping", value=quoted(list(data)))
    try:
        found = Facts(tuple(Column(**one) for one in columns), tuple(states.items()))
    except TypeError as error:
        raise BoardError("bad_mapping", value=quoted(error)) from error
    check(found)
    return found


def check(facts: Facts) -> None:
    """Raises BoardError where a field is not known, or is given twice."""
    taken = set()
    for one in facts.columns:
        known = one.field in {*FIELDS, OWN, DROP} and one.unit in {"", *get_args(Unit)} and one.order in ORDERS
        if not known or one.field in taken:
            raise BoardError("bad_mapping", value=quoted(f"{one.header}: {one.field} {one.unit} {one.order}"))
        if one.field not in {OWN, DROP}:
            taken.add(one.field)
    for word, state in facts.states:
        if state not in get_args(State):
            raise BoardError("bad_mapping", value=quoted(f"{word}: {state}"))
    if "title" not in taken:
        raise BoardError("no_tasks")


def suggest(table: Table, remembered: Iterable[Facts] = ()) -> Facts:
    """A mapping for this table. remembered: earlier ones, the latest first; what they say of a label is taken over.

    Columns like no field become fields of their own. There may be no title: check() says so.
    """
    earlier, states = _earlier(remembered)
    cells = _sample(table)
    given = {header: Column(header, field) for header, field in fields_of(table.header).items()}
    taken: set[str] = {one.field for one in given.values()}
    for header in table.header:
        if header in given:
            continue
        known = earlier.get(key(header))
        if known is not None and (known.field in {OWN, DROP} or known.field not in taken):
            given[header] = Column(header, known.field, known.unit, known.order)
            taken.add(known.field)
    found = [
        (score * (0.4 + 0.6 * share(field, cells[header])), header, field)
        for header in table.header
        if header not in given
        for field, score in _alike(header).items()
    ]
    places = {header: place for place, header in enumerate(table.header)}
    for score, header, field in sorted(found, key=lambda one: (-round(one[0], 6), places[one[1]], one[2])):
        if score >= ENOUGH and field not in taken and header not in given:
            taken.add(field)
            given[header] = Column(header, field, likeness=round(min(score, 1.0), 3))
    columns = tuple(given.get(header, Column(header, OWN, likeness=0.0)) for header in table.header)
    return Facts(columns, tuple(states.items()))


def _earlier(remembered: Iterable[Facts]) -> tuple[dict[str, Column], dict[str, State]]:
    columns: dict[str, Column] = {}
    states: dict[str, State] = {}
    for facts in remembered:
        for one in facts.columns:
            columns.setdefault(key(one.header), one)
        for word, state in facts.states:
            states.setdefault(word, state)
    return columns, states


def _sample(table: Table) -> dict[str, list[Cell]]:
    found: dict[str, list[Cell]] = {header: [] for header in table.header}
    for row in islice(table.rows(), SAMPLE):
        if row.fault is None:
            for header, cell in zip(table.header, row.cells, strict=True):
                if not blank(cell):
                    found[header].append(cell[:LONGEST] if isinstance(cell, str) else cell)
    return found


@cache
def _aliases() -> Mapping[str, Sequence[tuple[str, float]]]:
    """(field, score) by the key of each label."""
    found: dict[str, list[tuple[str, float]]] = {}
    for field, aliases in FIELDS.items():
        for rank, alias in enumerate(aliases):
            found.setdefault(key(alias), []).append((field, 1 - rank / 1000))
    return found


def _alike(header: str) -> dict[str, float]:
    """Fields a label may mean, with how alike they are."""
    text = header.rpartition(GROUPED)[2] if GROUPED in header else header
    core = key(_BRACKETS.sub("", text)[:LONG]) or key(text[:LONG])
    found: dict[str, float] = {}
    for field, score in _scores(core):
        found[field] = max(score, found.get(field, 0.0))
    return found


def _scores(core: str) -> Iterator[tuple[str, float]]:
    known = _aliases()
    yield from known.get(core, ())
    for alias, fields in known.items():
        if alias == core or alias in _weak():
            continue
        field, score = fields[0]
        if len(alias) > 1 and core.endswith(alias) and (not core.isascii() or len(alias) >= len("start")):
            yield field, 0.55 + 0.35 * len(alias) / len(core) - (1 - score)
        elif core and (like := likeness(bare(core), alias)) >= LIKE:
            yield field, 0.9 * min(like, 1.0) - (1 - score)


@cache
def _weak() -> frozenset[str]:
    return frozenset(key(one) for one in WEAK)
