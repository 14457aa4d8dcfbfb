"""Bonds: put up, extended, got back, lost."""

from collections.abc import Sequence
from typing import Unpack

from django.utils.translation import gettext_lazy as _

from pursuit.domain.finance.fields import BondChanges, BondId, NewBond, On, Reason
from pursuit.domain.finance.models import Bond
from pursuit.domain.finance.queries.asked import asked_bonds
from pursuit.kernel import clock, numbering, records, terms, undo
from pursuit.kernel import context as surroundings
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.clock import day_of
from pursuit.kernel.errors import Conflict, Refused
from pursuit.kernel.inputs import Version
from pursuit.kernel.models import Event

EDIT = "finance.bond.edit"


def _undo_create(actor: Actor, happened: Sequence[Event]) -> object:
    return delete_bond(actor=actor, bond=happened[0].subject_id or 0)


@action("finance.create_bond", right=EDIT, public="bonds.create", inverse=_undo_create)
def create_bond(*, actor: Actor, **fields: Unpack[NewBond]) -> Bond:
    """Money, a guarantee or an insurance was put up; a bid bond that was asked for is put up once."""
    out_on = fields.get("out_on") or clock.today()
    _refuse_backwards(fields, out_on)
    request = fields.pop("request", None)
    if request and not asked_bonds(actor).filter(pk=request).exists():
        raise Conflict("put_up", _("This bond is put up already, or not wanted any more."))
    title = f"{terms.label('bond_kind', fields['kind'])} · {fields['beneficiary']}"
    code = numbering.next_number("BZ", day_of(surroundings.moment()).year)
    given = {**fields, "title": title[:200], "code": code, "out_on": out_on}
    row = records.create(Bond, actor, fields=given)
    if request:
        row.request_id = request
        row.save(update_fields=["request"])
    return row


def _undo_update(actor: Actor, happened: Sequence[Event]) -> object:
    event = happened[0]
    return update_bond.run(actor, {"bond": event.subject_id, **undo.before_values(event)})


@action("finance.update_bond", right=EDIT, public="bonds.update", inverse=_undo_update)
def update_bond(*, actor: Actor, bond: BondId, version: Version | None = None, **fields: Unpack[BondChanges]) -> Bond:
    """Change what is given."""
    row = records.load(Bond, actor, bond, EDIT, version)
    _refuse_backwards(fields, fields.get("out_on", row.out_on))
    records.edit(row, actor, dict(fields))
    return row


def _undo_end(actor: Actor, happened: Sequence[Event]) -> object:
    return reopen_bond(actor=actor, bond=happened[0].subject_id or 0)


@action("finance.return_bond", right=EDIT, public="bonds.return", inverse=_undo_end)
def return_bond(*, actor: Actor, bond: BondId, returned_on: On, version: Version | None = None) -> Bond:
    """The money is back, or the guarantee released."""
    row = _out(actor, bond, version)
    if not row.out_on <= returned_on <= clock.today():
        raise Refused("bad_day", _("It came back between the day it was put up and today."), "returned_on")
    records.edit(row, actor, {"returned_on": returned_on}, verb="bond.returned", state="returned")
    return row


@action("finance.lose_bond", right=EDIT, public="bonds.lose", inverse=_undo_end)
def lose_bond(*, actor: Actor, bond: BondId, reason: Reason, version: Version | None = None) -> Bond:
    """The beneficiary keeps it."""
    row = _out(actor, bond, version)
    records.edit(row, actor, {"lost_reason": reason}, verb="bond.lost", state="lost")
    return row


@action("finance.reopen_bond", right=EDIT, public="bonds.reopen")
def reopen_bond(*, actor: Actor, bond: BondId) -> Bond:
    """It is still out."""
    row = records.load(Bond, actor, bond, EDIT)
    if row.state == "out":
        raise Conflict("is_out", _("This bond is still out."))
    own = {"returned_on": None, "lost_reason": ""}
    records.edit(row, actor, own, verb="bond.reopened", state="out")
    return row


def _undo_delete(actor: Actor, happened: Sequence[Event]) -> object:
    return restore_bond(actor=actor, bond=happened[0].subject_id or 0)


@action("finance.delete_bond", right=EDIT, public="bonds.delete", inverse=_undo_delete)
def delete_bond(*, actor: Actor, bond: BondId, version: Version | None = None) -> Bond:
    """Entered by mistake."""
    row = records.load(Bond, actor, bond, EDIT, version)
    records.delete(row, actor)
    return row


@action("finance.restore_bond", right=EDIT, public="bonds.restore")
def restore_bond(*, actor: Actor, bond: int) -> Bond:
    """Bring a deleted bond back."""
    return records.restore(Bond, actor, bond, EDIT)


def _out(actor: Actor, pk: int, version: int | None) -> Bond:
    row = records.load(Bond, actor, pk, EDIT, version)
    if row.state != "out":
        raise Conflict("not_out", _("This bond is not out any more."))
    return row


def _refuse_backwards(fields: NewBond | BondChanges, out_on: On) -> None:
    for name in ("amount", "fee"):
        money = fields.get(name)
        if money is not None and money.minor < 0:  # type: ignore[attr-defined]
            raise Refused("negative", _("The amount must be above nothing."), name)
    expires, back = fields.get("expires_on"), fields.get("due_back_on")
    if expires is not None and expires < out_on:
        raise Refused("backwards", _("It expires after it was put up."), "expires_on")
    if back is not None and back < out_on:
        raise Refused("backwards", _("It comes back after it was put up."), "due_back_on")
