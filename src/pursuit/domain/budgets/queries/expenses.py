"""Looking at expenses."""

from django.db.models import QuerySet

from pursuit.domain.budgets.models import Expense
from pursuit.domain.budgets.queries.budgets import EDIT as BUDGETS
from pursuit.kernel import access
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Missing
from pursuit.kernel.models import Subject
from pursuit.kernel.records import GONE

VIEW, EDIT, PAY = "expenses.view", "expenses.edit", "expenses.pay"
APPROVE = "budgets.expense"  # kind of approvals
NEAR = ("subject__owner", "subject__unit", "project__subject", "line__budget")


def expenses(actor: Actor) -> QuerySet[Expense]:
    """Expenses the actor sees."""
    return Expense.objects.visible_to(actor)


def through_budgets(actor: Actor) -> QuerySet[Expense]:
    """Ids of what was handed in for projects whose budget is the actor's to edit (for the kernel's decision)."""
    mine = Subject.objects.filter(access.reached_q(actor, BUDGETS), type="project", deleted_at=None)
    return Expense.objects.filter(project__in=mine.values("pk")).exclude(state="draft").values("pk")  # type: ignore[return-value]


def expense(actor: Actor, pk: int) -> Expense:
    """One visible expense."""
    row = expenses(actor).select_related(*NEAR).filter(pk=pk).first()
    if row is None:
        raise Missing("not_found", GONE)
    return row


def of_project(actor: Actor, project: int, most: int = 50) -> list[Expense]:
    """Those for a project that the actor sees, the newest first."""
    rows = expenses(actor).filter(project=project).select_related("subject__owner")
    return list(rows.order_by("-day", "-pk")[:most])
