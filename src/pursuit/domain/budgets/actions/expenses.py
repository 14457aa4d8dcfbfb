"""Expenses: written down with their receipt, changed until they are handed in, hidden."""

from collections.abc import Mapping, Sequence
from typing import Unpack

from django.utils.translation import gettext_lazy as _

from pursuit.domain.budgets.actions import keeping
from pursuit.domain.budgets.fields import ExpenseChanges, ExpenseId, NewExpense
from pursuit.domain.budgets.models import Expense
from pursuit.domain.budgets.models.expense import OPEN
from pursuit.domain.budgets.queries.expenses import EDIT
from pursuit.kernel import clock, numbering, records, undo
from pursuit.kernel import context as surroundings
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.clock import day_of
from pursuit.kernel.errors import Conflict, Refused
from pursuit.kernel.inputs import Day, Version
from pursuit.kernel.models import Event
from pursuit.kernel.money import Money, rate_on, to_company


def undo_create(actor: Actor, happened: Sequence[Event]) -> object:
    return delete_expense(actor=actor, expense=happened[0].subject_id or 0)


@action("budgets.create_expense", right=EDIT, public="expenses.create", inverse=undo_create)
def create_expense(*, actor: Actor, **fields: Unpack[NewExpense]) -> Expense:
    """A draft of one's own. Labour is no expense."""
    keeping.refuse_labour(fields["kind"])
    day = fields.get("day") or clock.today()
    own = {
        "code": numbering.next_number("BX", day_of(surroundings.moment()).year),
        "owner": surroundings.author(actor),
        "day": day,
        "title": _title(fields["kind"], fields.get("note", "")),
        **_based(fields, fields["amount"], day),
    }
    return records.create(Expense, actor, fields={**fields, **own})


def _undo_update(actor: Actor, happened: Sequence[Event]) -> object:
    event = happened[0]
    before = undo.before_values(event)
    known = {name: value for name, value in before.items() if name not in ("amount_base", "rate", "title")}
    return update_expense.run(actor, {"expense": event.subject_id, **known})


@action("budgets.update_expense", right=EDIT, public="expenses.update", inverse=_undo_update)
def update_expense(
    *, actor: Actor, expense: ExpenseId, version: Version | None = None, **fields: Unpack[ExpenseChanges]
) -> Expense:
    """Correct what was not handed in, or was sent back."""
    row = load(actor, expense, version)
    refuse_handed_in(row)
    kind = fields.get("kind", row.kind)
    keeping.refuse_labour(kind)
    amount = fields.get("amount", Money(row.amount, row.amount_currency))
    own = _based(fields, amount, fields.get("day", row.day))
    own["title"] = _title(kind, fields.get("note", row.note))
    records.edit(row, actor, {**fields, **own})
    return row


def _undo_delete(actor: Actor, happened: Sequence[Event]) -> object:
    return restore_expense(actor=actor, expense=happened[0].subject_id or 0)


@action("budgets.delete_expense", right=EDIT, public="expenses.delete", inverse=_undo_delete)
def delete_expense(*, actor: Actor, expense: ExpenseId, version: Version | None = None) -> Expense:
    """Written down by mistake; what was handed in is taken back first."""
    row = load(actor, expense, version)
    refuse_handed_in(row)
    records.delete(row, actor)
    return row


@action("budgets.restore_expense", right=EDIT, public="expenses.restore")
def restore_expense(*, actor: Actor, expense: int) -> Expense:
    """Bring a deleted expense back."""
    return records.restore(Expense, actor, expense, EDIT)


def load(actor: Actor, pk: int, version: int | None = None, right: str = EDIT) -> Expense:
    """A visible expense, locked for a change."""
    return records.load(Expense, actor, pk, right, version)


def refuse_handed_in(row: Expense) -> None:
    """What somebody was asked about stays as it was asked."""
    if row.state not in OPEN:
        raise Conflict("handed_in", _("This expense was handed in: take the request back to change it."))


def _based(fields: Mapping[str, object], amount: Money, day: Day) -> dict[str, object]:
    """The amount in the company currency, at the rate of its day."""
    tax = fields.get("tax")
    if amount.minor <= 0:
        raise Refused("negative", _("The amount must be above nothing."), "amount")
    if day > clock.today():
        raise Refused("ahead", _("It is not spent yet: give the day on the receipt."), "day")
    if isinstance(tax, Money) and (tax.currency != amount.currency or not 0 <= tax.minor < amount.minor):
        raise Refused("tax", _("The tax is a part of the amount, in the same currency."), "tax")
    rate = rate_on(amount.currency, day)
    return {"rate": rate.pk if rate else None, "amount_base": to_company(amount, rate)}


def _title(kind: str, note: str) -> str:
    name = keeping.kind_name(kind)
    return f"{name} · {note}"[:200] if note else name
