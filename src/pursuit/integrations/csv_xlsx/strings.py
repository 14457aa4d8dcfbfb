"""A workbook's shared strings: the first in memory, the rest in a file, so that millions of texts cost little."""

import os
import re
import sys
import tempfile
from array import array
from typing import IO

from django.utils.translation import gettext_lazy as _

from pursuit.integrations.csv_xlsx.table import AROUND, MAX_TEXT
from pursuit.integrations.csv_xlsx.xml import Scanner
from pursuit.kernel.errors import Refused
from pursuit.kernel.listing.export import unguard

IN_MEMORY = 48 << 20
MAX_STRINGS = 3_000_000
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


def unescape(text: str) -> str:
    """_x000D_ is how xlsx writes characters that XML cannot hold."""
    return _ESCAPE.sub(lambda match: _char(match[1]), text) if "_x" in text else text


def _char(code: str) -> str:
    char = chr(int(code, 16))
    return "\ufffd" if "\ud800" <= char <= "\udfff" else char


def clean(text: str) -> str:
    """Without white space around and the apostrophe our own exports add."""
    text = text.strip(AROUND)
    return unguard(text) if text[:1] == "'" else text


class Texts(Scanner):
    """Collects the text of `t` elements, without the readings (rPh) East Asian cells carry. Long ones are cut."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self.length = 0
        self.inside = False
        self.reading = 0

    def text(self, data: str) -> None:
        if self.inside and self.length <= MAX_TEXT:
            self.pieces.append(data)
            self.length += len(data)

    def start(self, name: str, _attributes: dict[str, str]) -> None:
        if name == "rPh":
            self.reading += 1
        elif name == "t":
            self.inside = not self.reading

    def end(self, name: str) -> None:
        if name == "t":
            self.inside = False
        elif name == "rPh":
            self.reading -= 1

    def take(self) -> str:
        """The text collected, at most one character longer than a cell may be."""
        text = "".join(self.pieces)[: MAX_TEXT + 1]
        self.pieces.clear()
        self.length = 0
        return unescape(text)


class Strings(Texts):
    """The table of shared strings, by index."""

    def __init__(self) -> None:
        super().__init__()
        self.near: list[str] = []
        self.size = 0
        self.ends = array("Q", [0])
        self.far: IO[bytes] | None = None

    def load(self, stream: IO[bytes]) -> None:
        """Read the whole table."""
        for _piece in self.feed(stream):
            pass
        if self.far is not None:
            self.far.flush()

    def end(self, name: str) -> None:
        if name == "si":
            self._keep(clean(self.take()))
        else:
            super().end(name)

    def _keep(self, text: str) -> None:
        if self.far is None:
            self.size += sys.getsizeof(text) + 8
            self.near.append(text)
            if self.size > IN_MEMORY:
                self.far = tempfile.TemporaryFile(prefix="pursuit-import-")  # noqa: SIM115 - lives as long as the tables
            return
        self.ends.append(self.ends[-1] + self.far.write(text.encode("utf-8", errors="replace")))
        if len(self.ends) + len(self.near) > MAX_STRINGS:
            raise Refused(
                "too_much_text", _("The workbook holds too many different texts: split it, or save it as csv.")
            )

    def get(self, index: int) -> str | None:
        """The text, or None where there is none by this number."""
        if 0 <= index < len(self.near):
            return self.near[index]
        at = index - len(self.near)
        if self.far is None or not 0 <= at < len(self.ends) - 1:
            return None
        begin, end = self.ends[at], self.ends[at + 1]
        return os.pread(self.far.fileno(), end - begin, begin).decode()
