"""The default routes of budgets and expenses, written after migrate if there is none at all."""

from pursuit.domain.budgets.queries.budgets import REQUEST
from pursuit.domain.budgets.queries.expenses import APPROVE
from pursuit.kernel.models import ApprovalRoute, Approver, Role, RouteStep

# Kind, from how much on (minor units of the company currency), who is asked after the head, and names.
ROUTES = (
    (REQUEST, 50_000_000, ("director",), "预算申请：50 万以上", "Budget, 500,000 and more"),
    (REQUEST, None, (), "预算申请", "Budget"),
    (APPROVE, 500_000, ("director", "finance"), "费用报销：5000 元以上", "Expense, 5,000 and more"),
    (APPROVE, None, ("finance",), "费用报销", "Expense"),
)


def seed() -> None:
    """Only where nobody has set up any: the head; for large ones a director; of expenses finance looks at the paper."""
    there = {kind for kind in (REQUEST, APPROVE) if ApprovalRoute.objects.filter(kind=kind).exists()}
    roles = {row.code: row for row in Role.objects.filter(code__in=("director", "finance"))}
    for position, (kind, floor, codes, name, name_en) in enumerate(ROUTES):
        if kind in there:
            continue
        route = ApprovalRoute.objects.create(kind=kind, name=name, name_en=name_en, floor=floor, position=position)
        RouteStep.objects.create(route=route, position=0, approver=Approver.HEAD)
        for step, code in enumerate((code for code in codes if code in roles), start=1):
            RouteStep.objects.create(route=route, position=step, approver=Approver.ROLE, role=roles[code])
