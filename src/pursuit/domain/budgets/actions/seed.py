"""The default routes of budgets and expenses, written after migrate if there is none at all."""

from pursuit.domain.budgets.queries.budgets import REQUEST
from pursuit.domain.budgets.queries.expenses import APPROVE
from pursuit.kernel.models import ApprovalRoute, Approver, Role, RouteStep

# Kind, from how much on (minor units of the company currency) a second step is asked, of which role, and names.
KINDS = (
    (REQUEST, 50_000_000, "director", "预算申请：50 万以上", "Budget, 500,000 and more", "预算申请", "Budget"),
    (APPROVE, 500_000, "finance", "费用报销：5000 元以上", "Expense, 5,000 and more", "费用报销", "Expense"),
)


def seed() -> None:
    """Only where nobody has set up any: the head; for large ones a second look."""
    for kind, floor, code, large, large_en, other, other_en in KINDS:
        if ApprovalRoute.objects.filter(kind=kind).exists():
            continue
        great = ApprovalRoute.objects.create(kind=kind, name=large, name_en=large_en, floor=floor, position=0)
        RouteStep.objects.create(route=great, position=0, approver=Approver.HEAD)
        role = Role.objects.filter(code=code).first()
        if role is not None:
            RouteStep.objects.create(route=great, position=1, approver=Approver.ROLE, role=role)
        rest = ApprovalRoute.objects.create(kind=kind, name=other, name_en=other_en, position=1)
        RouteStep.objects.create(route=rest, position=0, approver=Approver.HEAD)
