"""Totals of the filtered set: a capped count, and sums per currency."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import Model, QuerySet, Sum

from pursuit.kernel.actor import Actor
from pursuit.kernel.listing import filters
from pursuit.kernel.listing.column import Column, Listing
from pursuit.kernel.listing.query import ListQuery
from pursuit.kernel.money import Money

CAP = 2_000
# Totals a later room keeps of a list: (count, sums by column code) of what a query leaves, None where rows must be
# looked at.
Kept = Callable[[Actor, ListQuery], tuple[int, dict[str, list[Money]]] | None]
_kept: dict[str, Kept] = {}


@dataclass(frozen=True, slots=True)
class Totals:
    """count: rows, at most CAP unless asked exactly; sums: per summed column the Money of each currency (nothing
    while the count is capped: a sum of some of the rows would mislead)."""

    count: int
    capped: bool
    sums: list[tuple[Column, list[Money]]]


def totals(listing: Listing, actor: Actor, query: ListQuery, *, exact: bool = False) -> Totals:
    """Count and sum what the filters leave; columns the reader may not see are not summed."""
    summed = [column for column in query.columns if column.total]
    if listing.code in _kept and (found := _kept[listing.code](actor, query)) is not None:
        count, sums = found
        return Totals(count, False, [(column, sums.get(column.code, [])) for column in summed])
    rows = listing.base(actor).filter(filters.condition(listing, actor, query)).order_by()
    if exact:
        return Totals(rows.count(), False, [(column, _sum(rows, column)) for column in summed])
    # One look at a few: counted and added up here.
    paths = [path for column in summed for path in (column.currency, column.path)]
    few = list(rows.values_list("pk", *paths)[: CAP + 1])
    if len(few) > CAP:
        return Totals(CAP, True, [])
    added = [(column, _add((row[at], row[at + 1]) for row in few)) for column, at in _places(summed)]
    return Totals(len(few), False, added)


def keep_totals(listing: str, kept: Kept) -> None:
    """Totals of this list come from where they are kept; called from wiring."""
    _kept[listing] = kept


def _places(summed: list[Column]) -> list[tuple[Column, int]]:
    """Where in a row the currency of each column stands, and behind it the amount."""
    return [(column, 1 + 2 * place) for place, column in enumerate(summed)]


def _add(pairs: Iterable[tuple[str, int | None]]) -> list[Money]:
    sums: dict[str, int] = {}
    for currency, amount in pairs:
        if amount is not None:
            sums[currency] = sums.get(currency, 0) + amount
    return [Money(amount, currency) for currency, amount in sorted(sums.items())]


def _sum(rows: QuerySet[Model], column: Column) -> list[Money]:
    grouped = rows.filter(**{f"{column.path}__isnull": False}).values(column.currency).annotate(total=Sum(column.path))
    return [Money(row["total"], row[column.currency]) for row in grouped.order_by(column.currency)]
