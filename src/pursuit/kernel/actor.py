"""Who acts: a user together with what they may do, worked out once per unit of work."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q

from pursuit.kernel import clock, rights
from pursuit.kernel.models.org import Deputy, Membership, OrgUnit
from pursuit.kernel.models.role import Grant, RoleRight, Scope
from pursuit.kernel.models.user import User

if TYPE_CHECKING:
    from pursuit.kernel.seen import Part


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
class Actor:
    """A user acting through an interface. Immutable: a change of grants is seen by the next unit of work."""

    user: User
    reaches: Mapping[str, Reach]
    unit_id: int | None = None
    interface: str = "system"
    scopes: frozenset[str] | None = None  # a token's; None: everything the user may
    stands_in_for: frozenset[int] = field(default=frozenset())
    memo: dict[object, "Part"] = field(default_factory=dict, compare=False, repr=False)  # kernel.access's

    @classmethod
    def of(cls, user: User, interface: str = "system", scopes: frozenset[str] | None = None) -> "Actor":
        """Read a user's grants (four small queries)."""
        today = clock.today()
        units = _units_of(user, today)
        return cls(
            user=user,
            reaches=_reaches(user, units),
            unit_id=units[0] if units else None,
            interface=interface,
            scopes=scopes,
            stands_in_for=frozenset(
                Deputy.objects.filter(
                    deputy=user, since__lte=today, until__gte=today, user__is_active=True
                ).values_list("user_id", flat=True)
            ),
        )

    @property
    def user_id(self) -> int:
        return self.user.pk

    def reach(self, right: str) -> Reach:
        """How far a right goes for this actor through this token."""
        if not self.scope_allows(right):
            return NOTHING
        return self.reaches.get(right, NOTHING)

    def may(self, right: str) -> bool:
        """Does the actor hold the right at all, on any record?"""
        return bool(self.reach(right))

    def scope_allows(self, right: str) -> bool:
        """Does the token's scope let this right through? "read": looking only; "write": everything."""
        if self.scopes is None or "write" in self.scopes or right in self.scopes:
            return True
        return "read" in self.scopes and (right.endswith(".view") or ".field." in right)


def _units_of(user: User, today: date) -> list[int]:
    """Units the person belongs to today, the primary one first."""
    return list(
        Membership.objects.filter(user=user)
        .filter(Q(since=None) | Q(since__lte=today), Q(until=None) | Q(until__gte=today))
        .order_by("-is_primary", "id")
        .values_list("unit_id", flat=True)
    )


def _reaches(user: User, home: list[int]) -> dict[str, Reach]:
    """Merge the rights of all roles held into one reach per right."""
    if not user.is_active:
        return {}
    held = list(Grant.objects.filter(user=user).values_list("role_id", "unit_id"))
    if not held:
        return {}
    by_role: dict[int, list[tuple[str, str]]] = {}
    for role, right, scope in RoleRight.objects.filter(role_id__in={role for role, _ in held}).values_list(
        "role_id", "right", "scope"
    ):
        by_role.setdefault(role, []).append((right, scope))
    below = _Below()
    reaches: dict[str, Reach] = {}
    for role, unit in held:
        base = [unit] if unit else home
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
    """Units below a unit, itself included; the tree is read once, when first asked."""

    def __init__(self) -> None:
        self._children: dict[int, list[int]] | None = None
        self._every: frozenset[int] = frozenset()
        self._found: dict[tuple[int, ...], frozenset[int]] = {}

    def of(self, roots: list[int]) -> frozenset[int]:
        if tuple(roots) not in self._found:
            self._found[tuple(roots)] = self._look(roots)
        return self._found[tuple(roots)]

    def holds(self, units: frozenset[int]) -> bool:
        """Are these all units there are?"""
        return units >= self._every

    def _look(self, roots: list[int]) -> frozenset[int]:
        if self._children is None:
            self._children = {}
            rows = list(OrgUnit.objects.order_by().values_list("pk", "parent_id"))
            self._every = frozenset(pk for pk, _parent in rows)
            for pk, parent in rows:
                if parent is not None:
                    self._children.setdefault(parent, []).append(pk)
        found: set[int] = set()
        stack = list(roots)
        while stack:
            unit = stack.pop()
            if unit not in found:
                found.add(unit)
                stack.extend(self._children.get(unit, ()))
        return frozenset(found)


def system_actor(name: str = "system:worker") -> Actor:
    """The named system actor of background work. It holds every declared right; its name is on what it does."""
    user, _ = User.objects.get_or_create(username=name, defaults={"name": name, "is_system": True})
    everything = Reach(all=True, own=True)
    return Actor(user=user, reaches={right.code: everything for right in rights.every()}, interface="system")
