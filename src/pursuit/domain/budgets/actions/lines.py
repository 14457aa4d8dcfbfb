"""Lines of a budget: what is asked for next, and what is moved within what was approved."""

from collections.abc import Sequence

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pursuit.domain.budgets.actions import keeping
from pursuit.domain.budgets.fields import BudgetId, Kind, LineId, LineNote, PeriodDay, PeriodSpan, Reason, Sum, TargetId
from pursuit.domain.budgets.models import Budget, BudgetLine, Reallocation, State
from pursuit.domain.budgets.queries import labour
from pursuit.domain.budgets.queries.budgets import EDIT
from pursuit.domain.budgets.queries.standing import standing
from pursuit.domain.budgets.rules.figures import LABOUR, moved
from pursuit.domain.budgets.rules.periods import period_of
from pursuit.kernel import context as surroundings
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Conflict, Forbidden, Refused
from pursuit.kernel.models import Event
from pursuit.kernel.money import Money


def _undo_add(actor: Actor, happened: Sequence[Event]) -> object:
    return remove_line(actor=actor, line=happened[0].payload.data["line"])


@action("budgets.add_line", right=EDIT, public="budget-lines.create", inverse=_undo_add)
def add_line(
    *,
    actor: Actor,
    budget: BudgetId,
    kind: Kind,
    amount: Sum,
    span: PeriodSpan = "whole",
    day: PeriodDay | None = None,
    note: LineNote = "",
) -> BudgetLine:
    """Plan so much for a kind of cost in a period; it counts once it is approved."""
    row = keeping.load(actor, budget)
    _refuse_fixed(row)
    if span != "whole" and day is None:
        raise Refused("no_day", _("Give a day that lies in the period."), "day")
    period = period_of(span, day) if day else ""
    if row.lines.filter(kind=kind, period=period).exists():
        raise Conflict("twice", _("There is a line for this kind and period already: change its amount."), "kind")
    minor = keeping.ours(amount, "amount")
    made = BudgetLine.objects.create(budget=row, kind=kind, period=period, planned=minor, note=note)
    keeping.recount(row)
    keeping.told(actor, row, "line_added", {"planned": (None, amount)}, line=made.pk, kind=keeping.kind_name(kind))
    return made


def _undo_change(actor: Actor, happened: Sequence[Event]) -> object:
    data = happened[0].payload.data
    amount = Money(data["before"], data["currency"])
    return change_line(actor=actor, line=data["line"], amount=amount, note=data["note"])


@action("budgets.change_line", right=EDIT, public="budget-lines.update", inverse=_undo_change)
def change_line(*, actor: Actor, line: LineId, amount: Sum, note: LineNote | None = None) -> BudgetLine:
    """Plan more or less; what was approved stays in force until the change is approved too. Nothing: given up."""
    row = keeping.part(actor, BudgetLine, line)
    _refuse_fixed(row.budget)
    minor, before, noted = keeping.ours(amount, "amount", 0), row.planned, row.note
    row.planned, row.note = minor, row.note if note is None else note
    row.save()
    keeping.recount(row.budget)
    keeping.told(
        actor, row.budget, "line_changed", {"planned": (Money(before, amount.currency), amount)},
        line=row.pk, kind=keeping.kind_name(row.kind), before=before, currency=amount.currency, note=noted,
    )  # fmt: skip
    return row


@action("budgets.remove_line", right=EDIT, public="budget-lines.remove")
def remove_line(*, actor: Actor, line: LineId) -> Budget:
    """Only a line of which nothing was approved, and on which nothing counts."""
    row = keeping.part(actor, BudgetLine, line)
    _refuse_fixed(row.budget)
    if row.approved or row.commitments.exists() or row.expenses.exists() or row.given.exists() or row.taken.exists():
        raise Conflict("in_use", _("This line is in use: set its amount to nothing and hand the budget in instead."))
    about, kind = row.budget, keeping.kind_name(row.kind)
    row.delete()
    keeping.recount(about)
    keeping.told(actor, about, "line_removed", None, kind=kind)
    return about


def _undo_reallocate(actor: Actor, happened: Sequence[Event]) -> object:
    data = happened[0].payload.data
    amount = Money(data["minor"], data["currency"])
    return reallocate(actor=actor, line=data["target"], target=data["line"], amount=amount, reason=gettext("Undone"))


@action("budgets.reallocate", right=EDIT, public="budget-lines.reallocate", inverse=_undo_reallocate)
def reallocate(*, actor: Actor, line: LineId, target: TargetId, amount: Sum, reason: Reason) -> Reallocation:
    """Move what is left of one line to another; the sum of the budget stays, so nobody is asked."""
    row = keeping.part(actor, BudgetLine, line)
    about = row.budget
    keeping.refuse_frozen(about)
    if about.state != State.APPROVED:
        raise Conflict("open", _("The budget is being changed: have that approved, or take it back, first."))
    other = about.lines.filter(pk=target).exclude(pk=line).first()
    if other is None:
        raise Refused("other", _("Choose another line of the same budget."), "target")
    minor = keeping.ours(amount, "amount")
    if minor > _left(actor, row):
        raise Refused("too_much", _("That is more than is left on this line."), "amount")
    after = moved({row.pk: row.approved, other.pk: other.approved}, row.pk, other.pk, minor)
    for one in (row, other):
        one.planned = one.approved = after[one.pk]
        one.save()
    made = Reallocation.objects.create(
        budget=about, source=row, target=other, amount=minor, reason=reason,
        by_id=surroundings.author(actor), at=surroundings.moment(),
    )  # fmt: skip
    keeping.recount(about)
    words = f"{keeping.kind_name(row.kind)} → {keeping.kind_name(other.kind)}"
    keeping.told(
        actor, about, "reallocated", None, line=row.pk, target=other.pk, minor=minor, currency=amount.currency,
        reason=reason, kind=words,
    )  # fmt: skip
    return made


def _left(actor: Actor, row: BudgetLine) -> int:
    """What is left of a line. Of labour only those know who see its cost: nobody learns it by trying."""
    if row.kind not in LABOUR:
        return keeping.of(row).remaining
    if not labour.may_see(actor):
        raise Forbidden("labour_cost", _("What is left for labour is known only to those who may see its cost."))
    return next(one.sums.remaining for one in standing(actor, row.budget).lines if one.line.pk == row.pk)


def _refuse_fixed(row: Budget) -> None:
    keeping.refuse_frozen(row)
    if row.state == State.REQUESTED:
        raise Conflict("requested", _("The budget waits for approval: take the request back to change it."))
