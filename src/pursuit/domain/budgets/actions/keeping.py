"""What the actions of the room share: the budget locked for a change, room on a line, sums kept, words for the past."""

from typing import TypeVar

from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from pursuit.domain.budgets.models import Budget, BudgetLine, Commitment, State
from pursuit.domain.budgets.queries.budgets import EDIT, sums
from pursuit.domain.budgets.rules.figures import LABOUR, Sums, fits
from pursuit.domain.budgets.rules.periods import narrowest
from pursuit.kernel import events, records, terms
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Conflict, Missing, Refused
from pursuit.kernel.models import Subject
from pursuit.kernel.models.record import visible_rows
from pursuit.kernel.money import Money, company_currency
from pursuit.kernel.records import GONE

P = TypeVar("P", BudgetLine, Commitment)
FULL = _("“%s” has no room left for this: reallocate within the budget, or ask for more and have it approved.")


def load(actor: Actor, pk: int, version: int | None = None, right: str = EDIT) -> Budget:
    """A visible budget, locked for a change."""
    return records.load(Budget, actor, pk, right, version)


def part(actor: Actor, model: type[P], pk: int, right: str = EDIT) -> P:
    """A line or a promise, with its budget locked."""
    place = visible_rows(model, actor).filter(pk=pk).values_list("budget_id", flat=True).first()
    if place is None:
        raise Missing("not_found", GONE)
    about = load(actor, int(str(place)), right=right)
    found = model._default_manager.filter(pk=pk).first()
    if found is None:
        raise Missing("not_found", GONE)
    found.budget = about
    return found


def locked(project: int) -> Budget | None:
    """The budget of a project, locked, whoever asks: expenses count on budgets their owners need not see."""
    pk = Budget.objects.live().filter(project=project).values_list("pk", flat=True).first()
    if pk is None:
        return None
    Subject.objects.select_for_update().filter(pk=pk).first()
    return Budget.objects.select_related("subject").get(pk=pk)


def of(line: BudgetLine) -> Sums:
    """What counts on one line, without labour."""
    return sums([line])[line.pk]


def refuse_full(line: BudgetLine, amount: int) -> None:
    """Nothing is promised or spent above what was approved. How much is left is said on the page of the budget only."""
    if not fits(of(line), amount):
        raise Refused("over_budget", FULL % kind_name(line.kind), "amount")


def refuse_frozen(row: Budget) -> None:
    """Neither promises nor expenses on a frozen budget."""
    if row.state == State.FROZEN:
        who = row.subject.owner or _("its owner")
        raise Conflict(
            "frozen",
            _("The budget is frozen (%(why)s): nothing new is promised or spent. Ask %(who)s to have it released.")
            % {"why": row.frozen_reason, "who": who},
        )


def refuse_unapproved(row: Budget) -> None:
    """Before its first approval nothing counts on it."""
    if not row.edition:
        raise Conflict("not_approved", _("The budget is not approved yet: hand it in first."))


def refuse_labour(kind: str, field: str = "kind") -> None:
    """Labour comes from hours alone, or it would count twice."""
    if kind in LABOUR:
        raise Refused("labour", _("The cost of labour comes from approved hours: note the hours instead."), field)


def line_for(row: Budget, kind: str, day: object) -> BudgetLine:
    """The approved line that a cost of this kind and day counts on: the narrowest period."""
    lines = {one.period: one for one in row.lines.filter(kind=kind, approved__gt=0)}
    period = narrowest(lines, day) if lines else None  # type: ignore[arg-type]
    if period is None:
        told = _("The budget has no approved line “%s” for that day: add one and have it approved.")
        raise Refused("no_line", told % kind_name(kind), "kind")
    return lines[period]


def ours(amount: Money, field: str, least: int = 1) -> int:
    """Budgets are kept in the company currency."""
    if amount.currency != company_currency():
        raise Refused("currency", _("A budget is in the company currency."), field)
    if amount.minor < least:
        raise Refused("negative", _("The amount must be above nothing."), field)
    return amount.minor


def recount(row: Budget) -> None:
    """The sums that lists show, after any change of what they are made of; and is anything asked for that is not
    approved?"""
    lines = list(row.lines.all())
    total = sum(sums(lines).values(), Sums())
    row.amount, row.planned = total.approved, total.planned
    row.committed, row.spent = total.committed, total.actual
    if row.state in (State.DRAFT, State.APPROVED):
        same = all(one.planned == one.approved for one in lines)
        row.state = State.APPROVED if row.edition and same else State.DRAFT
    row.save()
    records.touch(row)


def told(actor: Actor, row: Budget, verb: str, changes: events.Changes | None = None, **facts: object) -> None:
    """A change of what hangs on a budget, on the budget's record."""
    events.record(actor, f"budget.{verb}", row.subject, changes, on_behalf_of=None, **facts)


def kind_name(kind: str) -> str:
    """A kind of cost in words."""
    return terms.label("budget_kind", kind)


def planned_sum(row: Budget) -> int:
    """What the lines come to now."""
    return int(row.lines.aggregate(sum=Sum("planned", default=0))["sum"])
