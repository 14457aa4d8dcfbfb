"""What an import would write, kept as plain values: rows are made ready in one process and written in another.

While a tape runs, kernel.inserting and kernel.searchindex put everything on it and nothing into the database. Keys of
subjects are given along; those of events are counted from 0 and get their real ones when the tape is played.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

Row = Sequence[object]
SUBJECTS = "kernel_subject"
EVENTS = ("kernel_event", "kernel_eventpayload")  # the event's key stands first in both


@dataclass(slots=True)
class Tape:
    """subjects: keys nobody else has. puts: (table, columns, rows, key over which a row is replaced)."""

    subjects: list[int]
    puts: list[tuple[str, Sequence[str], list[Row], str]] = field(default_factory=list)
    words: list[Row] = field(default_factory=list)  # rows of the search index
    events: int = 0

    def keys(self, table: str, count: int) -> list[int]:
        """Keys for new rows of a table."""
        if table == SUBJECTS:
            given, self.subjects = self.subjects[:count], self.subjects[count:]
            if len(given) < count:
                raise RuntimeError("more records than keys were given for")
            return given
        if table != EVENTS[0]:
            raise RuntimeError(f"keys of {table} are not given out beforehand")
        first, self.events = self.events, self.events + count
        return list(range(first, self.events))


_running: ContextVar[Tape | None] = ContextVar("tape", default=None)


def running() -> Tape | None:
    """The tape that records, if one does."""
    return _running.get()


@contextmanager
def recorded(subjects: list[int]) -> Iterator[Tape]:
    """Record instead of writing. The connection may read; it ought to refuse everything else."""
    tape = Tape(subjects)
    token = _running.set(tape)
    try:
        yield tape
    finally:
        _running.reset(token)
