"""Who acts: a user together with what they may do, worked out once per unit of work."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pursuit.kernel import reach, rights
from pursuit.kernel.models.user import User
from pursuit.kernel.reach import NOTHING, Reach

__all__ = ["NOTHING", "Actor", "Reach", "system_actor"]


@dataclass(frozen=True, slots=True)
class Actor:
    """A user acting through an interface. Immutable: a change of grants is seen by the next unit of work.

    memo: what was worked out from the rights; shared by all actors of the same user with the same rights.
    """

    user: User
    reaches: Mapping[str, Reach]
    unit_id: int | None = None
    interface: str = "system"
    scopes: frozenset[str] | None = None  # a token's; None: everything the user may
    stands_in_for: frozenset[int] = field(default=frozenset())
    memo: dict[object, object] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def of(cls, user: User, interface: str = "system", scopes: frozenset[str] | None = None) -> "Actor":
        """Read what a user was granted (a few small queries)."""
        facts = reach.read(user)
        known = reach.worked_out((user.pk, interface, scopes), facts)
        units, deputies = facts.units, facts.stands_in_for
        return cls(user, known.reaches, units[0] if units else None, interface, scopes, deputies, known.memo)

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


def system_actor(name: str = "system:worker") -> Actor:
    """The named system actor of background work. It holds every declared right; its name is on what it does."""
    user, _ = User.objects.get_or_create(username=name, defaults={"name": name, "is_system": True})
    everything = Reach(all=True, own=True)
    return Actor(user=user, reaches={right.code: everything for right in rights.every()}, interface="system")
