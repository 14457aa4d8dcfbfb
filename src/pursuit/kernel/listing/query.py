"""What a reader asked of a list: filters, sort, columns, position. Parsed from URL parameters against the allowlist."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Refused
from pursuit.kernel.listing.column import Column, Listing

SIZES = (25, 50, 100, 200)


@dataclass(frozen=True, slots=True)
class Filter:
    """One condition: column, operator, raw values."""

    column: Column
    operator: str
    values: tuple[str, ...]

    @property
    def key(self) -> str:
        return f"f.{self.column.code}.{self.operator}"


@dataclass(frozen=True, slots=True)
class ListQuery:
    """A read and checked request. `ignored` names what a lenient reader dropped."""

    columns: tuple[Column, ...]
    filters: tuple[Filter, ...] = ()
    search: str = ""
    sort: Column | None = None
    descending: bool = False
    after: str = ""
    size: int = 50
    group: Column | None = None
    ignored: tuple[str, ...] = field(default=())


# Operators per kind; the first is meant when none is named.
OPERATORS: Mapping[str, tuple[str, ...]] = {
    "text": ("has", "eq", "in", "empty"),
    "number": ("eq", "gte", "lte", "empty"),
    "money": ("eq", "gte", "lte", "empty"),
    "percent": ("eq", "gte", "lte", "empty"),
    "date": ("in", "eq", "gte", "lte", "empty"),
    "moment": ("in", "gte", "lte", "empty"),
    "term": ("in", "not", "empty"),
    "choice": ("in", "not", "empty"),
    "user": ("in", "not", "empty"),
    "unit": ("in", "under", "empty"),
    "ref": ("in", "empty"),
    "flag": ("eq",),
}


def read_query(listing: Listing, actor: Actor, params: Mapping[str, str], *, strict: bool = False) -> ListQuery:
    """Parse `q, sort, cols, size, after, group, f.<column>[.<operator>]`. Hidden and unknown columns get the same
    answer: refused when strict (programs), dropped and named otherwise (people's saved views outlive a right)."""
    columns = listing.columns_for(actor)
    ignored: list[str] = []
    filters = []
    for key in params:
        if key.startswith("f."):
            found = _filter(key, _values(params, key), columns)
            if found is None:
                ignored.append(key)
            elif found.values:
                filters.append(found)
    sort, descending = _sort(params.get("sort", ""), listing, columns, ignored)
    group = _group(params.get("group", ""), columns, ignored)
    shown = _columns(_values(params, "cols") if "cols" in params else (), columns, ignored)
    if strict and ignored:
        raise Refused(
            "unknown_parameter",
            _("There is no such filter, column or sort: %s.") % ", ".join(ignored),
            ignored[0],
        )
    return ListQuery(
        columns=shown,
        filters=tuple(filters),
        search=params.get("q", "").strip()[:80],
        sort=sort,
        descending=descending,
        after=params.get("after", ""),
        size=_size(params.get("size", "")),
        group=group,
        ignored=tuple(ignored),
    )


def _values(params: Mapping[str, str], key: str) -> tuple[str, ...]:
    raw: Iterable[str] = params.getlist(key) if isinstance(params, MultiValueDict) else [params[key]]
    return tuple(part.strip() for value in raw for part in value.split(",") if part.strip())[:200]


def _filter(key: str, values: tuple[str, ...], columns: Mapping[str, Column]) -> Filter | None:
    code = key.removeprefix("f.")
    operator = ""
    if code not in columns:
        code, _dot, operator = code.rpartition(".")
    column = columns.get(code)
    if column is None or not column.filterable:
        return None
    allowed = OPERATORS[column.kind]
    operator = operator or allowed[0]
    return Filter(column, operator, values) if operator in allowed else None


def _sort(
    asked: str, listing: Listing, columns: Mapping[str, Column], ignored: list[str]
) -> tuple[Column | None, bool]:
    for choice in (asked, listing.sort):
        column = columns.get(choice.lstrip("-"))
        if column is not None and column.sortable:
            return column, choice.startswith("-")
        if choice:
            ignored.append(f"sort={choice}")
    return None, False


def _group(asked: str, columns: Mapping[str, Column], ignored: list[str]) -> Column | None:
    column = columns.get(asked)
    if column is not None and column.groups:
        return column
    if asked:
        ignored.append(f"group={asked}")
    return None


def _columns(wanted: Iterable[str], columns: Mapping[str, Column], ignored: list[str]) -> tuple[Column, ...]:
    wanted = list(wanted)
    ignored += [f"cols={code}" for code in wanted if code not in columns]
    found = tuple(columns[code] for code in dict.fromkeys(wanted) if code in columns)
    return found or tuple(column for column in columns.values() if column.default)


def _size(asked: str) -> int:
    return int(asked) if asked in {str(size) for size in SIZES} else 50
