"""Filters of a list as people set and read them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from pursuit.interfaces.web.forms.field import FormField
from pursuit.interfaces.web.shell.request import Request
from pursuit.kernel import pickers, terms
from pursuit.kernel.actor import Actor
from pursuit.kernel.listing import Column, Filter, Listing, ListQuery

PERIODS = ("today", "week", "month", "quarter", "year", "next30", "overdue")


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter in force: what it says, and the address without it."""

    text: str
    remove_url: str


def chips(request: Request, query: ListQuery) -> list[Chip]:
    """The filters in force, as removable words."""
    shown = []
    for one in query.filters:
        values = "、".join(_words(request.actor, one))
        words = f"{one.column.asked or one.column.label} {operator_word(one.operator)} {values}".replace("  ", " ")
        shown.append(Chip(words, _without(request.GET, f"f.{one.column.code}", one.operator)))
    if query.search:
        shown.append(Chip(f"“{query.search}”", _without(request.GET, "q", "")))
    return shown


def operator_word(operator: str) -> str:
    """An operator as people read it; the ordinary one is silent."""
    words = {"gte": "≥", "lte": "≤", "not": _("is not"), "empty": "", "has": _("contains"), "under": _("under")}
    return words.get(operator, "")


def period(name: str) -> str:
    """A named span of days."""
    words = {
        "today": _("Today"), "week": _("This week"), "month": _("This month"), "quarter": _("This quarter"),
        "year": _("This year"), "next30": _("Next 30 days"), "overdue": _("Before today"),
    }  # fmt: skip
    return words.get(name, name)


def fields(listing: Listing, actor: Actor, query: ListQuery) -> tuple[list[FormField], list[FormField]]:
    """A form field per filterable column (two for ranges), holding what is set: those the list asks first, the rest."""
    held = {one.key: ",".join(one.values) for one in query.filters}
    columns = {code: column for code, column in listing.columns_for(actor).items() if column.filterable}
    asked = [code for code in listing.asks if code in columns] or [*columns]
    first = [field for code in asked for field in _fields_of(columns[code], held, actor)]
    more = [field for code, column in columns.items() if code not in asked for field in _fields_of(column, held, actor)]
    return first, more


def _fields_of(column: Column, held: dict[str, str], actor: Actor) -> Sequence[FormField]:
    key, label = f"f.{column.code}", str(column.asked or column.label)
    if column.picks:
        value = held.get(f"{key}.in", "")
        return [FormField(f"{key}.in", label, "terms", value.split(",") if value else [], choices=[*column.picks()])]
    match column.kind:
        case "term" | "choice":
            value = held.get(f"{key}.in", "")
            choices = choices_of(column)
            return [FormField(f"{key}.in", label, "terms", value.split(",") if value else [], choices=choices)]
        case "date" | "moment":
            span = held.get(f"{key}.in", "")
            named = [(name, period(name)) for name in dict.fromkeys((*PERIODS, *([span] if span else [])))]
            return [
                FormField(f"{key}.in", label, "choice", span, choices=named),
                FormField(f"{key}.gte", _("%s from") % label, "date", held.get(f"{key}.gte", "")),
                FormField(f"{key}.lte", _("%s until") % label, "date", held.get(f"{key}.lte", "")),
            ]
        case "number" | "percent" | "money":
            return [
                FormField(f"{key}.gte", f"{label} ≥", "text", held.get(f"{key}.gte", "")),
                FormField(f"{key}.lte", f"{label} ≤", "text", held.get(f"{key}.lte", "")),
            ]
        case "user":
            return [_people(f"{key}.in", label, held)]
        case "unit":
            units = [(unit.id, unit.name) for unit in pickers.units(most=200)]
            return [FormField(f"{key}.under", label, "choice", held.get(f"{key}.under", ""), choices=units)]
        case "flag":
            yes_no = [("1", _("Yes")), ("0", _("No"))]
            return [FormField(f"{key}.eq", label, "choice", held.get(f"{key}.eq", ""), choices=yes_no)]
        case "ref" if column.ref:
            return [_record(f"{key}.in", label, column, held, actor)]
        case "ref":
            return []
        case _:
            return [FormField(f"{key}.has", label, "text", held.get(f"{key}.has", ""))]


def _people(key: str, label: str, held: dict[str, str]) -> FormField:
    choices = [("me", _("Me")), *((person.id, person.name) for person in pickers.people(most=300))]
    return FormField(key, label, "choice", held.get(key, ""), choices=choices)


def _record(key: str, label: str, column: Column, held: dict[str, str], actor: Actor) -> FormField:
    """A record looked up while one types. Several, as a drill may leave them, stay as they are until one is picked."""
    value = held.get(key, "")
    ids = _ids(value.split(","))
    display = "、".join(pickers.titles(ids, actor).values())
    return FormField(key, label, "ref", value, display, lookup_url=reverse("lookup", args=[column.ref]))


def choices_of(column: Column) -> list[tuple[str, str]]:
    """The entries a column may hold."""
    if column.term:
        return [(entry.code, entry.label) for entry in terms.entries(column.term)]
    return [(code, str(label)) for code, label in column.choices]


def kept(params: QueryDict, *, drop: Iterable[str]) -> list[tuple[str, str]]:
    """Parameters a sheet's form must carry along."""
    prefixes = (*drop, "path")
    return [(key, value) for key, values in params.lists() for value in values if not key.startswith(prefixes)]


def safe_path(path: str) -> str:
    """A path on this site to go back to."""
    return path if path.startswith("/") and not path.startswith(("//", "/\\")) else "/"


def _without(params: QueryDict, key: str, operator: str) -> str:
    rest = params.copy()
    for name in (key, f"{key}.{operator}", "after"):
        rest.pop(name, None)
    return f"?{rest.urlencode()}"


def _words(actor: Actor, one: Filter) -> list[str]:
    """The values of a filter as people read them; names are looked up together."""
    if one.operator == "empty" or one.column.picks or one.column.kind not in ("user", "unit", "ref"):
        return [_value(one.column, value, one.operator) for value in one.values]
    if one.column.kind == "ref" and not one.column.ref:
        return [f"#{value}" for value in one.values]
    ids = _ids(one.values)
    found = pickers.titles(ids, actor) if one.column.kind == "ref" else pickers.names(one.column.kind, ids)
    named = {str(pk): name for pk, name in found.items()}
    if one.column.kind == "user":
        named["me"] = _("Me")
    return [named.get(value, "?") for value in one.values]


def _ids(values: Iterable[str]) -> list[int]:
    """Those that can be the id of something."""
    return [int(value) for value in values if value.isdecimal() and len(value) < 19]


def _value(column: Column, value: str, operator: str) -> str:
    if operator == "empty":
        return _("empty") if value in {"1", "true"} else _("not empty")
    if column.picks:
        return dict(column.picks()).get(value, value)
    match column.kind:
        case "term":
            return terms.label(column.term, value)
        case "choice":
            return str(dict(column.choices).get(value, value))
        case "date" | "moment":
            return period(value)
        case "flag":
            return _("Yes") if value in {"1", "true"} else _("No")
        case _:
            return value
