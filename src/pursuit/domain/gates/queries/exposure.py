"""Sums of charters and advances."""

from django.db.models import Sum

from pursuit.domain.gates.models import Advance, AdvanceState, Charter, CharterCost
from pursuit.domain.projects.models import Project
from pursuit.kernel.money import Money, company_currency

RUNNING = (AdvanceState.ASKED, AdvanceState.APPROVED)


def asked_for(project: Project) -> Money | None:
    """The budget as written, else the sum of the costs."""
    charter = Charter.objects.filter(project=project).first()
    if charter is not None and charter.budget is not None:
        return Money(charter.budget, charter.budget_currency)
    total = CharterCost.objects.filter(project=project).aggregate(sum=Sum("amount"))["sum"]
    return None if total is None else Money(total, company_currency())


def running(project: Project) -> int:
    """What is at risk or asked for, in minor units of the company currency."""
    found = Advance.objects.filter(project=project, state__in=RUNNING).aggregate(sum=Sum("exposure"))["sum"]
    return found or 0
