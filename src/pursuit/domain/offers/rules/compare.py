"""Two versions of a quote side by side."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

NAMES = (
    "title",
    "spec",
    "measure",
    "quantity",
    "price",
    "listed",
    "tax_bp",
    "option",
    "phase",
    "effort",
    "sla",
    "note",
)


@dataclass(frozen=True, slots=True)
class Side:
    """A line of one version. key: the same in all versions; values: by NAMES; amount: as offered."""

    key: int
    title: str
    values: Mapping[str, object]
    amount: int


@dataclass(frozen=True, slots=True)
class Pair:
    """A line in both versions or in one. kind: added, removed, changed or same; names: what differs."""

    kind: str
    old: Side | None
    new: Side | None
    names: tuple[str, ...] = ()

    @property
    def difference(self) -> int:
        return (self.new.amount if self.new else 0) - (self.old.amount if self.old else 0)


def pairs(old: Sequence[Side], new: Sequence[Side]) -> list[Pair]:
    """In the order of the new version; what it no longer has stands behind the line it stood behind."""
    before = {one.key: one for one in old}
    kept = {one.key for one in new}
    gone: dict[int, list[Side]] = {}
    anchor = 0
    for one in old:
        if one.key in kept:
            anchor = one.key
        else:
            gone.setdefault(anchor, []).append(one)
    found = [Pair("removed", one, None) for one in gone.get(0, ())]
    for one in new:
        found.append(_pair(before.get(one.key), one))
        found += [Pair("removed", left, None) for left in gone.get(one.key, ())]
    return found


def _pair(old: Side | None, new: Side) -> Pair:
    if old is None:
        return Pair("added", None, new)
    names = tuple(name for name in NAMES if old.values.get(name) != new.values.get(name))
    return Pair("changed" if names else "same", old, new, names)
