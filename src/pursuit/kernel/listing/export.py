"""The one writer of exports: csv, xlsx and json of exactly the rows and columns a reader sees.

Text that a spreadsheet would run as a formula gets an apostrophe in front (CWE-1236); reading it back removes it.
"""

import csv
import json
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import IO

from django.utils.translation import gettext as _

from pursuit.kernel.listing.column import Cell, Column, Row
from pursuit.kernel.listing.summary import Summary
from pursuit.kernel.money import Money

# What Excel, WPS or LibreOffice take for a formula at the start of a cell, full-width forms and white space included.
_DANGER = tuple("=+-@\t\r\n＝＋－＠|%")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")  # what no sheet may hold
WIDTHS = {"text": 30, "ref": 26, "moment": 18, "percent": 8, "number": 8, "flag": 8}
BOM = b"\xef\xbb\xbf"


def guard(text: str) -> str:
    """Make text inert in a spreadsheet."""
    bare = text.lstrip(" \u3000\u00a0\"'")
    return f"'{text}" if bare.startswith(_DANGER) or text.startswith(("'", *_DANGER)) else text


def unguard(text: str) -> str:
    """The text as it was before guard."""
    return text[1:] if text.startswith("'") and guard(text[1:]) == text else text


def write(
    form: str,
    out: IO[bytes],
    columns: Sequence[Column],
    rows: Iterable[Row],
    said: Sequence[tuple[str, str]] = (),
) -> int:
    """Write rows as csv (UTF-8 with BOM), xlsx or json; returns how many. said: words for a workbook's summary."""
    if form == "xlsx":
        return write_xlsx(out, columns, rows, said)
    return {"csv": write_csv, "json": write_json}[form](out, columns, rows)


def headers(columns: Sequence[Column]) -> list[str]:
    """Column labels; money names its unit, its currency has a column of its own."""
    found = ["ID"]
    for column in columns:
        found.append(str(column.label))
        if column.kind == "money":
            found.append(f"{column.label} (ISO 4217)")
    return found


def _widths(columns: Sequence[Column]) -> list[int]:
    """How wide the columns of a sheet stand, in letters."""
    found = [10]
    for column in columns:
        found += [18, 8] if column.kind == "money" else [WIDTHS.get(column.kind, 14)]
    return found


def flat(row: Row) -> list[object]:
    """A row's plain values: numbers stay numbers, text is guarded."""
    found: list[object] = [row.id]
    for cell in row.cells:
        found.extend(_values(cell))
    return found


def _values(cell: Cell) -> list[object]:
    if cell.column.kind == "money":
        return [cell.value.major(), cell.value.currency] if isinstance(cell.value, Money) else [None, None]
    if cell.value is None:
        return [None]
    if cell.column.kind in {"number", "percent", "date", "moment"}:
        return [cell.value]
    if cell.column.kind == "flag":
        return [bool(cell.value)]
    return [guard(cell.text or str(cell.value))]


def write_csv(out: IO[bytes], columns: Sequence[Column], rows: Iterable[Row]) -> int:
    out.write(BOM)
    writer = csv.writer(_Encoder(out))
    writer.writerow([guard(text) for text in headers(columns)])
    count = 0
    for row in rows:
        count += 1
        writer.writerow(["" if value is None else value for value in flat(row)])
    return count


def write_xlsx(
    out: IO[bytes], columns: Sequence[Column], rows: Iterable[Row], said: Sequence[tuple[str, str]] = ()
) -> int:
    """The rows on one sheet, what they add up to on another."""
    # Imported when somebody asks for a sheet: 15 MB that most processes never need.
    from openpyxl import Workbook  # noqa: PLC0415
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415
    from openpyxl.styles import Font  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Pursuit")
    sheet.freeze_panes = "A2"
    for at, width in enumerate(_widths(columns), start=1):
        sheet.column_dimensions[get_column_letter(at)].width = width
    head = []
    for text in headers(columns):
        cell = WriteOnlyCell(sheet, _plain(guard(text)))
        cell.font = Font(bold=True)
        head.append(cell)
    sheet.append(head)
    summary = Summary(columns, said)
    for row in summary.watch(rows):
        sheet.append([_sheet_value(value) for value in flat(row)])
    beside = book.create_sheet(_("Totals sheet"))
    for line in summary.lines():
        beside.append([_sheet_value(guard(value) if isinstance(value, str) else value) for value in line])
    book.save(out)
    return summary.whole.count


def write_json(out: IO[bytes], _columns: Sequence[Column], rows: Iterable[Row]) -> int:
    """A JSON array of objects keyed by column code, written row by row."""
    count = 0
    out.write(b"[")
    for count, row in enumerate(rows, start=1):
        entry = {"id": row.id} | {cell.column.code: json_value(cell) for cell in row.cells}
        out.write((b",\n" if count > 1 else b"\n") + json.dumps(entry, ensure_ascii=False).encode())
    out.write(b"\n]\n")
    return count


def json_value(cell: Cell) -> object:
    """A cell for programs: codes and ids beside their text, money in minor units."""
    value = cell.value
    if value is None:
        return None
    match cell.column.kind:
        case "money" if isinstance(value, Money):
            return {"minor": value.minor, "currency": value.currency}
        case "user" | "unit" | "ref":
            return {"id": value, "title": cell.text}
        case "term" | "choice":
            return {"code": value, "label": cell.text}
        case "date" | "moment" if isinstance(value, date):  # a moment is one too
            return value.isoformat()
        case "number" if isinstance(value, Decimal):
            return str(value)
        case _:
            return value


def _sheet_value(value: object) -> object:
    """A value as a sheet takes it; moments without a zone."""
    if isinstance(value, str):
        return _plain(value)
    return value.replace(tzinfo=None) if isinstance(value, datetime) else value


def _plain(text: str) -> str:
    """Text without the control characters that Word leaves in what is copied from it."""
    return _CONTROL.sub("", text)


class _Encoder:
    """Lets csv, which writes text, write into a byte stream."""

    def __init__(self, out: IO[bytes]) -> None:
        self.out = out

    def write(self, text: str) -> None:
        self.out.write(text.encode("utf-8"))
