"""Tables to the header lists of other systems, written to files as people bring them."""

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path

import openpyxl

from pursuit.integrations.csv_xlsx.tables import Table, open_tables
from pursuit.integrations.intake.dialects import Proposal
from pursuit.integrations.intake.plan import Sheet

Row = Mapping[str, object]


def listed(text: str) -> list[str]:
    """A header list as it is written down."""
    return [one.strip() for one in text.replace("\n", " ").split(",")]


def written(folder: Path, name: str, header: Sequence[str], rows: Sequence[Row], encoding: str = "utf-8-sig") -> Path:
    """A csv file; cells that a row does not name stay empty."""
    path = folder / name
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows([row.get(label, "") for label in header] for row in rows)
    return path


def workbook(folder: Path, name: str, sheets: Mapping[str, tuple[Sequence[str], Sequence[Row]]]) -> Path:
    """An xlsx file."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, (header, rows) in sheets.items():
        sheet = book.create_sheet(title)
        sheet.append(list(header))
        for row in rows:
            sheet.append([row.get(label) for label in header])
    book.save(folder / name)
    return folder / name


def table(folder: Path, name: str, header: Sequence[str], rows: Sequence[Row], encoding: str = "utf-8-sig") -> Table:
    """The only table of a csv file."""
    (found,) = open_tables(written(folder, name, header, rows, encoding))
    return found


def sheet(proposal: Proposal, of: Table) -> Sheet:
    """What the proposal makes of a table."""
    found = proposal.plan.sheet(of.name)
    assert found is not None, f"{of.name} is in no sheet: {[str(note) for note in proposal.notes]}"
    return found


def fields(of: Sheet) -> dict[str, str]:
    """Column by field, of those that are read."""
    listed = sorted(of.columns.items(), key=lambda pair: pair[1].unknown == "empty")  # those have the last word
    return {column.field: header for header, column in listed if column.field}
