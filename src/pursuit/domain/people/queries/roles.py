"""Looking at roles and rights."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from pursuit.domain.people.queries import levels
from pursuit.domain.people.rules import reach as rule
from pursuit.kernel import rights
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Missing
from pursuit.kernel.listing import Column, Listing
from pursuit.kernel.models import Grant, Role, RoleRight
from pursuit.kernel.rights import Right


@dataclass(frozen=True, slots=True)
class RightLine:
    """One right of a role as a form shows it; offered: the scopes the reader may set."""

    right: Right
    scope: str
    offered: tuple[str, ...]


def roles(actor: Actor) -> QuerySet[Role]:
    """All roles with the number of people who hold them."""
    if not actor.may("people.view"):
        return Role.objects.none()
    held = Count("grants__user", filter=Q(grants__user__is_active=True, grants__user__is_system=False), distinct=True)
    return Role.objects.annotate(holders=held)


def role(actor: Actor, pk: int) -> Role:
    """One role."""
    row = roles(actor).filter(pk=pk).first()
    if row is None:
        raise Missing("not_found", _("There is no such role."))
    return row


def scopes_of(pk: int) -> dict[str, str]:
    """{right: scope} of a role."""
    return dict(RoleRight.objects.filter(role_id=pk).values_list("right", "scope"))


def every_scope(actor: Actor) -> dict[tuple[int, str], str]:
    """{(role, right): scope} of all roles, for comparing them. One query."""
    rows = RoleRight.objects.filter(role__in=roles(actor).values("pk"))
    return {(role, right): scope for role, right, scope in rows.values_list("role_id", "right", "scope")}


def lines(actor: Actor, pk: int) -> list[RightLine]:
    """Every declared right with its scope in this role ("none": not in it)."""
    have = scopes_of(role(actor, pk).pk)
    own = levels.ceiling(actor)
    found = []
    for right in rights.every():
        every = ("own", "team", "subtree", "all") if right.scoped else ("all",)
        offered = tuple(scope for scope in every if rule.lends(own.get(right.code), scope, scoped=right.scoped))
        found.append(RightLine(right, have.get(right.code, "none"), ("none", *offered)))
    return found


def holders(actor: Actor, pk: int) -> list[Grant]:
    """Who holds a role, where."""
    rows = Grant.objects.filter(role__in=roles(actor).filter(pk=pk).values("pk"), user__is_system=False)
    return list(rows.select_related("user", "unit").order_by("user__name_key", "pk"))


ROLES = Listing(
    code="roles",
    label=_("Roles"),
    subject_type="role",
    base=roles,
    view_right="people.view",
    spine="",
    searchable=False,
    sort="position",
    columns=(
        Column("name", _("Name"), default=True, sortable=False),
        Column("code", _("Code"), default=True),
        Column("holders", _("People"), "number", default=True, sortable=False, filterable=False),
        Column("edited", _("Changed by us"), "flag", default=True, sortable=False),
        Column("position", _("Position"), "number", filterable=False),
        Column("version", _("Version"), "number", filterable=False, sortable=False),
    ),
)
