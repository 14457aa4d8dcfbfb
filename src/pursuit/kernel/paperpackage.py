"""What a Word file may bring into a paper: its own parts only, no programs, nothing from elsewhere, not too much."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring
from django.utils.translation import gettext_lazy as _

from pursuit.kernel.errors import Refused

LARGEST = 2 * 1024 * 1024
UNPACKED, MARKUP, PARTS = 30 * 1024 * 1024, 8 * 1024 * 1024, 500
OLD = b"\xd0\xcf\x11\xe0"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
# Kinds of relations (ends of their names) behind which stands something that runs, or another document.
ACTIVE = ("vbaProject", "control", "activeXControlBinary", "oleObject", "package", "aFChunk", "subDocument")
PROGRAMS = _("Templates with macros or embedded objects are not accepted.")
UNREADABLE = _("This is no Word document (docx) that can be read.")


def check(content: bytes) -> None:
    """Refuse a file that is no plain docx, and say what it is instead."""
    if not content:
        raise Refused("no_file", _("Choose a file that is not empty."), "file")
    if len(content) > LARGEST:
        raise Refused("too_large", _("A template may have at most %d MB.") % (LARGEST // 1024 // 1024), "file")
    if content.startswith(OLD):
        told = _("This is an old or a protected Office file: save it in Word as docx without a password.")
        raise Refused("old_word", told, "file")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            _size(parts)
            _kind(parts)
            _relations(parts)
    except (zipfile.BadZipFile, ParseError, DefusedXmlException, KeyError, ValueError, NotImplementedError, OSError,
            RuntimeError, EOFError, zlib.error) as error:  # fmt: skip
        raise Refused("unreadable", UNREADABLE, "file") from error


def _size(parts: zipfile.ZipFile) -> None:
    listed = parts.infolist()
    markup = sum(one.file_size for one in listed if one.filename.lower().endswith((".xml", ".rels")))
    if sum(one.file_size for one in listed) > UNPACKED or markup > MARKUP or len(listed) > PARTS:
        raise Refused("too_large", _("This document is too large when unpacked."), "file")
    if len({one.filename.lower() for one in listed}) < len(listed):
        raise ValueError("the same part twice")


def _kind(parts: zipfile.ZipFile) -> None:
    """By the list of contents, which Word itself goes by."""
    names = {one.filename.lower() for one in parts.infolist()}
    kinds = {one.get("ContentType", "") for one in _read(parts, "[Content_Types].xml")}
    if any("macroEnabled" in one or "vbaProject" in one for one in kinds):
        raise Refused("active", PROGRAMS, "file")
    if any(one.endswith(".bin") or "/embeddings/" in one or "activex" in one for one in names):
        raise Refused("active", PROGRAMS, "file")
    if any("spreadsheetml.sheet.main" in one for one in kinds):
        raise Refused("other_kind", _("This is an Excel workbook, no Word document."), "file")
    if any("presentationml" in one and "main+xml" in one for one in kinds):
        raise Refused("other_kind", _("This is a PowerPoint presentation, no Word document."), "file")
    if any("wordprocessingml.template.main" in one for one in kinds):
        raise Refused("other_kind", _("This is a Word template (dotx): save it as a document (docx)."), "file")
    if WORD not in kinds:
        raise ValueError("no document")


def _relations(parts: zipfile.ZipFile) -> None:
    """Nothing may be run, and nothing be fetched when the paper is opened."""
    for name in [one.filename for one in parts.infolist() if one.filename.lower().endswith(".rels")]:
        for one in _read(parts, name):
            if one.get("TargetMode", "").strip().lower() == "external":
                told = _("The template draws on something outside itself, a link or a picture: take that out first.")
                raise Refused("external", f"{told} ({one.get('Target', '')[:80]})", "file")
            if one.get("Type", "").rpartition("/")[2] in ACTIVE:
                raise Refused("active", PROGRAMS, "file")


def _read(parts: zipfile.ZipFile, name: str) -> Iterator[Element]:
    root: Element = fromstring(parts.read(name))
    return iter(root)
