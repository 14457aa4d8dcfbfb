"""The strategies of projects in figures, for the ring of their workspaces."""

from django.db.models import Count, QuerySet, Value

from pursuit.domain.strategy.models import StrategyLine
from pursuit.kernel.prepared import Given


def look(pks: Given, _today: Given) -> QuerySet[StrategyLine, tuple[int, str, int, int]]:
    """On how many of the six sheets something is written."""
    rows = StrategyLine.objects.filter(strategy__project__in=pks.each, strategy__subject__deleted_at=None)
    counted = rows.annotate(part=Value("strategy")).order_by().values("strategy__project", "part")
    counts = counted.annotate(whole=Count("sheet", distinct=True), good=Count("sheet", distinct=True))
    return counts.values_list("strategy__project", "part", "whole", "good")
