"""The parts of an xlsx file: which sheets there are, shared strings, styles, merged cells, all checked before use."""

import posixpath
import re
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError  # types only: parsing is defusedxml's

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring
from django.utils.translation import gettext_lazy as _

from pursuit.integrations.csv_xlsx import archive
from pursuit.integrations.csv_xlsx.formats import Meaning, Styles
from pursuit.integrations.csv_xlsx.heads import find_head
from pursuit.integrations.csv_xlsx.shaping import below, shaped, survey
from pursuit.integrations.csv_xlsx.sheet import Book, rows_of
from pursuit.integrations.csv_xlsx.spool import Room, Spool
from pursuit.integrations.csv_xlsx.strings import Strings
from pursuit.integrations.csv_xlsx.table import Merge, Table
from pursuit.integrations.csv_xlsx.units import unit_above
from pursuit.integrations.csv_xlsx.words import say, shown
from pursuit.integrations.csv_xlsx.xml import unsafe
from pursuit.kernel.errors import Refused, Text

MAX_PART = 2 << 20  # bytes of the workbook and its relations, which are read as trees
MAX_TAGS = 20_000_000  # starts and ends of elements: some four million cells; more would take minutes
MAX_SHEETS = 200
MERGED = _("%(count)s merged cells below the header: only the first row of each has the value.")
_MERGES = 1 << 20  # bytes after the rows in which merged cells are looked for
_MERGE = re.compile(rb'mergeCell\s[^>]*?ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')


@dataclass(slots=True)
class _Look:
    """What one inflating of the file finds. tails: what follows the rows of each sheet."""

    tags: int = 0
    tails: dict[str, bytes] = field(default_factory=dict)
    seen: dict[str, bytes] = field(default_factory=dict)

    def at(self, name: str, piece: bytes) -> None:
        if not name.endswith((".xml", ".rels")):
            return
        self.tags += piece.count(b"<") + piece.count(b"/>")
        if self.tags > MAX_TAGS:
            raise Refused("too_many_cells", _("The workbook holds too many cells: split it, or save it as csv."))
        if name in self.tails:
            if len(self.tails[name]) < _MERGES:
                self.tails[name] += piece
            return
        joined = self.seen.get(name, b"") + piece
        end = joined.find(b"sheetData>")
        while end >= 0 and joined[end - 1 : end] not in {b"/", b":"}:
            end = joined.find(b"sheetData>", end + 1)
        if end >= 0:
            self.tails[name] = joined[end:]
            self.seen.pop(name, None)
        else:
            self.seen[name] = piece[-12:]


@dataclass(frozen=True, slots=True)
class _Sheet:
    name: str
    part: str
    hidden: bool


def tables(path: Path, file: str, parts: dict[str, zipfile.ZipInfo], cap: int) -> list[Table]:
    """The tables of a workbook, one per visible sheet that holds something."""
    look = _Look()
    archive.inflate(path, cap, look.at)
    sheets, from_1904 = _sheets(path, parts)
    notes = _notes(parts, sheets)
    book = Book(_strings(path, parts), _styles(path, parts), from_1904, Room())
    found = []
    for sheet in sheets:
        if not sheet.hidden:
            table = _table(path, file, sheet, book, _merges(look.tails.get(sheet.part, b"")), notes)
            found.extend([table] if table else [])
    if not found:
        raise Refused("empty_file", _("No visible sheet of the workbook holds a table."))
    return found


def _notes(parts: dict[str, zipfile.ZipInfo], sheets: list[_Sheet]) -> list[Text]:
    notes: list[Text] = []
    if hidden := [sheet.name for sheet in sheets if sheet.hidden]:
        notes.append(say(_("Hidden sheets were left out: %(names)s."), names=shown("、".join(hidden), 200)))
    if any(name.endswith("vbaProject.bin") for name in parts):
        notes.append(_("The workbook holds macros: they were neither read nor run."))
    if any(name.startswith("xl/externalLinks/") for name in parts):
        notes.append(_("The workbook refers to other files: the values stored in it were taken."))
    return notes


def _table(path: Path, file: str, sheet: _Sheet, book: Book, merges: list[Merge], notes: list[Text]) -> Table | None:
    opener = archive.opener(path, sheet.part)
    spool = Spool(book.room)
    try:
        found, head = survey(spool.keep(rows_of(opener, book)), lambda sample: find_head(sample, merges, grow=True))
    except Refused as no:
        if no.code == "empty_file":
            return None
        raise
    notes = [*notes, *head.notes, *found.notes()]
    tall = tuple(m for m in merges if m.last > m.first and m.first > head.last)
    if tall:
        notes.append(say(MERGED, count=len(tall)))
    return Table(
        name=f"{file}: {sheet.name}",
        file=file,
        header=head.names,
        encoding="xlsx",
        delimiter="",
        notes=tuple(notes),
        part=sheet.name,
        count=below(found, head),
        reader=lambda: shaped(spool.rows() if spool.complete else rows_of(opener, book), head, None),
        tall=tall,
        unit=unit_above(row for row in found.sample if row.number <= head.last),
    )


def _tree(path: Path, part: zipfile.ZipInfo | None) -> Element:
    """A small part as a tree; no document type, no entities."""
    if part is None:
        raise archive.damaged()
    if part.file_size > MAX_PART:
        raise unsafe()
    with zipfile.ZipFile(path) as file:
        body = file.read(part.filename)
    try:
        tree: Element = fromstring(body, forbid_dtd=True)
    except DefusedXmlException as error:
        raise unsafe() from error
    except (ParseError, ValueError, LookupError) as error:
        raise archive.damaged() from error
    return tree


def _local(name: str) -> str:
    return name.rpartition("}")[2]


def _relations(path: Path, parts: dict[str, zipfile.ZipInfo], of: str) -> dict[str, tuple[str, str]]:
    """{id: (kind, part)} of a part's relations inside the file."""
    folder, base = posixpath.split(of)
    name = posixpath.join(folder, "_rels", f"{base}.rels")
    if name not in parts:
        return {}
    found = {}
    for node in _tree(path, parts[name]):
        if node.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, node.get("Target", "")))
            found[node.get("Id", "")] = (node.get("Type", "").rpartition("/")[2], target.lstrip("/"))
    return found


def _sheets(path: Path, parts: dict[str, zipfile.ZipInfo]) -> tuple[list[_Sheet], bool]:
    """The sheets in their order, and whether days count from 1904."""
    main = next((p for kind, p in _relations(path, parts, "").values() if kind == "officeDocument"), "xl/workbook.xml")
    relations = _relations(path, parts, main)
    found, from_1904 = [], False
    for node in _tree(path, parts.get(main)).iter():
        if _local(node.tag) == "workbookPr":
            from_1904 = node.get("date1904", "0") in {"1", "true", "on"}
        if _local(node.tag) == "sheet":
            link = next((value for key, value in node.attrib.items() if key.endswith("}id")), "")
            kind, part = relations.get(link, ("", ""))
            if kind == "worksheet" and part in parts:
                found.append(_Sheet(node.get("name", "")[:100], part, node.get("state", "visible") != "visible"))
    if len(found) > MAX_SHEETS:
        raise Refused("too_many_sheets", say(_("The workbook has more than %(limit)s sheets."), limit=MAX_SHEETS))
    return found, from_1904


def _strings(path: Path, parts: dict[str, zipfile.ZipInfo]) -> Strings:
    strings = Strings()
    if name := next((name for name in parts if name.lower().endswith("/sharedstrings.xml")), ""):
        with archive.opener(path, name)() as stream:
            strings.load(stream)
    return strings


def _styles(path: Path, parts: dict[str, zipfile.ZipInfo]) -> dict[str, Meaning]:
    styles = Styles()
    if name := next((name for name in parts if name.lower().endswith("/styles.xml")), ""):
        with archive.opener(path, name)() as stream:
            for _piece in styles.feed(stream):
                pass
    return styles.meanings()


def _merges(tail: bytes) -> list[Merge]:
    """Merged blocks as written after the rows."""
    found = []
    for left, first, right, last in _MERGE.findall(tail):
        found.append(Merge(int(first), int(last), _column(left), _column(right)))
    return found


def _column(letters: bytes) -> int:
    place = 0
    for char in letters:
        place = place * 26 + char - 64
    return place - 1
