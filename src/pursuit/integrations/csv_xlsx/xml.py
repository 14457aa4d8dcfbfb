"""XML of others as a stream of starts, texts and ends, with a bound on everything expat would keep.

A document type (entities), a tag or comment of megabytes, deep nesting and an endless choice of names are refused.
openpyxl's reader is not used: it holds all shared strings and one object per row, trusts the declared dimension, and
does not tell a formula without a stored value from an empty cell.
"""

from collections.abc import Iterator
from typing import IO, NoReturn
from xml.parsers import expat  # hardened below; defusedxml has no parser that streams without a tree

from django.utils.translation import gettext_lazy as _

from pursuit.integrations.csv_xlsx.archive import damaged
from pursuit.kernel.errors import Refused

CHUNK = 1 << 16
MAX_TOKEN = 4 << 20  # bytes of one tag, comment or the like, which expat holds as a whole
MAX_DEPTH = 100
MAX_NAMES = 3000  # distinct names of elements and attributes that we do not know; expat keeps each

# What sheets, styles and strings are made of.
_WORDS = """
worksheet sheetPr dimension sheetViews sheetView selection pane sheetFormatPr cols col sheetData row c v f is t r rPr
rPh si sst styleSheet numFmts numFmt cellXfs cellStyleXfs xf alignment protection fonts font fills fill borders border
left right top bottom color sz name family charset scheme b i u patternFill fgColor bgColor s ht spans hidden
customHeight customFormat style width min max bestFit customWidth cm vm ph ref ca count uniqueCount xml:space xmlns
x14ac:dyDescent numFmtId formatCode val rgb theme indexed xfId fontId fillId borderId applyNumberFormat applyFont
applyAlignment
"""
KNOWN = frozenset(_WORDS.split())


class Scanner:
    """Subclasses say what start, text and end mean. Names come without their prefix."""

    def __init__(self) -> None:
        self.depth = 0
        self.strange: set[str] = set()
        self.done = False  # nothing further in this document is of use

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""

    def text(self, data: str) -> None:
        """A piece of text inside it."""

    def end(self, name: str) -> None:
        """It ends."""

    def feed(self, stream: IO[bytes]) -> Iterator[None]:
        """Parse the stream; pauses after each piece, so that the caller can take away what was found."""
        parser = expat.ParserCreate(None, None, None)  # no interning: hostile names would never be let go
        parser.buffer_text = True
        parser.StartElementHandler = self.started
        parser.EndElementHandler = self.ended
        parser.CharacterDataHandler = self.text
        parser.StartDoctypeDeclHandler = _refuse_doctype
        fed = 0
        try:
            while not self.done:
                piece = stream.read(CHUNK)
                fed += len(piece)
                parser.Parse(piece, not piece)
                if fed - parser.CurrentByteIndex > MAX_TOKEN:
                    raise unsafe()
                yield
                if not piece:
                    return
        except expat.ExpatError as error:
            raise damaged() from error

    def started(self, name: str, attributes: dict[str, str]) -> None:
        """What expat calls; a subclass in a hurry may take the commonest elements out before."""
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise unsafe()
        if name not in KNOWN or not attributes.keys() <= KNOWN:
            name = self.remember(name, attributes)
        self.start(name, attributes)

    def remember(self, name: str, attributes: dict[str, str]) -> str:
        """Count names that are new to us; the name without its prefix."""
        self.strange.add(name)
        self.strange.update(attributes)
        if len(self.strange) > MAX_NAMES:
            raise unsafe()
        return name.rpartition(":")[2]

    def ended(self, name: str) -> None:
        self.depth -= 1
        self.end(name if name in KNOWN else name.rpartition(":")[2])


def _refuse_doctype(*_given: object) -> NoReturn:
    raise unsafe()


def unsafe() -> Refused:
    text = _(
        "The workbook is built in a way no spreadsheet program builds it; it is not opened. Save it anew in Excel."
    )
    return Refused("unsafe_xml", text)
