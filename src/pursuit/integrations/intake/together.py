"""Written together, and one by one where that is refused: what is wrong with one row does not stop the others."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TypeVar

from django.db import transaction

from pursuit.kernel import clock
from pursuit.kernel.errors import Refused

Row = TypeVar("Row")
Done = TypeVar("Done")


def attempt(
    rows: Sequence[Row], write: Callable[[Sequence[Row]], Sequence[Done]]
) -> tuple[list[Done], list[tuple[Row, Refused]]]:
    """What was written, and the rows that were refused with the reason. A refusal leaves nothing behind."""
    if not rows:
        return [], []
    try:
        with transaction.atomic():
            return list(write(rows)), []
    except Refused as no:
        if len(rows) == 1:
            return [], [(rows[0], no)]
    done: list[Done] = []
    refused: list[tuple[Row, Refused]] = []
    for row in rows:
        some, reason = attempt([row], write)
        done += some
        refused += reason
    return done, refused


def not_later(at: object, now: datetime | None = None) -> datetime | None:
    """A moment of the file, which is never later than now; None where it says none."""
    return min(at, now or clock.now()) if isinstance(at, datetime) else None
