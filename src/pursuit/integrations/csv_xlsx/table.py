"""What a file of tables turns into: cells, rows with their faults, and the table that gives them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from pursuit.kernel.errors import Text

# csv gives texts; xlsx gives typed values, floats as their shortest exact decimal.
Cell = str | int | Decimal | bool | date | datetime | None

MAX_COLUMNS = 1000
MAX_TEXT = 100_000
AROUND = " \t\r\n\u3000\u00a0\ufeff\u200b"  # white space, and what cannot be seen, around a cell's text


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a row cannot be taken. column: index of the cell at fault, None where it is the whole row."""

    code: str
    message: Text
    column: int | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A record. number: as a spreadsheet shows it (the header is usually 1); cells: as many as the header has;
    known_as: what an import called it before, when it stayed out."""

    number: int
    cells: tuple[Cell, ...]
    fault: Fault | None = None
    known_as: str = ""


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged block of a sheet. first, last: row numbers; left, right: columns from 0."""

    first: int
    last: int
    left: int
    right: int


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet or one text file.

    name: of the file, or "file.xlsx: sheet"; part: the sheet, or the file inside a zip, "" where the file is the table;
    header: unique and non-empty; encoding: "xlsx" for sheets; delimiter: "" for sheets; count: rows that rows() gives;
    notes: what people should know about how the file was read; tall: merged cells below the header that span rows;
    unit: what bare amounts count in, where that is said above the header (单位：万元).
    """

    name: str
    file: str
    header: tuple[str, ...]
    encoding: str
    delimiter: str
    notes: tuple[Text, ...]
    part: str
    count: int
    reader: Callable[[], Iterator[Row]] = field(repr=False, compare=False)
    tall: tuple[Merge, ...] = ()
    unit: Decimal = Decimal(1)

    def rows(self) -> Iterator[Row]:
        """The rows from the first on, as a stream; may be asked for again."""
        return self.reader()


def blank(cell: Cell) -> bool:
    """Is there nothing in this cell?"""
    return cell is None or cell == ""


def letter(column: int) -> str:
    """A spreadsheet's name of a column: 0 → A, 27 → AB."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name
