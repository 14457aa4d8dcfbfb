"""One page of a list by keyset: its cost does not grow with how deep the reader is or how much lies behind.

Rows whose sort value is empty come last in both directions; they are a second phase with a query of its own, so
that both phases can walk an index on SQLite and PostgreSQL alike.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from typing import Any

from django.core import signing
from django.db.models import F, Model, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from pursuit.kernel import customfields, terms
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Refused
from pursuit.kernel.listing import filters
from pursuit.kernel.listing.column import BATCH, Cell, Column, Listing, Row, get
from pursuit.kernel.listing.query import ListQuery
from pursuit.kernel.models import Subject
from pursuit.kernel.models.data import CustomValue
from pursuit.kernel.models.named import pick_name
from pursuit.kernel.models.user import SYSTEM
from pursuit.kernel.money import Money
from pursuit.kernel.prepared import Given, Prepared

SALT = "listing"
UNINDEXED = "unindexed"
FEW = 1000  # rows that are sorted sooner than an index of their order is walked
Values = dict[str, Any]  # a row by ORM path: values of any field


@dataclass(frozen=True, slots=True)
class Page:
    """Rows in order; `next` is the cursor of the following page, empty at the end."""

    listing: Listing
    query: ListQuery
    rows: list[Row]
    next: str


@dataclass(frozen=True, slots=True)
class _Position:
    """Where a page begins: after this sort value and id; phase 1 is the rows without a sort value."""

    phase: int = 0
    value: object = None
    pk: int | None = None


def page(listing: Listing, actor: Actor, query: ListQuery) -> Page:
    """The page a query asks for."""
    position = _read_cursor(query)
    rows = listing.base(actor).filter(filters.condition(listing, actor, query))
    if listing.spine and query.sort and query.sort.path.startswith(listing.spine):
        # The spine's indexes begin with the type; without it the database sorts everything there is.
        rows = rows.filter(**{f"{listing.spine}type": listing.subject_type})
    paths = _paths(listing, query)
    key = query.sort.path if query.sort else "pk"
    if query.sort and few(rows, query) is not None:
        rows, key = in_no_index(rows, key), UNINDEXED
    found = _fetch(rows, query, position, paths, query.size + 1, key)
    more = len(found) > query.size
    found = found[: query.size]
    return Page(listing, query, _rows(listing, query, found), _cursor(query, found[-1]) if more else "")


def just(listing: Listing, actor: Actor, query: ListQuery, pks: Sequence[int]) -> Page:
    """A page of rows found before, in that order; only those the reader sees."""
    paths = _paths(listing, query)
    rows = listing.base(actor).filter(pk__in=pks).order_by().values_list(*paths)
    by_pk = {values[0]: dict(zip(paths, values, strict=True)) for values in rows}
    return Page(listing, query, _rows(listing, query, [by_pk[pk] for pk in pks if pk in by_pk]), "")


def rows_of(listing: Listing, actor: Actor, query: ListQuery, *, chunk: int = 1000) -> Iterator[Row]:
    """Every row of a query from its beginning, page by page (exports)."""
    asked = replace(query, size=chunk, after="")
    while True:
        found = page(listing, actor, asked)
        yield from found.rows
        if not found.next:
            return
        asked = replace(asked, after=found.next)


def has_any(listing: Listing) -> bool:
    """Are there records of this kind at all, whoever sees them? Says why a list is empty, nothing else."""
    return bool(listing.spine) and Subject.objects.filter(type=listing.subject_type, deleted_at=None).exists()


def line(listing: Listing, actor: Actor, pk: int) -> Row | None:
    """One visible row with every column."""
    query = ListQuery(columns=tuple(listing.columns_for(actor).values()))
    found = _line(listing.code).first(actor, pk=pk)
    return _rows(listing, query, [dict(zip(_paths(listing, query), found, strict=True))])[0] if found else None


@cache
def _line(code: str) -> Prepared[tuple[Any, ...]]:
    listing = get(code)

    def make(actor: Actor, pk: Given) -> QuerySet[Model, tuple[Any, ...]]:
        query = ListQuery(columns=tuple(listing.columns_for(actor).values()))
        return listing.base(actor).filter(pk=pk).values_list(*_paths(listing, query))

    return Prepared(make)


def _paths(listing: Listing, query: ListQuery) -> list[str]:
    """Every ORM path a page needs, once each, the id first."""
    paths = ["pk"]
    if listing.spine:
        paths += [f"{listing.spine}version", f"{listing.spine}title"]
    if query.sort:
        paths.append(query.sort.path)
    for column in query.columns:
        if not column.custom:
            paths += [path for path in (column.path, column.text_path, column.currency, *column.name_paths) if path]
    return list(dict.fromkeys(paths))


def few(rows: QuerySet[Model], query: ListQuery, *paths: str) -> list[tuple[Any, ...]] | None:
    """Ids and values of the rows, in no order, where a filter with an index of its own (whose, of which account, of
    which import) leaves few; None otherwise. Asked for rows in order, a database walks the index of that order, past
    everything the filter leaves out."""
    if not any(one.operator in ("in", "eq") and _indexed(one.column) for one in query.filters):
        return None
    found = list(rows.order_by().values_list("pk", *paths)[: FEW + 1])
    return found if len(found) <= FEW else None


def _indexed(column: Column) -> bool:
    return column.kind in ("user", "ref") or column.path == BATCH.path


def in_no_index(rows: QuerySet[Model], path: str) -> QuerySet[Model]:
    """With the value at a path as UNINDEXED: an order by it leaves the choice of the index to the filters."""
    found: QuerySet[Model] = rows.alias(**{UNINDEXED: Coalesce(F(path), F(path))})
    return found


def _fetch(
    rows: QuerySet[Model], query: ListQuery, position: _Position, paths: list[str], limit: int, key: str
) -> list[Values]:
    path = query.sort.path if query.sort else "pk"
    phases = [position.phase] if position.phase else ([0, 1] if nullable(rows.model, path) else [0])
    found: list[Values] = []
    for phase in phases:
        wanted = limit - len(found)
        if wanted <= 0:
            break
        start = position if position.phase == phase else _Position(phase)
        part = _phase(rows, key, query.descending, start).values_list(*paths)[:wanted]
        found += [dict(zip(paths, values, strict=True)) | {"": phase} for values in part]
    return found


def _phase(rows: QuerySet[Model], path: str, descending: bool, start: _Position) -> QuerySet[Model]:
    """One phase in order, after a position."""
    sign, beyond = ("-", "lt") if descending else ("", "gt")
    pk = Q(**{f"pk__{beyond}": start.pk}) if start.pk is not None else Q()
    if start.phase:
        return rows.filter(pk, **{f"{path}__isnull": True}).order_by(f"{sign}pk")
    if path == "pk":
        return rows.filter(pk).order_by(f"{sign}pk")
    if nullable(rows.model, path):
        rows = rows.filter(**{f"{path}__isnull": False})
    if start.pk is not None:
        rows = rows.filter(
            Q(**{f"{path}__{beyond}": start.value}) | Q(pk, **{path: start.value}),
            **{f"{path}__{beyond}e": start.value},
        )
    return rows.order_by(f"{sign}{path}", f"{sign}pk")


def nullable(model: type[Model], path: str) -> bool:
    """May the value at an ORM path be missing? Annotations are taken to be."""
    current: type[Model] | None = model
    for part in path.split("__"):
        if part == "pk":
            continue
        if current is None:
            return True
        try:
            field = current._meta.get_field(part)
        except Exception:
            return True
        if getattr(field, "null", False):
            return True
        current = getattr(field, "related_model", None)
    return False


def cursor_behind(query: ListQuery, value: object, pk: int) -> str:
    """The cursor behind a row that was found another way (a board's columns come in one query)."""
    path = query.sort.path if query.sort else "pk"
    return _cursor(query, {path: value, "": int(value is None), "pk": pk})


def _cursor(query: ListQuery, last: Values) -> str:
    path = query.sort.path if query.sort else "pk"
    value = last[path]
    mark = value.isoformat() if isinstance(value, date | datetime) else value
    code = query.sort.code if query.sort else ""
    return signing.dumps([code, query.descending, last[""], mark, last["pk"]], salt=SALT, compress=True)


def _read_cursor(query: ListQuery) -> _Position:
    if not query.after:
        return _Position()
    try:
        code, descending, phase, mark, pk = signing.loads(query.after, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise Refused(
            "bad_cursor", _("This page link is not valid any more: start from the first page."), "after"
        ) from error
    if (code, descending) != (query.sort.code if query.sort else "", query.descending):
        raise Refused(
            "bad_cursor",
            _("This page link belongs to another sort order: start from the first page."),
            "after",
        )
    kind = query.sort.kind if query.sort else ""
    if kind == "date" and mark:
        mark = date.fromisoformat(mark)
    if kind == "moment" and mark:
        mark = datetime.fromisoformat(mark)
    return _Position(phase, mark, pk)


def _rows(listing: Listing, query: ListQuery, found: list[Values]) -> list[Row]:
    custom = _custom_values(query, [values["pk"] for values in found])
    # Words of the reader's language are looked up once, not in each row.
    words = {column.code: {code: str(word) for code, word in column.choices} for column in query.columns}
    return [
        Row(
            id=values["pk"],
            version=values.get(f"{listing.spine}version", 1) or 1,
            title=values.get(f"{listing.spine}title", "") or "",
            cells=tuple([_cell(column, values, custom, words[column.code]) for column in query.columns]),
        )
        for values in found
    ]


def _custom_values(query: ListQuery, pks: list[int]) -> dict[tuple[int, int], CustomValue]:
    wanted = [column.custom for column in query.columns if column.custom]
    if not wanted or not pks:
        return {}
    rows = CustomValue.objects.filter(field_id__in=wanted, subject_id__in=pks).select_related("field")
    return {(row.subject_id, row.field_id): row for row in rows}


def _cell(column: Column, values: Values, custom: dict[tuple[int, int], CustomValue], words: Mapping[str, str]) -> Cell:
    if column.custom:
        row = custom.get((values["pk"], column.custom))
        value = customfields.value_of(row) if row else None
        return Cell(column, value, "" if value is None else str(value))
    value = values[column.path]
    if value is None or value == "":
        return Cell(column, None)
    match column.kind:
        case "money":
            money = Money(value, values[column.currency] if column.currency else "CNY")
            return Cell(column, money, str(money.major()))
        case "term":
            return Cell(column, value, terms.label(column.term, value))
        case "choice":
            return Cell(column, value, words.get(value) or str(value))
        case "user" | "unit" | "ref":
            return Cell(column, value, _name(column, values))
        case _:
            return Cell(column, value, str(value))


def _name(column: Column, values: Values) -> str:
    """The name of what a column points at, in the reader's language where it has one in each."""
    text = str(values[column.text_path] or "")
    if column.kind == "user":
        return str(SYSTEM.get(text, text))
    if not column.named:
        return text
    english, edited = (values[path] for path in column.name_paths)
    return pick_name(text, english or "", edited=bool(edited))
