"""Which encoding a text file is in, by evidence: strict decoders in order, then whether what came out reads as Chinese.

The whole file is decoded once: a file that turns out wrong in its last line must not be half imported.
"""

import codecs
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import IO

from django.utils.translation import gettext_lazy as _

from pursuit.integrations.csv_xlsx.words import say
from pursuit.kernel.errors import Refused

Opener = Callable[[], AbstractContextManager[IO[bytes]]]
CHUNK = 1 << 20
SAMPLE = 20_000  # characters outside ASCII are enough to tell Chinese from noise
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, ""),  # before UTF-16: its mark begins with that of UTF-16
    (codecs.BOM_UTF32_BE, ""),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file read to its end. name: Python's name of the encoding; nuls: how many NUL characters it holds."""

    name: str
    nuls: int
    length: int
    lines: int


class _Bad(Exception):
    """The bytes are not in this encoding. around: the piece in which the first bad byte stands."""

    def __init__(self, offset: int, line: int, around: bytes) -> None:
        super().__init__(offset, line)
        self.offset = offset
        self.line = line
        self.around = around


def detect(opener: Opener) -> Decoded:
    """The encoding of the whole file, or Refused naming the line of the first byte that fits none."""
    with opener() as stream:
        head = stream.read(4)
    for mark, name in _BOMS:
        if head.startswith(mark):
            return _marked(opener, name)
    try:
        return _checked(_decode(opener, "utf-8"))
    except _Bad as bad:
        return _chinese(opener, bad)


def _marked(opener: Opener, name: str) -> Decoded:
    if not name:
        raise Refused(
            "unknown_encoding",
            _("The file is in UTF-32, which is not read here: save it as CSV UTF-8 and bring that."),
        )
    try:
        return _checked(_decode(opener, name))
    except _Bad as bad:
        raise _damaged(bad.line, "UTF-8" if name == "utf-8-sig" else "UTF-16") from bad


def _chinese(opener: Opener, utf8: _Bad) -> Decoded:
    """Not UTF-8: GB18030 (with GBK and GB2312 in it), if what comes out reads as Chinese; Refused otherwise."""
    repaired = utf8.around.decode("utf-8", errors="replace")
    bad = repaired.count("\ufffd")
    if sum(char > "\x7f" for char in repaired) - bad >= 4 * bad:
        raise _damaged(utf8.line, "UTF-8")  # a few bad bytes in a text that is UTF-8 otherwise
    sample: list[str] = []
    try:
        found = _decode(opener, "gb18030", sample)
    except _Bad as gb:
        raise _unknown(gb if gb.offset > utf8.offset else utf8) from gb
    if not _reads_as_chinese("".join(sample)):
        raise _unknown(utf8)
    return _checked(found)


def _reads_as_chinese(sample: str) -> bool:
    """Is this GB18030, or bytes of another encoding that happen to pass for it?

    Simplified texts use symbols and the 3,755 characters of GB2312's first level nearly always, traditional ones in
    every second place. Big5 read as GB18030 does too, but all its usual characters begin with A4 to C6.
    """
    common = big5 = 0
    for char in sample:
        code = char.encode("gb18030")
        common += len(code) == 2 and code[1] >= 0xA1 and (code[0] <= 0xA9 or 0xB0 <= code[0] <= 0xD7)
        big5 += len(code) == 2 and 0xA4 <= code[0] <= 0xC6
    share = common / len(sample)
    return share >= 0.6 or (len(sample) < 8 and share >= 0.5) or (share >= 0.4 and big5 / len(sample) < 0.8)


def _decode(opener: Opener, name: str, sample: list[str] | None = None) -> Decoded:
    decoder = codecs.getincrementaldecoder(name)()
    feeds = returns = nuls = length = offset = 0
    with opener() as stream:
        while True:
            chunk = stream.read(CHUNK)
            try:
                text = decoder.decode(chunk, final=not chunk)
            except UnicodeDecodeError as error:
                before = error.object[: error.start].decode(name, errors="replace")
                feeds, returns = feeds + before.count("\n"), returns + before.count("\r")
                place = offset + len(chunk) - len(error.object) + error.start
                raise _Bad(place, max(feeds, returns) + 1, error.object) from error
            offset += len(chunk)
            length += len(text)
            nuls += text.count("\0")
            feeds, returns = feeds + text.count("\n"), returns + text.count("\r")
            if sample is not None and len(sample) < SAMPLE:
                sample.extend([char for char in text if char > "\x7f"][:SAMPLE])
            if not chunk:
                return Decoded(name, nuls, length, max(feeds, returns))


def _checked(found: Decoded) -> Decoded:
    """A NUL here and there spoils a row; many mean that this is no text at all."""
    if found.nuls > 10 + found.length // 1000:
        raise Refused(
            "binary_file",
            _("This is not a text file: it is full of NUL bytes. Export it as xlsx or CSV UTF-8 and bring that."),
        )
    return found


def _damaged(line: int, name: str) -> Refused:
    text = _("Line %(line)s holds a byte that is not %(name)s: export the file again, or save it as CSV UTF-8.")
    return Refused("bad_encoding", say(text, line=line, name=name))


def _unknown(bad: _Bad) -> Refused:
    text = _("Line %(line)s holds a byte that is neither UTF-8 nor GB18030: save the file as CSV UTF-8 and bring that.")
    return Refused("unknown_encoding", say(text, line=bad.line))
