"""Comparing how far rights go: nobody gives, or acts on, more than they hold."""

from collections.abc import Collection, Mapping
from typing import Protocol


class Reaching(Protocol):
    """How far one right goes (kernel.actor.Reach)."""

    @property
    def all(self) -> bool: ...
    @property
    def own(self) -> bool: ...
    @property
    def units(self) -> Collection[int]: ...


def covers(outer: Reaching | None, inner: Reaching) -> bool:
    """Does one reach lie within another?"""
    if not (inner.all or inner.own or inner.units):
        return True
    if outer is None:
        return False
    if outer.all:
        return True
    if inner.all or (inner.own and not outer.own):
        return False
    return set(inner.units) <= set(outer.units)


def beyond(inner: Mapping[str, Reaching], outer: Mapping[str, Reaching]) -> list[str]:
    """Rights of the inner set that go further than the outer set."""
    return sorted(right for right, reach in inner.items() if not covers(outer.get(right), reach))


def lends(outer: Reaching | None, scope: str, *, scoped: bool) -> bool:
    """May someone with this reach put a right with this scope into a role?"""
    if outer is None or not (outer.all or outer.own or outer.units):
        return False
    if not scoped or outer.all:
        return True
    if scope == "all":
        return False
    return bool(outer.units) if scope in ("team", "subtree") else outer.own
