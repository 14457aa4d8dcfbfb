"""Two frozen versions beside each other: what was added, taken away, changed. Pure, over the snapshot's schema.

A snapshot is {"schema": 1, section: [{"id": …, name: text, …}, …]}; rows of a section are matched by their id.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

SECTIONS = ("needs", "items", "crossings", "themes", "rivals", "criteria", "sheets", "lines", "concessions", "moves")
Row = Mapping[str, object]
Snapshot = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Pair:
    """A row in both versions (None: it is not there) and the names whose values differ."""

    before: Row | None
    after: Row | None
    changed: tuple[str, ...] = ()

    @property
    def how(self) -> str:
        if self.before is None:
            return "added"
        if self.after is None:
            return "removed"
        return "changed" if self.changed else "same"


def compare(before: Snapshot, after: Snapshot) -> dict[str, list[Pair]]:
    """By section; rows in the order of the newer version, then those that are gone."""
    return {name: _pairs(_rows(before, name), _rows(after, name)) for name in SECTIONS}


def counts(found: Mapping[str, Sequence[Pair]]) -> dict[str, int]:
    """How many rows were added, removed, changed, in all sections."""
    told = {"added": 0, "removed": 0, "changed": 0, "same": 0}
    for pairs in found.values():
        for one in pairs:
            told[one.how] += 1
    return told


def _rows(snapshot: Snapshot, name: str) -> list[Row]:
    rows = snapshot.get(name)
    return [row for row in rows if isinstance(row, Mapping)] if isinstance(rows, list) else []


def _pairs(before: Sequence[Row], after: Sequence[Row]) -> list[Pair]:
    old = {row.get("id"): row for row in before}
    new = {row.get("id") for row in after}
    found = [_pair(old.get(row.get("id")), row) for row in after]
    return found + [Pair(row, None) for row in before if row.get("id") not in new]


def _pair(before: Row | None, after: Row) -> Pair:
    if before is None:
        return Pair(None, after)
    names = dict.fromkeys((*before, *after))
    return Pair(before, after, tuple(name for name in names if before.get(name) != after.get(name)))
