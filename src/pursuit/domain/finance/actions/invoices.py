"""Invoices: asked for by those who sell, issued and reversed by finance."""

from collections.abc import Sequence
from typing import Unpack

from django.utils.translation import gettext_lazy as _

from pursuit.domain.finance.actions import keeping
from pursuit.domain.finance.actions.keeping import PLAN, POST
from pursuit.domain.finance.fields import ContractId, InvoiceDetails, InvoiceId, Number, On, Parts, Reason
from pursuit.domain.finance.models import Instalment, Invoice, InvoiceLine
from pursuit.domain.finance.rules.money import tax_in
from pursuit.kernel import clock
from pursuit.kernel import context as surroundings
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Conflict, Missing, Refused
from pursuit.kernel.models import Event
from pursuit.kernel.money import Money
from pursuit.kernel.records import GONE


def _undo_request(actor: Actor, happened: Sequence[Event]) -> object:
    data = happened[0].payload.data
    return withdraw_invoice(actor=actor, invoice=data["invoice"], reason="—")


@action("finance.request_invoice", right=PLAN, public="invoices.request", inverse=_undo_request)
def request_invoice(*, actor: Actor, contract: ContractId, parts: Parts, **fields: Unpack[InvoiceDetails]) -> Invoice:
    """开票申请: for one or more instalments of a contract in force, never more than is left of each."""
    about = keeping.contract_for(actor, contract, PLAN)
    if not keeping.in_force(about):
        raise Conflict("not_in_force", _("Only a signed contract is invoiced."))
    rows = {row.pk: row for row in keeping.instalments_for(actor, {part.instalment for part in parts}, PLAN)}
    if any(row.contract_id != about.pk for row in rows.values()):
        raise Refused("other_contract", _("An invoice is for instalments of one contract."), "parts")
    wanted = keeping.read_parts(parts, rows)
    for at, (pk, minor) in enumerate(wanted.items()):
        _refuse_above(rows[pk], minor, at)
    made = Invoice.objects.create(
        contract=about,
        kind=fields.get("kind", "special"),
        amount=sum(wanted.values()),
        currency=about.amount_currency,
        tax_rate=fields.get("tax_rate", about.tax_rate),
        buyer=fields.get("buyer") or about.account.title,
        buyer_number=fields.get("buyer_number", ""),
        note=fields.get("note", ""),
        asked_by_id=surroundings.author(actor),
        asked_at=surroundings.moment(),
    )
    made.tax = tax_in(made.amount, made.tax_rate)
    made.save()
    InvoiceLine.objects.bulk_create(
        InvoiceLine(invoice=made, instalment_id=pk, amount=minor) for pk, minor in wanted.items()
    )
    keeping.told(actor, about, "contract.invoice_requested", None, invoice=made.pk, buyer=made.buyer)
    return made


@action("finance.withdraw_invoice", right=PLAN, public="invoices.withdraw")
def withdraw_invoice(*, actor: Actor, invoice: InvoiceId, reason: Reason) -> Invoice:
    """Before it is issued: it was not needed, or finance sends it back."""
    row = _load(actor, invoice, PLAN)
    _refuse_unless(row, "requested")
    row.state, row.note = "declined", reason
    row.save()
    keeping.told(actor, row.contract, "contract.invoice_declined", None, invoice=row.pk, reason=reason)
    return row


def _undo_issue(actor: Actor, happened: Sequence[Event]) -> object:
    data = happened[0].payload.data
    return unissue_invoice(actor=actor, invoice=data["invoice"])


@action("finance.issue_invoice", right=POST, public="invoices.issue", inverse=_undo_issue)
def issue_invoice(*, actor: Actor, invoice: InvoiceId, number: Number, issued_on: On) -> Invoice:
    """已开票: the number the tax system gave it, and its day."""
    row = _load(actor, invoice, POST)
    _refuse_unless(row, "requested")
    _refuse_number(number)
    _refuse_ahead(issued_on)
    row.state, row.number, row.issued_on = "issued", number, issued_on
    row.save()
    _count(row)
    keeping.told(actor, row.contract, "contract.invoice_issued", None, invoice=row.pk, number=number)
    return row


@action("finance.unissue_invoice", right=POST)
def unissue_invoice(*, actor: Actor, invoice: InvoiceId) -> Invoice:
    """Noted as issued by mistake: what an undo does."""
    row = _load(actor, invoice, POST)
    keeping.refuse_changed(row.state == "issued")
    row.state, row.number, row.issued_on = "requested", "", None
    row.save()
    _count(row)
    keeping.told(actor, row.contract, "contract.invoice_unissued", None, invoice=row.pk)
    return row


def _undo_reverse(actor: Actor, happened: Sequence[Event]) -> object:
    data = happened[0].payload.data
    return unreverse_invoice(actor=actor, invoice=data["invoice"])


@action("finance.reverse_invoice", right=POST, public="invoices.reverse", inverse=_undo_reverse)
def reverse_invoice(*, actor: Actor, invoice: InvoiceId, number: Number, issued_on: On, reason: Reason) -> Invoice:
    """红冲: an invoice below zero that takes the first one back as a whole; both stay in the books."""
    row = _load(actor, invoice, POST)
    _refuse_unless(row, "issued")
    _refuse_number(number)
    _refuse_ahead(issued_on)
    if row.issued_on is not None and issued_on < row.issued_on:
        raise Refused("backwards", _("It cannot be reversed before it was issued."), "issued_on")
    red = Invoice.objects.create(
        contract=row.contract,
        kind=row.kind,
        state="reversal",
        amount=-row.amount,
        currency=row.currency,
        tax_rate=row.tax_rate,
        tax=-row.tax,
        buyer=row.buyer,
        buyer_number=row.buyer_number,
        number=number,
        issued_on=issued_on,
        reverses=row,
        note=reason,
        asked_by_id=surroundings.author(actor),
        asked_at=surroundings.moment(),
    )
    InvoiceLine.objects.bulk_create(
        InvoiceLine(invoice=red, instalment_id=one.instalment_id, amount=-one.amount) for one in row.lines.all()
    )
    row.state = "reversed"
    row.save()
    _count(row)
    keeping.told(actor, row.contract, "contract.invoice_reversed", None, invoice=row.pk, number=number, reason=reason)
    return red


@action("finance.unreverse_invoice", right=POST)
def unreverse_invoice(*, actor: Actor, invoice: InvoiceId) -> Invoice:
    """Reversed by mistake: what an undo does."""
    row = _load(actor, invoice, POST)
    keeping.refuse_changed(row.state == "reversed")
    for one in row.lines.all():
        left = _left(one.instalment)
        keeping.refuse_changed(one.amount <= left)
    Invoice.objects.filter(reverses=row).delete()
    row.state = "issued"
    row.save()
    _count(row)
    keeping.told(actor, row.contract, "contract.invoice_unreversed", None, invoice=row.pk)
    return row


def _load(actor: Actor, pk: int, right: str) -> Invoice:
    place = Invoice.objects.visible_to(actor).filter(pk=pk).values_list("contract_id", flat=True).first()
    if place is None:
        raise Missing("not_found", GONE)
    about = keeping.contract_for(actor, place, right)
    row = Invoice.objects.select_for_update(of=("self",)).get(pk=pk)
    row.contract = about
    return row


def _count(row: Invoice) -> None:
    """What its instalments have been invoiced for by now."""
    for one in Instalment.objects.select_for_update().filter(invoice_lines__invoice=row).order_by("pk"):
        one.invoiced = keeping.invoiced_of(one.pk)
        keeping.restate(one)


def _left(row: Instalment) -> int:
    return row.amount - keeping.invoiced_of(row.pk) - keeping.asked_of(row.pk)


def _refuse_above(row: Instalment, minor: int, at: int) -> None:
    left = 0 if row.cancelled else _left(row)
    if minor > left:
        told = f"{Money(left, row.currency).major():,}"
        raise Refused("too_much", keeping.OFF % {"most": told, "name": row.name}, f"parts.{at}.amount")


def _refuse_unless(row: Invoice, state: str) -> None:
    if row.state != state:
        raise Conflict("wrong_state", _("This invoice has gone on since: look at it again."))


def _refuse_number(number: str) -> None:
    if Invoice.objects.filter(number=number).exists():
        raise Refused("number_taken", _("An invoice of this number is noted already."), "number")


def _refuse_ahead(day: On) -> None:
    if day > clock.today():
        raise Refused("ahead", _("That day has not come yet."), "issued_on")
