"""Records of a delimited text: csv, tsv, semicolons, pipes; a stray quote spoils one record, an open one the file."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice
from math import log2
from typing import IO

from django.utils.translation import gettext_lazy as _

from pursuit.integrations.csv_xlsx.encodings import Opener
from pursuit.integrations.csv_xlsx.table import AROUND, MAX_COLUMNS, MAX_TEXT, Fault, Row
from pursuit.integrations.csv_xlsx.words import say
from pursuit.kernel.errors import Refused
from pursuit.kernel.listing.export import unguard

DELIMITERS = ",;\t|"
LINE = 4 << 20  # characters; a longer line is no table, and would cost its size in memory several times
_SEP = re.compile(r'^"?sep=([^\r\n])"?\s*$', re.IGNORECASE)
_FORCED = re.compile(r'^="(.*)"$', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Source:
    """A text file and how to read it. sep_line: its first line only names the delimiter; nuls: it holds some NUL."""

    opener: Opener
    encoding: str
    delimiter: str
    sep_line: bool = False
    nuls: bool = False


def examine(opener: Opener, encoding: str, *, tabs: bool, nuls: bool) -> Source:
    """Find the delimiter. tabs: the name says tab-separated, which decides where nothing else does."""
    with opener() as stream, io.TextIOWrapper(stream, encoding, newline="", errors="replace") as text:
        sample = text.read(1 << 17)
    first = sample.split("\n", 1)[0].split("\r", 1)[0]
    if named := _SEP.match(first):
        return Source(opener, encoding, named[1], sep_line=True, nuls=nuls)
    return Source(opener, encoding, _guess(sample, tabs=tabs), nuls=nuls)


def _guess(sample: str, *, tabs: bool) -> str:
    """The delimiter that cuts most records into the same number of cells, and into more than one."""
    lines = sample.splitlines(keepends=True)[:200]
    best, found = 0.0, "\t" if tabs else ","
    for delimiter in DELIMITERS:
        try:
            cut = [len(r) for r in islice(csv.reader(lines, delimiter=delimiter), 60) if r]
        except csv.Error:
            continue
        widths = Counter(width for width in cut if width > 1)
        if widths:
            width, times = widths.most_common(1)[0]
            score = (times / len(cut)) ** 2 * log2(width)
            if score > best * (1.2 if found == "\t" and tabs else 1):
                best, found = score, delimiter
    return found


class _Lines:
    """The lines of a text, counted, for csv to pull."""

    def __init__(self, stream: IO[str]) -> None:
        self.stream = stream
        self.count = 0
        self.length = 0
        self.last = ""

    def __iter__(self) -> Iterator[str]:
        for line in iter(partial(self.stream.readline, LINE), ""):
            self.count += 1
            if len(line) >= LINE:
                text = _(
                    "Line %(line)s has no end within %(limit)s million characters: this is not a table of records."
                )
                raise Refused("line_too_long", say(text, line=self.count, limit=LINE // 1_000_000))
            self.length += len(line)
            self.last = line
            yield line


def records(source: Source) -> Iterator[Row]:
    """Every record, blank ones as rows without cells, so that numbers are those of a spreadsheet."""
    with source.opener() as stream, io.TextIOWrapper(stream, source.encoding, newline="") as text:
        lines = _Lines(text)
        if source.sep_line:
            text.readline(LINE)
            lines.count = 1
        reader = csv.reader(iter(lines), delimiter=source.delimiter, strict=True)
        number = 0
        while True:
            number += 1
            start, before = lines.count + 1, lines.length
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                yield Row(number, *_spoilt(source, lines, start, error))
                continue
            fault = None
            if source.nuls or lines.length - before > MAX_TEXT or len(cells) > MAX_COLUMNS:
                cells, fault = _looked_at(cells)
            yield Row(number, tuple([_clean(cell) for cell in cells]), fault)


def _clean(cell: str) -> str:
    """Without white space around, the ="…" that keeps zeros in Excel, and the apostrophe our own exports add."""
    cell = cell.strip(AROUND)
    if cell[:1] == "=" and (forced := _FORCED.match(cell)):
        return forced[1].strip()
    return unguard(cell) if cell[:1] == "'" else cell


def _looked_at(cells: list[str]) -> tuple[list[str], Fault | None]:
    """A record with a NUL or a very long cell, or with more cells than any table has, is a fault."""
    fault = None
    for column, cell in enumerate(cells[:MAX_COLUMNS]):
        if len(cell) > MAX_TEXT:
            fault = fault or too_long(column)
            cells[column] = cell[:100]
        elif "\0" in cell:
            fault = fault or nul(column)
            cells[column] = cell.replace("\0", "")
    return cells[: MAX_COLUMNS + 1], fault


def too_long(column: int) -> Fault:
    text = _("This cell holds more than %(limit)s characters: shorten it, or attach the text as a file.")
    return Fault("cell_too_long", say(text, limit=f"{MAX_TEXT:,}"), column)


def nul(column: int) -> Fault:
    return Fault("nul_byte", _("This cell holds a NUL byte, which no text may: remove it."), column)


def _spoilt(source: Source, lines: _Lines, start: int, error: csv.Error) -> tuple[tuple[str, ...], Fault]:
    """What is left of a record that csv cannot read; Refused where a quote is never closed."""
    reason, over = str(error), lines.count > start
    if "unexpected end" in reason or ("field larger" in reason and over):
        text = _("A quotation mark that opens a cell in line %(line)s is never closed: close it, or remove it.")
        raise Refused("unclosed_quote", say(text, line=start)) from error
    if "field larger" in reason:
        return (), too_long(0)
    cells: tuple[str, ...] = ()
    if not over:
        cells = tuple(next(csv.reader([lines.last], delimiter=source.delimiter), ()))
    text = _("A quotation mark stands in the middle of a cell (line %(line)s): double it, or remove it.")
    return cells, Fault("bad_quotes", say(text, line=lines.count))
