"""The rights of a role as a form shows and sends them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pursuit.domain.people.queries.roles import RightLine
from pursuit.kernel.errors import Text
from pursuit.kernel.models import Scope
from pursuit.kernel.rights import Right

ROOMS: dict[str, Text] = {
    "people": gettext_lazy("People"),
    "org": gettext_lazy("Organisation"),
    "roles": gettext_lazy("Roles"),
    "settings": gettext_lazy("Settings"),
    "collaboration": gettext_lazy("Collaboration"),
    "customers": gettext_lazy("Customers"),
    "market": gettext_lazy("Market"),
    "catalogue": gettext_lazy("Catalogue"),
    "projects": gettext_lazy("Projects"),
    "chain": gettext_lazy("Projects"),
    "methods": gettext_lazy("Projects"),
    "tasks": gettext_lazy("Plan and resources"),
    "insight": gettext_lazy("Forecast and analysis"),
    "approvals": gettext_lazy("Approvals"),
    "audit": gettext_lazy("Audit trail"),
}
OTHER = gettext_lazy("General")
# Rights that only the system itself holds; no role ever has them.
SYSTEM = frozenset({"people.found", "people.enter", "operators.people"})


@dataclass(frozen=True, slots=True)
class RightRow:
    """One right in a form: choices with their words; fixed where the reader may not change it."""

    right: Right
    scope: str
    word: str
    choices: list[tuple[str, str]]

    @property
    def fixed(self) -> bool:
        return len(self.choices) < 2


Rooms = dict[str, list[RightRow]]
SCOPE_WORDS: dict[str, Text] = {
    Scope.OWN: gettext_lazy("records the person is responsible for"),
    Scope.TEAM: gettext_lazy("records of the person's own unit"),
    Scope.SUBTREE: gettext_lazy("records of the unit and of all units below it"),
    Scope.ALL: gettext_lazy("every record of the company"),
}


def word(scope: str, *, scoped: bool) -> str:
    """A reach as people read it; a right that is held or not held has no reach."""
    if scope == "none":
        return _("None")
    return str(Scope(scope).label) if scoped else _("Yes")


def by_room(lines: Iterable[RightLine]) -> Rooms:
    """The rights of a role, by the room they belong to."""
    found: dict[str, list[RightRow]] = {}
    for line in lines:
        if line.right.code in SYSTEM:
            continue
        scoped = line.right.scoped
        # What the role has already and the reader may not give is neither taken: the line is shown as it is.
        offered = line.offered if line.scope in line.offered else ()
        choices = [(scope, word(scope, scoped=scoped)) for scope in offered]
        room = str(ROOMS.get(line.right.code.partition(".")[0], OTHER))
        found.setdefault(room, []).append(RightRow(line.right, line.scope, word(line.scope, scoped=scoped), choices))
    order = [str(label) for label in ROOMS.values()]
    return dict(sorted(found.items(), key=lambda pair: order.index(pair[0]) if pair[0] in order else len(order)))


def changed(rooms: Rooms, sent: Mapping[str, str]) -> dict[str, str]:
    """Only rights that were changed, so that one may save a role that has others beyond one's own."""
    rows = (one for rows in rooms.values() for one in rows if not one.fixed)
    asked = ((one, sent.get(f"right.{one.right.code}", one.scope)) for one in rows)
    return {one.right.code: scope for one, scope in asked if scope != one.scope}


def as_typed(rooms: Rooms, sent: Mapping[str, str]) -> Rooms:
    """The form again with what was chosen, after a no."""
    return {
        room: [replace(one, scope=sent.get(f"right.{one.right.code}", one.scope)) for one in rows]
        for room, rows in rooms.items()
    }
