"""What the rows of some plans add up to, and their milestones."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import BigIntegerField as Big
from django.db.models import Count, ExpressionWrapper, F, Min, Q, QuerySet, Sum
from django.db.models import Value as Said
from django.db.models.functions import Greatest

from pursuit.domain.execution.models import OPEN
from pursuit.domain.plans.models import PlanRow
from pursuit.domain.plans.rules.instants import instant
from pursuit.kernel import clock

MOST_MARKS = 40  # of one bar


@dataclass(frozen=True, slots=True)
class Mark:
    """A milestone or anchor. at: an instant; late: it should have been by now, or comes after its deadline."""

    row: int
    title: str
    at: int
    done: bool
    late: bool


def sums_of(live: QuerySet[PlanRow]) -> Mapping[int, tuple[int, int, int | None]]:
    """Of the rows that head no others: percent of the work, how many are overdue, the smallest float still open."""
    now = instant(clock.now(), clock.zone())
    weight = Greatest(F("duration"), Said(1), output_field=Big())
    undone = Q(percent__lt=100, task__status__in=OPEN)
    rows = (
        live.filter(below=None)
        .order_by()
        .values("plan")
        .annotate(
            all=Sum(weight),
            done=Sum(ExpressionWrapper(weight * F("percent"), Big())),
            overdue=Count("pk", filter=undone & Q(finish__lt=now)),
            margin=Min("total_float", filter=undone),
        )
    )
    return {
        row["plan"]: (int(row["done"] / row["all"]) if row["all"] else 0, row["overdue"], row["margin"]) for row in rows
    }


def marks_of(live: QuerySet[PlanRow]) -> Mapping[int, list[Mark]]:
    now = instant(clock.now(), clock.zone())
    found: dict[int, list[Mark]] = {}
    names = ("plan", "pk", "task__subject__title", "finish", "deadline", "percent", "task__status")
    rows = live.filter(Q(milestone=True) | Q(anchor=True), finish__isnull=False).order_by("finish", "pk")
    for plan, pk, title, at, deadline, percent, status in rows.values_list(*names):
        here = found.setdefault(plan, [])
        done = percent == 100 or status not in OPEN
        late = not done and (at < now or (deadline is not None and at > deadline))
        if len(here) < MOST_MARKS:
            here.append(Mark(pk, title, at, done, late))
    return found
