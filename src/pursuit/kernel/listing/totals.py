"""Totals of the filtered set: a capped count, and sums per currency."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.db.models import Model, QuerySet, Sum

from pursuit.kernel.actor import Actor
from pursuit.kernel.listing import filters
from pursuit.kernel.listing.column import Column, Listing
from pursuit.kernel.listing.query import ListQuery
from pursuit.kernel.money import Money, company_currency

CAP = 2_000
# Totals a later room keeps of a list: (count, sums by column code) of what a query leaves, None where rows must be
# looked at.
Kept = Callable[[Actor, ListQuery], tuple[int, dict[str, list[Money]]] | None]
_kept: dict[str, Kept] = {}


@dataclass(frozen=True, slots=True)
class Totals:
    """count: rows, at most CAP unless asked exactly; sums: per summed column the Money of each currency (nothing
    while the count is capped: a sum of some of the rows would mislead); base: by column code, the same in company
    currency where there are several."""

    count: int
    capped: bool
    sums: list[tuple[Column, list[Money]]]
    base: dict[str, Money] = field(default_factory=dict)


def totals(listing: Listing, actor: Actor, query: ListQuery, *, exact: bool = False) -> Totals:
    """Count and sum what the filters leave; columns the reader may not see are not summed."""
    summed = [column for column in query.columns if column.total]
    if listing.code in _kept and (found := _kept[listing.code](actor, query)) is not None:
        count, kept = found
        return _told(count, summed, kept, {code: sums[0].minor for code, sums in kept.items() if len(sums) == 1})
    rows = listing.base(actor).filter(filters.condition(listing, actor, query)).order_by()
    if exact:
        return _told(rows.count(), summed, {one.code: _sum(rows, one) for one in summed}, _bases(rows, summed))
    # One look at a few: counted and added up here.
    paths = [path for column in summed for path in (column.currency, column.path, column.base or column.path)]
    few = list(rows.values_list("pk", *paths)[: CAP + 1])
    if len(few) > CAP:
        return Totals(CAP, True, [])
    places = [(column, 1 + 3 * place) for place, column in enumerate(summed)]
    sums = {column.code: add_up((row[at], row[at + 1]) for row in few) for column, at in places}
    return _told(len(few), summed, sums, {one.base: sum(row[at + 2] or 0 for row in few) for one, at in places})


def _told(count: int, summed: list[Column], sums: dict[str, list[Money]], bases: dict[str, int]) -> Totals:
    """bases: in company currency, by the path of the base amount."""
    pairs = [(column, sums.get(column.code, [])) for column in summed]
    several = [column for column, money in pairs if column.base in bases and len(money) > 1]
    company = company_currency() if several else ""
    return Totals(count, False, pairs, {column.code: Money(bases[column.base], company) for column in several})


def _bases(rows: QuerySet[Model], summed: list[Column]) -> dict[str, int]:
    paths = {f"sum_{column.code}": column.base for column in summed if column.base}
    found = rows.aggregate(**{name: Sum(path) for name, path in paths.items()}) if paths else {}
    return {path: found[name] or 0 for name, path in paths.items()}


def keep_totals(listing: str, kept: Kept) -> None:
    """Totals of this list come from where they are kept; called from wiring."""
    _kept[listing] = kept


def add_up(pairs: Iterable[tuple[str, int | None]]) -> list[Money]:
    """Amounts with their currencies as one sum per currency."""
    sums: dict[str, int] = {}
    for currency, amount in pairs:
        if amount is not None:
            sums[currency] = sums.get(currency, 0) + amount
    return [Money(amount, currency) for currency, amount in sorted(sums.items())]


def _sum(rows: QuerySet[Model], column: Column) -> list[Money]:
    grouped = rows.filter(**{f"{column.path}__isnull": False}).values(column.currency).annotate(total=Sum(column.path))
    return [Money(row["total"], row[column.currency]) for row in grouped.order_by(column.currency)]
