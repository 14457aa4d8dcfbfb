"""Filters as query conditions: values are parsed by the column's kind, a bad one is refused with its field."""

from datetime import date, datetime, time, timedelta

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pursuit.kernel import clock, customfields, dates, search
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Refused
from pursuit.kernel.listing.column import Listing
from pursuit.kernel.listing.query import Filter, ListQuery
from pursuit.kernel.models.data import CustomValue
from pursuit.kernel.models.org import OrgUnit
from pursuit.kernel.money import parse_amount


def condition(listing: Listing, actor: Actor, query: ListQuery) -> Q:
    """All filters and the search text of a query as one condition."""
    found = Q()
    for one in query.filters:
        found &= _custom(one, actor) if one.column.custom else single(one, one.column.path, actor)
    if query.search and listing.search is not None:
        found &= listing.search(query.search)
    elif query.search and listing.searchable:
        matching = search.matching(query.search)
        found &= Q(pk__in=matching) if matching is not None else Q(pk__in=[])
    return found


def single(one: Filter, path: str, actor: Actor) -> Q:
    """One filter as a condition on the column's value at a path."""
    kind, operator = one.column.kind, one.operator
    if operator == "empty":
        return _empty(one, path)
    if kind in {"date", "moment"}:
        return _dates(one, path)
    if operator == "has":
        return Q(**{f"{path}__icontains": one.values[0]})
    if operator == "under":
        roots = [_number(one, value) for value in one.values]
        below: set[int] = set()
        for unit in OrgUnit.objects.filter(pk__in=roots):
            below |= set(OrgUnit.objects.descendants(unit, include_self=True).values_list("pk", flat=True))
        return Q(**{f"{path}__in": below})
    values = [_value(one, value, actor) for value in one.values]
    if operator == "in":
        return Q(**{f"{path}__in": values})
    if operator == "not":
        return ~Q(**{f"{path}__in": values})
    return Q(**{f"{path}__{operator}" if operator != "eq" else path: values[0]})


def _empty(one: Filter, path: str) -> Q:
    nothing = Q(**{f"{path}__isnull": True})
    if one.column.kind in {"text", "term", "choice"}:
        nothing |= Q(**{path: ""})
    return nothing if _truth(one.values[0]) else ~nothing


def _value(one: Filter, value: str, actor: Actor) -> object:
    match one.column.kind:
        case "money":
            try:
                return parse_amount(value)
            except ValueError as error:
                raise Refused("bad_filter", str(error), one.column.code) from error
        case "user" if value == "me":
            return actor.user_id
        case "number" | "percent" | "user" | "unit" | "ref":
            return _number(one, value)
        case "flag":
            return _truth(value)
        case _:
            return value


def _number(one: Filter, value: str) -> int:
    # str.isdigit also accepts digits that int() does not (superscripts).
    if not value.removeprefix("-").isdecimal() or len(value) > 18:
        raise Refused("bad_filter", _("“%s” is not a number.") % value[:40], one.column.code)
    return int(value)


def _truth(value: str) -> bool:
    return value.lower() in {"1", "true", "yes", "on"}


def _dates(one: Filter, path: str) -> Q:
    """Day filters; a moment is compared by the company's calendar day."""
    if one.operator == "in":
        first, last = _span(one)
    else:
        try:
            day = dates.parse_day(one.values[0])
        except ValueError as error:
            raise Refused("bad_filter", str(error), one.column.code) from error
        first = day if one.operator in {"gte", "eq"} else None
        last = day if one.operator in {"lte", "eq"} else None
    found, moment = Q(), one.column.kind == "moment"
    # The first and the last day there are bound no moment; in another zone they lie outside the calendar.
    if first and not (moment and first == date.min):
        found &= Q(**{f"{path}__gte": _edge(first) if moment else first})
    if last and not moment:
        found &= Q(**{f"{path}__lte": last})
    elif last and last < date.max:
        found &= Q(**{f"{path}__lt": _edge(last + timedelta(days=1))})
    return found


def _edge(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _span(one: Filter) -> tuple[date | None, date | None]:
    """Named spans (today, week, month, quarter, year, next30, overdue) and 2026, 2026Q3, 2026-07."""
    today, name = clock.today(), one.values[0]
    month = today.replace(day=1)
    quarter = today.replace(month=(today.month - 1) // 3 * 3 + 1, day=1)
    monday = clock.week_of(today)
    spans: dict[str, tuple[date | None, date | None]] = {
        "today": (today, today),
        "week": (monday, monday + timedelta(days=6)),
        "month": (month, _month_end(month, 1)),
        "quarter": (quarter, _month_end(quarter, 3)),
        "year": (today.replace(month=1, day=1), today.replace(month=12, day=31)),
        "next30": (today, today + timedelta(days=30)),
        "overdue": (None, today - timedelta(days=1)),
    }
    if name in spans:
        return spans[name]
    try:
        if len(name) == 6 and name[4] in "Qq":
            start = date(int(name[:4]), int(name[5]) * 3 - 2, 1)
            return start, _month_end(start, 3)
        if len(name) == 4:
            return date(int(name), 1, 1), date(int(name), 12, 31)
        if len(name) == 7:
            start = date(int(name[:4]), int(name[5:]), 1)
            return start, _month_end(start, 1)
        day = dates.parse_day(name)
    except ValueError as error:
        raise Refused(
            "bad_filter",
            _("“%s” is not a period: write 2026, 2026Q3, 2026-07 or a date.") % name[:40],
            one.column.code,
        ) from error
    return day, day


def _month_end(start: date, months: int) -> date:
    month = start.month - 1 + months
    return date(start.year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def _custom(one: Filter, actor: Actor) -> Q:
    """A condition on a custom field, through its typed value rows."""
    path = {"number": "number", "flag": "number", "date": "day"}.get(one.column.kind, "text")
    rows = CustomValue.objects.filter(subject_id=OuterRef("pk"), field_id=one.column.custom)
    if one.operator == "empty":
        return ~Q(Exists(rows)) if _truth(one.values[0]) else Q(Exists(rows))
    if one.column.kind == "number":
        value = _number(one, one.values[0]) * customfields.SCALE
        rows = rows.filter(**{"number" if one.operator == "eq" else f"number__{one.operator}": value})
        return Q(Exists(rows))
    negative = one.operator == "not"
    inner = Filter(one.column, "in" if negative else one.operator, one.values)
    found = Q(Exists(rows.filter(single(inner, path, actor))))
    return ~found if negative else found
