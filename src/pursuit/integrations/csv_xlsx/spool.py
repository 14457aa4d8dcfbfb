"""Rows already read once, kept in a nameless temporary file: reading a sheet again costs a tenth of parsing it again.

An import goes over a table several times (samples, dry run, the run itself); a workbook's XML is read for the first.
"""

import os
import pickle
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import IO

from pursuit.integrations.csv_xlsx.table import Row

BATCH = 500_000  # cells and characters held until they are written
LIMIT = 512 << 20  # bytes on disk for all sheets of a file; what does not fit is parsed again


@dataclass(slots=True)
class Room:
    """What the spools of one file have written together."""

    used: int = 0


class Spool:
    """Fill it by iterating over keep(rows) to the end; then rows() gives them again, if `complete`."""

    def __init__(self, room: Room) -> None:
        self.room = room
        self.file: IO[bytes] = tempfile.TemporaryFile(prefix="pursuit-import-")  # noqa: SIM115 - lives with its table
        self.ends = [0]
        self.complete = False

    def keep(self, rows: Iterable[Row]) -> Iterator[Row]:
        """The same rows, written down on their way."""
        batch: list[tuple[object, ...]] = []
        weight = 0
        for row in rows:
            batch.append((row.number, row.cells, row.fault))
            weight += len(row.cells) + sum([len(cell) for cell in row.cells if isinstance(cell, str)])
            if weight > BATCH:
                self._write(batch)
                batch, weight = [], 0
            yield row
        self._write(batch)
        self.file.flush()
        self.complete = self.room.used <= LIMIT

    def _write(self, batch: list[tuple[object, ...]]) -> None:
        if self.room.used <= LIMIT:
            written = self.file.write(pickle.dumps(batch, pickle.HIGHEST_PROTOCOL))
            self.ends.append(self.ends[-1] + written)
            self.room.used += written

    def rows(self) -> Iterator[Row]:
        """The rows again; several readers may do so at once."""
        for begin, end in zip(self.ends, self.ends[1:], strict=False):
            written = os.pread(self.file.fileno(), end - begin, begin)
            for number, cells, fault in pickle.loads(written):  # noqa: S301 - this process wrote it, nobody can name it
                yield Row(number, cells, fault)
