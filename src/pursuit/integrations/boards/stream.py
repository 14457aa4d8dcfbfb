"""A JSON file entry by entry: what is large in a board is its lists, so only one entry of a list is held at a time.

Memory: one entry (at most MAX_RECORD characters) and a few times its size, however large the file is.
"""

import codecs
import json
import math
import re
from collections.abc import Iterator
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import IO

from pursuit.integrations.boards.errors import BoardError, quoted
from pursuit.integrations.csv_xlsx import encodings
from pursuit.integrations.csv_xlsx.encodings import Opener

LIMIT = 200_000_000  # bytes
CHUNK = 1 << 18
MAX_RECORD = 8 << 20  # characters of one entry
MAX_DIGITS = 40
TOKEN = 64  # characters; no number or word of JSON that means anything is longer
BLANK = " \t\r\n\ufeff"
_BEHIND = re.compile(r"[,:\]}\s]")  # a value is over; 12 might go on as 123, or as 12.5
_SPACE = re.compile(r"[ \t\r\n\ufeff]*")
_ENDED = re.compile(r"(?:-|t|tr|tru|f|fa|fal|fals|n|nu|nul)?\s*$")  # what is left of a word that broke off

Source = Path | bytes
Part = tuple[str, object]
LIST = object()  # stands where a list begins, so that an empty one is seen too


def parts(source: Source, limit: int = LIMIT, *, lines: bool = False) -> Iterator[Part]:
    """(key, value) of the object a file is; where a value is a list, (key, LIST) and (key, entry) of each entry.

    A list at the top gives ("", LIST) and ("", entry), any other value ("", value). lines: the file is a sequence of
    values, each given as ("", value). Raises BoardError, and Refused where the bytes are no text. limit: bytes it may
    have.
    """
    opener, encoding = _opened(source, limit)
    with opener() as stream:
        yield from _parts(_Text(stream, encoding), lines)


def _parts(text: "_Text", lines: bool) -> Iterator[Part]:
    if not text.mark():
        raise BoardError("empty_file")
    while lines and text.mark():
        yield "", text.value()
    if lines:
        return
    if text.mark() == "{":
        yield from _members(text)
    elif text.mark() == "[":
        yield from _entries(text, "")
    else:
        yield "", text.value()
    if text.mark():
        raise BoardError("more_follows", line=text.line())


def is_lines(source: Source, limit: int = LIMIT) -> bool:
    """Is the first line a whole object, and do more lines follow? (JSON lines, as API readers write them.)"""
    opener, name = _opened(source, limit)
    with opener() as stream, TextIOWrapper(stream, name, newline="") as reader:
        first = ""
        while not first.strip(BLANK):
            first = reader.readline(MAX_RECORD)
            if not first:
                return False
        if len(first) >= MAX_RECORD or not first.strip(BLANK).startswith("{"):
            return False
        try:
            json.loads(first.strip(BLANK))
        except (ValueError, RecursionError):
            return False
        return any(line.strip(BLANK) for line in iter(lambda: reader.readline(CHUNK), ""))


def _opened(source: Source, limit: int) -> tuple[Opener, str]:
    """How to open it and its encoding. Raises BoardError, and Refused where no encoding fits."""
    opener: Opener
    if isinstance(source, bytes):
        size, opener = len(source), lambda: BytesIO(source)
    elif source.is_file():
        size, opener = source.stat().st_size, lambda: source.open("rb")
    else:
        raise BoardError("no_file", value=quoted(source.name, 120))
    if size >= limit:
        raise BoardError("too_large", limit=max(1, limit // 1_000_000))
    if not size:
        raise BoardError("empty_file")
    decoded = encodings.detect(opener)
    if decoded.nuls:
        raise BoardError("nul_byte")
    return opener, decoded.name


class _Text:
    """A decoded text, of which only the part being looked at is held."""

    def __init__(self, stream: IO[bytes], encoding: str) -> None:
        self.stream = stream
        self.decoder = codecs.getincrementaldecoder(encoding)()
        self.json = json.JSONDecoder(
            parse_int=self._whole, parse_float=self._float, parse_constant=self._constant, strict=False
        )
        self.text = ""
        self.at = 0
        self.before = self.column = 0  # line ends in what was dropped, and characters behind the last of them
        self.ended = False

    def line(self, at: int | None = None) -> int:
        return self.before + self.text.count("\n", 0, self.at if at is None else at) + 1

    def mark(self) -> str:
        """The next character that is no blank, "" at the end; it stays unread."""
        while True:
            self.at = _SPACE.match(self.text, self.at).end()  # type: ignore[union-attr]  # it always matches
            if self.at < len(self.text) or self.ended:
                return self.text[self.at : self.at + 1]
            self.more()

    def take(self, *marks: str) -> str:
        """The next character, which must be one of these."""
        found = self.mark()
        if found not in marks:
            raise self.broken(self.at)
        self.at += 1
        return found

    def value(self) -> object:
        """The value that begins here."""
        self.mark()
        while True:
            try:
                found, end = self.json.raw_decode(self.text, self.at)
            except json.JSONDecodeError as error:
                if self.ended or (error.pos < len(self.text) - TOKEN and not error.msg.startswith("Unterminated")):
                    raise self.broken(error.pos, unclosed=error.msg.startswith("Unterminated")) from error
            except RecursionError as error:
                raise BoardError("too_deep", line=self.line()) from error
            else:
                if self.ended or _BEHIND.match(self.text, end) or len(self.text) - end > TOKEN:
                    self.bound(end)
                    self.at = end
                    return found
            self.bound(len(self.text))
            self.more()

    def bound(self, end: int) -> None:
        if end - self.at > MAX_RECORD:
            raise BoardError("record_too_large", line=self.line(), limit=MAX_RECORD >> 20)

    def more(self) -> None:
        """As much again as is held, so that an entry read in pieces costs no more than twice its length."""
        self.before += self.text.count("\n", 0, self.at)
        last = self.text.rfind("\n", 0, self.at)
        self.column = self.at - last - 1 if last >= 0 else self.column + self.at
        self.text = self.text[self.at :]
        self.at = 0
        piece = self.stream.read(max(CHUNK, min(len(self.text), MAX_RECORD)))
        self.ended = not piece
        self.text += self.decoder.decode(piece, final=self.ended)

    def broken(self, at: int, *, unclosed: bool = False) -> BoardError:
        line = self.line(at)
        if self.ended and (unclosed or _ENDED.match(self.text, at)):
            return BoardError("truncated", line=line)
        last = self.text.rfind("\n", 0, at)
        column = at - last if last >= 0 else self.column + at + 1
        return BoardError("not_json", line=line, column=column)

    def _whole(self, digits: str) -> int:
        if len(digits) > MAX_DIGITS:
            raise BoardError("not_a_number", line=self.line(), value=quoted(digits, 20))
        return int(digits)

    def _float(self, digits: str) -> float:
        number = float(digits)
        if math.isinf(number):
            raise BoardError("not_a_number", line=self.line(), value=quoted(digits, 20))
        return number

    def _constant(self, name: str) -> object:
        raise BoardError("not_a_number", line=self.line(), value=name)


def _members(text: _Text) -> Iterator[Part]:
    text.take("{")
    if text.mark() == "}":
        text.take("}")
        return
    while True:
        if text.mark() != '"':
            raise text.broken(text.at)
        key = str(text.value())
        text.take(":")
        if text.mark() == "[":
            yield from _entries(text, key)
        else:
            yield key, text.value()
        if text.take(",", "}") == "}":
            return


def _entries(text: _Text, key: str) -> Iterator[Part]:
    text.take("[")
    yield key, LIST
    if text.mark() == "]":
        text.take("]")
        return
    while True:
        yield key, text.value()
        if text.take(",", "]") == "]":
            return
