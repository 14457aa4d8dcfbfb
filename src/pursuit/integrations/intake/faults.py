"""What is wrong with a row, and what is asked about a word."""

from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field as made

from pursuit.kernel.errors import Invalid, Refused, Text


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with one row. field: the column's label."""

    field: str
    code: str
    message: Text


@dataclass(slots=True)
class Question:
    """A word the file uses and we do not know, with what it may mean. The field stays empty until it is answered."""

    column: str
    field: str
    value: str
    count: int = 0
    suggestions: list[str] = made(default_factory=list)


def of(no: Refused) -> Iterator[Fault]:
    """A refusal as faults of a row."""
    if isinstance(no, Invalid):
        for name, (code, message) in no.faults.items():
            yield Fault(name, code, message)
    else:
        yield Fault(no.field or "", no.code, no.message)
