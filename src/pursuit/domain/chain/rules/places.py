"""Places for a map of the chain: departments side by side, influence upwards; both 0…100."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Node:
    """A member to be placed."""

    id: int
    department: str
    influence: int | None


@dataclass(frozen=True, slots=True)
class Place:
    """Where it goes: x by department, y by influence (100 is at the top)."""

    id: int
    x: float
    y: float


def departments(nodes: Sequence[Node]) -> list[str]:
    """Departments in order of their weightiest person, so that the heavy ones stand together."""
    best: dict[str, int] = {}
    for node in nodes:
        best[node.department] = max(best.get(node.department, 0), node.influence or 0)
    return sorted(best, key=lambda name: (-best[name], name))


def places(nodes: Sequence[Node]) -> list[Place]:
    """Nobody lies on top of another: equals in one department stand side by side within its band."""
    names = departments(nodes)
    band = 100 / max(len(names), 1)
    groups: dict[tuple[str, int], list[Node]] = {}
    for node in nodes:
        groups.setdefault((node.department, node.influence or 0), []).append(node)
    found = []
    for (name, influence), group in groups.items():
        left = names.index(name) * band
        for at, node in enumerate(sorted(group, key=lambda one: one.id)):
            x = left + band * (at + 1) / (len(group) + 1)
            found.append(Place(node.id, round(x, 1), round(influence * 10.0, 1)))
    return sorted(found, key=lambda place: place.id)
