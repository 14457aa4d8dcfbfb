"""Asking for a budget: handed in, answered, taken back."""

from collections.abc import Mapping

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pursuit.domain.budgets.actions import keeping
from pursuit.domain.budgets.fields import BudgetId, Why
from pursuit.domain.budgets.models import Budget, State
from pursuit.domain.budgets.queries.budgets import EDIT, REQUEST, sums
from pursuit.kernel import approvals, records
from pursuit.kernel import context as surroundings
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.clock import day_of
from pursuit.kernel.errors import Conflict, Refused
from pursuit.kernel.inputs import Version
from pursuit.kernel.models import ApprovalState, Event, Subject


@action("budgets.submit_budget", right=EDIT, public="budgets.submit")
def submit_budget(*, actor: Actor, budget: BudgetId, reason: Why = "", version: Version | None = None) -> Budget:
    """Ask for what the lines say now; who is asked depends on the whole."""
    row = keeping.load(actor, budget, version)
    keeping.refuse_frozen(row)
    if row.state == State.REQUESTED:
        raise Conflict("requested", _("The budget waits for approval: take the request back to change it."))
    if row.state == State.APPROVED:
        raise Conflict("unchanged", _("Everything is approved as it is: change a line before you hand it in."))
    whole = keeping.planned_sum(row)
    if not whole and not row.edition:
        raise Refused("empty", _("Plan at least one line before you hand the budget in."))
    _refuse_below_used(row)
    records.edit(row, actor, {}, verb="budget.requested", state=str(State.REQUESTED))
    title = gettext("Budget request: %s") % row.project.title
    approvals.ask(actor, row.subject, REQUEST, title, reason=reason, amount=whole)
    return row


def on_decided(actor: Actor, event: Event, data: Mapping[str, object]) -> None:
    """Subscriber: an approved request is in force in the transaction of the answer, or the answer is refused."""
    state = data.get("state")
    if data.get("kind") != REQUEST or state not in (ApprovalState.APPROVED, ApprovalState.REJECTED):
        return
    row = _asked(event)
    if row is None:
        return
    if state == ApprovalState.REJECTED:
        records.edit(row, actor, {}, verb="budget.rejected", state=str(State.DRAFT))
        return
    _refuse_below_used(row)
    before = row.amount
    for line in row.lines.all():
        line.approved = line.planned
        line.save()
    row.state, row.edition = State.APPROVED, row.edition + 1
    row.approved_on = row.approved_on or day_of(surroundings.moment())
    keeping.recount(row)
    changes = {"state": (str(State.REQUESTED), str(State.APPROVED))}
    keeping.told(actor, row, "approved", changes, before=before, amount=row.amount, edition=row.edition)


def on_withdrawn(actor: Actor, event: Event, data: Mapping[str, object]) -> None:
    """Subscriber: whoever asked has taken the question back."""
    row = _asked(event) if data.get("kind") == REQUEST else None
    if row is not None:
        records.edit(row, actor, {}, verb="budget.taken_back", state=str(State.DRAFT))


def _asked(event: Event) -> Budget | None:
    """Locked as every change of a budget locks it, so that nothing is promised or spent while it is answered."""
    Subject.objects.select_for_update().filter(pk=event.subject_id or 0).first()
    rows = Budget.objects.select_related("subject")
    return rows.filter(pk=event.subject_id, state=State.REQUESTED).first()


def _refuse_below_used(row: Budget) -> None:
    """What is promised or spent already cannot be planned away."""
    lines = list(row.lines.all())
    found = sums(lines)
    for line in lines:
        if line.planned < found[line.pk].used:
            told = _("“%s” is planned below what is promised or spent on it already.")
            raise Refused("below_used", told % keeping.kind_name(line.kind))
