"""How long finished rows took beside what a baseline says: what the ranges of open ones learn from.

A figure about the company, not about rows: it counts what the reader may not see, and names nothing of it. Rows whose
dates are exactly those of the baseline say only that somebody ticked them off, and are left out.
"""

from dataclasses import dataclass

import numpy as np
from django.db.models import OuterRef, Subquery

from pursuit.domain.plans.models import BaselineRow, PlanRow
from pursuit.domain.plans.queries.periods import Periods, company
from pursuit.domain.plans.rules.instants import day_of
from pursuit.engine.simulation.learned import credibility, learned
from pursuit.engine.simulation.ranges import Quantiles

MOST = 2000  # the last ones
PLANNED = ("planned_start", "planned_finish", "estimate")


@dataclass(frozen=True, slots=True)
class History:
    """rows: finished ones it rests on; percent: how much they count beside what was measured elsewhere."""

    ranges: Quantiles
    rows: int

    @property
    def percent(self) -> int:
        return round(100 * credibility(self.rows))


def history() -> History:
    """Of all plans."""
    first = BaselineRow.objects.filter(row=OuterRef("pk"), baseline__number__gte=0).order_by("baseline__number")
    rows = PlanRow.objects.filter(ended__isnull=False, begun__isnull=False, below=None, elapsed=False, inactive=False)
    told = rows.annotate(
        planned_start=Subquery(first.values("start")[:1]),
        planned_finish=Subquery(first.values("finish")[:1]),
        estimate=Subquery(first.values("duration")[:1]),
    )
    told = told.filter(estimate__gt=0).order_by("-ended")
    found = [
        (begun, ended, estimate)
        for begun, ended, *before, estimate in told.values_list("begun", "ended", *PLANNED)[:MOST]
        if [begun, ended] != before
    ]
    if not found:
        return History(learned([]), 0)
    begun, ended, estimates = np.array(found, np.int64).T
    days = (day_of(int(ended.max())) - day_of(int(begun.min()))).days + 1
    clock = Periods(company(), day_of(int(begun.min())), days, 1)
    spent = clock.worked(ended) - clock.worked(begun)
    ratios = (spent / estimates)[spent > 0].tolist()
    return History(learned(ratios), len(ratios))
