"""The decision points that projects have passed, for the ring of their workspaces."""

from django.db.models import Count, QuerySet, Value

from pursuit.domain.gates.models import Passage
from pursuit.kernel.prepared import Given


def look(pks: Given, _today: Given) -> QuerySet[Passage, tuple[int, str, int, int]]:
    """How many were passed and not gone back before: the first of them is the decision to run the project."""
    rows = Passage.objects.filter(project__in=pks.each, ended_at=None).annotate(part=Value("gates")).order_by()
    counts = rows.values("project", "part").annotate(whole=Count("pk"), good=Count("pk"))
    return counts.values_list("project", "part", "whole", "good")
