"""What an upload really is: its first bytes must agree with its name, and only listed kinds are taken."""

import re
import unicodedata
import zipfile
from typing import IO

from django.utils.translation import gettext_lazy as _

from pursuit.kernel.errors import Refused

ZIP = b"PK\x03\x04"
# ending: (content type, signatures; none: must be text)
ALLOWED: dict[str, tuple[str, tuple[bytes, ...]]] = {
    "pdf": ("application/pdf", (b"%PDF-",)),
    "png": ("image/png", (b"\x89PNG\r\n\x1a\n",)),
    "jpg": ("image/jpeg", (b"\xff\xd8\xff",)),
    "jpeg": ("image/jpeg", (b"\xff\xd8\xff",)),
    "gif": ("image/gif", (b"GIF87a", b"GIF89a")),
    "webp": ("image/webp", (b"RIFF",)),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", (ZIP,)),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", (ZIP,)),
    "pptx": ("application/vnd.openxmlformats-officedocument.presentationml.presentation", (ZIP,)),
    "doc": ("application/msword", (b"\xd0\xcf\x11\xe0",)),
    "xls": ("application/vnd.ms-excel", (b"\xd0\xcf\x11\xe0",)),
    "ppt": ("application/vnd.ms-powerpoint", (b"\xd0\xcf\x11\xe0",)),
    "zip": ("application/zip", (ZIP, b"PK\x05\x06")),
    "mpp": ("application/vnd.ms-project", (b"\xd0\xcf\x11\xe0",)),
    "dwg": ("image/vnd.dwg", (b"AC10",)),
    "mp3": ("audio/mpeg", (b"ID3", b"\xff\xfb", b"\xff\xf3")),
    "m4a": ("audio/mp4", ()),
    "mp4": ("video/mp4", ()),
    "txt": ("text/plain", ()),
    "csv": ("text/csv", ()),
    "md": ("text/plain", ()),
    "xml": ("text/plain", ()),
    "eml": ("text/plain", ()),
    "ics": ("text/calendar", ()),
}
_BOX = {"m4a", "mp4"}  # ISO media: "ftyp" at byte 4
_OFFICE = {"docx": "word/", "xlsx": "xl/", "pptx": "ppt/"}


def clean_name(name: str) -> str:
    """The last path part without control characters, at most 120 characters; the stored name is never this one."""
    name = unicodedata.normalize("NFC", name).replace("\\", "/").split("/")[-1]
    name = "".join(char for char in name if unicodedata.category(char)[0] != "C").strip(" .")
    stem, dot, ending = name.rpartition(".")
    name = f"{stem[:110]}{dot}{ending[:9]}" if dot else ending[:120]
    if not name:
        raise Refused("bad_name", _("The file needs a name."), "file")
    return name


def check(name: str, head: bytes, body: IO[bytes]) -> str:
    """The content type of an upload, or Refused. `head`: its first 512 bytes; `body` is rewound by the caller."""
    ending = name.rpartition(".")[2].lower()
    if ending not in ALLOWED:
        raise Refused("bad_type", _("Files of this type are not accepted: %s.") % (ending or name), "file")
    content_type, signatures = ALLOWED[ending]
    if ending in _BOX:
        fits = head[4:8] == b"ftyp"
    elif signatures:
        fits = head.startswith(signatures)
    else:
        fits = b"\x00" not in head and not re.match(rb"\s*(MZ|\x7fELF|PK\x03\x04)", head)
    if not fits:
        raise Refused("wrong_type", _("The content of the file is not what its name says (%s).") % ending, "file")
    if ending in _OFFICE and not _holds(body, _OFFICE[ending]):
        raise Refused("wrong_type", _("The content of the file is not what its name says (%s).") % ending, "file")
    return content_type


def _holds(body: IO[bytes], folder: str) -> bool:
    """Does an Office file hold its own kind's folder? Only the directory is read, nothing is unpacked."""
    try:
        with zipfile.ZipFile(body) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
        return False
    return any(entry.startswith(folder) for entry in names[:5000])
