"""What a template asks for, looked at before it is taken: only names the paper knows, each where it can be filled."""

import re
from collections.abc import Collection, Iterator, Mapping

from django.utils.translation import gettext_lazy as _
from docx.document import Document
from docx.opc.part import Part, XmlPart
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement

from pursuit.kernel import paperfill, paperpackage
from pursuit.kernel.errors import Refused, Text

LEFT = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}|｛\s*[｛%]|[｝%]\s*｝")
SHOWN = 40  # letters shown of what is wrong
# Fields of Word that only count pages and point within the document.
COUNTING = frozenset(
    ("PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "TOC", "PAGEREF", "REF", "NOTEREF", "STYLEREF", "SEQ", "TC", "XE")
)
FILLED = ("document.main+xml", "header+xml", "footer+xml")


def check(document: Document, fields: Collection[str], tables: Mapping[str, Collection[str]]) -> None:
    """Refuse what could not be filled, or would be worked out by Word instead of us."""
    known = {*fields, *(f"{table}.{column}" for table, columns in tables.items() for column in columns)}
    said = [*map(paperfill.text, paperfill.paragraphs(document)), *paperfill.properties(document).values()]
    unknown = sorted({name for one in said for name in paperfill.NAME.findall(one)} - known)
    if unknown:
        _refuse("unknown_names", _("The template names what this paper does not know: %s") % "、".join(unknown))
    for one in said:
        _plain(one)
    _rows(document, tables)
    for root in paperfill.roots(document):
        _fields(root)
    for part in document.part.package.iter_parts():
        if str(part.partname).startswith("/word/") and str(part.partname).endswith(".xml"):
            _elsewhere(part.content_type, _root(part))


def _plain(said: str) -> None:
    """Only whole names: no calculations, conditions, filters, or braces of the Chinese keyboard."""
    rest = paperfill.NAME.sub(lambda found: "·" * len(found[0]), said)
    found = LEFT.search(rest)
    if found:
        near = said[max(found.start() - 10, 0) : found.start() + SHOWN]
        told = _("Only names in double braces are filled, each within one paragraph; this is not one of them: %s")
        _refuse("template_code", told % near.strip())


def _rows(document: Document, tables: Mapping[str, Collection[str]]) -> None:
    """Names of a table belong into one row of a table in Word, which then comes once for each entry."""
    inside: set[BaseOxmlElement] = set()
    for row in paperfill.rows(document):
        asked = paperfill.tables_of(row)
        if len(asked) > 1:
            _refuse("two_tables", _("One row of a table cannot list two things: %s") % "、".join(sorted(asked)))
        inside.update(paperfill.own_paragraphs(row))
    for paragraph in paperfill.paragraphs(document):
        if paragraph in inside:
            continue
        for name in paperfill.NAME.findall(paperfill.text(paragraph)):
            if name.partition(".")[0] in tables:
                _refuse("no_row", _("“%s” belongs into a row of a table, which comes once for each entry.") % name)


def _fields(root: BaseOxmlElement) -> None:
    for code in _codes(root):
        words = code.split()
        name = words[0].upper() if words else ""
        within = name == "HYPERLINK" and len(words) > 1 and words[1].lower() == "\\l"
        if name and name not in COUNTING and not within:
            told = _(
                "The template holds a field that Word works out by itself: %s. Only page numbers and contents may."
            )
            _refuse("field_code", told % code.strip()[:SHOWN])


def _codes(root: BaseOxmlElement) -> Iterator[str]:
    """What Word would work out; a code may be cut into pieces, and stand within another."""
    open_: list[list[str]] = []
    for node in root.iter(qn("w:fldSimple"), qn("w:fldChar"), qn("w:instrText")):
        if node.tag == qn("w:fldSimple"):
            yield node.get(qn("w:instr"), "")
        elif node.tag == qn("w:instrText"):
            if open_:
                open_[-1].append(node.text or "")
            else:
                yield node.text or ""
        elif node.get(qn("w:fldCharType")) == "begin":
            open_.append([])
        elif open_ and node.get(qn("w:fldCharType")) == "end":
            yield "".join(open_.pop())
    for left in open_:
        yield "".join(left)


def _elsewhere(kind: str, root: BaseOxmlElement) -> None:
    """Notes, remarks and drawings are not filled: whoever puts a name there should know."""
    if kind.endswith(FILLED):
        return
    if LEFT.search("".join(str(one) for one in root.itertext())):
        told = _("Names are filled in text, tables, headers and footers, not in notes, remarks or drawings.")
        _refuse("not_filled", told)
    _fields(root)


def _root(part: Part) -> BaseOxmlElement:
    try:
        return part.element if isinstance(part, XmlPart) else parse_xml(part.blob)
    except SyntaxError as error:
        raise Refused("unreadable", paperpackage.UNREADABLE, "file") from error


def _refuse(code: str, told: Text) -> None:
    raise Refused(code, told, "file")
