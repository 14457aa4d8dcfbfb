"""A year of projects by expected sign date: what every month adds up to, and the largest projects of each."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from django.db.models import F, QuerySet

from pursuit.domain.pipeline.queries import tally
from pursuit.domain.pipeline.queries.tally import Sums, Total
from pursuit.domain.projects.models import Project
from pursuit.domain.projects.queries.cards import in_order
from pursuit.domain.projects.queries.projects import PROJECTS, projects
from pursuit.kernel.actor import Actor
from pursuit.kernel.listing import Filter, ListQuery, filters

EACH = 5  # projects shown of a month
RELATED = ("subject__owner", "account__subject", "stage")
DAY = "expected_sign_on"


@dataclass(slots=True)
class Month:
    """One month: its first day, what lies in it, the largest of it."""

    first: date
    total: Total = field(default_factory=Total)
    largest: list[Project] = field(default_factory=list)

    @property
    def more(self) -> int:
        return self.total.count - len(self.largest)

    @property
    def last(self) -> date:
        return (self.first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def year(actor: Actor, query: ListQuery, number: int) -> list[Month]:
    """The twelve months of a year under a list's filters. A query per month that has projects, and three more."""
    column = next(one for one in PROJECTS.columns if one.code == DAY)
    asked = replace(query, filters=(*query.filters, Filter(column, "in", (str(number),))))
    months = [Month(date(number, month, 1)) for month in range(1, 13)]
    for row in _sums(actor, asked):
        day = row["group"]
        if isinstance(day, date):
            months[day.month - 1].total.add(row["n"], row["b"], row["w"])
    seen = projects(actor).filter(filters.condition(PROJECTS, actor, query))
    found = {month.first: _largest(seen, month) for month in months if month.total.count}
    every = [pk for pks in found.values() for pk in pks]
    rows = list(projects(actor).filter(pk__in=every).select_related(*RELATED)) if every else []
    for month in months:
        month.largest = in_order(rows, found.get(month.first, []))
    return months


def _sums(actor: Actor, asked: ListQuery) -> Iterable[Sums]:
    """Per day: from the kept cells where those know the filters, otherwise from the projects of the year."""
    kept = tally.cells(actor, asked)
    some = filters.condition(PROJECTS, actor, asked)
    if kept is None:
        return tally.grouped(projects(actor).filter(some).annotate(group=F(DAY)), "group")
    few = tally.besides(actor)
    mine = tally.grouped(few.annotate(group=F(DAY)), "group", only=some) if few.exists() else []
    return [*tally.added(kept.annotate(group=F("day")), "group"), *mine]


def _largest(seen: QuerySet[Project], month: Month) -> list[int]:
    rows = seen.filter(**{f"{DAY}__gte": month.first, f"{DAY}__lte": month.last})
    return list(rows.order_by(F("amount_base").desc(nulls_last=True), "pk").values_list("pk", flat=True)[:EACH])
