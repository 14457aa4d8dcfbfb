"""One sheet of a workbook as a stream of rows."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from pursuit.integrations.csv_xlsx import formats
from pursuit.integrations.csv_xlsx.archive import damaged
from pursuit.integrations.csv_xlsx.delimited import nul, too_long
from pursuit.integrations.csv_xlsx.encodings import Opener
from pursuit.integrations.csv_xlsx.formats import Meaning
from pursuit.integrations.csv_xlsx.spool import Room
from pursuit.integrations.csv_xlsx.strings import Strings, Texts, clean
from pursuit.integrations.csv_xlsx.table import MAX_COLUMNS, MAX_TEXT, Cell, Fault, Row
from pursuit.integrations.csv_xlsx.words import say, shown
from pursuit.integrations.csv_xlsx.xml import unsafe
from pursuit.kernel.errors import Refused

ROWS = 1_048_576
COLUMNS = 16_384
_UNSTORED = _("This cell holds a formula without a stored value: open the file in Excel or WPS and save it.")
_FAR = say(_("This row has a cell beyond column %(limit)s: remove what stands there."), limit=f"{MAX_COLUMNS:,}")
_HOT = frozenset(("c", "v", "t", "is"))
TEXT_OF_SHEET = 200_000_000  # characters handed out; cells may name one long shared text a million times


@dataclass(frozen=True, slots=True)
class Book:
    """What the sheets of a workbook share."""

    strings: Strings
    meanings: Mapping[str, Meaning]
    from_1904: bool
    room: Room


def rows_of(opener: Opener, book: Book) -> Iterator[Row]:
    """Every row that holds something, with the number the sheet gives it."""
    scanner = _Sheet(book)
    with opener() as stream:
        for _piece in scanner.feed(stream):
            yield from scanner.found
            scanner.found.clear()
    yield from scanner.found


class _Sheet(Texts):
    """The hot path of a workbook: a million cells pass through here, so the usual elements are told apart first."""

    def __init__(self, book: Book) -> None:
        super().__init__()
        self.book = book
        self.near = book.strings.near
        self.found: list[Row] = []
        self.number = 0
        self.cells: list[Cell] = []
        self.fault: Fault | None = None
        self.column = -1
        self.kind = "n"
        self.style = "0"
        self.formula = False
        self.in_row = self.in_cell = self.in_line = self.in_text = False
        self.elements = 0
        self.given = 0
        self.columns: dict[str, int] = {}

    def started(self, name: str, attributes: dict[str, str]) -> None:
        if name == "c":
            get = attributes.get
            reference, kind, style = get("r"), get("t"), get("s")
            if len(attributes) != (reference is not None) + (kind is not None) + (style is not None):
                self.remember(name, attributes)
            self.column = self.column + 1 if reference is None else self._place(reference)
            self.kind, self.style = kind or "n", style or "0"
            self.elements += 1
            if self.in_cell or self.column >= COLUMNS or self.elements > COLUMNS:
                raise unsafe()
            self.in_cell = True
        elif name in {"v", "t"}:
            if self.in_text:
                raise unsafe()
            self.in_text, self.inside = True, not self.reading
            if attributes:
                self.remember(name, attributes)
        elif name == "is":
            if self.in_line:
                raise unsafe()
            self.in_line = True
            if attributes:
                self.remember(name, attributes)
        else:
            super().started(name, attributes)

    def ended(self, name: str) -> None:
        if name in {"v", "t"}:
            self.in_text = self.inside = False
        elif name == "c":
            self.in_cell = False
            if self.pieces or self.formula:
                self._close_cell()
        elif name == "is":
            self.in_line = False
        else:
            super().ended(name)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "row":
            self._open_row(attributes.get("r"))
        elif name == "f":
            self.formula = True
        elif name in _HOT:  # with a prefix
            self.started(name, attributes)
        else:
            super().start(name, attributes)

    def end(self, name: str) -> None:
        if name == "row":
            self.in_row = False
            if self.cells or self.fault is not None:
                self.found.append(Row(self.number, tuple(self.cells), self.fault))
        elif name == "sheetData":
            self.done = True
        elif name in _HOT:
            self.ended(name)
        else:
            super().end(name)

    def _open_row(self, given: str | None) -> None:
        number = self.number + 1
        if given is not None:
            if not (given.isascii() and given.isdigit() and len(given) < 9) or int(given) < number:
                raise damaged()
            number = int(given)
        if number > ROWS or self.in_row:
            raise unsafe()
        self.number, self.cells, self.fault, self.column, self.elements = number, [], None, -1, 0
        self.in_row = True

    def _place(self, reference: str) -> int:
        """The column of a reference like AB12."""
        letters = reference.rstrip("0123456789")
        found = self.columns.get(letters)
        if found is None:
            if not (letters.isascii() and letters.isalpha() and len(letters) <= 3):
                raise damaged()
            found = 0
            for char in letters.upper():
                found = found * 26 + ord(char) - 64
            found -= 1
            self.columns[letters] = found
        return found

    def _close_cell(self) -> None:
        pieces, formula = self.pieces, self.formula
        text = pieces[0] if len(pieces) == 1 and self.kind in {"n", "s"} else self.take()
        pieces.clear()
        self.length, self.formula = 0, False
        if not text and not (formula and self.kind == "n"):
            return
        value = _READERS.get(self.kind, _Sheet._as_text)(self, text)
        if value is None or value == "":
            return
        cells, column = self.cells, self.column
        if column >= MAX_COLUMNS:
            self._blame(Fault("too_many_cells", _FAR))
            return
        if isinstance(value, str):
            self.given += len(value)
            if self.given > TEXT_OF_SHEET or len(value) > MAX_TEXT or "\0" in value:
                value = self._doubtful(value, column)
        if column == len(cells):
            cells.append(value)
        elif column < len(cells):
            cells[column] = value
        else:
            cells.extend([None] * (column - len(cells)))
            cells.append(value)

    def _doubtful(self, value: str, column: int) -> str:
        """Text too long, or with a NUL in it, spoils the row."""
        if self.given > TEXT_OF_SHEET:
            raise Refused("too_much_text", _("The sheet holds too much text: split it, or save it as csv."))
        if len(value) > MAX_TEXT:
            self._blame(too_long(column))
            return value[:100]
        self._blame(nul(column))
        return value.replace("\0", "")

    def _blame(self, fault: Fault) -> None:
        if self.fault is None:
            self.fault = fault

    def _as_text(self, text: str) -> Cell:
        return clean(text)

    def _as_number(self, text: str) -> Cell:
        if not text:
            self._blame(Fault("formula_without_value", _UNSTORED, self.column))
            return None
        value = int(text) if len(text) < 10 and text.isdecimal() else formats.exact(text.strip())
        if value is None:
            reason = say(_("“%(text)s” stands where a number should."), text=shown(text))
            self._blame(Fault("damaged_cell", reason, self.column))
            return None
        meaning = self.book.meanings.get(self.style, "number")
        if meaning == "number":
            return value
        if meaning == "percent":
            return f"{value * 100:f}%" if isinstance(value, Decimal) else f"{value * 100}%"
        serial = float(value)
        if abs(serial) < 10**6 and (meaning == "elapsed" or (meaning == "time" and 0 <= serial < 1)):
            return formats.clock_of(serial)
        return self._day(serial)

    def _day(self, serial: float) -> Cell:
        found = formats.moment_of(serial, from_1904=self.book.from_1904) if abs(serial) < 10**7 else None
        if found is None:
            reason = say(_("The number %(serial)s is shown as a date and is none."), serial=f"{serial:g}")
            self._blame(Fault("bad_date", reason, self.column))
        return found

    def _as_shared(self, text: str) -> Cell:
        if not text.isdecimal() or len(text) > 9:
            raise damaged()
        index = int(text)
        if index < len(self.near):
            return self.near[index]
        found = self.book.strings.get(index)
        if found is None:
            raise damaged()
        return found

    def _as_flag(self, text: str) -> Cell:
        return text.strip() in {"1", "true"}

    def _as_error(self, text: str) -> Cell:
        fault = say(_("The spreadsheet shows the error %(error)s here: correct the formula."), error=shown(text))
        self._blame(Fault("error_cell", fault, self.column))
        return text

    def _as_moment(self, text: str) -> Cell:
        try:
            found = datetime.fromisoformat(text.strip())
        except ValueError:
            return text
        whole = found.time() == time() and found.tzinfo is None
        return date(found.year, found.month, found.day) if whole else found.replace(tzinfo=None)


_READERS: dict[str, Callable[[_Sheet, str], Cell]] = {
    "n": _Sheet._as_number,
    "s": _Sheet._as_shared,
    "b": _Sheet._as_flag,
    "e": _Sheet._as_error,
    "d": _Sheet._as_moment,
}
