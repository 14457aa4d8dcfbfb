"""A short Chinese business paper as docx: title, head table, sections, signature line. Pure: data in, bytes out."""

import io
from collections.abc import Sequence
from dataclasses import dataclass, field

from docx import Document as new_document
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph

from pursuit.kernel import papertables
from pursuit.kernel.paperfill import clean

HEADING_FONT = "黑体"
BODY_FONT = "宋体"
LATIN_FONT = "Times New Roman"
HEAD_WIDTHS = (2.5, 5.4, 2.5, 5.4)
MOST_LABELS = 14  # letters of signature labels that fit on a line with their rules


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with paragraphs and, if it has columns, a table. widths: of its columns in cm, else by
    what stands in them."""

    heading: str
    paragraphs: Sequence[str] = ()
    columns: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = ()
    widths: Sequence[float] = ()


@dataclass(frozen=True, slots=True)
class Paper:
    """The whole text. head: pairs of label and value; signatures: labels of the lines to sign on."""

    title: str
    head: Sequence[tuple[str, str]]
    sections: Sequence[Section]
    signatures: Sequence[str] = ()
    footer: str = ""
    author: str = field(default="")


def build(paper: Paper) -> bytes:
    """The paper as a docx file, A4."""
    document = new_document()
    _page(document)
    _fonts(document)
    document.core_properties.title = paper.title
    document.core_properties.author = paper.author
    title = document.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _run(title, paper.title, HEADING_FONT, 18, bold=True)
    _head(document, paper.head)
    for section in paper.sections:
        _section(document, section)
    if paper.signatures:
        _signatures(document, paper.signatures)
    if paper.footer:
        foot = document.sections[0].footer.paragraphs[0]
        foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
        _run(foot, paper.footer, BODY_FONT, 9)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _page(document: Document) -> None:
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21.0), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2.6)
    page.top_margin = page.bottom_margin = Cm(2.4)


def _fonts(document: Document) -> None:
    """The East Asian font is a property of its own: without it Word falls back to whatever it has."""
    normal = document.styles["Normal"]
    normal.font.name = LATIN_FONT
    normal.font.size = Pt(11)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), BODY_FONT)


def _run(paragraph: Paragraph, text: str, font: str, size: float, *, bold: bool = False) -> None:
    run = paragraph.add_run(clean(text))
    run.font.name = LATIN_FONT
    run.font.size = Pt(size)
    run.font.bold = bold
    run.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)


def _head(document: Document, pairs: Sequence[tuple[str, str]]) -> None:
    """Two pairs of label and value per row."""
    table = document.add_table(rows=0, cols=4)
    for at in range(0, len(pairs), 2):
        cells = table.add_row().cells
        for offset, (label, value) in enumerate(pairs[at : at + 2]):
            _run(cells[offset * 2].paragraphs[0], label, HEADING_FONT, 10.5)
            _run(cells[offset * 2 + 1].paragraphs[0], value, BODY_FONT, 10.5)
            papertables.shade(cells[offset * 2])
    papertables.ruled(table, HEAD_WIDTHS)
    if len(pairs) % 2:
        last = table.rows[-1].cells
        last[1].merge(last[3])


def _section(document: Document, section: Section) -> None:
    heading = document.add_paragraph()
    heading.paragraph_format.space_before = Pt(12)
    heading.paragraph_format.keep_with_next = True
    _run(heading, section.heading, HEADING_FONT, 13, bold=True)
    for text in section.paragraphs:
        for line in text.splitlines():
            body = document.add_paragraph()
            body.paragraph_format.first_line_indent = Pt(22)
            body.paragraph_format.line_spacing = 1.5
            _run(body, line, BODY_FONT, 11)
    if section.rows:
        table = document.add_table(rows=1, cols=len(section.columns))
        for cell, label in zip(table.rows[0].cells, section.columns, strict=True):
            _run(cell.paragraphs[0], label, HEADING_FONT, 10.5)
            papertables.shade(cell)
        for values in section.rows:
            for cell, value in zip(table.add_row().cells, values, strict=True):
                _run(cell.paragraphs[0], value, BODY_FONT, 10.5)
        papertables.ruled(table, section.widths or papertables.shares([section.columns, *section.rows]))
        papertables.over_pages(table)


def _signatures(document: Document, labels: Sequence[str]) -> None:
    """On one line where they fit, else one below the other."""
    lines = [[label] for label in labels] if sum(map(len, labels)) > MOST_LABELS else [labels]
    for at, together in enumerate(lines):
        line = document.add_paragraph()
        line.paragraph_format.space_before = Pt(14 if at else 30)
        line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        _run(line, "    ".join(f"{label}：______________" for label in together), BODY_FONT, 11)
