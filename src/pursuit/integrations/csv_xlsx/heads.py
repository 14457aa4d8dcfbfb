"""Where a table's header is: below titles ("销售报表", "导出时间：…"), in one row or in two (group over field)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from statistics import median_high

from django.utils.translation import gettext_lazy as _

from pursuit.integrations.csv_xlsx.table import MAX_COLUMNS, Cell, Merge, Row, blank, letter
from pursuit.integrations.csv_xlsx.words import say
from pursuit.kernel.errors import Refused, Text

SAMPLE = 60  # records looked at; no export has more titles than that
MAX_LABEL = 200
_NUMBER = re.compile(r"[-+¥￥$€(]?[\d.,，]+%?\)?$")
_DATED = re.compile(r"\d{4}[-/.年]\d{1,2}")
_CAPTION = re.compile(r"[:：]\s*\S")  # "导出时间：2024-01-05" tells something, it names no column


@dataclass(frozen=True, slots=True)
class Head:
    """names: one per column, unique; last: number of the header's last row; notes: what was done to get there."""

    names: tuple[str, ...]
    last: int
    notes: tuple[Text, ...]


def find_head(sample: Sequence[Row], merges: Sequence[Merge] = (), *, grow: bool = False) -> Head:
    """The header among the first records that are not blank (at least one).

    grow: columns without a name get one where most rows fill them (in a text such cells come from stray delimiters).
    """
    at = _first(sample)
    rows = _rows_of_head(sample, at, merges)
    _refuse(rows)
    data = [row for row in sample if row.number > rows[-1].number]
    names, merged = _names(rows, merges, _columns(rows, data, grow=grow))
    notes: list[Text] = []
    if skipped := sum(row.number < rows[0].number for row in sample):
        notes.append(say(_("%(count)s title rows above the header were left out."), count=skipped))
    if merged:
        notes.append(_("Merged header cells were filled: “group / field”."))
    if not _labels(rows[-1]):
        notes.append(_("The first row does not look like column names: check that the file has a header."))
    return Head(_unique(names), rows[-1].number, tuple(notes))


def _refuse(rows: Sequence[Row]) -> None:
    """A header that cannot be read makes the table useless."""
    wide = any(row.fault is not None and row.fault.code == "too_many_cells" for row in rows)
    if wide or any(not blank(cell) for row in rows for cell in row.cells[MAX_COLUMNS:]):
        text = _("The header has more than %(limit)s columns: keep the columns you need and bring the file again.")
        raise Refused("too_many_columns", say(text, limit=f"{MAX_COLUMNS:,}"))
    for row in rows:
        if row.fault is not None:
            text = _("The header (row %(row)s) cannot be read: %(reason)s")
            raise Refused(row.fault.code, say(text, row=row.number, reason=row.fault.message))


def _columns(rows: Sequence[Row], data: Sequence[Row], *, grow: bool) -> int:
    """How many columns the table has: those named, and unnamed ones at the end only where they hold something."""
    named = max((i + 1 for row in rows for i, cell in enumerate(row.cells) if not blank(cell)), default=1)
    most = max((len(row.cells) for row in [*rows, *(data if grow else ())]), default=1)
    enough = len(data) // 2 + 1 if grow else 1
    reach = min(most, MAX_COLUMNS, named + 30 if grow else MAX_COLUMNS)
    used = [i + 1 for i in range(named, reach)
            if sum(not blank(_cell(row, i)) for row in data) >= enough]  # fmt: skip
    return max([named, *used])


def _filled(row: Row) -> int:
    return sum(not blank(cell) for cell in row.cells)


def _label(cell: Cell) -> bool:
    """Could this be the name of a column?"""
    if not isinstance(cell, str) or len(cell) > MAX_LABEL or isinstance(cell, date | datetime):
        return False
    text = cell.strip()
    return not (_NUMBER.match(text) or _DATED.search(text) or _CAPTION.search(text))


def _labels(row: Row) -> bool:
    """Does most of this row read as column names?"""
    cells = [cell for cell in row.cells if not blank(cell)]
    return bool(cells) and sum(_label(cell) for cell in cells) >= 0.8 * len(cells)


def _first(sample: Sequence[Row]) -> int:
    """Index of the first row that is nearly as full as the others and does not just say who exported what."""
    usual = median_high([_filled(row) for row in sample])
    enough = 1 if usual <= 1 else max(2, -(-usual * 3 // 5))
    return next((at for at, row in enumerate(sample[:30]) if _filled(row) >= enough and not _captions(row)), 0)


def _captions(row: Row) -> bool:
    """Are at least half of the cells of the kind "导出时间：2024-01-05"?"""
    found = sum(isinstance(cell, str) and bool(_CAPTION.search(cell)) for cell in row.cells)
    return found * 2 >= _filled(row) > 0


def _rows_of_head(sample: Sequence[Row], at: int, merges: Sequence[Merge]) -> list[Row]:
    """The row found and, where groups stand over fields, the one above or below it."""
    row = sample[at]
    after = sample[at + 1] if at + 1 < len(sample) else None
    before = sample[at - 1] if at else None
    if merges:
        deep = max((m.last for m in merges if m.first <= row.number <= m.last and m.last > row.number), default=0)
        if row.number < deep <= row.number + 2:
            return [one for one in sample[at:] if one.number <= deep]
        if after and _grouped(row, merges) and _labels(after) and after.number == row.number + 1 and _under(row, after):
            return [row, after]
        if before and _grouped(before, merges) and not _captions(before) and before.number == row.number - 1:
            return [before, row]
        return [row]
    return [row, after] if after and _under(row, after) and _stands_over(row, after, sample[at + 2 :]) else [row]


def _grouped(row: Row, merges: Sequence[Merge]) -> bool:
    """Is a part of this row, not all of it, merged sideways into groups?"""
    blocks = [m for m in merges if m.first == row.number and m.right > m.left]
    return bool(blocks) and _filled(row) > 1


def _under(row: Row, below: Row) -> bool:
    """Does every column that has no name here get one from the row below, beginning under its group?"""
    if not _labels(below):
        return False
    gaps = [index for index, cell in enumerate(row.cells) if blank(cell) and not blank(_cell(below, index))]
    return bool(gaps) and all(not blank(_cell(below, index - 1)) for index in gaps)


def _stands_over(row: Row, below: Row, data: Sequence[Row]) -> bool:
    """Without merges to go by: names that span rows are blank below, and their columns hold data further down."""
    spanning = [i for i, cell in enumerate(row.cells) if not blank(cell) and blank(_cell(below, i))]
    if not spanning or not data or not all(_label(cell) for cell in below.cells if not blank(cell)):
        return False
    return all(sum(not blank(_cell(one, index)) for one in data) * 2 >= len(data) for index in spanning)


def _cell(row: Row, index: int) -> Cell:
    return row.cells[index] if 0 <= index < len(row.cells) else None


def _names(rows: Sequence[Row], merges: Sequence[Merge], width: int) -> tuple[list[str], bool]:
    """A name per column, and whether merged cells had to be filled for it."""
    numbers = {row.number: row for row in rows}
    cells = {(row.number, i): _cell(row, i) for row in rows for i in range(width)}
    merged = len(rows) > 1
    for block in merges:
        if block.first in numbers:
            for number in range(block.first, min(block.last, rows[-1].number) + 1):
                for column in range(block.left, min(block.right, width - 1) + 1):
                    merged |= column > block.left
                    cells[number, column] = _cell(numbers[block.first], block.left)
    if not merges and len(rows) > 1:
        for index in range(1, width):
            if blank(cells[rows[0].number, index]) and not blank(_cell(rows[1], index)):
                cells[rows[0].number, index] = cells[rows[0].number, index - 1]
    names = []
    for index in range(width):
        parts = [" ".join(str(cells[row.number, index] or "").split()) for row in rows]
        names.append(" / ".join(dict.fromkeys(part for part in parts if part))[:MAX_LABEL])
    return names, merged


def _unique(names: Sequence[str]) -> tuple[str, ...]:
    """Blanks named by their column, repeats counted: a mapping needs one name per column."""
    found: dict[str, None] = {}
    for index, given in enumerate(names):
        name = plain = given or f"列 {letter(index)}"
        times = 1
        while name in found:
            times += 1
            name = f"{plain} ({times})"
        found[name] = None
    return tuple(found)
