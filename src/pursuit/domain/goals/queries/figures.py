"""Named figures of the company: what goals are measured by and formulas are made of.

A room earlier than this one is read here (queries.shipped); a later room calls `register` from its own
extensions.declare(): facts lie in its tables, each with a day, and this room adds them up by month, unit, person,
customer, product, project.
Figures are the company's, not the reader's: whoever sees a goal or reads a KPI of a unit sees the figure of that unit.
A figure with a right is shown only to those who hold it.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from django.db.models import BigIntegerField, Count, DateField, Expression, F, Model, QuerySet, Sum
from django.db.models.functions import TruncMonth

from pursuit.domain.goals.models import Scale
from pursuit.kernel import clock
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Text
from pursuit.kernel.models import OrgUnit

Dimension = Literal["unit", "person", "account", "product", "project"]
Months = Mapping[date, int]


@dataclass(frozen=True, slots=True)
class Facts:
    """rows: live rows of the whole company; day: path of a date, or of a moment; amount: path or expression of what is
    added up in minor units of the company currency, None: rows are counted; the others: paths of ids, "" where the
    facts have no such side."""

    rows: Callable[[], QuerySet[Model]]
    day: str
    amount: str | Expression | None = None
    moment: bool = False
    unit: str = ""
    person: str = ""
    account: str = ""
    product: str = ""
    project: str = ""

    def path(self, side: Dimension) -> str:
        return str(getattr(self, side))


@dataclass(frozen=True, slots=True)
class Figure:
    """by_product: the same figure from facts that know products, where `facts` do not."""

    code: str
    label: Text
    scale: Scale
    facts: Facts
    right: str = ""
    by_product: Facts | None = None
    order: int = 100


@dataclass(frozen=True, slots=True)
class Where:
    """What is counted; None: everything. units: with all below."""

    units: frozenset[int] | None = None
    person: int | None = None
    account: int | None = None
    product: int | None = None
    project: int | None = None


EVERYTHING = Where()
_figures: dict[str, Figure] = {}


def register(*figures: Figure) -> None:
    """Make figures known; at start-up, by this and later rooms."""
    for one in figures:
        if one.code in _figures:
            raise ValueError(f"figure {one.code} registered twice")
        _figures[one.code] = one


def find(code: str) -> Figure | None:
    return _figures.get(code)


def every() -> list[Figure]:
    return sorted(_figures.values(), key=lambda one: (one.order, one.code))


def may_see(actor: Actor, code: str) -> bool:
    """Typed results and figures without a right of their own are seen with the goal."""
    one = _figures.get(code)
    return one is None or not one.right or actor.may(one.right)


def hidden(actor: Actor) -> list[str]:
    """Codes of the figures whose right the actor lacks."""
    return [one.code for one in _figures.values() if one.right and not actor.may(one.right)]


def by_month(
    code: str, where: Where, first: date, last: date, group: Dimension | None = None
) -> dict[int | None, dict[date, int]]:
    """{id of the group (None without one): {first of the month: figure}}, of the days from first to last. One query; {}
    where the figure does not know a side that is asked for."""
    one = _figures.get(code)
    if one is None or last < first:
        return {}
    wanted = group == "product" or where.product is not None
    facts = one.by_product if wanted and one.by_product else one.facts
    rows = _narrowed(facts, where, first, last)
    if rows is None or (group and not facts.path(group)):
        return {}
    whole = Count("pk") if facts.amount is None else Sum(facts.amount, output_field=BigIntegerField())
    month = TruncMonth(facts.day, output_field=DateField(), **({"tzinfo": clock.zone()} if facts.moment else {}))
    keys = {"figure_of": F(facts.path(group))} if group else {}
    summed = rows.order_by().annotate(figure_month=month, **keys).values("figure_month", *keys)
    found: dict[int | None, dict[date, int]] = {}
    for row in summed.annotate(figure_sum=whole):
        found.setdefault(row.get("figure_of"), {})[row["figure_month"]] = row["figure_sum"] or 0
    return found


def total(code: str, where: Where, first: date, last: date) -> int | None:
    """The figure of some days; None where it does not know a side that is asked for."""
    one = _figures.get(code)
    if one is None:
        return None
    facts = one.by_product if where.product is not None and one.by_product else one.facts
    rows = _narrowed(facts, where, first, last)
    if rows is None:
        return None
    whole = Count("pk") if facts.amount is None else Sum(facts.amount, output_field=BigIntegerField())
    return int(rows.order_by().aggregate(figure_sum=whole)["figure_sum"] or 0)


def _narrowed(facts: Facts, where: Where, first: date, last: date) -> QuerySet[Model] | None:
    wanted = {
        "unit": where.units, "person": where.person, "account": where.account, "product": where.product,
        "project": where.project,
    }  # fmt: skip
    conditions: dict[str, object] = {}
    for side, value in wanted.items():
        if value is None:
            continue
        path = str(getattr(facts, side))
        if not path:
            return None
        conditions[f"{path}__in" if side == "unit" else path] = value
    begin: object = clock.start_of(first) if facts.moment else first
    end: object = clock.start_of(last + timedelta(days=1)) if facts.moment else last + timedelta(days=1)
    return facts.rows().filter(**{f"{facts.day}__gte": begin, f"{facts.day}__lt": end}, **conditions)


class Units:
    """The tree of units, read once: who is below whom."""

    def __init__(self) -> None:
        self.above: dict[int, int | None] = dict(OrgUnit.objects.order_by().values_list("pk", "parent_id"))
        self.children: dict[int | None, list[int]] = {}
        for pk, parent in self.above.items():
            self.children.setdefault(parent, []).append(pk)

    def within(self, unit: int) -> frozenset[int]:
        """The unit and all below."""
        found, waiting = {unit}, [unit]
        while waiting:
            below = self.children.get(waiting.pop(), [])
            found.update(below)
            waiting += below
        return frozenset(found)


def joined(parts: Mapping[int | None, Months], ids: Collection[int]) -> dict[date, int]:
    """The sums of some groups together."""
    found: dict[date, int] = {}
    for one in ids:
        for month, amount in parts.get(one, {}).items():
            found[month] = found.get(month, 0) + amount
    return found
