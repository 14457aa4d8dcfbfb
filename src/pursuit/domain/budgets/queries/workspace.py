"""The budgets of projects, for the ring of their workspaces: approved or not, no sum."""

from django.db.models import Case, QuerySet, Value, When

from pursuit.domain.budgets.models import Budget
from pursuit.domain.projects.models import Project
from pursuit.kernel.prepared import Given


def look(pks: Given, _today: Given) -> QuerySet[Budget, tuple[int, str, int, int]]:
    """Is there one, and was it ever approved?"""
    rows = Budget.objects.filter(project__in=pks.each, subject__deleted_at=None).order_by()
    approved = Case(When(edition__gt=0, then=Value(1)), default=Value(0))
    counts = rows.annotate(part=Value("budgets"), whole=Value(1), good=approved)
    return counts.values_list("project", "part", "whole", "good")


def approved_once(project: Project) -> bool | None:
    """For decision points, which tell no sum; None without a budget."""
    edition = Budget.objects.live().filter(project=project).values_list("edition", flat=True).first()
    return None if edition is None else edition > 0
