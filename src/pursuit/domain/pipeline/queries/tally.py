"""Totals of projects from the cells the database keeps (models.tally): what a reader's units hold, and beside that
the few projects seen as an owner or by a share, added up as they are."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TypedDict, cast

from django.db.models import BigIntegerField, Count, F, Q, QuerySet, Sum

from pursuit.domain.methods.models import Kind
from pursuit.domain.pipeline.models import NO_UNIT, By, ProjectTally
from pursuit.domain.projects.models import Project, Status
from pursuit.domain.projects.queries.projects import PROJECTS
from pursuit.kernel import access
from pursuit.kernel.actor import Actor
from pursuit.kernel.listing import Column, ListQuery, filters
from pursuit.kernel.listing.groups import EMPTY, Figure, Figures
from pursuit.kernel.listing.query import Filter
from pursuit.kernel.models import Subject
from pursuit.kernel.money import Money, company_currency
from pursuit.kernel.prepared import Prepared

WEIGHTED = F("amount_base") * F("probability") / 100
# By which column of the list a cell can be found, and under which operators.
PATHS = {
    "kind": "kind",
    "status": "status",
    "unit": "unit",
    "stage": "stage_id",
    "stage_code": "stage__code",
    "method": "stage__version__method_id",
}
OPERATORS = ("in", "eq", "not", "under")
# Days are kept for these statuses only, and without stages.
DAYS = {
    "expected_sign_on": (By.SIGN, {Status.ACTIVE}),
    "next_step_on": (By.STEP, {Status.ACTIVE}),
    "decided_on": (By.DECIDED, {Status.WON, Status.CLOSED}),
}
WITH_DAY = ("kind", "status", "unit")


class Sums(TypedDict, total=False):
    """Some projects added up: how many, in company currency how much and weighted, priced ones, and their amounts."""

    stage__code: str
    group: int | str | date | None
    amount_currency: str
    n: int
    b: int | None
    w: int | None
    p: int
    a: int | None


@dataclass(slots=True)
class Total:
    """How many projects; in company currency how much and how much weighted; as entered, per currency."""

    count: int = 0
    base: int = 0
    weighted: int = 0
    amounts: dict[str, int] = field(default_factory=dict)

    def add(self, count: int, base: int | None, weighted: int | None) -> None:
        self.count += count
        self.base += int(base or 0)
        self.weighted += int(weighted or 0)

    def take(self, row: Sums) -> None:
        self.add(row["n"], row["b"], row["w"])
        if row["p"]:
            currency = row["amount_currency"]
            self.amounts[currency] = self.amounts.get(currency, 0) + int(row["a"] or 0)

    @property
    def money(self) -> list[Money]:
        return [Money(amount, currency) for currency, amount in sorted(self.amounts.items())]


def cells(actor: Actor, query: ListQuery) -> QuerySet[ProjectTally] | None:
    """The cells of the reader's units that hold what a query asks for; None: its filters need the projects."""
    by, allowed = By.STAGE, tuple(PATHS)
    dated = [one for one in query.filters if one.column.code in DAYS]
    if query.search or len(dated) > 1:
        return None
    if dated:
        by, statuses = DAYS[dated[0].column.code]
        allowed = (*WITH_DAY, dated[0].column.code)
        if dated[0].operator == "empty" or not _only(query, statuses):
            return None
    found = Q(by=by)
    for one in query.filters:
        if one.column.code not in allowed or (one not in dated and one.operator not in OPERATORS):
            return None
        found &= filters.single(one, "day" if one in dated else PATHS[one.column.code], actor)
    return ProjectTally.objects.filter(found, _units(actor))


def besides(actor: Actor) -> QuerySet[Project]:
    """Projects the reader sees that are in none of those cells."""
    # The spine finds them by its own indexes; joined to projects, or asked for their type, no database would.
    few = Subject.objects.filter(access.besides_units_q(actor, Project.SUBJECT_TYPE))
    return Project.objects.filter(pk__in=few.values("pk"))


_ANY_BESIDES = Prepared(lambda actor: besides(actor).order_by().values_list("pk", flat=True)[:1])


def totals(actor: Actor, query: ListQuery) -> Total | None:
    """Count and sums of what a query leaves, or None where only the projects themselves know."""
    kept = cells(actor, query)
    if kept is None:
        return None
    found = Total()
    for row in [*added(kept), *_besides(actor, query, "amount_currency")]:
        found.take(row)
    return found


def of_list(actor: Actor, query: ListQuery) -> tuple[int, dict[str, list[Money]]] | None:
    """The totals of the list of projects, as it asks for them."""
    found = totals(actor, query)
    if found is None:
        return None
    return found.count, {"amount": found.money, "amount_base": [Money(found.base, company_currency())]}


def of_groups(actor: Actor, query: ListQuery, column: Column) -> Figures | None:
    """The figures of the list in groups, where the cells know them."""
    kept = cells(actor, query) if column.code in PATHS else None
    if kept is None or any(one.column.code in DAYS for one in query.filters):
        return None
    rows = added(kept.annotate(group=F(PATHS[column.code])), "group")
    few = besides(actor)
    if few.exists():  # most people own and share nothing elsewhere
        some = filters.condition(PROJECTS, actor, query)
        rows += grouped(few.annotate(group=F(column.path)), "group", "amount_currency", only=some)
    found: Figures = {}
    for row in rows:
        if row["n"]:
            figure = found.setdefault(row["group"] or EMPTY, Figure())
            figure.add(row["n"], "amount", row["amount_currency"], row["a"] if row["p"] else None)
    return found


def by_stage(actor: Actor, query: ListQuery, method: int) -> dict[str, Total] | None:
    """The same for each stage code of a method."""
    kept = cells(actor, query)
    if kept is None or any(one.column.code in DAYS for one in query.filters):
        return None
    here = kept.filter(stage__version__method=method)
    besides_here = _besides(actor, query, "stage__code", "amount_currency", method=method)
    return per_stage([*added(here, "stage__code"), *besides_here])


def per_stage(rows: Iterable[Sums]) -> dict[str, Total]:
    """Totals by stage code; stages without a project are left out."""
    found: dict[str, Total] = {}
    for row in rows:
        if row["n"]:
            found.setdefault(row["stage__code"], Total()).take(row)
    return found


def added(kept: QuerySet[ProjectTally], *groups: str) -> list[Sums]:
    """Cells added up per group, in the words of `grouped`."""
    rows = kept.order_by().values(*groups, amount_currency=F("currency"))
    sums = {"n": Sum("count"), "b": Sum("base"), "w": Sum("weighted"), "p": Sum("priced"), "a": Sum("amount")}
    return cast("list[Sums]", list(rows.annotate(**sums)))


def usual_method(actor: Actor) -> int | None:
    """The method that most active deals of the reader's units follow."""
    return _USUAL.first(actor)


_USUAL = Prepared(
    lambda actor: (
        ProjectTally.objects.filter(_units(actor), by=By.STAGE, status=Status.ACTIVE, kind=Kind.DEAL, count__gt=0)
        .values("stage__version__method")
        .annotate(n=Sum("count"))
        .order_by("-n", "stage__version__method")
        .values_list("stage__version__method", flat=True)[:1]
    )
)


def _besides(actor: Actor, query: ListQuery, *groups: str, method: int | None = None) -> list[Sums]:
    """Per group. The filters say what is added up and not which rows are looked at: those are few, and a database
    that is offered an index on a status takes it."""
    if not _ANY_BESIDES(actor):  # most people own and share nothing elsewhere
        return []
    rows = besides(actor)
    some = filters.condition(PROJECTS, actor, query)
    if method is not None:
        some &= Q(version__method=method)
    return [row for row in grouped(rows, *groups, only=some) if row["n"]]


def grouped(rows: QuerySet[Project], *groups: str, only: Q | None = None) -> list[Sums]:
    """Count and sums of projects themselves, per group."""
    sums = {
        "n": Count("pk", filter=only),
        "b": Sum("amount_base", filter=only),
        "w": Sum(WEIGHTED, filter=only, output_field=BigIntegerField()),
        "p": Count("amount", filter=only),
        "a": Sum("amount", filter=only),
    }
    return cast("list[Sums]", list(rows.order_by().values(*groups).annotate(**sums)))


def _units(actor: Actor) -> Q:
    reach = actor.reach("projects.view")
    if reach.all:
        return Q()
    return Q(unit__gt=NO_UNIT) if reach.everywhere else Q(unit__in=reach.units)


def _only(query: ListQuery, statuses: set[Status]) -> bool:
    """Does the query ask for some of these statuses and no others?"""
    asked: list[Filter] = [one for one in query.filters if one.column.code == "status" and one.operator == "in"]
    return any(set(one.values) <= {str(status) for status in statuses} for one in asked)
