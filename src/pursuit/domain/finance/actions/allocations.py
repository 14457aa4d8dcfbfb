"""核销: which instalments a receipt pays, n to m; and what is given back of it."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from django.utils.translation import gettext_lazy as _

from pursuit.domain.contracts.models import Contract
from pursuit.domain.finance.actions import keeping
from pursuit.domain.finance.actions.keeping import PLAN, POST
from pursuit.domain.finance.fields import AllocationId, On, Part, Parts, Reason, ReceiptId, Sum
from pursuit.domain.finance.models import Allocation, Instalment, Receipt, Refund
from pursuit.kernel import clock, events, records
from pursuit.kernel import context as surroundings
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Conflict, Missing, Refused
from pursuit.kernel.models import Event
from pursuit.kernel.money import Money, exponent, rate_on
from pursuit.kernel.records import GONE

VIEW = "finance.receipt.view"
ALLOCATED = "receipt.allocated"


def _undo_allocate(actor: Actor, happened: Sequence[Event]) -> object:
    event = next(one for one in happened if one.verb == ALLOCATED)
    for one in event.payload.data["allocations"]:
        deallocate(actor=actor, allocation=one)
    return Receipt.objects.get(pk=event.subject_id)


@action("finance.allocate", right=PLAN, public="receipts.allocate", inverse=_undo_allocate)
def allocate(*, actor: Actor, receipt: ReceiptId, parts: Parts) -> Receipt:
    """So much of a claimed receipt for these instalments of its customer; never more than is free of it, nor than is
    open of each. In another currency at the rate of the day it came."""
    rows = {row.pk: row for row in keeping.instalments_for(actor, {part.instalment for part in parts}, PLAN)}
    money = _receipt(actor, receipt)
    wanted = keeping.read_parts(parts, rows)
    made = []
    for at, (pk, minor) in enumerate(wanted.items()):
        row = rows[pk]
        _refuse_other(row, money, at)
        if minor > row.open_amount:
            told = f"{Money(row.open_amount, row.currency).major():,}"
            raise Refused("too_much", keeping.OFF % {"most": told, "name": row.name}, f"parts.{at}.amount")
        taken = exchanged(Money(minor, row.currency), money.amount_currency, money.received_on)
        if taken > money.free:
            told = f"{Money(money.free, money.amount_currency).major():,}"
            raise Refused("not_enough", _("Only %s of this receipt is free.") % told, f"parts.{at}.amount")
        one = Allocation.objects.create(
            receipt=money,
            instalment=row,
            amount=minor,
            taken=taken,
            by_id=surroundings.author(actor),
            at=surroundings.moment(),
        )
        made.append(one.pk)
        _move(row, money, minor, taken)
    _noted(actor, money, ALLOCATED, allocations=made)
    for about, names in _by_contract([rows[pk] for pk in wanted]).items():
        keeping.told(actor, about, "contract.paid", None, receipt=money.pk, code=money.code, names=names)
    return money


def _undo_deallocate(actor: Actor, happened: Sequence[Event]) -> object:
    event = next(one for one in happened if one.verb == "receipt.deallocated")
    data = event.payload.data
    part = Part(instalment=data["instalment"], amount=data["amount"])
    return allocate(actor=actor, receipt=event.subject_id or 0, parts=[part])


@action("finance.deallocate", right=PLAN, public="receipts.deallocate", inverse=_undo_deallocate)
def deallocate(*, actor: Actor, allocation: AllocationId) -> Receipt:
    """It was for something else: the money is free again, and the instalment open."""
    found = Allocation.objects.visible_to(actor).filter(pk=allocation).first()
    if found is None:
        raise Missing("not_found", GONE)
    row = keeping.instalment_for(actor, found.instalment_id, PLAN)
    money = records.load(Receipt, actor, found.receipt_id, VIEW)
    found = Allocation.objects.filter(pk=allocation).first()
    if found is None:
        raise Missing("not_found", GONE)
    _release(actor, found, row, money)
    return money


def release_all(actor: Actor, receipt: int) -> None:
    """Take back all that was made of a receipt, whoever may see the contracts; inside an action that may."""
    there = list(Allocation.objects.filter(receipt=receipt).order_by("instalment_id", "pk"))
    rows = Instalment.objects.select_for_update(of=("self",)).select_related("contract__subject")
    known = {row.pk: row for row in rows.filter(pk__in=[one.instalment_id for one in there]).order_by("pk")}
    money = Receipt.objects.select_for_update(of=("self",)).select_related("subject").get(pk=receipt) if there else None
    for one in there:
        if money is not None:
            _release(actor, one, known[one.instalment_id], money)


def _undo_refund(actor: Actor, happened: Sequence[Event]) -> object:
    event = next(one for one in happened if one.verb == "receipt.refunded")
    return cancel_refund(actor=actor, receipt=event.subject_id or 0, refund=event.payload.data["refund"])


@action("finance.refund", right=POST, public="receipts.refund", inverse=_undo_refund)
def refund(*, actor: Actor, receipt: ReceiptId, amount: Sum, paid_on: On, reason: Reason) -> Refund:
    """What is free of a receipt is paid back, as a whole or in part."""
    money = records.load(Receipt, actor, receipt, POST)
    if money.state == "void":
        raise Conflict("void", _("This receipt was taken back."))
    if amount.currency != money.amount_currency:
        raise Refused("currency", _("It is paid back in the currency in which it came."), "amount")
    if not 0 < amount.minor <= money.free:
        told = f"{Money(money.free, money.amount_currency).major():,}"
        raise Refused("not_enough", _("Only %s of this receipt is free.") % told, "amount")
    if paid_on > clock.today():
        raise Refused("ahead", _("That day has not come yet."), "paid_on")
    made = Refund.objects.create(
        receipt=money, amount=amount.minor, paid_on=paid_on, reason=reason, by_id=surroundings.author(actor)
    )
    money.refunded += amount.minor
    money.free -= amount.minor
    _noted(actor, money, "receipt.refunded", refund=made.pk, reason=reason)
    return made


@action("finance.cancel_refund", right=POST)
def cancel_refund(*, actor: Actor, receipt: ReceiptId, refund: int) -> Receipt:
    """It was not paid back: what an undo does."""
    money = records.load(Receipt, actor, receipt, POST)
    row = Refund.objects.filter(pk=refund, receipt=money).first()
    if row is None:
        raise Missing("not_found", GONE)
    money.refunded -= row.amount
    money.free += row.amount
    row.delete()
    _noted(actor, money, "receipt.refund_cancelled")
    return money


def exchanged(money: Money, currency: str, day: date) -> int:
    """The same in another currency, at the dated rates; half to even."""
    if money.currency == currency:
        return money.minor
    one, other = rate_on(money.currency, day), rate_on(currency, day)
    factor = Fraction(one.rate_e8 if one else 10**8, other.rate_e8 if other else 10**8)
    shift = Fraction(10 ** exponent(currency), 10 ** exponent(money.currency))
    return round(Fraction(money.minor) * factor * shift)


def _receipt(actor: Actor, pk: int) -> Receipt:
    money = records.load(Receipt, actor, pk, VIEW)
    if money.state != "claimed":
        raise Conflict("not_claimed", _("Claim the money for its customer first."))
    return money


def _refuse_other(row: Instalment, money: Receipt, at: int) -> None:
    if row.account_id != money.account_id:
        raise Refused("other_account", _("That contract is another customer's."), f"parts.{at}.instalment")
    if row.cancelled or not row.live:
        raise Refused("not_in_force", _("That contract is not in force."), f"parts.{at}.instalment")


def _move(row: Instalment, money: Receipt, amount: int, taken: int) -> None:
    row.paid += amount
    keeping.restate(row)
    money.allocated += taken
    money.free -= taken


def _release(actor: Actor, one: Allocation, row: Instalment, money: Receipt) -> None:
    _move(row, money, -one.amount, -one.taken)
    amount = str(Money(one.amount, row.currency).major())
    one.delete()
    _noted(actor, money, "receipt.deallocated", instalment=row.pk, amount=amount)
    keeping.told(actor, row.contract, "contract.payment_taken_back", None, code=money.code, name=row.name)


def _noted(actor: Actor, money: Receipt, verb: str, **facts: object) -> None:
    money.save()
    records.touch(money)
    events.record(actor, verb, money.subject, None, on_behalf_of=None, **facts)


def _by_contract(rows: Sequence[Instalment]) -> dict[Contract, list[str]]:
    found: dict[Contract, list[str]] = {}
    for row in rows:
        found.setdefault(row.contract, []).append(row.name)
    return found
