"""The goals of projects in figures, for the ring of their workspaces."""

from django.db.models import Count, F, Q, QuerySet, Value
from django.db.models.functions import Length

from pursuit.domain.goals.models import Goal
from pursuit.domain.goals.models.goal import State
from pursuit.domain.goals.rules.smart import SHORTEST
from pursuit.kernel.prepared import Given

# The letters that a row tells by itself: specific, measurable, and begun before it is due.
_WHOLE = (
    Q(letters__gte=SHORTEST, subject__owner__isnull=False, target__isnull=False, baseline__isnull=False)
    & Q(begins_on__isnull=False, due_on__gte=F("begins_on"))
    & ~Q(scale="")
    & ~Q(target=F("baseline"))
)


def look(pks: Given, today: Given) -> QuerySet[Goal, tuple[int, str, int, int]]:
    """How many goals, and how many of them say what, how much and until when."""
    smart = _WHOLE & (Q(due_on__gte=today) | ~Q(state=State.OPEN))
    rows = Goal.objects.filter(project__in=pks.each, subject__deleted_at=None).exclude(state=State.DROPPED)
    counted = rows.annotate(letters=Length("subject__title"), part=Value("goals")).order_by().values("project", "part")
    counts = counted.annotate(whole=Count("pk"), good=Count("pk", filter=smart))
    return counts.values_list("project", "part", "whole", "good")
