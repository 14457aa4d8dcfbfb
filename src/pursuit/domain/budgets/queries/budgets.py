"""Looking at budgets, their lines and what counts on them."""

from collections.abc import Collection, Sequence

from django.db.models import Q, QuerySet, Sum

from pursuit.domain.budgets.models import Budget, BudgetLine, Commitment, Expense
from pursuit.domain.budgets.models.expense import COUNTED, ExpenseState
from pursuit.domain.budgets.rules.figures import Sums
from pursuit.domain.projects.models import Project
from pursuit.kernel import access
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Missing
from pursuit.kernel.money import Money
from pursuit.kernel.records import GONE

VIEW, EDIT, FREEZE, COST = "budgets.view", "budgets.edit", "budgets.freeze", "budgets.cost"
REQUEST = "budgets.request"  # kind of approvals
NEAR = ("subject__owner", "subject__unit", "project__subject", "project__stage")


def budgets(actor: Actor) -> QuerySet[Budget]:
    """Budgets the actor sees."""
    return Budget.objects.visible_to(actor)


def through_projects(actor: Actor) -> QuerySet[Budget]:
    """Ids of budgets of projects the actor sees (for the kernel's decision)."""
    seen = access.type_q(actor, Project.SUBJECT_TYPE, "project__subject__")
    return Budget.objects.filter(seen).values("pk")  # type: ignore[return-value]


def budget(actor: Actor, pk: int) -> Budget:
    """One visible budget."""
    row = budgets(actor).select_related(*NEAR).filter(pk=pk).first()
    if row is None:
        raise Missing("not_found", GONE)
    return row


def of_project(actor: Actor, project: int) -> Budget | None:
    """The budget of a project, where there is one and the actor sees it."""
    return budgets(actor).select_related(*NEAR).filter(project=project).first()


def approved(actor: Actor, project: int) -> Money | None:
    """What a project may cost as approved; None without a budget, or before its first approval. For decision points."""
    row = of_project(actor, project)
    return Money(row.amount, row.currency) if row is not None and row.edition else None


def line(actor: Actor, pk: int) -> BudgetLine:
    """One line of a visible budget."""
    row = BudgetLine.objects.visible_to(actor).select_related("budget__subject").filter(pk=pk).first()
    if row is None:
        raise Missing("not_found", GONE)
    return row


def commitment(actor: Actor, pk: int) -> Commitment:
    """One promise on a visible budget."""
    row = Commitment.objects.visible_to(actor).select_related("budget__subject", "line").filter(pk=pk).first()
    if row is None:
        raise Missing("not_found", GONE)
    return row


def sums(lines: Sequence[BudgetLine]) -> dict[int, Sums]:
    """What counts on lines at hand, by line, without labour; two statements."""
    pks: Collection[int] = [one.pk for one in lines]
    promised = Commitment.objects.filter(line__in=pks).order_by().values_list("line")
    spent = Expense.objects.filter(line__in=pks, subject__deleted_at=None).order_by().values_list("line")
    found = {one.pk: Sums(one.approved, one.planned) for one in lines}
    for pk, open_, paid in promised.annotate(
        open=Sum("amount_base", filter=Q(state="open"), default=0),
        paid=Sum("cost", filter=Q(state="consumed"), default=0),
    ):
        found[pk] += Sums(committed=open_, actual=paid)
    for pk, told, waiting in spent.annotate(
        told=Sum("amount_base", filter=Q(state__in=COUNTED), default=0),
        waiting=Sum("amount_base", filter=Q(state=ExpenseState.SUBMITTED), default=0),
    ):
        found[pk] += Sums(actual=told, pending=waiting)
    return found
