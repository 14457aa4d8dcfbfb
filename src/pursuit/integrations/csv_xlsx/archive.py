"""Zip files of others: sizes as inflated, not as declared; no passwords, no strange names, no zip in a zip.

Nothing is unpacked to disk; names are never used as paths.
"""

import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from django.utils.translation import gettext_lazy as _

from pursuit.integrations.csv_xlsx.encodings import Opener
from pursuit.integrations.csv_xlsx.words import say, shown
from pursuit.kernel.errors import Refused

MAX_ENTRIES = 10_000
MAX_DIRECTORY = 4 << 20  # bytes: zipfile turns a directory into objects ten times its size before anybody can look
CHUNK = 1 << 18
_UNSAFE = re.compile(r"^[/\\]|^[A-Za-z]:|(^|[/\\])\.\.([/\\]|$)|[\0\n\r]")
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    IndexError,
    OSError,
    struct.error,
    NotImplementedError,
    RuntimeError,
    ValueError,
)


def entries(path: Path, cap: int) -> dict[str, zipfile.ZipInfo]:
    """The files in a zip by name, after the checks that need no inflating."""
    _directory(path)
    try:
        with zipfile.ZipFile(path) as archive:
            found = [info for info in archive.infolist() if not info.is_dir()]
    except _BROKEN as error:
        raise damaged() from error
    if len(found) > MAX_ENTRIES:
        raise Refused("too_many_entries", say(_("There are more than %(limit)s files in this zip."), limit=MAX_ENTRIES))
    for info in found:
        if info.flag_bits & 1:
            raise Refused("encrypted", _("The zip has a password: unpack it and bring what is inside."))
        if info.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise Refused("damaged_file", _("The zip is packed in an unusual way: pack it again as an ordinary zip."))
        if _UNSAFE.search(info.orig_filename) or _UNSAFE.search(info.filename):
            text = _("A file in this zip has a name that leads outside of it: “%(name)s”. It is not opened.")
            raise Refused("unsafe_zip", say(text, name=shown(info.orig_filename)))
    if sum(info.file_size for info in found) > cap:
        raise too_large(cap)
    return {info.filename: info for info in found}


def _directory(path: Path) -> None:
    """Refuse a huge directory of entries before zipfile reads it."""
    size = path.stat().st_size
    with path.open("rb") as file:
        file.seek(max(0, size - 66_000))
        tail = file.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) < at + 22:
        raise damaged()
    length: int = struct.unpack_from("<L", tail, at + 12)[0]
    wide = tail.rfind(b"PK\x06\x06", 0, at)
    if wide >= 0 and len(tail) >= wide + 56:
        length = struct.unpack_from("<Q", tail, wide + 40)[0]
    if length > MAX_DIRECTORY:
        raise Refused("too_many_entries", say(_("There are more than %(limit)s files in this zip."), limit=MAX_ENTRIES))


def inflate(path: Path, cap: int, look: Callable[[str, bytes], None]) -> None:
    """Unpack everything once, in pieces, to nowhere: real sizes, checksums, and `look` at each piece."""
    total = 0
    try:
        with zipfile.ZipFile(path) as archive:
            for info in archive.infolist():
                with archive.open(info) as stream:
                    while piece := stream.read(CHUNK):
                        total += len(piece)
                        if total > cap:
                            raise too_large(cap)
                        look(info.filename, piece)
    except _BROKEN as error:
        raise damaged() from error


def opener(path: Path, name: str) -> Opener:
    """A way to open one entry again and again."""

    @contextmanager
    def opened() -> Iterator[IO[bytes]]:
        with zipfile.ZipFile(path) as archive, archive.open(name) as stream:
            yield stream

    return opened


def readable(name: str, info: zipfile.ZipInfo) -> str:
    """The entry's own name; zips packed on Chinese Windows write it in GBK without saying so."""
    if info.flag_bits & 0x800 or name.isascii():
        return name.rpartition("/")[2]
    with suppress(UnicodeError):
        name = name.encode("cp437").decode("gb18030")
    return name.rpartition("/")[2]


def damaged() -> Refused:
    return Refused("damaged_file", _("The file is damaged or was cut off on its way: export or copy it again."))


def too_large(cap: int) -> Refused:
    text = _(
        "Unpacked, this file is larger than %(limit)s MB (PURSUIT_IMPORT_XLSX_MAX_MB): split it, or save it as csv."
    )
    return Refused("expands_too_far", say(text, limit=cap >> 20))
