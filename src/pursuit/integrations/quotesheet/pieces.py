"""The pieces of a docx: pages, texts with their East Asian font, tables with widths, rows that are not torn apart."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import _Cell, _Column, _Row
from docx.text.paragraph import Paragraph

HEADING, BODY, LATIN = "黑体", "宋体", "Times New Roman"


class Grid(Protocol):
    """What is used of a table; python-docx leaves its own methods without types."""

    autofit: bool

    @property
    def rows(self) -> Iterable[_Row]: ...

    @property
    def columns(self) -> Iterable[_Column]: ...

    def add_row(self) -> _Row: ...


def run(
    where: Paragraph, text: str, font: str = BODY, size: float = 10.5, *, bold: bool = False, red: bool = False
) -> None:
    """The East Asian font is a property of its own; XML knows no control characters, and people paste them."""
    made = where.add_run("".join(char for char in text if char >= " " or char in "\n\t"))
    made.font.name, made.font.size, made.font.bold = LATIN, Pt(size), bold
    if red:
        made.font.color.rgb = RGBColor(0xB0, 0x20, 0x20)
    made.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)


def number_field(where: Paragraph, code: str) -> None:
    """A number that the reader's program fills in."""
    made = where.add_run()
    made.font.size = Pt(9)
    for kind, text in (("begin", ""), ("", code), ("separate", ""), ("shown", "1"), ("end", "")):
        if kind == "shown":
            part = OxmlElement("w:t")
            part.text = text
        elif kind:
            part = OxmlElement("w:fldChar")
            part.set(qn("w:fldCharType"), kind)
        else:
            part = OxmlElement("w:instrText")
            part.text = text
        made.element.append(part)


def grid(document: Document, columns: int, widths: Sequence[float]) -> Grid:
    table = document.add_table(rows=0, cols=columns)
    table.style = "Table Grid"
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    made: Grid = table
    made.autofit = False
    for column, width in zip(made.columns, widths, strict=True):
        column.width = Cm(width)
    return made


def widths_of(table: Grid, widths: Sequence[float]) -> None:
    """Word reads the width of columns from their cells."""
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            if cell._tc.grid_span == 1:
                cell.width = Cm(width)


def write(
    cell: _Cell, text: str, font: str = BODY, *, right: bool = False, center: bool = False, bold: bool = False,
    shade: bool = False, size: float = 10,
) -> None:  # fmt: skip
    where = cell.paragraphs[0]
    if right or center:
        where.alignment = WD_ALIGN_PARAGRAPH.RIGHT if right else WD_ALIGN_PARAGRAPH.CENTER
    run(where, text, font, size, bold=bold)
    if shade:
        fill = OxmlElement("w:shd")
        for name, value in (("val", "clear"), ("color", "auto"), ("fill", "EEF2F2")):
            fill.set(qn(f"w:{name}"), value)
        cell._tc.get_or_add_tcPr().append(fill)


def repeat(row: _Row) -> None:
    """The header again on every page."""
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)


def keep(row: _Row) -> None:
    """A line is not torn apart by a page."""
    mark = OxmlElement("w:cantSplit")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)


def heading(document: Document, text: str) -> None:
    line = document.add_paragraph()
    line.paragraph_format.space_before = Pt(12)
    line.paragraph_format.space_after = Pt(4)
    line.paragraph_format.keep_with_next = True
    run(line, text, HEADING, 12, bold=True)


def page(document: Document) -> None:
    sheet = document.sections[0]
    sheet.page_width, sheet.page_height = Cm(21.0), Cm(29.7)
    sheet.left_margin = sheet.right_margin = Cm(1.5)
    sheet.top_margin, sheet.bottom_margin = Cm(2.0), Cm(1.8)
    normal = document.styles["Normal"]
    normal.font.name = LATIN
    normal.font.size = Pt(10.5)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), BODY)
    normal.paragraph_format.space_after = Pt(0)
