"""Totals of the filtered set: a capped count, and sums per currency."""

from dataclasses import dataclass

from django.db.models import Model, QuerySet, Sum

from pursuit.kernel.actor import Actor
from pursuit.kernel.listing import filters
from pursuit.kernel.listing.column import Column, Listing
from pursuit.kernel.listing.query import ListQuery
from pursuit.kernel.money import Money

CAP = 10_000


@dataclass(frozen=True, slots=True)
class Totals:
    """count: rows, at most CAP unless asked exactly; sums: per summed column the Money of each currency."""

    count: int
    capped: bool
    sums: list[tuple[Column, list[Money]]]


def totals(listing: Listing, actor: Actor, query: ListQuery, *, exact: bool = False) -> Totals:
    """Count and sum what the filters leave; columns the reader may not see are not summed."""
    rows = listing.base(actor).filter(filters.condition(listing, actor, query)).order_by()
    count = rows.count() if exact else rows.values("pk")[: CAP + 1].count()
    capped = not exact and count > CAP
    summed = [column for column in query.columns if column.total]
    return Totals(min(count, CAP) if capped else count, capped, [(column, _sum(rows, column)) for column in summed])


def _sum(rows: QuerySet[Model], column: Column) -> list[Money]:
    grouped = rows.filter(**{f"{column.path}__isnull": False}).values(column.currency).annotate(total=Sum(column.path))
    return [Money(row["total"], row[column.currency]) for row in grouped.order_by(column.currency)]
