"""One action over many records: chunks, a savepoint per row, a result per row, and a short hold of the write lock."""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from pursuit.kernel.action import Action
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Refused

MOST = 500  # rows per transaction
HOLD = 0.15  # seconds after which a transaction is closed, so that other writers wait less than 200 ms


@dataclass(frozen=True, slots=True)
class RowResult:
    """What became of one row: the object, or why not."""

    row: Mapping[str, Any]
    made: Any = None
    refused: Refused | None = None

    @property
    def ok(self) -> bool:
        return self.refused is None


def run(
    action: Action[Any, Any],
    actor: Actor,
    rows: Iterable[Mapping[str, Any]],
    *,
    between: Callable[[int], bool] | None = None,
) -> Iterator[RowResult]:
    """Run the action once per row; good rows stay, bad rows say why.

    Results are yielded after their chunk is committed. `between(done)` runs between chunks (progress);
    when it returns False the rest is left alone (cancel).
    """
    rest = iter(rows)
    done = 0
    ended = False
    while not ended:
        chunk: list[RowResult] = []
        until = time.monotonic() + HOLD
        with transaction.atomic():
            while len(chunk) < MOST and time.monotonic() < until:
                row = next(rest, None)
                if row is None:
                    ended = True
                    break
                chunk.append(_one(action, actor, row))
        yield from chunk
        done += len(chunk)
        if between is not None and not between(done):
            return


def _one(action: Action[Any, Any], actor: Actor, row: Mapping[str, Any]) -> RowResult:
    try:
        with transaction.atomic():
            return RowResult(row, made=action.run(actor, row))
    except Refused as no:
        return RowResult(row, refused=no)
