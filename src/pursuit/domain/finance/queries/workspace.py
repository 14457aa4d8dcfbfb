"""The contracts of projects with their payment plans in figures, for the ring of their workspaces."""

from django.db.models import Case, F, Q, QuerySet, Sum, Value, When

from pursuit.domain.contracts.models import Contract
from pursuit.kernel.prepared import Given


def look(pks: Given, _today: Given) -> QuerySet[Contract, tuple[int, str, int, int]]:
    """Each contract, and whether its payment plan covers the whole amount."""
    rows = Contract.objects.filter(project__in=pks.each, subject__deleted_at=None).exclude(state="terminated")
    planned = Sum("instalments__amount", filter=Q(instalments__cancelled=False))
    covered = Case(When(planned=F("amount"), then=Value(1)), default=Value(0))
    counts = rows.annotate(planned=planned, part=Value("contracts"), whole=Value(1)).annotate(good=covered).order_by()
    return counts.values_list("project", "part", "whole", "good")
