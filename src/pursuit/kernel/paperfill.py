"""Filling a Word template: `{{field}}` gives way to its value, a table row with `{{table.column}}` comes once per row.

Nothing is run and nothing is fetched: names are looked up in a list of what the paper knows, and a template with
macros, embedded programs or parts kept elsewhere is refused.
"""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy

from django.utils.translation import gettext_lazy as _
from docx import Document as open_document
from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.table import CT_Row
from docx.oxml.text.paragraph import CT_P
from docx.oxml.text.run import CT_R
from docx.oxml.xmlchemy import BaseOxmlElement

from pursuit.kernel.errors import Refused

NAME = re.compile(r"\{\{\s*([A-Za-z_][\w.]{0,79})\s*\}\}")
LARGEST = 2 * 1024 * 1024
UNPACKED = 30 * 1024 * 1024
NONE = "—"
Rows = Sequence[Mapping[str, str]]


def opened(content: bytes) -> Document:
    """The template, if it is one that may be used."""
    if len(content) > LARGEST:
        raise Refused("too_large", _("A template may have at most %d MB.") % (LARGEST // 1024 // 1024), "file")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            _refuse_parts(parts)
        return open_document(io.BytesIO(content))
    except Refused:
        raise
    except Exception as error:  # a damaged package fails in many ways, all of them the file's fault
        raise Refused("unreadable", _("This is no Word document (docx) that can be read."), "file") from error


def _refuse_parts(parts: zipfile.ZipFile) -> None:
    if sum(part.file_size for part in parts.infolist()) > UNPACKED or len(parts.infolist()) > 500:
        raise Refused("too_large", _("This document is too large when unpacked."), "file")
    for part in parts.infolist():
        name = part.filename.lower()
        if name.endswith(".bin") or "vbaproject" in name or "/embeddings/" in name or "activex" in name:
            raise Refused("active", _("Templates with macros or embedded objects are not accepted."), "file")
        if name.endswith(".rels") and re.search(rb'TargetMode\s*=\s*"External"', parts.read(part)):
            text = _("The template draws on something outside itself, a link or a picture: take that out first.")
            raise Refused("external", text, "file")


def names_in(content: bytes) -> set[str]:
    """All names a template asks for."""
    document = opened(content)
    return {name for paragraph in _paragraphs(document) for name in NAME.findall(_text(paragraph))}


def fill(content: bytes, values: Mapping[str, str], tables: Mapping[str, Rows]) -> bytes:
    """The paper. A name without a value, and a table without rows, leave a dash."""
    document = opened(content)
    for row in list(_rows(document)):
        _repeat(row, tables)
    for paragraph in list(_paragraphs(document)):
        _fill(paragraph, values)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _roots(document: Document) -> Iterator[BaseOxmlElement]:
    yield document.element.body
    for section in document.sections:
        for part in (section.header, section.footer, section.first_page_header, section.first_page_footer):
            if not part.is_linked_to_previous:
                yield part._element


def _paragraphs(document: Document) -> Iterator[CT_P]:
    for root in _roots(document):
        yield from root.iter(qn("w:p"))


def _rows(document: Document) -> Iterator[CT_Row]:
    for root in _roots(document):
        yield from root.iter(qn("w:tr"))


def _text(paragraph: BaseOxmlElement) -> str:
    return "".join(node.text or "" for node in paragraph.iter(qn("w:t")))


def _repeat(row: CT_Row, tables: Mapping[str, Rows]) -> None:
    """The row once for each row of the table its first name belongs to."""
    asked = [name.partition(".") for name in NAME.findall(_text(row)) if "." in name]
    if not asked or asked[0][0] not in tables:
        return
    table = asked[0][0]
    for values in tables[table] or [{asked[0][2]: NONE}]:
        made = deepcopy(row)
        row.addprevious(made)
        said = {f"{table}.{column}": text for column, text in values.items()}
        said |= {f"{table}.{column}": "" for _table, _dot, column in asked if f"{table}.{column}" not in said}
        for paragraph in list(made.iter(qn("w:p"))):
            _fill(paragraph, said)
    row.getparent().remove(row)


def _fill(paragraph: CT_P, values: Mapping[str, str]) -> None:
    """Word cuts a name into several runs as it pleases: the value goes where the name begins."""
    whole = _text(paragraph)
    found = NAME.fullmatch(whole.strip())
    if found and "\n" in values.get(found[1], "").strip():
        _lines(paragraph, [line for line in values[found[1]].splitlines() if line.strip()])
    elif NAME.search(whole):
        _replace(paragraph, values)


def _replace(paragraph: BaseOxmlElement, values: Mapping[str, str]) -> None:
    nodes = list(paragraph.iter(qn("w:t")))
    text = "".join(node.text or "" for node in nodes)
    starts, at = [], 0
    for node in nodes:
        starts.append(at)
        at += len(node.text or "")
    pieces: list[list[str]] = [[] for _node in nodes]
    at = 0
    for match in [*NAME.finditer(text), None]:
        end = match.start() if match else len(text)
        _spread(text, at, end, starts, pieces)
        if match is not None:
            pieces[_owner(starts, match.start())].append(clean(values.get(match[1], "")) or NONE)
            at = match.end()
    for node, parts in zip(nodes, pieces, strict=True):
        node.text = "".join(parts)
        node.set(qn("xml:space"), "preserve")
    for node in nodes:
        _break_lines(node)


def _spread(text: str, start: int, end: int, starts: Sequence[int], pieces: Sequence[list[str]]) -> None:
    """What lies between two names stays in the runs it came from."""
    while start < end:
        place = _owner(starts, start)
        until = min(end, starts[place + 1] if place + 1 < len(starts) else end)
        pieces[place].append(text[start:until])
        start = until


def _owner(starts: Sequence[int], at: int) -> int:
    """The last run that begins at or before a place and is not empty."""
    return max(index for index, start in enumerate(starts) if start <= at)


def _break_lines(node: BaseOxmlElement) -> None:
    lines = (node.text or "").split("\n")
    if len(lines) == 1:
        return
    run = node.getparent()
    if not isinstance(run, CT_R):
        node.text = " ".join(lines)
        return
    node.text = lines[0]
    after = node
    for line in lines[1:]:
        broken = run.makeelement(qn("w:br"), {})
        said = deepcopy(node)
        said.text = line
        after.addnext(broken)
        broken.addnext(said)
        after = said


def _lines(paragraph: CT_P, lines: Sequence[str]) -> None:
    """A paragraph of its own for each line, in the form of the first."""
    for line in lines[1:][::-1]:
        made = deepcopy(paragraph)
        paragraph.addnext(made)
        _say(made, line)
    _say(paragraph, lines[0])


def _say(paragraph: BaseOxmlElement, line: str) -> None:
    nodes = list(paragraph.iter(qn("w:t")))
    for place, node in enumerate(nodes):
        node.text = clean(line) if place == 0 else ""
        node.set(qn("xml:space"), "preserve")


def clean(text: str) -> str:
    """XML knows no control characters; people paste them."""
    return "".join(char for char in text if char >= " " or char in "\n\t")
