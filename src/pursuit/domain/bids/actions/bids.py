"""Making, changing, sealing and handing in bids."""

from collections.abc import Mapping, Sequence
from typing import Unpack

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pursuit.domain.bids.actions.rows import SEALED, load
from pursuit.domain.bids.fields import BidChanges, BidId, NewBid, Reason, SourceId
from pursuit.domain.bids.models import Bid, Bidder, SealItem
from pursuit.domain.bids.queries.bids import EDIT, bids
from pursuit.domain.bids.queries.sealing import sealing_findings
from pursuit.domain.bids.rules.sealing import ACT
from pursuit.domain.credentials.actions.uses import release_all
from pursuit.domain.projects.models import Project
from pursuit.kernel import access, records, undo
from pursuit.kernel import context as surroundings
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Conflict, Missing, Refused
from pursuit.kernel.inputs import Version
from pursuit.kernel.models import Event
from pursuit.kernel.money import Money
from pursuit.kernel.records import GONE

LOCKED = ("price", "mode", "method", "electronic")  # what a sealed bid does not change


def _undo_create(actor: Actor, events: Sequence[Event]) -> object:
    return delete_bid(actor=actor, bid=events[0].subject_id or 0)


@action("bids.create_bid", right=EDIT, public="bids.create", inverse=_undo_create)
def create_bid(*, actor: Actor, source_id: SourceId = "", **fields: Unpack[NewBid]) -> Bid:
    """Take part in a tender of a project; one bid for each lot."""
    project = Project.objects.visible_to(actor).select_related("subject").filter(pk=fields["project"]).first()
    if project is None:
        raise Missing("not_found", GONE)
    access.require(actor, EDIT, project.subject)
    _refuse_mixed(fields.get("price"), fields.get("ceiling"))
    own = {"unit": project.subject.unit_id} | dict(fields)
    row = records.create(Bid, actor, fields=own, source_id=source_id)
    _one_currency(row)
    Bidder.objects.create(bid=row, ours=True, by_id=surroundings.author(actor))
    return row


def _undo_update(actor: Actor, events: Sequence[Event]) -> object:
    event = events[-1]
    known = update_bid.schema.fields
    before = {name: value for name, value in undo.before_values(event).items() if name in known}
    return update_bid.run(actor, {"bid": event.subject_id, **before})


@action("bids.update_bid", right=EDIT, public="bids.update", inverse=_undo_update)
def update_bid(*, actor: Actor, bid: BidId, version: Version | None = None, **fields: Unpack[BidChanges]) -> Bid:
    """Change some fields; price and procedure stay as they are once it is sealed."""
    row = load(actor, bid, version)
    changing = records.differing(row, fields)
    if row.state != "preparing" and set(changing) & set(LOCKED):
        raise Conflict("sealed", SEALED)
    records.edit(row, actor, fields)
    _refuse_mixed(_sum(row, "price"), _sum(row, "ceiling"))
    _one_currency(row)
    return row


def _undo_delete(actor: Actor, events: Sequence[Event]) -> object:
    return restore_bid(actor=actor, bid=events[0].subject_id or 0)


@action("bids.delete_bid", right=EDIT, public="bids.delete", inverse=_undo_delete)
def delete_bid(*, actor: Actor, bid: BidId, version: Version | None = None) -> Bid:
    """Hide a bid begun by mistake; one that comes to nothing is given up as its outcome instead."""
    row = load(actor, bid, version)
    if row.state in ("submitted", "decided"):
        raise Conflict("handed_in", _("It was handed in: record its outcome instead."))
    release_all(actor, row.pk)
    records.delete(row, actor)
    return row


@action("bids.restore_bid", right=EDIT, public="bids.restore")
def restore_bid(*, actor: Actor, bid: int) -> Bid:
    """Bring a deleted bid back; the proofs it stands on have to be chosen again where others took them."""
    found = Bid.objects.select_related("project__subject").filter(pk=bid).first()
    if found is None or not Project.objects.visible_to(actor).filter(pk=found.project_id).exists():
        raise Missing("not_found", GONE)
    return records.restore(Bid, actor, bid, EDIT, found.project.subject)


def _undo_seal(actor: Actor, events: Sequence[Event]) -> object:
    return reopen_bid(actor=actor, bid=events[0].subject_id or 0)


@action("bids.seal_bid", right=EDIT, public="bids.seal", inverse=_undo_seal)
def seal_bid(*, actor: Actor, bid: BidId, reason: Reason = "", version: Version | None = None) -> Bid:
    """封标: from here on answers and price stay. What still stands against it needs a reason that is kept."""
    row = load(actor, bid, version, unsealed=True)
    against = [one for one in sealing_findings(actor, row) if one.severity == ACT]
    if against and not reason:
        text = ngettext("%d thing stops the sealing: settle it, or say why it is sealed all the same.",
                        "%d things stop the sealing: settle them, or say why it is sealed all the same.",
                        len(against))  # fmt: skip
        raise Refused("not_ready", text % len(against), "reason")
    values = {"state": "sealed", "sealed_at": surroundings.moment(), "seal_reason": reason}
    records.edit(row, actor, values, verb="bid.sealed")
    return row


def _undo_reopen(actor: Actor, events: Sequence[Event]) -> object:
    before = undo.before_values(events[0])
    row = bids(actor).filter(pk=events[0].subject_id).first()
    if row is None:
        raise Missing("not_found", GONE)
    return seal_bid(actor=actor, bid=row.pk, reason=str(before.get("seal_reason") or _("Sealed again")))


@action("bids.reopen_bid", right=EDIT, public="bids.reopen", inverse=_undo_reopen)
def reopen_bid(*, actor: Actor, bid: BidId, version: Version | None = None) -> Bid:
    """A sealed bid is worked on again; the confirmations of its check list are asked for anew."""
    row = load(actor, bid, version)
    if row.state != "sealed":
        raise Conflict("not_sealed", _("Only a sealed bid can be opened again."))
    values: Mapping[str, object] = {"state": "preparing", "sealed_at": None, "seal_reason": ""}
    SealItem.objects.filter(bid=row).update(first_by=None, first_at=None, second_by=None, second_at=None)
    records.edit(row, actor, values, verb="bid.reopened")
    return row


def _undo_submit(actor: Actor, events: Sequence[Event]) -> object:
    return take_back_bid(actor=actor, bid=events[0].subject_id or 0)


@action("bids.submit_bid", right=EDIT, public="bids.submit", inverse=_undo_submit)
def submit_bid(*, actor: Actor, bid: BidId, version: Version | None = None) -> Bid:
    """It is handed in."""
    row = load(actor, bid, version)
    if row.state != "sealed":
        raise Conflict("not_sealed", _("Seal the bid first."))
    undone = SealItem.objects.filter(bid=row, second_by=None).order_by("place").values_list("title", flat=True)
    if not row.seal_reason and undone:
        raise Conflict("unconfirmed", _("Not confirmed by two people yet: %s") % "；".join(undone[:3]))
    values = {"state": "submitted", "submitted_at": surroundings.moment()}
    records.edit(row, actor, values, verb="bid.submitted")
    return row


@action("bids.take_back_bid", right=EDIT, public="bids.take-back")
def take_back_bid(*, actor: Actor, bid: BidId) -> Bid:
    """It was not handed in after all, or was withdrawn before the deadline."""
    row = load(actor, bid)
    if row.state != "submitted":
        raise Conflict("not_submitted", _("It has not been handed in."))
    records.edit(row, actor, {"state": "sealed", "submitted_at": None}, verb="bid.taken_back")
    return row


def _sum(row: Bid, name: str) -> Money | None:
    minor = getattr(row, name)
    return None if minor is None else Money(minor, getattr(row, f"{name}_currency"))


def _one_currency(row: Bid) -> None:
    """What has no sum yet is in the currency of what has."""
    known = row.ceiling_currency if row.ceiling is not None else row.price_currency
    if {row.ceiling_currency, row.price_currency} != {known}:
        row.ceiling_currency = row.price_currency = known
        row.save()


def _refuse_mixed(price: Money | None, ceiling: Money | None) -> None:
    if price and ceiling and price.currency != ceiling.currency:
        raise Refused("mixed_currencies", _("Price and ceiling price are in one currency."), "price")
