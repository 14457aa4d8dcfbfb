"""A project with an approved budget, for the tests of the room."""

from dataclasses import dataclass

from pursuit.domain.budgets.actions.budgets import create_budget
from pursuit.domain.budgets.actions.claims import submit_expense
from pursuit.domain.budgets.actions.expenses import create_expense
from pursuit.domain.budgets.actions.lines import add_line
from pursuit.domain.budgets.actions.requests import submit_budget
from pursuit.domain.budgets.models import Budget, BudgetLine, Expense
from pursuit.domain.customers.actions.accounts import create_account
from pursuit.domain.projects.actions.projects import create_project
from pursuit.domain.projects.models import Project
from pursuit.kernel import approvals
from pursuit.kernel.models import Approval
from pursuit.kernel.money import Money
from tests.cast import Cast

PLAN = (("travel", 100_000), ("hospitality", 50_000), ("presales_labour", 300_000))


@dataclass
class Ours:
    """The AR's project and its budget."""

    cast: Cast
    project: Project
    row: Budget

    def fresh(self) -> Budget:
        return Budget.objects.select_related("subject", "project__subject").get(pk=self.row.pk)

    def line(self, kind: str = "travel") -> BudgetLine:
        return BudgetLine.objects.get(budget=self.row, kind=kind, period="")

    def spend(self, minor: int, kind: str = "travel", part: str = "ar", *, approved: bool = True) -> Expense:
        """Handed in, and answered by the head and finance."""
        row = expense(self.cast, self.project.pk, minor, kind, part)
        submit_expense(actor=self.cast.actor(part), expense=row.pk)
        decide(self.cast, "manager", approved=approved)
        if approved:
            decide(self.cast, "finance")
        return Expense.objects.select_related("subject").get(pk=row.pk)


def expense(cast: Cast, project: int, minor: int, kind: str = "travel", part: str = "ar") -> Expense:
    return create_expense(actor=cast.actor(part), project=project, kind=kind, amount=Money(minor), note="去客户现场")


def decide(cast: Cast, part: str, *, approved: bool = True) -> None:
    """Whatever waits, step by step."""
    waiting = Approval.objects.get(state="pending")
    approvals.decide_approval(actor=cast.actor(part), approval=waiting.pk, approved=approved, comment="已核对")


def ours(cast: Cast, *, approved: bool = True, **fields: object) -> Ours:
    actor = cast.actor("ar")
    account = create_account(actor=actor, title="东海港口集团有限公司")
    values = {"title": "智慧码头二期", "account": account.pk} | fields
    project = create_project.run(actor, values)
    row = create_budget(actor=actor, project=project.pk)
    for kind, minor in PLAN:
        add_line(actor=actor, budget=row.pk, kind=kind, amount=Money(minor))
    if approved:
        submit_budget(actor=actor, budget=row.pk)
        decide(cast, "manager")
    return Ours(cast, project, row)
