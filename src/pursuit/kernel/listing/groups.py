"""A list in groups: each with its count, its sums and its first rows; the rest is one filter away.

What a page costs grows with the groups it shows and not with what lies in them, except for counting them: that looks
at every row the filters leave, unless a room keeps such figures.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from django.db.models import Count, Model, OrderBy, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from pursuit.kernel import pickers, terms
from pursuit.kernel.actor import Actor
from pursuit.kernel.listing import filters
from pursuit.kernel.listing.column import Column, Listing, Row
from pursuit.kernel.listing.page import Page, just, page, rows_of
from pursuit.kernel.listing.query import Filter, ListQuery
from pursuit.kernel.money import Money

FIRST = 20  # groups on a page
EACH = 8  # rows shown of a group
WALKED = ("term", "choice", "percent")  # kinds of columns without an index
WALK = 20  # the least share of the rows, as one in so many, that makes walking an index short
CHUNK = 500  # groups named at once
TOGETHER = 900  # rows of small groups that are read at once
EMPTY = ""
# Per value of the column (EMPTY where there is none): how many, and by column code the sums per currency.
Figures = dict[object, "Figure"]
Kept = Callable[[Actor, ListQuery, Column], Figures | None]
_kept: dict[str, Kept] = {}


@dataclass(slots=True)
class Figure:
    """What some rows add up to."""

    count: int = 0
    sums: dict[str, dict[str, int]] = field(default_factory=dict)

    def add(self, count: int, column: str = "", currency: str = "", minor: int | None = None) -> None:
        self.count += count
        if minor is not None:
            here = self.sums.setdefault(column, {})
            here[currency] = here.get(currency, 0) + minor


@dataclass(frozen=True, slots=True)
class Group:
    """Rows that have one value in common; `filter` leaves just these. label is "" where they have none."""

    label: str
    filter: Filter
    count: int
    sums: list[tuple[Column, list[Money]]]


@dataclass(frozen=True, slots=True)
class Section:
    """A group as a page shows it."""

    group: Group
    page: Page


@dataclass(frozen=True, slots=True)
class Sections:
    """Some groups of a list; `next` continues, `count` are all there are."""

    shown: list[Section]
    count: int
    next: str

    @property
    def rows(self) -> list[Row]:
        return [row for one in self.shown for row in one.page.rows]


def keep_groups(listing: str, kept: Kept) -> None:
    """Figures of this list's groups come from where they are kept; called from wiring."""
    _kept[listing] = kept


def sections(listing: Listing, actor: Actor, query: ListQuery) -> Sections:
    """The groups a page shows, with their first rows."""
    every = _Every(listing, actor, query)
    start = int(query.after) if query.after.isdecimal() and len(query.after) < 7 else 0
    shown = every.some(start, FIRST)
    more = str(start + FIRST) if len(every.values) > start + FIRST else ""
    made = [Section(one, _first_rows(listing, actor, query, one, every.whole)) for one in shown]
    return Sections(made, len(every.values), more)


def _first_rows(listing: Listing, actor: Actor, query: ListQuery, group: Group, whole: int) -> Page:
    """The first rows of a group, of `whole` in all groups.

    A database that is asked for eight rows in order walks the index of that order, past everything outside the group.
    So the ids come first, in an order no index has; except where nothing but that walk finds a group (a grade, a
    status) that has its share of the rows.
    """
    asked = within(query, group, size=EACH)
    walk = group.count * 2 > whole or (group.filter.column.kind in WALKED and group.count * WALK > whole)
    if query.sort is not None and not walk:
        rows = listing.base(actor).filter(filters.condition(listing, actor, asked))
        pks = rows.order_by(*_order(query)).values_list("pk", flat=True)[:EACH]
        return just(listing, actor, asked, list(pks))
    return page(listing, actor, asked)


def within(query: ListQuery, group: Group, *, size: int) -> ListQuery:
    """The query for the rows of one group."""
    return replace(query, filters=(*query.filters, group.filter), group=None, after="", size=size)


def groups(listing: Listing, actor: Actor, query: ListQuery) -> Iterator[Group]:
    """All groups of a query: declared values in their order, days by month, anything else the largest first."""
    every = _Every(listing, actor, query)
    for start in range(0, len(every.values), CHUNK):
        yield from every.some(start, CHUNK)


def rows_in_groups(listing: Listing, actor: Actor, query: ListQuery) -> Iterator[tuple[Group, Row]]:
    """Every row of a query, group by group in the order a page shows them."""
    together: list[Group] = []
    for group in groups(listing, actor, query):
        # Few and small groups at once: there may be as many of them as rows.
        if together and sum(one.count for one in together) + group.count > TOGETHER:
            yield from _rows_together(listing, actor, query, together)
            together = []
        if group.count > TOGETHER:
            for row in rows_of(listing, actor, within(query, group, size=query.size)):
                yield group, row
        else:
            together.append(group)
    yield from _rows_together(listing, actor, query, together)


def _rows_together(
    listing: Listing, actor: Actor, query: ListQuery, some: Sequence[Group]
) -> Iterator[tuple[Group, Row]]:
    """The rows of some groups, each in the order of the list."""
    by_value = {one.filter.values[0] if one.filter.operator != "empty" else EMPTY: one for one in some}
    asked = replace(query, group=None, after="")
    here = Q(pk__in=[])
    for one in some:
        if one.filter.operator == "empty" or one.filter.column.kind == "date":
            here |= filters.single(one.filter, one.filter.column.path, actor)
    narrow = [one.filter for one in some if one.filter.operator in ("in", "eq") and one.filter.column.kind != "date"]
    if narrow:
        every = Filter(narrow[0].column, "in", tuple(one.values[0] for one in narrow))
        here |= filters.single(every, every.column.path, actor)
    rows = listing.base(actor).filter(filters.condition(listing, actor, query), here)
    order = _order(query)
    pks: dict[str, list[int]] = {}
    for pk, value in rows.order_by(*order).values_list("pk", some[0].filter.column.path) if some else ():
        pks.setdefault(str(_value(value)), []).append(pk)
    found = just(listing, actor, asked, [pk for value in by_value for pk in pks.get(value, ())]).rows if pks else []
    by_pk = {row.id: row for row in found}
    for value, group in by_value.items():
        yield from ((group, by_pk[pk]) for pk in pks.get(value, ()) if pk in by_pk)


def _order(query: ListQuery) -> list[OrderBy | str]:
    """The order of a list, such that no index has it."""
    if query.sort is None:
        return ["pk"]
    key = Coalesce(query.sort.path, query.sort.path)
    return [OrderBy(key, descending=query.descending, nulls_last=True), "-pk" if query.descending else "pk"]


class _Every:
    """The values of a query's group column, in the order of their groups; named only as they are asked for."""

    def __init__(self, listing: Listing, actor: Actor, query: ListQuery) -> None:
        if query.group is None:
            raise ValueError("the query does not group")
        self.column = query.group
        self.summed = [one for one in query.columns if one.total]
        self.values: list[object]
        self.declared = {code: (place, label) for place, (code, label) in enumerate(_declared(self.column))}
        self.rows = listing.base(actor).filter(filters.condition(listing, actor, query)).order_by()
        kept = _kept[listing.code](actor, query, self.column) if listing.code in _kept else None
        # There may be as many accounts as projects: only those shown are added up.
        self.many = kept is None and not self.declared and self.column.kind == "ref"
        self.figures = {} if self.many else kept if kept is not None else _count(self.rows, self.column, self.summed)
        if self.many:
            path = self.column.path
            counts = dict(self.rows.values_list(path).annotate(rows_here=Count("pk")))
            self.whole = sum(counts.values())
            self.values = sorted(counts, key=lambda one: (one is None, -counts[one], one or 0))
        else:
            self.whole = sum(one.count for one in self.figures.values())
            self.values = sorted(self.figures, key=self._place)

    def some(self, start: int, most: int) -> list[Group]:
        values = self.values[start : start + most]
        labels, figures = self._labels(values), self.figures
        if self.many:
            here = Q(**{f"{self.column.path}__in": [one for one in values if one is not None]})
            if None in values:
                here |= Q(**{f"{self.column.path}__isnull": True})
            figures = _count(self.rows.filter(here), self.column, self.summed)
            values = [_value(one) for one in values]
        return [_group(self.column, one, labels.get(one, ""), figures[one], self.summed) for one in values]

    def _place(self, value: object) -> tuple[bool, int, str]:
        if self.declared:
            return value == EMPTY, self.declared.get(str(value), (len(self.declared), ""))[0], str(value)
        if self.column.kind == "percent":
            return value == EMPTY, int(str(value or 0)), ""
        return value == EMPTY, 0 if self.column.kind == "date" else -self.figures[value].count, str(value)

    def _labels(self, values: Sequence[object]) -> dict[object, str]:
        named = [value for value in values if value != EMPTY]
        ids = [value for value in named if isinstance(value, int)]
        if self.declared:
            return {value: self.declared.get(str(value), (0, str(value)))[1] for value in named}
        if self.column.kind in ("user", "unit"):
            return dict(pickers.names(self.column.kind, ids).items())
        if self.column.ref:
            return dict(pickers.titles(ids).items())
        return {value: f"{value}%" if self.column.kind == "percent" else str(value) for value in named}


def _count(rows: QuerySet[Model], column: Column, summed: Sequence[Column]) -> Figures:
    currencies = dict.fromkeys(one.currency for one in summed)
    sums = {f"sum_{one.code}": Sum(one.path) for one in summed}
    found: Figures = {}
    # Days are put into months here: SQLite would call Python for every row.
    for row in rows.values(column.path, *currencies).annotate(rows_here=Count("pk"), **sums):
        figure = found.setdefault(_value(row[column.path]), Figure())
        figure.add(row["rows_here"])
        for one in summed:
            figure.add(0, one.code, row[one.currency], row[f"sum_{one.code}"])
    return found


def _value(stored: object) -> object:
    """What a stored value counts as: its month, itself, or nothing."""
    if isinstance(stored, date):
        return f"{stored:%Y-%m}"
    return EMPTY if stored is None else stored


def _declared(column: Column) -> list[tuple[str, str]]:
    """The values a column declares, in order, with their names; ids as text."""
    if column.picks:
        return [*column.picks()]
    if column.term:
        return [(one.code, one.label) for one in terms.entries(column.term, active=False)]
    return [(code, str(label)) for code, label in column.choices]


def _group(column: Column, value: object, label: str, figure: Figure, summed: Sequence[Column]) -> Group:
    operator = "eq" if column.kind == "percent" else "in"
    narrow = Filter(column, "empty", ("1",)) if value == EMPTY else Filter(column, operator, (str(value),))
    sums = [
        (one, [Money(minor, currency) for currency, minor in sorted(figure.sums.get(one.code, {}).items())])
        for one in summed
    ]
    return Group(label, narrow, figure.count, sums)
