"""The file of rows that stayed out, brought again corrected: our own columns and marks are taken off."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from pursuit.integrations.csv_xlsx.tables import Row, Table, open_tables
from pursuit.kernel.errors import Text
from pursuit.kernel.listing.export import unguard

COLUMNS: tuple[Text, ...] = (_("Row number"), _("Field"), _("Reason"))


def opened(path: Path) -> list[Table]:
    """The tables of a file, ours without what we wrote into them."""
    return [_as_sent(table) for table in open_tables(path)]


def _as_sent(table: Table) -> Table:
    width = len(table.header) - len(COLUMNS)
    if width < 1 or table.header[width:] not in _labels():
        return table

    def rows() -> Iterator[Row]:
        for row in table.rows():
            cells = tuple(unguard(cell) if isinstance(cell, str) else cell for cell in row.cells[:width])
            ours = row.fault is not None and row.fault.column is not None and row.fault.column >= width
            yield replace(row, cells=cells, fault=None if ours else row.fault)

    return replace(table, header=table.header[:width], reader=rows)


def _labels() -> set[tuple[str, ...]]:
    """In whatever language they were written."""
    found = set()
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            found.add(tuple(str(label) for label in COLUMNS))
    return found
