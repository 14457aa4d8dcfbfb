"""The decision chain as it was: folding its events up to a moment."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

ADDED, CHANGED, REMOVED = "added", "changed", "removed"


@dataclass(frozen=True, slots=True)
class Happening:
    """One event of a chain: what ("member" or "edge"), which, what became of it, and the values set."""

    what: str
    id: int
    how: str
    values: Mapping[str, object]


@dataclass(slots=True)
class Picture:
    """Members and edges by id, each as a mapping of its values."""

    members: dict[int, dict[str, object]] = field(default_factory=dict)
    edges: dict[int, dict[str, object]] = field(default_factory=dict)


def replay(happenings: Iterable[Happening]) -> Picture:
    """Oldest first. An edge leaves with either of its ends."""
    picture = Picture()
    for one in happenings:
        rows = picture.members if one.what == "member" else picture.edges
        if one.how == REMOVED:
            rows.pop(one.id, None)
            if one.what == "member":
                _drop_ties(picture, one.id)
        else:
            rows.setdefault(one.id, {}).update(one.values)
    return picture


def _drop_ties(picture: Picture, member: int) -> None:
    gone = [pk for pk, edge in picture.edges.items() if member in (edge.get("source"), edge.get("target"))]
    for pk in gone:
        del picture.edges[pk]
