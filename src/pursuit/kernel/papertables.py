"""Tables of business papers: ruled, with air around the words, columns as wide as what stands in them asks."""

import unicodedata
from collections.abc import Sequence

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm
from docx.table import Table, _Cell

WHOLE = 15.8  # cm between the margins of an A4 page
LEAST, MOST = 8, 34  # letters (a Chinese character counts as two) that a column is given at least and at most
AIR = {"top": 50, "bottom": 50, "left": 100, "right": 100}  # twentieths of a point
GREY = "F2F2F2"


def ruled(table: Table, widths: Sequence[float]) -> None:
    """Rules, air and widths; they stand on cells and grid, as Word reads one and others the other."""
    table.style = "Table Grid"
    table.autofit = False
    around = OxmlElement("w:tblCellMar")
    for side, twips in AIR.items():
        one = OxmlElement(f"w:{side}")
        one.set(qn("w:w"), str(twips))
        one.set(qn("w:type"), "dxa")
        around.append(one)
    table._tbl.tblPr.append(around)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Cm(width)


def over_pages(table: Table) -> None:
    """The head is repeated on every page, a row stays on one."""
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def shade(cell: _Cell) -> None:
    """Grey behind labels and heads."""
    shading = OxmlElement("w:shd")
    shading.set(qn("w:val"), "clear")
    shading.set(qn("w:fill"), GREY)
    cell._tc.get_or_add_tcPr().append(shading)


def shares(rows: Sequence[Sequence[str]]) -> list[float]:
    """Widths in cm by the longest text of each column, within limits."""
    longest = [max(map(_letters, column)) for column in zip(*rows, strict=True)]
    wanted = [min(max(one, LEAST), MOST) + 2 for one in longest]
    return [WHOLE * one / sum(wanted) for one in wanted]


def _letters(text: str) -> int:
    lines = text.splitlines() or [""]
    return max(sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in line) for line in lines)
