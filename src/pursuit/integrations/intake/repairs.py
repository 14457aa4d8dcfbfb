"""Cells corrected on the pages: the file stays as it was, its rows are read with the corrections put in."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from pursuit.integrations.csv_xlsx.table import Row, Table

Repairs = Mapping[str, Mapping[str, str]]  # row number (a text: JSON has no other keys): column: what it says now


def repaired(table: Table, repairs: Repairs) -> Table:
    """The table with its corrections."""
    if not repairs:
        return table
    places = {header: index for index, header in enumerate(table.header)}

    def rows() -> Iterator[Row]:
        for row in table.rows():
            given = repairs.get(str(row.number))
            yield (
                _corrected(row, {places[name]: text for name, text in given.items() if name in places})
                if given
                else row
            )

    return replace(table, reader=rows)


def _corrected(row: Row, given: Mapping[int, str]) -> Row:
    cells = list(row.cells) + [None] * (max(given, default=-1) + 1 - len(row.cells))
    for index, text in given.items():
        cells[index] = text.strip() or None
    healed = row.fault is not None and row.fault.column in given
    return replace(row, cells=tuple(cells), fault=None if healed else row.fault)
