"""Money that came: posted by finance, claimed by those whose customer paid; bills become money when honoured."""

from collections.abc import Sequence
from typing import Annotated, Unpack

from django.utils.translation import gettext_lazy as _

from pursuit.domain.finance.actions import keeping
from pursuit.domain.finance.actions.allocations import release_all
from pursuit.domain.finance.actions.keeping import CLAIM, POST
from pursuit.domain.finance.fields import AccountRef, NewReceipt, On, Reason, ReceiptChanges, ReceiptId
from pursuit.domain.finance.models import Receipt
from pursuit.domain.finance.rules.money import month_of
from pursuit.kernel import access, clock, numbering, records, undo
from pursuit.kernel import context as surroundings
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.clock import day_of
from pursuit.kernel.errors import Conflict, Forbidden, Refused
from pursuit.kernel.inputs import Label, Title, Version
from pursuit.kernel.models import Event


def _undo_post(actor: Actor, happened: Sequence[Event]) -> object:
    return void_receipt(actor=actor, receipt=happened[0].subject_id or 0, reason="—")


@action("finance.post_receipt", right=POST, public="receipts.create", inverse=_undo_post)
def post_receipt(*, actor: Actor, **fields: Unpack[NewReceipt]) -> Receipt:
    """到款: what the bank says. It waits for whoever knows whose it is."""
    amount = fields["amount"]
    if amount.minor <= 0:
        raise Refused("not_above_nothing", _("The amount must be above nothing."), "amount")
    received = fields.get("received_on") or clock.today()
    _refuse_ahead(received)
    is_bill = fields.get("kind") == "bill"
    if is_bill and fields.get("matures_on") is None:
        raise Refused("no_maturity", _("A bill has a day on which it matures."), "matures_on")
    settled = None if is_bill else received
    own: dict[str, object] = {
        "title": f"{fields['payer'][:180]} {received}",
        "code": numbering.next_number("SK", day_of(surroundings.moment()).year),
        "owner": records.NOBODY,
        "received_on": received,
        "bill_state": "held" if is_bill else "",
        "settled_on": settled,
        "settled_month": month_of(settled),
        "free": amount.minor,
    }
    return records.create(Receipt, actor, fields={**fields, **own})


def _undo_update(actor: Actor, happened: Sequence[Event]) -> object:
    event = happened[0]
    before = undo.before_values(event)
    names = ReceiptChanges.__annotations__
    return update_receipt.run(
        actor, {"receipt": event.subject_id, **{name: one for name, one in before.items() if name in names}}
    )


@action("finance.update_receipt", right=POST, public="receipts.update", inverse=_undo_update)
def update_receipt(
    *, actor: Actor, receipt: ReceiptId, version: Version | None = None, **fields: Unpack[ReceiptChanges]
) -> Receipt:
    """Correct what was typed; never below what was allocated or given back."""
    row = _load(actor, receipt, POST, version)
    amount = fields.get("amount")
    used = row.allocated + row.refunded
    if amount is not None and (amount.minor < max(used, 1) or (used and amount.currency != row.amount_currency)):
        raise Refused("below_used", _("More than that has been allocated or given back already."), "amount")
    if row.bill_state == "dishonoured" and {"amount", "kind"} & fields.keys():
        raise Conflict("dishonoured", _("A dishonoured bill counts nowhere: only its notes and days can be corrected."))
    if "received_on" in fields:
        _refuse_ahead(fields["received_on"])
    if "kind" in fields and fields["kind"] != row.kind and used:
        raise Conflict("in_use", _("It has been allocated already: take that back first."), "kind")
    values: dict[str, object] = dict(fields)
    kind, received = fields.get("kind", row.kind), fields.get("received_on", row.received_on)
    if kind == "transfer":
        values |= {"bill_state": "", "settled_on": received, "settled_month": month_of(received)}
    elif row.kind == "transfer":
        values |= {"bill_state": "held", "settled_on": None, "settled_month": None}
    if kind == "bill" and values.get("matures_on", row.matures_on) is None:
        raise Refused("no_maturity", _("A bill has a day on which it matures."), "matures_on")
    if amount is not None:
        values["free"] = amount.minor - used
    records.edit(row, actor, values)
    return row


@action("finance.void_receipt", right=POST, public="receipts.void")
def void_receipt(*, actor: Actor, receipt: ReceiptId, reason: Reason, version: Version | None = None) -> Receipt:
    """Posted by mistake: it stays with its reason, and counts nowhere."""
    row = _load(actor, receipt, POST, version)
    if row.allocated or row.refunded:
        raise Conflict("in_use", _("It has been allocated already: take that back first."))
    own = {"state": "void", "free": 0, "settled_on": None, "settled_month": None, "note": reason}
    records.edit(row, actor, own, verb="receipt.voided")
    return row


def _undo_claim(actor: Actor, happened: Sequence[Event]) -> object:
    event = next(one for one in happened if one.verb == "receipt.claimed")
    return unclaim_receipt(actor=actor, receipt=event.subject_id or 0)


@action("finance.claim_receipt", right=CLAIM, public="receipts.claim", inverse=_undo_claim)
def claim_receipt(*, actor: Actor, receipt: ReceiptId, account: AccountRef, version: Version | None = None) -> Receipt:
    """到款认领: it came from this customer. It is the claimer's from then on, and stands in their unit."""
    row = records.load(Receipt, actor, receipt, CLAIM, version)
    if row.state != "unclaimed":
        raise Conflict("claimed", _("Somebody has claimed this money already."))
    own = {"account": account, "state": "claimed", "owner": surroundings.author(actor), "unit": actor.unit_id}
    records.edit(row, actor, own, verb="receipt.claimed")
    return row


@action("finance.unclaim_receipt", right=CLAIM, public="receipts.unclaim")
def unclaim_receipt(*, actor: Actor, receipt: ReceiptId, version: Version | None = None) -> Receipt:
    """It is somebody else's after all: it waits again."""
    row = records.load(Receipt, actor, receipt, CLAIM, version)
    if row.subject.owner_id != actor.user_id and not access.decide(actor, POST):
        raise Forbidden("forbidden", _("Only whoever claimed it, or finance, may give it back."))
    if row.state != "claimed":
        raise Conflict("not_claimed", _("Nobody has claimed this money."))
    if row.allocated:
        raise Conflict("in_use", _("It has been allocated already: take that back first."))
    own = {"account": None, "state": "unclaimed", "owner": None, "unit": None}
    records.edit(row, actor, own, verb="receipt.unclaimed")
    return row


def _undo_bill(actor: Actor, happened: Sequence[Event]) -> object:
    event = next(one for one in happened if one.verb.startswith("receipt.bill_"))
    before = {name: pair[0] for name, pair in event.payload.data["changes"].items()}
    return restore_bill(actor=actor, receipt=event.subject_id or 0, values=before)


@action("finance.honour_bill", right=POST, public="receipts.honour", inverse=_undo_bill)
def honour_bill(*, actor: Actor, receipt: ReceiptId, settled_on: On, version: Version | None = None) -> Receipt:
    """The bill was paid, at maturity or by discounting: now it is money."""
    row = _bill(actor, receipt, version)
    _refuse_ahead(settled_on)
    own = {"bill_state": "honoured", "settled_on": settled_on, "settled_month": month_of(settled_on)}
    records.edit(row, actor, own, verb="receipt.bill_honoured")
    return row


EndorsedTo = Annotated[Title, Label(_("Endorsed to"))]


@action("finance.endorse_bill", right=POST, public="receipts.endorse", inverse=_undo_bill)
def endorse_bill(*, actor: Actor, receipt: ReceiptId, endorsed_to: EndorsedTo, on: On) -> Receipt:
    """背书: it paid a supplier of ours; for us it is settled, though the endorser stays liable."""
    row = _bill(actor, receipt, None)
    _refuse_ahead(on)
    own = {"bill_state": "endorsed", "endorsed_to": endorsed_to, "settled_on": on, "settled_month": month_of(on)}
    records.edit(row, actor, own, verb="receipt.bill_endorsed")
    return row


@action("finance.dishonour_bill", right=POST, public="receipts.dishonour")
def dishonour_bill(*, actor: Actor, receipt: ReceiptId, reason: Reason, version: Version | None = None) -> Receipt:
    """拒付: it is worth nothing. What it was allocated to is owed again."""
    release_all(actor, receipt)
    row = _load(actor, receipt, POST, version)
    if row.bill_state not in ("held", "endorsed"):
        raise Conflict("no_bill", _("Only a bill that has not been honoured can be refused."))
    own = {"bill_state": "dishonoured", "settled_on": None, "settled_month": None, "free": 0, "note": reason}
    records.edit(row, actor, own, verb="receipt.dishonoured")
    return row


@action("finance.restore_bill", right=POST)
def restore_bill(*, actor: Actor, receipt: ReceiptId, values: dict[str, str | int | None]) -> Receipt:
    """As it was: what an undo does."""
    row = _load(actor, receipt, POST)
    names = ("bill_state", "endorsed_to", "settled_on")
    own: dict[str, object] = {name: values[name] or "" for name in names[:2] if name in values}
    settled = keeping.day(values.get("settled_on"))
    own |= {"settled_on": settled, "settled_month": month_of(settled)}
    records.edit(row, actor, own, verb="receipt.restored_bill")
    return row


def _bill(actor: Actor, pk: int, version: int | None) -> Receipt:
    row = _load(actor, pk, POST, version)
    if row.kind != "bill" or row.bill_state != "held" or row.state == "void":
        raise Conflict("no_bill", _("Only a bill that is held can be honoured or endorsed."))
    return row


def _load(actor: Actor, pk: int, right: str, version: int | None = None) -> Receipt:
    row = records.load(Receipt, actor, pk, right, version)
    if row.state == "void":
        raise Conflict("void", _("This receipt was taken back."))
    return row


def _refuse_ahead(day: On) -> None:
    if day > clock.today():
        raise Refused("ahead", _("That day has not come yet."), "received_on")
