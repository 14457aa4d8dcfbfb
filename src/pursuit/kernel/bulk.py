"""One action over many records: chunks, a savepoint per row, a result per row, and a short hold of the write lock."""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db import transaction

from pursuit.kernel.action import Action
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Refused

V = TypeVar("V")
R = TypeVar("R")
MOST = 500  # rows per transaction
HOLD = 0.15  # seconds after which a transaction is closed, so that other writers wait less than 200 ms


@dataclass(frozen=True, slots=True)
class RowResult(Generic[V, R]):
    """What became of one row: the object, or why not."""

    row: Mapping[str, V]
    made: R | None = None
    refused: Refused | None = None

    @property
    def ok(self) -> bool:
        return self.refused is None


def run(
    action: Action[..., R],
    actor: Actor,
    rows: Iterable[Mapping[str, V]],
    *,
    between: Callable[[int], bool] | None = None,
) -> Iterator[RowResult[V, R]]:
    """Run the action once per row; good rows stay, bad rows say why.

    Results are yielded after their chunk is committed. `between(done)` runs between chunks (progress);
    when it returns False the rest is left alone (cancel).
    """
    rest = iter(rows)
    done = 0
    ended = False
    while not ended:
        chunk: list[RowResult[V, R]] = []
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


def _one(action: Action[..., R], actor: Actor, row: Mapping[str, V]) -> RowResult[V, R]:
    try:
        with transaction.atomic():
            return RowResult(row, made=action.run(actor, row))
    except Refused as no:
        return RowResult(row, refused=no)
