"""How far a person's rights reach: what was granted to them, and what follows from it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeVar, cast

from django.db.models import Q

from pursuit.kernel import clock
from pursuit.kernel.models.org import Deputy, Membership, OrgUnit
from pursuit.kernel.models.role import Grant, RoleRight, Scope
from pursuit.kernel.models.user import User
from pursuit.kernel.prepared import Prepared, drop_oldest

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Reach:
    """Which records a right covers: all, those of some units, one's own. everywhere: `units` are all there are."""

    all: bool = False
    own: bool = False
    units: frozenset[int] = frozenset()
    everywhere: bool = False

    def __bool__(self) -> bool:
        return self.all or self.own or bool(self.units)


NOTHING = Reach()


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that reaches follow from, as it lies in the database at this moment."""

    today: date
    units: tuple[int, ...] = ()  # the primary one first
    held: tuple[tuple[int, int | None], ...] = ()  # roles, and the unit they were granted at
    rights: tuple[tuple[int, str, str], ...] = ()  # of these roles
    tree: tuple[tuple[int, int | None], ...] = ()  # where a right goes down it
    stands_in_for: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Known:
    """What follows from facts: it holds as long as the same facts are read."""

    facts: Facts
    reaches: Mapping[str, Reach]
    memo: dict[object, object] = field(default_factory=dict)


MOST_KNOWN = 200
_known: dict[object, Known] = {}
_shared: dict[object, object] = {}

_UNITS = Prepared(
    lambda user, today: (
        Membership.objects.filter(user=user)
        .filter(Q(since=None) | Q(since__lte=today), Q(until=None) | Q(until__gte=today))
        .order_by("-is_primary", "id")
        .values_list("unit_id", flat=True)
    )
)
_HELD = Prepared(lambda user: Grant.objects.filter(user=user).order_by("id").values_list("role_id", "unit_id"))
_RIGHTS = Prepared(
    lambda user: (
        RoleRight.objects.filter(role_id__in=Grant.objects.filter(user=user).values("role_id"))
        .order_by("id")
        .values_list("role_id", "right", "scope")
    )
)
_TREE = Prepared(lambda: OrgUnit.objects.order_by("pk").values_list("pk", "parent_id"))
_DEPUTIES = Prepared(
    lambda user, today: Deputy.objects.filter(
        deputy=user, since__lte=today, until__gte=today, user__is_active=True
    ).values_list("user_id", flat=True)
)


def read(user: User) -> Facts:
    """What a person was granted, and where they stand, today."""
    today = clock.today()
    units, deputies = tuple(_UNITS(user=user, today=today)), frozenset(_DEPUTIES(user=user, today=today))
    held = tuple(_HELD(user=user)) if user.is_active else ()
    if not held:
        return Facts(today, units, stands_in_for=deputies)
    rights = tuple(_RIGHTS(user=user))
    tree = tuple(_TREE()) if any(scope == Scope.SUBTREE for _role, _right, scope in rights) else ()
    return Facts(today, units, held, rights, tree, deputies)


def worked_out(key: object, facts: Facts) -> Known:
    """What follows from the facts, worked out anew when any of them changed. The facts are read every time, so
    nobody reaches a moment longer what was taken away."""
    known = _known.get(key)
    if known is None or known.facts != facts:
        if known is None:
            drop_oldest(_known, MOST_KNOWN)
        drop_oldest(_shared, 2 * MOST_KNOWN - 1)
        # Many hold the same roles in the same tree.
        facts = replace(facts, rights=_same(facts.rights), tree=_same(facts.tree))
        known = _known[key] = Known(facts, _reaches(facts))
    return known


def _same(one: T) -> T:
    return cast("T", _shared.setdefault(one, one))


def _reaches(facts: Facts) -> dict[str, Reach]:
    """Merge the rights of all roles held into one reach per right."""
    by_role: dict[int, list[tuple[str, str]]] = {}
    for role, right, scope in facts.rights:
        by_role.setdefault(role, []).append((right, scope))
    below = _Below(facts.tree)
    reaches: dict[str, Reach] = {}
    for role, unit in facts.held:
        base = [unit] if unit else list(facts.units)
        for right, scope in by_role.get(role, ()):
            reaches[right] = _widen(reaches.get(right, NOTHING), scope, base, below)
    return reaches


def _widen(reach: Reach, scope: str, base: list[int], below: "_Below") -> Reach:
    if reach.all or scope == Scope.ALL:
        return Reach(all=True, own=True)
    units, everywhere = reach.units, reach.everywhere
    if scope == Scope.TEAM:
        units |= frozenset(base)
    elif scope == Scope.SUBTREE:
        units |= below.of(base)
        everywhere = everywhere or below.holds(units)
    return Reach(own=True, units=units, everywhere=everywhere)


class _Below:
    """Units below a unit, itself included."""

    def __init__(self, tree: Iterable[tuple[int, int | None]]) -> None:
        self._children: dict[int, list[int]] = {}
        rows = list(tree)
        self._every = frozenset(pk for pk, _parent in rows)
        for pk, parent in rows:
            if parent is not None:
                self._children.setdefault(parent, []).append(pk)
        self._found: dict[tuple[int, ...], frozenset[int]] = {}

    def of(self, roots: list[int]) -> frozenset[int]:
        if tuple(roots) not in self._found:
            self._found[tuple(roots)] = self._look(roots)
        return self._found[tuple(roots)]

    def holds(self, units: frozenset[int]) -> bool:
        """Are these all units there are?"""
        return units >= self._every

    def _look(self, roots: list[int]) -> frozenset[int]:
        found: set[int] = set()
        stack = list(roots)
        while stack:
            unit = stack.pop()
            if unit not in found:
                found.add(unit)
                stack.extend(self._children.get(unit, ()))
        return frozenset(found)
