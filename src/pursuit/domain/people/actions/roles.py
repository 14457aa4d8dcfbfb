"""Roles: which rights with which reach they are made of."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from pursuit.domain.people.actions import rows
from pursuit.domain.people.fields import Code, Name, NameEn, RightScopes, RoleId
from pursuit.domain.people.queries import levels
from pursuit.domain.people.queries.roles import scopes_of
from pursuit.kernel import events, revision, rights, roles
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Conflict, Refused
from pursuit.kernel.inputs import Version
from pursuit.kernel.models import Grant, Role, RoleRight, RouteStep, User

EDIT = "roles.edit"


@action("people.create_role", right=EDIT, public="roles.create")
def create_role(
    *, actor: Actor, code: Code, name: Name, name_en: NameEn = "", rights: RightScopes | None = None
) -> Role:
    """A role of one's own making, from rights one holds oneself."""
    if Role.objects.filter(code=code).exists():
        raise Refused("exists", _("This code is in use already."), "code")
    wanted = _read(rights or {})
    levels.require_lends(actor, wanted)
    row = Role.objects.create(code=code, name=name, name_en=name_en, edited=True, position=Role.objects.count())
    _write(row, wanted)
    events.record(actor, "people.role.created", None, {"name": (None, name)}, role=row.pk, rights=wanted)
    revision.bump("roles")
    return row


@action("people.update_role", right=EDIT, public="roles.update")
def update_role(
    *,
    actor: Actor,
    role: RoleId,
    version: Version | None = None,
    name: Name | None = None,
    name_en: NameEn | None = None,
    rights: RightScopes | None = None,
) -> Role:
    """Rename a role or change some of its rights; those not named stay. An edited role gets no rights by releases."""
    row = rows.lock(Role, role, version)
    _refuse_above(actor, row)
    before = scopes_of(row.pk)
    changed = {code: scope for code, scope in _read(rights or {}).items() if before.get(code, "none") != scope}
    # Both ends count: neither giving nor taking what lies beyond one's own.
    levels.require_lends(actor, before)
    levels.require_lends(actor, {code: scope for code, scope in changed.items() if scope != "none"})
    names = {key: value for key, value in (("name", name), ("name_en", name_en)) if value is not None}
    changes = {f"right.{code}": (before.get(code, "none"), scope) for code, scope in changed.items()}
    changes |= {key: (getattr(row, key), value) for key, value in names.items() if getattr(row, key) != value}
    if not changes:
        return row
    _write(row, changed)
    row.version += 1  # also when only rights changed, which are rows of their own
    for key, value in names.items():
        setattr(row, key, value)
    row.edited = True
    row.save()
    levels.keep_an_administrator()
    _refuse_above(actor, row)
    events.record(actor, "people.role.updated", None, changes, role=row.pk)
    revision.bump("roles")
    return row


@action("people.delete_role", right=EDIT, public="roles.delete")
def delete_role(*, actor: Actor, role: RoleId, version: Version | None = None) -> None:
    """Remove a role of one's own making that nobody holds and no route asks."""
    row = rows.lock(Role, role, version)
    if row.code in {code for code, _name, _english in roles.SHIPPED}:
        raise Conflict("shipped", _("Shipped roles stay; take their rights away instead."))
    held = Grant.objects.filter(role=row).count()
    if held or RouteStep.objects.filter(role=row).exists():
        raise Conflict("in_use", _("%d people hold this role, or an approval route asks it: change that first.") % held)
    levels.require_lends(actor, scopes_of(row.pk))
    events.record(actor, "people.role.deleted", None, {"name": (row.name, None)}, role=row.pk, code=row.code)
    row.delete()
    revision.bump("roles")


def _read(scopes: Mapping[str, str]) -> dict[str, str]:
    """Declared rights only; one that is held or not held has no smaller reach than all."""
    known = {right.code: right for right in rights.every()}
    unknown = sorted(set(scopes) - set(known))
    if unknown:
        raise Refused("unknown_right", _("There is no such right: %s.") % ", ".join(unknown)[:200], "rights")
    return {code: scope if known[code].scoped or scope == "none" else "all" for code, scope in scopes.items()}


def _write(row: Role, scopes: Mapping[str, str]) -> None:
    RoleRight.objects.filter(role=row, right__in=scopes).delete()
    RoleRight.objects.bulk_create(
        RoleRight(role=row, right=code, scope=scope) for code, scope in scopes.items() if scope != "none"
    )


def _refuse_above(actor: Actor, row: Role) -> None:
    """A role of people who stand higher is not one's to change, and nobody gets above oneself by the change."""
    if levels.stands_at_top(actor):
        return
    for person in User.objects.filter(grants__role=row).distinct():
        levels.require_below(actor, person)
