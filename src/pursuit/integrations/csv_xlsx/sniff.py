"""What a file really is, by its content: names lie (html called xls, csv called xlsx)."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from django.utils.translation import gettext_lazy as _

from pursuit.kernel.errors import Refused, Text

Kind = Literal["text", "zip", "xlsx"]

_SAVE = _("This file cannot be read here: open it in Excel or WPS, save it as xlsx, and bring that.")
# first bytes: (code, message)
_OTHERS: tuple[tuple[bytes, str, Text], ...] = (
    (b"%PDF", "pdf", _("This is a PDF: export the table itself as xlsx or csv.")),
    (b"\x1f\x8b", "packed_file", _("This file is packed: unpack it and bring what is inside.")),
    (b"Rar!", "packed_file", _("This file is packed: unpack it and bring what is inside.")),
    (b"7z\xbc\xaf", "packed_file", _("This file is packed: unpack it and bring what is inside.")),
    (b"BZh", "packed_file", _("This file is packed: unpack it and bring what is inside.")),
    (b"\xfd7zXZ", "packed_file", _("This file is packed: unpack it and bring what is inside.")),
    (b"\x89PNG", "picture", _("This is a picture: bring the table itself as xlsx or csv.")),
    (b"\xff\xd8\xff", "picture", _("This is a picture: bring the table itself as xlsx or csv.")),
    (b"SQLite format 3", "not_a_table", _SAVE),
    (b"{\\rtf", "not_a_table", _SAVE),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_HTML = re.compile(
    r"\s*(<!--(?:(?!-->).)*-->\s*)*<(!doctype\s+html|html|head|meta|body|table|style|div)\b", re.I | re.S
)
_XML = re.compile(r"\s*<(\?xml|!doctype|workbook)\b", re.I)
_JSON = re.compile(r'\s*(\{\s*["}]|\[\s*[\[{"\]])')


def kind(path: Path) -> Kind:
    """text, zip or xlsx; Refused for everything else, with what to do about it."""
    with path.open("rb") as file:
        head = file.read(8192)
    if not head.strip(b" \t\r\n\xef\xbb\xbf"):
        raise Refused("empty_file", _("The file is empty."))
    if head.startswith(_OLE):
        raise _old(path)
    for magic, code, message in _OTHERS:
        if head.startswith(magic):
            raise Refused(code, message)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return "zip"
    _no_markup(head)
    return "text"


def _old(path: Path) -> Refused:
    with path.open("rb") as file:
        if _ENCRYPTED in file.read(1 << 20):
            return Refused(
                "encrypted", _("The workbook has a password: take it off in Excel or WPS and save it again.")
            )
    return Refused(
        "old_xls", _("This is the old xls format: open it in Excel or WPS, save it as xlsx, and bring that.")
    )


def _no_markup(head: bytes) -> None:
    """Web pages and XML that call themselves spreadsheets, and JSON."""
    text = head.decode("utf-16" if head[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8", errors="replace").lstrip(
        "\ufeff"
    )
    if _HTML.match(text) or text.startswith("MIME-Version:"):
        raise Refused(
            "html_table",
            _("This is a web page called a spreadsheet: open it in Excel or WPS, save it as xlsx, and bring that."),
        )
    if _XML.match(text) or _JSON.match(text):
        raise Refused("not_a_table", _SAVE)


def office(names: Iterable[str]) -> Kind:
    """Is this zip a workbook, another office file (Refused), or an archive with files in it?"""
    found = set(names)
    if "mimetype" in found or any(name.endswith(".iwa") for name in found):
        raise Refused("not_a_table", _SAVE)
    if "[Content_Types].xml" not in found:
        return "xlsx" if "xl/workbook.xml" in found else "zip"
    if any(name.startswith("xl/") and name.endswith(".bin") and "workbook" in name for name in found):
        raise Refused("not_a_table", _SAVE)
    if any(name.startswith(("word/", "ppt/", "visio/")) for name in found):
        raise Refused("not_a_table", _SAVE)
    return "xlsx"
