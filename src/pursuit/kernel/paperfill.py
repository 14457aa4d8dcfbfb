"""Filling a Word template: `{{field}}` gives way to its value, a table row with `{{table.column}}` comes once per row.

Nothing is run and nothing is fetched: names are looked up in a list of what the paper knows, and a template with
macros, embedded programs or parts kept elsewhere is refused.
"""

import io
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy

from docx import Document as open_document
from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.table import CT_Row
from docx.oxml.text.paragraph import CT_P
from docx.oxml.text.run import CT_R
from docx.oxml.xmlchemy import BaseOxmlElement

from pursuit.kernel import paperpackage
from pursuit.kernel.errors import Refused

NAME = re.compile(r"\{\{\s*([A-Za-z_][\w.]{0,79})\s*\}\}")
NONE = "—"
NEVER = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
Rows = Sequence[Mapping[str, str]]


def opened(content: bytes) -> Document:
    """The template, if it is one that may be used."""
    paperpackage.check(content)
    try:
        return open_document(io.BytesIO(content))
    except Exception as error:  # a damaged package fails in many ways, all of them the file's fault
        raise Refused("unreadable", paperpackage.UNREADABLE, "file") from error


def fill(content: bytes, values: Mapping[str, str], tables: Mapping[str, Rows]) -> bytes:
    """The paper. A name without a value, and a table without rows, leave a dash. What a value says is not filled
    in turn, whatever braces people type."""
    document = opened(content)
    listed = [(row, names.pop()) for row in list(rows(document)) if len(names := tables_of(row)) == 1]
    inside = {one for row, _table in listed for one in own_paragraphs(row)}
    outside = [one for one in paragraphs(document) if one not in inside]
    for row, table in listed:
        _repeat(row, table, tables.get(table, ()), values)
    for paragraph in outside:
        _fill(paragraph, values)
    for name, said in properties(document).items():
        setattr(document.core_properties, name, NAME.sub(lambda found: clean(values.get(found[1], "")), said)[:255])
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def properties(document: Document) -> dict[str, str]:
    """What the file says of itself, where names are filled too."""
    return {name: getattr(document.core_properties, name) for name in ("title", "subject", "keywords", "comments")}


def roots(document: Document) -> Iterator[BaseOxmlElement]:
    """Body, and the headers and footers of every kind of page."""
    yield document.element.body
    for section in document.sections:
        for part in (
            section.header, section.footer, section.first_page_header, section.first_page_footer,
            section.even_page_header, section.even_page_footer,
        ):  # fmt: skip
            if not part.is_linked_to_previous:
                yield part._element


def paragraphs(document: Document) -> Iterator[CT_P]:
    """Those that hold text themselves; of one that holds a text box the inner ones too, each by itself."""
    for root in roots(document):
        yield from root.iter(qn("w:p"))


def rows(document: Document) -> Iterator[CT_Row]:
    """Of all tables, those within tables included."""
    for root in roots(document):
        yield from root.iter(qn("w:tr"))


def own_paragraphs(row: CT_Row) -> list[CT_P]:
    """Those of the row itself, not of a table within it."""
    return [one for one in row.iter(qn("w:p")) if next(one.iterancestors(qn("w:tr"))) is row]


def tables_of(row: CT_Row) -> set[str]:
    """What a row lists, by the names in it."""
    names = (name for one in own_paragraphs(row) for name in NAME.findall(text(one)))
    return {name.partition(".")[0] for name in names if "." in name}


def text(paragraph: BaseOxmlElement) -> str:
    """Its letters, as they stand in its runs."""
    return "".join(node.text or "" for node in _nodes(paragraph))


def _nodes(paragraph: BaseOxmlElement) -> list[BaseOxmlElement]:
    """Not those of a text box within it."""
    return [one for one in paragraph.iter(qn("w:t")) if next(one.iterancestors(qn("w:p"))) is paragraph]


def _repeat(row: CT_Row, table: str, listed: Rows, values: Mapping[str, str]) -> None:
    """The row once for each entry; without any, once with dashes."""
    mine = [name for one in own_paragraphs(row) for name in NAME.findall(text(one)) if name.startswith(f"{table}.")]
    for entry in listed or [{}]:
        made = deepcopy(row)
        row.addprevious(made)
        said = dict.fromkeys(mine, "") | {f"{table}.{column}": one for column, one in entry.items()}
        for paragraph in own_paragraphs(made):
            _fill(paragraph, {**values, **said})
    row.getparent().remove(row)


def _fill(paragraph: CT_P, values: Mapping[str, str]) -> None:
    """Word cuts a name into several runs as it pleases: the value goes where the name begins."""
    whole = text(paragraph)
    found = NAME.fullmatch(whole.strip())
    if found and "\n" in values.get(found[1], "").strip():
        _lines(paragraph, [line for line in values[found[1]].splitlines() if clean(line).strip()])
    elif NAME.search(whole):
        _replace(paragraph, values)


def _replace(paragraph: BaseOxmlElement, values: Mapping[str, str]) -> None:
    nodes = _nodes(paragraph)
    whole = text(paragraph)
    starts, at = [], 0
    for node in nodes:
        starts.append(at)
        at += len(node.text or "")
    pieces: list[list[str]] = [[] for _node in nodes]
    at = 0
    for match in [*NAME.finditer(whole), None]:
        end = match.start() if match else len(whole)
        _spread(whole, at, end, starts, pieces)
        if match is not None:
            pieces[_owner(starts, match.start())].append(clean(values.get(match[1], "")) or NONE)
            at = match.end()
    for node, parts in zip(nodes, pieces, strict=True):
        node.text = "".join(parts)
        node.set(qn("xml:space"), "preserve")
    for node in nodes:
        _break_lines(node)


def _spread(whole: str, start: int, end: int, starts: Sequence[int], pieces: Sequence[list[str]]) -> None:
    """What lies between two names stays in the runs it came from."""
    while start < end:
        place = _owner(starts, start)
        until = min(end, starts[place + 1] if place + 1 < len(starts) else end)
        pieces[place].append(whole[start:until])
        start = until


def _owner(starts: Sequence[int], at: int) -> int:
    """The last run that begins at or before a place and is not empty."""
    return bisect_right(starts, at) - 1


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
    for line in lines[:-1]:
        made = deepcopy(paragraph)
        for end in list(made.iter(qn("w:sectPr"))):  # a section ends once
            end.getparent().remove(end)
        paragraph.addprevious(made)
        _say(made, line)
    _say(paragraph, lines[-1])


def _say(paragraph: BaseOxmlElement, line: str) -> None:
    nodes = _nodes(paragraph)
    for place, node in enumerate(nodes):
        node.text = clean(line) if place == 0 else ""
        node.set(qn("xml:space"), "preserve")


def clean(said: str) -> str:
    """XML knows no control characters, halves of characters, or the two that are none; people paste them."""
    return NEVER.sub("", said)
