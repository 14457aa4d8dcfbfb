"""Leads: written down, changed, rejected, and noted as converted."""

from collections.abc import Sequence
from typing import Annotated, Unpack

from django.utils.translation import gettext_lazy as _

from pursuit.domain.market.actions import assigning
from pursuit.domain.market.fields import (
    AccountRef,
    Became,
    ContactRef,
    LeadChanges,
    LeadId,
    NewLead,
    RejectReason,
    SourceId,
)
from pursuit.domain.market.models import Lead
from pursuit.kernel import context as surroundings
from pursuit.kernel import records, undo
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Conflict, Refused
from pursuit.kernel.inputs import Label, Line, Version
from pursuit.kernel.models import Event

EDIT = "market.lead.edit"
DONE = ("converted", "rejected")
RejectNote = Annotated[Line, Label(_("Note"))]


def _undo_create(actor: Actor, events: Sequence[Event]) -> object:
    return delete_lead(actor=actor, lead=events[0].subject_id or 0)


@action("market.create_lead", right=EDIT, public="leads.create", inverse=_undo_create)
def create_lead(*, actor: Actor, source_id: SourceId = "", **fields: Unpack[NewLead]) -> Lead:
    """A new lead. One's own is in work at once; one for somebody else is assigned; one for a unit lies in its pool."""
    return begin(actor, fields, source_id)


def begin(actor: Actor, fields: NewLead, source_id: str, **ended: object) -> Lead:
    """A new lead in the state it begins in; ended: how it ended already where it comes from."""
    values = {name: value for name, value in fields.items() if name != "owner"}
    owner = fields.get("owner")
    pooled = owner is None and values.get("unit") is not None
    me = surroundings.author(actor)
    if owner is not None and owner != me:
        assigning.may_assign(actor)
    state = "new" if pooled else ("working" if owner in (None, me) else "assigned")
    own = {"state": state, **ended}
    row = records.create(Lead, actor, fields=values | {"owner": owner}, source_id=source_id, **own)
    if pooled:
        row.subject.owner = None
        row.subject.save(update_fields=["owner"])
    elif own["state"] == "assigned":
        assigning.note(actor, row)
    return row


def _undo_update(actor: Actor, events: Sequence[Event]) -> object:
    event = events[-1]
    return update_lead.run(actor, {"lead": event.subject_id, **undo.before_values(event)})


@action("market.update_lead", right=EDIT, public="leads.update", inverse=_undo_update)
def update_lead(*, actor: Actor, lead: LeadId, version: Version | None = None, **fields: Unpack[LeadChanges]) -> Lead:
    """Change some fields of a lead."""
    row = records.load(Lead, actor, lead, EDIT, version)
    records.edit(row, actor, fields)
    return row


def _bring_back(actor: Actor, events: Sequence[Event]) -> object:
    return restore_lead(actor=actor, lead=events[0].subject_id or 0)


@action("market.delete_lead", right=EDIT, public="leads.delete", inverse=_bring_back)
def delete_lead(*, actor: Actor, lead: LeadId, version: Version | None = None) -> Lead:
    """Hide a lead that was entered by mistake; one that came to nothing is rejected instead."""
    row = records.load(Lead, actor, lead, EDIT, version)
    if row.state == "converted":
        raise Conflict("converted", _("This lead was converted: it is part of the history of what it became."))
    records.delete(row, actor)
    return row


@action("market.restore_lead", right=EDIT, public="leads.restore")
def restore_lead(*, actor: Actor, lead: int) -> Lead:
    """Bring a deleted lead back."""
    return records.restore(Lead, actor, lead, EDIT)


def _undo_reject(actor: Actor, events: Sequence[Event]) -> object:
    return reopen_lead(actor=actor, lead=events[0].subject_id or 0)


@action("market.reject_lead", right=EDIT, public="leads.reject", inverse=_undo_reject)
def reject_lead(
    *, actor: Actor, lead: LeadId, reason: RejectReason, note: RejectNote = "", version: Version | None = None
) -> Lead:
    """It comes to nothing, and why."""
    row = records.load(Lead, actor, lead, EDIT, version)
    refuse_done(row)
    values = {"state": "rejected", "reject_reason": reason, "reject_note": note, "next_contact_on": None}
    records.edit(row, actor, values, verb="lead.rejected")
    return row


@action("market.reopen_lead", right=EDIT, public="leads.reopen")
def reopen_lead(*, actor: Actor, lead: LeadId, version: Version | None = None) -> Lead:
    """A rejected lead is alive after all."""
    row = records.load(Lead, actor, lead, EDIT, version)
    if row.state != "rejected":
        raise Conflict("not_rejected", _("Only a rejected lead can be reopened."))
    state = "working" if row.subject.owner_id else "new"
    records.edit(row, actor, {"state": state, "reject_reason": "", "reject_note": ""}, verb="lead.reopened")
    return row


@action("market.mark_converted", right=EDIT)
def mark_converted(
    *,
    actor: Actor,
    lead: LeadId,
    account: AccountRef,
    contact: ContactRef | None = None,
    became: Became | None = None,
    version: Version | None = None,
) -> Lead:
    """Note what a lead has become. The room that makes those records calls this in the same action."""
    row = records.load(Lead, actor, lead, EDIT, version)
    refuse_done(row)
    values = {
        "state": "converted",
        "account": account,
        "contact": contact,
        "became": became,
        "converted_at": surroundings.moment(),
        "next_contact_on": None,
    }
    records.edit(row, actor, values, verb="lead.converted")
    return row


@action("market.unmark_converted", right=EDIT)
def unmark_converted(*, actor: Actor, lead: LeadId) -> Lead:
    """Take a conversion back (what it made is taken back by the room that made it)."""
    row = records.load(Lead, actor, lead, EDIT)
    if row.state != "converted":
        raise Conflict("not_converted", _("This lead has not been converted."))
    nothing = {"account": None, "contact": None, "became": None, "converted_at": None}
    records.edit(row, actor, nothing | {"state": "working"}, verb="lead.unconverted")
    return row


def refuse_done(row: Lead) -> None:
    """A converted or rejected lead is not worked on."""
    if row.state == "converted":
        raise Conflict("converted", _("This lead was converted already."))
    if row.state == "rejected":
        raise Refused("rejected", _("This lead was rejected: reopen it first."))
