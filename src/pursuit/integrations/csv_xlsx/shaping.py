"""From raw records to a table: look at all of them once, find the header, give the rows the header's shape."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from pursuit.integrations.csv_xlsx.heads import MAX_LABEL, SAMPLE, Head
from pursuit.integrations.csv_xlsx.table import Fault, Row, blank
from pursuit.integrations.csv_xlsx.words import say
from pursuit.kernel.errors import Refused, Text

MAX_FAULTS = 100_000
# How a last row that sums up the others begins, in small letters.
_TOTALS = ("合计", "总计", "小计", "总和", "汇总", "total", "grandtotal", "subtotal", "sum")


@dataclass(slots=True)
class Survey:
    """One look at every record. sample: the first that are not blank; records: how many those are in all."""

    sample: list[Row] = field(default_factory=list)
    records: int = 0
    last: Row | None = None
    faults: dict[str, int] = field(default_factory=dict)

    def count(self, fault: Fault) -> None:
        """One more row that cannot be taken; where they are that many, the file is at fault and not the rows."""
        self.faults[fault.code] = self.faults.get(fault.code, 0) + 1
        if sum(self.faults.values()) > MAX_FAULTS:
            text = _("More than %(limit)s rows of the file cannot be read. The last one looked at: %(reason)s")
            raise Refused("too_many_faults", say(text, limit=f"{MAX_FAULTS:,}", reason=fault.message))

    def notes(self) -> list[Text]:
        """What the last row and the faults tell about the file."""
        found: list[Text] = []
        if self.last is not None and self.records > len(self.sample[:1]) and totals(self.last):
            text = _("Row %(row)s looks like a line of totals: it is not taken as a record.")
            found.append(say(text, row=self.last.number))
        if count := self.faults.get("formula_without_value", 0):
            text = _("%(count)s rows hold a formula without a stored value: open the file in Excel or WPS and save it.")
            found.append(say(text, count=count))
        return found


def survey(rows: Iterable[Row], look: Callable[[list[Row]], Head]) -> tuple[Survey, Head]:
    """Read to the end, so that a file that breaks off is refused before anything is written.

    look: finds the header in a sample; it is asked as soon as there is one, to refuse early what cannot be used.
    """
    found = Survey()
    head: Head | None = None
    for row in rows:
        if not _holds(row):
            continue
        found.records += 1
        found.last = row
        if found.records <= SAMPLE:
            found.sample.append(_short(row))
            if found.records == SAMPLE:
                head = look(found.sample)
        if row.fault is not None:
            found.count(row.fault)
        elif head is not None and len(row.cells) > len(head.names) and not blank(row.cells[-1]):
            found.count(_surplus(len(row.cells), len(head.names)))
    if not found.sample:
        raise Refused("empty_file", _("The file is empty."))
    return found, head or look(found.sample)


def below(sample: Survey, head: Head) -> int:
    """How many records stand below the header."""
    return sample.records - sum(row.number <= head.last for row in sample.sample)


def shaped(rows: Iterable[Row], head: Head, empty: str | None) -> Iterator[Row]:
    """The records below the header, padded to it with `empty`; one with more cells than the header is a fault."""
    width = len(head.names)
    for row in rows:
        if row.number <= head.last or not _holds(row):
            continue
        cells, fault = row.cells, row.fault
        if len(cells) < width:
            cells += (empty,) * (width - len(cells))
        elif len(cells) > width:
            if fault is None and (cells[-1] or any(not blank(cell) for cell in cells[width:])):
                fault = _surplus(len(cells), width)
            cells = cells[:width]
        yield row if cells is row.cells else Row(row.number, cells, fault)


def _surplus(found: int, width: int) -> Fault:
    text = _("This row has %(found)s cells, the header %(width)s: a delimiter inside a cell needs quotation marks.")
    return Fault("too_many_cells", say(text, found=found, width=width))


def _short(row: Row) -> Row:
    """The row with its long texts cut: sixty rows of novels would not fit into memory, and no name is that long."""
    cells = tuple([cell[: MAX_LABEL + 1] if isinstance(cell, str) else cell for cell in row.cells])
    return Row(row.number, cells, row.fault)


def _holds(row: Row) -> bool:
    cells = row.cells
    return bool(row.fault is not None or (cells and cells[-1]) or any(cells) or any(not blank(cell) for cell in cells))


def totals(row: Row) -> bool:
    """Does one of the first cells say that this row sums up the others?"""
    return any(
        isinstance(cell, str) and cell.replace(" ", "").strip("：:").lower() in _TOTALS for cell in row.cells[:3]
    )
