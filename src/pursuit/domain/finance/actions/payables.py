"""背靠背: what suppliers get once our customer has paid."""

from collections.abc import Sequence
from typing import Annotated

from django.utils.translation import gettext_lazy as _

from pursuit.domain.finance.actions import keeping
from pursuit.domain.finance.actions.keeping import PLAN, POST
from pursuit.domain.finance.fields import InstalmentId, Note, On, PayableId, Sum
from pursuit.domain.finance.models import Payable
from pursuit.domain.finance.rules.money import payable as allowed
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Conflict, Missing, Refused
from pursuit.kernel.inputs import Label, Ref, Title
from pursuit.kernel.models import Event
from pursuit.kernel.money import Money
from pursuit.kernel.records import GONE

Supplier = Annotated[int, Ref("account"), Label(_("Supplier"))]
Name = Annotated[Title, Label(_("What for"))]


def _undo_add(actor: Actor, happened: Sequence[Event]) -> object:
    return remove_payable(actor=actor, payable=happened[0].payload.data["payable"])


@action("finance.add_payable", right=PLAN, public="payables.create", inverse=_undo_add)
def add_payable(
    *, actor: Actor, instalment: InstalmentId, supplier: Supplier, name: Name, amount: Sum, note: Note = ""
) -> Payable:
    """A supplier is paid in the measure in which this instalment of ours is."""
    row = keeping.instalment_for(actor, instalment, PLAN)
    if amount.minor <= 0:
        raise Refused("not_above_nothing", _("The amount must be above nothing."), "amount")
    made = Payable.objects.create(
        contract=row.contract,
        instalment=row,
        supplier_id=supplier,
        name=name,
        amount=amount.minor,
        currency=amount.currency,
        note=note,
    )
    keeping.told(actor, row.contract, "contract.payable_added", None, payable=made.pk, name=name)
    return made


def _undo_remove(actor: Actor, happened: Sequence[Event]) -> object:
    data = happened[0].payload.data
    return add_payable.run(actor, data["before"])


@action("finance.remove_payable", right=PLAN, public="payables.remove", inverse=_undo_remove)
def remove_payable(*, actor: Actor, payable: PayableId) -> Payable:
    """It was agreed otherwise."""
    row = _load(actor, payable, PLAN)
    if row.paid:
        raise Conflict("in_use", _("Some of it has been paid already."))
    money = {"minor": row.amount, "currency": row.currency}
    before = {"instalment": row.instalment_id, "supplier": row.supplier_id, "name": row.name, "amount": money}
    keeping.told(actor, row.contract, "contract.payable_removed", None, before={**before, "note": row.note})
    Payable.objects.filter(pk=row.pk).delete()
    return row


def _undo_pay(actor: Actor, happened: Sequence[Event]) -> object:
    data = happened[0].payload.data
    return unpay_supplier(actor=actor, payable=data["payable"], paid=data["after"], before=data["before"])


@action("finance.pay_supplier", right=POST, public="payables.pay", inverse=_undo_pay)
def pay_supplier(*, actor: Actor, payable: PayableId, amount: Sum, paid_on: On) -> Payable:
    """Not before our customer has paid, and in the same measure."""
    row = _load(actor, payable, POST)
    ours = row.instalment
    ours.refresh_from_db()
    may = allowed(row.amount, ours.paid, ours.amount) - row.paid
    if amount.currency != row.currency:
        raise Refused("currency", _("It is paid in the currency in which it was agreed."), "amount")
    if not 0 < amount.minor <= may:
        told = f"{Money(max(may, 0), row.currency).major():,}"
        raise Refused("too_early", _("The customer has paid for %s of it so far.") % told, "amount")
    before = {"paid": row.paid, "paid_on": row.paid_on}
    row.paid += amount.minor
    row.paid_on = paid_on
    row.save()
    keeping.told(
        actor, row.contract, "contract.supplier_paid", None, payable=row.pk, name=row.name, before=before,
        after=row.paid,
    )  # fmt: skip
    return row


@action("finance.unpay_supplier", right=POST)
def unpay_supplier(*, actor: Actor, payable: PayableId, paid: int, before: dict[str, str | int | None]) -> Payable:
    """It was not paid: what an undo does."""
    row = _load(actor, payable, POST)
    keeping.refuse_changed(row.paid == paid)
    row.paid, row.paid_on = int(before["paid"] or 0), keeping.day(before["paid_on"])
    row.save()
    keeping.told(actor, row.contract, "contract.supplier_unpaid", None, payable=row.pk, name=row.name)
    return row


def _load(actor: Actor, pk: int, right: str) -> Payable:
    place = Payable.objects.visible_to(actor).filter(pk=pk).values_list("contract_id", flat=True).first()
    if place is None:
        raise Missing("not_found", GONE)
    about = keeping.contract_for(actor, place, right)
    row = Payable.objects.select_for_update(of=("self",)).select_related("instalment").get(pk=pk)
    row.contract = about
    return row
