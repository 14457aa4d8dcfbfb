"""The file of rows that stayed out: written with the reasons, and brought again corrected without them."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pursuit.integrations.csv_xlsx.tables import Row, Table, open_tables
from pursuit.integrations.ledger.tidy import tidied
from pursuit.kernel.errors import Text
from pursuit.kernel.intake import Refusal
from pursuit.kernel.listing.export import guard, unguard

REASONS: tuple[Text, ...] = (_("Row number"), _("Field"), _("Reason"))
COLUMNS: tuple[Text, ...] = (*REASONS, _("Goes by (leave as it is)"))

NOTE: Text = _("These are rows that stayed out before: our columns with the reasons are left away.")


def name_of(table: str) -> str:
    """What the file for a table is called, without its ending."""
    return f"{table.removesuffix('.csv').replace(': ', '-')}-{gettext('rows to correct')}"


def opened(path: Path) -> list[Table]:
    """The tables of a file, ours without what we wrote into them, ledgers without their totals and remarks."""
    return [tidied(_as_sent(table)) for table in open_tables(path)]


def _as_sent(table: Table) -> Table:
    width = next((width for width, ours in _labels(len(table.header)) if table.header[width:] == ours), 0)
    if width < 1:
        return table

    def rows() -> Iterator[Row]:
        for row in table.rows():
            cells = tuple(unguard(cell) if isinstance(cell, str) else cell for cell in row.cells[:width])
            ours = row.fault is not None and row.fault.column is not None and row.fault.column >= width
            known_as = unguard(str(row.cells[-1] or "")) if width + len(COLUMNS) == len(table.header) else ""
            yield replace(row, cells=cells, fault=None if ours else row.fault, known_as=known_as)

    return replace(table, header=table.header[:width], reader=rows, notes=(*table.notes, NOTE))


def written(refused: Iterable[tuple[str, Refusal]], headers: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """The lines of such a file: a row's cells, its number, the columns at fault, why. Rows of one table come together;
    of further tables with other columns a header follows each time."""
    header: list[str] = []
    group: list[tuple[str, Refusal]] = []
    for table, one in refused:
        if group and (group[0][0], group[0][1].row) != (table, one.row):
            yield _line(header, [told for _table, told in group])
            group = []
        own = list(headers.get(table) or one.cells)
        if own != header and not group:
            header = own
            yield _csv([*header, *(str(label) for label in COLUMNS)])
        group.append((table, one))
    if group:
        yield _line(header, [told for _table, told in group])


def _line(header: Sequence[str], group: Sequence[Refusal]) -> str:
    cells = [group[0].cells.get(name, "") for name in header]
    fields = "; ".join(dict.fromkeys(one.field for one in group if one.field))
    return _csv([*cells, str(group[0].row), fields, "; ".join(one.message for one in group), group[0].known_as])


def _csv(cells: Sequence[str]) -> str:
    text = io.StringIO()
    csv.writer(text).writerow([guard(cell) for cell in cells])
    return text.getvalue()


def _labels(width: int) -> Iterator[tuple[int, tuple[str, ...]]]:
    """(where our columns would begin, how they are called) in whatever language, also as they were before the last one
    of them was added."""
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            for columns in (COLUMNS, REASONS):
                yield width - len(columns), tuple(str(label) for label in columns)
