"""The order of the rows of an outline."""

from collections.abc import Hashable, Mapping, Sequence
from typing import TypeVar

GAP = 1024  # between the places of two rows, so that others fit in between
K = TypeVar("K", bound=Hashable)


def outlined(order: Sequence[K], above: Mapping[K, K | None]) -> list[K]:
    """Each row after the row above it and before whatever is not below that; among those below one row the order given
    stays. A row whose row above is not among them stands at the top."""
    there = set(order)
    below: dict[K | None, list[K]] = {}
    for row in order:
        upper = above.get(row)
        below.setdefault(upper if upper in there else None, []).append(row)
    found: list[K] = []
    waiting = below.get(None, [])[::-1]
    while waiting:
        row = waiting.pop()
        found.append(row)
        waiting += below.get(row, [])[::-1]
    return found


def woven(first: Sequence[K], second: Sequence[K]) -> list[K]:
    """The first order, and what only the second has each after what comes before it there."""
    known = set(first)
    after: dict[K | None, list[K]] = {}
    last: K | None = None
    for row in second:
        if row in known:
            last = row
        else:
            after.setdefault(last, []).append(row)
    found = list(after.get(None, []))
    for row in first:
        found.append(row)
        found += after.get(row, [])
    return found


def numbers(parents: Sequence[int]) -> list[str]:
    """1, 1.1, 1.2, 2 … of rows in their order; parents: the place of the row above each, -1 at the top."""
    found: list[str] = []
    counts: dict[int, int] = {}
    for above in parents:
        counts[above] = counts.get(above, 0) + 1
        found.append(f"{found[above]}.{counts[above]}" if above >= 0 else f"{counts[above]}")
    return found
