"""The tables of a file: csv, tsv, txt, xlsx, xlsm, or a zip of csv files, told apart by content."""

from dataclasses import replace
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from pursuit.integrations.csv_xlsx import archive, delimited, encodings, sniff, workbook
from pursuit.integrations.csv_xlsx.encodings import Opener
from pursuit.integrations.csv_xlsx.heads import find_head
from pursuit.integrations.csv_xlsx.shaping import below, shaped, survey
from pursuit.integrations.csv_xlsx.table import Cell, Fault, Row, Table
from pursuit.integrations.csv_xlsx.words import say, shown
from pursuit.kernel.errors import Refused, Text

__all__ = ["Cell", "Fault", "Row", "Table", "open_tables"]

MAX_FILES = 200
MAX_LINES = 3_000_000
_TEXTS = (".csv", ".tsv", ".txt", ".tab")


def open_tables(path: Path, *, name: str = "") -> list[Table]:
    """Every table of a file, or Refused with what is wrong with it. name: what people call the file."""
    name = name or path.name
    cap: int = settings.IMPORT_MAX_BYTES
    if not path.is_file():
        raise Refused("no_file", say(_("There is no file “%(name)s”."), name=shown(name, 120)))
    if path.stat().st_size > cap:
        text = _("The file is larger than %(limit)s MB (PURSUIT_IMPORT_MAX_MB): split it.")
        raise Refused("file_too_large", say(text, limit=cap >> 20))
    if sniff.kind(path) == "zip":
        return _packed(path, name)
    notes: list[Text] = []
    if name.lower().endswith((".xlsx", ".xls", ".xlsm", ".zip")):
        notes.append(_("The file is text, whatever its name says, and was read as such."))
    return [_text(lambda: path.open("rb"), name, notes)]


def _packed(path: Path, name: str) -> list[Table]:
    """A workbook, or a zip of csv files."""
    cap: int = settings.IMPORT_XLSX_MAX_BYTES
    parts = archive.entries(path, cap)
    if sniff.office(parts) == "xlsx":
        found = workbook.tables(path, name, parts, cap)
        if name.lower().endswith((*_TEXTS, ".xls", ".zip")):
            note = _("The file is an xlsx workbook, whatever its name says, and was read as such.")
            found = [_noted(table, note) for table in found]
        return found
    inside = {key: archive.readable(key, info) for key, info in parts.items() if not _of_the_system(key)}
    if any(shown_as.lower().endswith((".zip", ".xlsx", ".gz", ".rar", ".7z")) for shown_as in inside.values()):
        raise Refused("nested_zip", _("There is a packed file in this zip: unpack it and bring what is inside."))
    texts = {key: shown_as for key, shown_as in inside.items() if shown_as.lower().endswith(_TEXTS)}
    if not texts:
        raise Refused("no_table", _("There is no csv file in this zip."))
    if len(texts) > MAX_FILES:
        raise Refused("too_many_entries", say(_("There are more than %(limit)s files in this zip."), limit=MAX_FILES))
    archive.inflate(path, cap, _Lines().at)
    notes: list[Text] = []
    if others := len(inside) - len(texts):
        notes.append(say(_("%(count)s files in the zip are no tables and were left out."), count=others))
    return _texts_of_zip(path, name, {key: shown_as for key, shown_as in texts.items() if parts[key].file_size}, notes)


def _texts_of_zip(path: Path, name: str, texts: dict[str, str], notes: list[Text]) -> list[Table]:
    found = []
    for key, part in sorted(texts.items(), key=lambda pair: pair[1]):
        try:
            found.append(_text(archive.opener(path, key), name, notes, part))
        except Refused as no:
            if no.code == "empty_file":
                continue
            raise Refused(no.code, say(_("%(part)s: %(reason)s"), part=shown(part, 120), reason=no.message)) from no
    if not found:
        raise Refused("empty_file", _("The file is empty."))
    return found


def _text(opener: Opener, file: str, notes: list[Text], part: str = "") -> Table:
    """A delimited text as a table."""
    decoded = encodings.detect(opener)
    if decoded.lines > MAX_LINES:
        raise _too_long()
    source = delimited.examine(
        opener, decoded.name, tabs=(part or file).lower().endswith((".tsv", ".tab")), nuls=decoded.nuls > 0
    )
    found, head = survey(delimited.records(source), find_head)
    own: list[Text] = []
    if decoded.name == "gb18030":
        own.append(_("The file is in GB18030 (GBK, GB2312)."))
    if decoded.name == "utf-16":
        own.append(_("The file is in UTF-16."))
    return Table(
        name=f"{file}: {part}" if part else file,
        file=file,
        header=head.names,
        encoding=decoded.name,
        delimiter=source.delimiter,
        notes=(*notes, *own, *head.notes, *found.notes()),
        part=part,
        count=below(found, head),
        reader=lambda: shaped(delimited.records(source), head, ""),
    )


def _noted(table: Table, note: Text) -> Table:
    return replace(table, notes=(note, *table.notes))


class _Lines:
    """Counts the line ends of all files in a zip while it is unpacked."""

    def __init__(self) -> None:
        self.count = 0

    def at(self, _name: str, piece: bytes) -> None:
        self.count += max(piece.count(b"\n"), piece.count(b"\r"))
        if self.count > MAX_LINES:
            raise _too_long()


def _too_long() -> Refused:
    text = _("The file has more than %(limit)s million lines: split it.")
    return Refused("too_many_rows", say(text, limit=MAX_LINES // 1_000_000))


def _of_the_system(name: str) -> bool:
    """What macOS and Windows put beside people's files."""
    base = name.rpartition("/")[2]
    return name.startswith("__MACOSX/") or base.startswith(".") or base.lower() in {"thumbs.db", "desktop.ini"}
