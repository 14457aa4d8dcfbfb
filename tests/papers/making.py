"""Templates as people make them in Word, and as nobody should."""

import io
import zipfile
from collections.abc import Iterable, Mapping
from html import escape

from docx import Document as new_document
from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TYPES = "[Content_Types].xml"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def saved(document: Document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def of(*paragraphs: str) -> bytes:
    """A document with these paragraphs."""
    document = new_document()
    for one in paragraphs:
        document.add_paragraph(one)
    return saved(document)


def inside(xml: str) -> bytes:
    """A document with a paragraph whose content is this markup."""
    document = new_document()
    document.element.body.insert(0, parse_xml(f"<w:p {W}>{xml}</w:p>"))
    return saved(document)


def cut(document: Document) -> None:
    """Every run of the body cut into one for each letter, with marks of the spell checker between them."""
    for run in list(document.element.body.iter(qn("w:r"))):
        letters = "".join(node.text or "" for node in run.iter(qn("w:t")))
        for letter in letters:
            run.addprevious(parse_xml(f'<w:r {W}><w:t xml:space="preserve">{escape(letter)}</w:t></w:r>'))
            run.addprevious(parse_xml(f'<w:proofErr {W} w:type="spellStart"/>'))
        run.getparent().remove(run)


def everywhere(fields: Iterable[str], tables: Mapping[str, Iterable[str]]) -> Document:
    """Each field in the text, in a table, and in headers and footers of all pages; each list in a row of a table."""
    document = new_document()
    section = document.sections[0]
    section.different_first_page_header_footer = True
    document.settings.odd_and_even_pages_header_footer = True
    edges = (
        section.header, section.footer, section.first_page_header, section.first_page_footer,
        section.even_page_header, section.even_page_footer,
    )  # fmt: skip
    for name in fields:
        document.add_paragraph(f"正文<{{{{{name}}}}}>")
        cells = document.add_table(rows=1, cols=2).rows[0].cells
        cells[0].text, cells[1].text = name, f"表格<{{{{ {name} }}}}>"
        for edge in edges:
            edge.is_linked_to_previous = False
            edge.add_paragraph(f"边<{{{{{name}}}}}>")
    for table, columns in tables.items():
        listed = document.add_table(rows=1, cols=len(list(columns)))
        for cell, column in zip(listed.rows[0].cells, columns, strict=True):
            cell.text = f"列<{{{{{table}.{column}}}}}>"
    return document


def words(content: bytes) -> str:
    """All letters of a document with its edges, part after part."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        names = [name for name in parts.namelist() if name.startswith(("word/document", "word/header", "word/footer"))]
        return "\n".join(_letters(parse_xml(parts.read(name))) for name in names)


def _letters(root: BaseOxmlElement) -> str:
    return "\n".join("".join(one.text or "" for one in part.iter(qn("w:t"))) for part in root.iter(qn("w:p")))


def doctored(content: bytes, parts: Mapping[str, bytes | str], *, without: Iterable[str] = ()) -> bytes:
    """The package with parts put in, put in place of others, or left out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts and name not in without:
                new.writestr(name, old.read(name))
        for name, body in parts.items():
            new.writestr(name, body)
    return out.getvalue()


def part(content: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return parts.read(name).decode()


def related(content: bytes, kind: str, target: str, mode: str) -> bytes:
    """One relation more of the main part."""
    name = "word/_rels/document.xml.rels"
    more = f'<Relationship Id="rIdX" Type="{RELATION}/{kind}" Target="{target}" {mode}/></Relationships>'
    return doctored(content, {name: part(content, name).replace("</Relationships>", more)})


def typed(content: bytes, old: str, new: str) -> bytes:
    """Its list of contents says something else."""
    return doctored(content, {TYPES: part(content, TYPES).replace(old, new)})
