"""Changing the organisation tree."""

from typing import Unpack

from django.utils.translation import gettext_lazy as _

from pursuit.domain.people.actions import rows
from pursuit.domain.people.fields import AnyUnitId, Name, Position, Unit, UnitChanges, UnitCode
from pursuit.domain.people.queries.units import contents
from pursuit.kernel import clock, events
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Conflict, Refused
from pursuit.kernel.inputs import Version
from pursuit.kernel.models import OrgUnit

EDIT = "org.edit"


@action("people.create_unit", right=EDIT, public="units.create")
def create_unit(
    *, actor: Actor, name: Name, parent: Unit, code: UnitCode = "", position: Position | None = None
) -> OrgUnit:
    """A unit below another one, behind its sisters unless a position is given."""
    above = _open(parent)
    _free_code(code)
    if position is None:
        position = OrgUnit.objects.filter(parent=above).count()
    row: OrgUnit = OrgUnit.objects.create(name=name, code=code, parent=above, position=position)
    events.record(actor, "people.unit.created", None, {"name": (None, name)}, unit=row.pk, parent=above.pk)
    return row


@action("people.update_unit", right=EDIT, public="units.update")
def update_unit(
    *, actor: Actor, unit: AnyUnitId, version: Version | None = None, **fields: Unpack[UnitChanges]
) -> OrgUnit:
    """Rename, re-code or re-order a unit."""
    row = rows.lock(OrgUnit, unit, version)
    if fields.get("code", row.code) != row.code:
        _free_code(fields["code"])
    changes = rows.save(row, dict(fields))
    if changes:
        events.record(actor, "people.unit.updated", None, changes, unit=row.pk)
    return row


@action("people.move_unit", right=EDIT, public="units.move")
def move_unit(*, actor: Actor, unit: AnyUnitId, parent: Unit, version: Version | None = None) -> OrgUnit:
    """Hang a unit, with all below it, under another one. Rights that reach over units move with it."""
    above_of = rows.lock_tree()
    row = rows.lock(OrgUnit, unit, version)
    if row.parent_id is None:
        raise Refused("root", _("The company itself stays at the top."), "unit")
    above = _open(parent)
    step: int | None = above.pk
    while step is not None:
        if step == row.pk:
            raise Refused("loop", _("A unit cannot be below itself."), "parent")
        step = above_of.get(step)
    changes = rows.save(row, {"parent_id": above.pk})
    if changes:
        events.record(actor, "people.unit.moved", None, {"parent": changes["parent_id"]}, unit=row.pk)
    return row


@action("people.close_unit", right=EDIT, public="units.close")
def close_unit(*, actor: Actor, unit: AnyUnitId, version: Version | None = None) -> OrgUnit:
    """Close a unit that is empty: no units below, no people, no live records."""
    row = rows.lock(OrgUnit, unit, version)
    if row.parent_id is None:
        raise Refused("root", _("The company itself stays at the top."), "unit")
    if row.closed_on is not None:
        raise Conflict("closed", _("This unit is closed already."))
    inside = contents(row.pk)
    if any(inside.values()):
        raise Conflict(
            "not_empty",
            _("Still inside: %(units)d units, %(people)d people, %(records)d records. Move or hand them over first.")
            % inside,
        )
    changes = rows.save(row, {"closed_on": clock.today()})
    events.record(actor, "people.unit.closed", None, changes, unit=row.pk)
    return row


@action("people.reopen_unit", right=EDIT, public="units.reopen")
def reopen_unit(*, actor: Actor, unit: AnyUnitId, version: Version | None = None) -> OrgUnit:
    """Open a closed unit again."""
    row = rows.lock(OrgUnit, unit, version)
    if row.closed_on is None:
        raise Conflict("open", _("This unit is open."))
    if row.parent and row.parent.closed_on is not None:
        raise Conflict("parent_closed", _("The unit above is closed: open that one first."))
    changes = rows.save(row, {"closed_on": None})
    events.record(actor, "people.unit.reopened", None, changes, unit=row.pk)
    return row


def _open(pk: int) -> OrgUnit:
    """The unit above, held so that nobody closes it meanwhile."""
    row = rows.lock(OrgUnit, pk)
    if row.closed_on is not None:
        raise Refused("closed", _("This unit is closed: choose an open one."), "parent")
    return row


def _free_code(code: str) -> None:
    if code and OrgUnit.objects.filter(code=code).exists():
        raise Refused("exists", _("This code is in use already."), "code")
