"""Promised costs: an order, a booked fair, a signed fee; later paid, or given up."""

from collections.abc import Sequence
from typing import Annotated, Unpack

from django.utils.translation import gettext_lazy as _

from pursuit.domain.budgets.actions import keeping
from pursuit.domain.budgets.fields import CommitmentDetails, CommitmentId, LineId, Sum
from pursuit.domain.budgets.models import BudgetLine, Commitment
from pursuit.domain.budgets.queries.budgets import EDIT
from pursuit.kernel import context as surroundings
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.clock import day_of
from pursuit.kernel.errors import Conflict, Refused
from pursuit.kernel.inputs import Label, Title
from pursuit.kernel.models import Event
from pursuit.kernel.money import rate_on, to_company

What = Annotated[Title, Label(_("What was promised"))]


def _undo_add(actor: Actor, happened: Sequence[Event]) -> object:
    return cancel_commitment(actor=actor, commitment=happened[0].payload.data["commitment"])


@action("budgets.add_commitment", right=EDIT, public="budget-commitments.create", inverse=_undo_add)
def add_commitment(
    *, actor: Actor, line: LineId, what: What, amount: Sum, **fields: Unpack[CommitmentDetails]
) -> Commitment:
    """It takes its room on the line at once, no more than was approved."""
    row = keeping.part(actor, BudgetLine, line)
    about = row.budget
    keeping.refuse_unapproved(about)
    keeping.refuse_frozen(about)
    keeping.refuse_labour(row.kind, "line")
    if amount.minor <= 0:
        raise Refused("negative", _("The amount must be above nothing."), "amount")
    day = fields.get("day") or day_of(surroundings.moment())
    base = to_company(amount, rate_on(amount.currency, day))
    keeping.refuse_full(row, base)
    made = Commitment.objects.create(
        budget=about, line=row, what=what, supplier_id=fields.get("supplier"), amount=amount.minor,
        amount_currency=amount.currency, amount_base=base, day=day, by_id=surroundings.author(actor),
    )  # fmt: skip
    keeping.recount(about)
    keeping.told(actor, about, "commitment_added", {"amount": (None, amount)}, commitment=made.pk, what=what)
    return made


def _undo_end(actor: Actor, happened: Sequence[Event]) -> object:
    return reopen_commitment(actor=actor, commitment=happened[0].payload.data["commitment"])


@action("budgets.consume_commitment", right=EDIT, public="budget-commitments.consume", inverse=_undo_end)
def consume_commitment(*, actor: Actor, commitment: CommitmentId, amount: Sum | None = None) -> Commitment:
    """It was paid; what it came to takes the place of what was promised, within what was approved."""
    row = _open(actor, commitment)
    cost = row.amount_base
    if amount is not None:
        cost = keeping.ours(amount, "amount")
        keeping.refuse_full(row.line, max(cost - row.amount_base, 0))
    row.state, row.cost = "consumed", cost
    row.save()
    keeping.recount(row.budget)
    keeping.told(actor, row.budget, "commitment_consumed", None, commitment=row.pk, what=row.what, cost=cost)
    return row


@action("budgets.cancel_commitment", right=EDIT, public="budget-commitments.cancel", inverse=_undo_end)
def cancel_commitment(*, actor: Actor, commitment: CommitmentId) -> Commitment:
    """It comes to nothing: its room is free again."""
    row = _open(actor, commitment)
    row.state = "cancelled"
    row.save()
    keeping.recount(row.budget)
    keeping.told(actor, row.budget, "commitment_cancelled", None, commitment=row.pk, what=row.what)
    return row


@action("budgets.reopen_commitment", right=EDIT, public="budget-commitments.reopen")
def reopen_commitment(*, actor: Actor, commitment: CommitmentId) -> Commitment:
    """Noted as paid or given up by mistake: it is promised again, where there is still room."""
    row = keeping.part(actor, Commitment, commitment)
    if row.state == "open":
        raise Conflict("is_open", _("This is promised still."))
    keeping.refuse_frozen(row.budget)
    keeping.refuse_full(row.line, max(row.amount_base - (row.cost or 0), 0))
    row.state, row.cost = "open", None
    row.save()
    keeping.recount(row.budget)
    keeping.told(actor, row.budget, "commitment_reopened", None, commitment=row.pk, what=row.what)
    return row


def _open(actor: Actor, pk: int) -> Commitment:
    row = keeping.part(actor, Commitment, pk)
    if row.state != "open":
        raise Conflict("not_open", _("This is paid or given up already."))
    return row
