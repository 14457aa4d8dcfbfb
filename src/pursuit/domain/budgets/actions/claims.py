"""What becomes of an expense: handed in, approved or sent back, paid out."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Unpack

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pursuit.domain.budgets.actions import keeping
from pursuit.domain.budgets.actions.expenses import create_expense, load, refuse_handed_in, undo_create
from pursuit.domain.budgets.fields import ExpenseId, NewExpense, On, Upload
from pursuit.domain.budgets.models import Budget, Expense, ExpenseState
from pursuit.domain.budgets.queries.expenses import APPROVE, EDIT, PAY
from pursuit.domain.budgets.rules.figures import fits
from pursuit.kernel import approvals, clock, files, records
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Conflict, Refused
from pursuit.kernel.inputs import Label, Version
from pursuit.kernel.models import ApprovalState, Event, Subject
from pursuit.kernel.money import Money

HandIn = Annotated[bool, Label(_("Hand in for approval at once"))]


@action("budgets.record_expense", right=EDIT, inverse=undo_create)
def record_expense(
    *, actor: Actor, file: Upload | None = None, submit: HandIn = False, **fields: Unpack[NewExpense]
) -> Expense:
    """An expense with its receipt at hand, handed in at once if wanted: what the form on the phone does."""
    row = create_expense(actor=actor, **fields)
    if file is not None:
        files.attach_evidence(actor, row.subject, file)
    return submit_expense(actor=actor, expense=row.pk) if submit else row


@action("budgets.submit_expense", right=EDIT, public="expenses.submit")
def submit_expense(*, actor: Actor, expense: ExpenseId, version: Version | None = None) -> Expense:
    """Ask for its approval; from here on it takes its room on the line of the budget."""
    row = load(actor, expense, version)
    refuse_handed_in(row)
    about = keeping.locked(row.project_id)
    if about is None:
        raise Conflict("no_budget", _("This project has no budget: have one approved before money is spent on it."))
    keeping.refuse_unapproved(about)
    keeping.refuse_frozen(about)
    line = keeping.line_for(about, row.kind, row.day)
    keeping.refuse_full(line, row.amount_base)
    own = {"state": str(ExpenseState.SUBMITTED), "line": line.pk, "answer": ""}
    records.edit(row, actor, {}, verb="expense.submitted", **own)
    keeping.recount(about)
    amount = f"{Money(row.amount, row.amount_currency).major():,} {row.amount_currency}"
    title = gettext("Expense of %(who)s: %(what)s, %(amount)s") % {
        "who": row.subject.owner, "what": row.title, "amount": amount,
    }  # fmt: skip
    approvals.ask(actor, row.subject, APPROVE, title, reason=row.note, amount=row.amount_base)
    return row


def on_decided(actor: Actor, event: Event, data: Mapping[str, object]) -> None:
    """Subscriber: approved within its line, or the answer is refused."""
    state = data.get("state")
    if data.get("kind") != APPROVE or state not in (ApprovalState.APPROVED, ApprovalState.REJECTED):
        return
    row, about = _asked(event)
    if row is None or about is None:
        return
    if state == ApprovalState.REJECTED:
        own = {"state": str(ExpenseState.REJECTED), "line": None, "answer": str(data.get("comment", ""))[:500]}
        records.edit(row, actor, {}, verb="expense.rejected", **own)
    else:
        if row.line is not None and not fits(keeping.of(row.line), 0):
            raise Refused("over_budget", keeping.FULL % keeping.kind_name(row.kind))
        records.edit(row, actor, {}, verb="expense.approved", state=str(ExpenseState.APPROVED))
    keeping.recount(about)


def on_withdrawn(actor: Actor, event: Event, data: Mapping[str, object]) -> None:
    """Subscriber: whoever asked has taken the question back."""
    row, about = _asked(event) if data.get("kind") == APPROVE else (None, None)
    if row is not None and about is not None:
        records.edit(row, actor, {}, verb="expense.taken_back", state=str(ExpenseState.DRAFT), line=None)
        keeping.recount(about)


def _undo_pay(actor: Actor, happened: Sequence[Event]) -> object:
    return unpay_expense(actor=actor, expense=happened[0].subject_id or 0)


@action("budgets.pay_expense", right=PAY, public="expenses.pay", inverse=_undo_pay)
def pay_expense(*, actor: Actor, expense: ExpenseId, paid_on: On, version: Version | None = None) -> Expense:
    """The money was paid out to the person."""
    row = load(actor, expense, version, PAY)
    if row.state != ExpenseState.APPROVED:
        raise Conflict("not_approved", _("Only an approved expense is paid out."))
    if not row.day <= paid_on <= clock.today():
        raise Refused("bad_day", _("It was paid out between the day it was spent and today."), "paid_on")
    records.edit(row, actor, {"paid_on": paid_on}, verb="expense.paid", state=str(ExpenseState.PAID))
    return row


@action("budgets.unpay_expense", right=PAY, public="expenses.unpay")
def unpay_expense(*, actor: Actor, expense: ExpenseId) -> Expense:
    """Noted as paid out by mistake."""
    row = load(actor, expense, right=PAY)
    if row.state != ExpenseState.PAID:
        raise Conflict("not_paid", _("This expense was not paid out."))
    records.edit(row, actor, {"paid_on": None}, verb="expense.unpaid", state=str(ExpenseState.APPROVED))
    return row


def _asked(event: Event) -> tuple[Expense | None, Budget | None]:
    Subject.objects.select_for_update().filter(pk=event.subject_id or 0).first()
    rows = Expense.objects.select_related("subject__owner")
    row = rows.filter(pk=event.subject_id, state=ExpenseState.SUBMITTED).first()
    about = keeping.locked(row.project_id) if row is not None else None
    return row, about
