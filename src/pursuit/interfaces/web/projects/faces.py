"""The faces of the same projects: board, list, year. Filters go along from one to the next, and into the rows behind
every figure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from pursuit.domain.people.queries import people, units
from pursuit.domain.projects.models import Status
from pursuit.domain.projects.queries.projects import PROJECTS
from pursuit.interfaces.web.forms.field import FormField
from pursuit.interfaces.web.lists import filterbar
from pursuit.interfaces.web.lists.views import Tab
from pursuit.interfaces.web.shell.request import Request
from pursuit.kernel import clock
from pursuit.kernel import listing as lists
from pursuit.kernel.actor import Actor
from pursuit.kernel.listing import ListQuery
from pursuit.kernel.listing.query import OPERATORS

# What belongs to one face and says nothing to the others.
OWN = ("method", "lanes", "older", "year", "after", "cols", "sort", "group", "size", "from", "months", "by")
METHOD = "f.method.in"


@dataclass(frozen=True, slots=True)
class Bar:
    """The filters above a face: a few to choose from, how many are in force, and what the rest of the address says."""

    fields: list[FormField]
    chips: list[filterbar.Chip]
    carried: list[tuple[str, str]]
    params: str
    clear: str


def tabs(request: Request, current: str) -> tuple[Tab, ...]:
    """Board, list and year show the same projects."""
    params = request.GET.copy()
    method = params.get(METHOD, "") or params.get("method", "")
    for name in (*OWN, METHOD):
        params.pop(name, None)
    everywhere = params.copy()
    if method:
        everywhere[METHOD] = method
    if method.isdecimal():
        params["method"] = method
    faces = (
        ("board", "projects:board", _("Board"), params),
        ("list", "projects:list", _("List"), everywhere),
        ("year", "projects:year", _("Year"), everywhere),
        ("portfolio", "portfolio:list", _("Portfolio"), everywhere),
        ("points", "gates:list", _("Decision points"), QueryDict()),
    )
    rights = {"portfolio": "tasks.view", "points": "gates.view"}
    return tuple(
        Tab(label, reverse(name) + (f"?{kept.urlencode()}" if kept else ""), code == current)
        for code, name, label, kept in faces
        if code not in rights or request.actor.may(rights[code])
    )


def list_params(params: QueryDict, *, own: Iterable[str] = OWN) -> QueryDict:
    """The filters of an address; empty selects say nothing."""
    kept = QueryDict(mutable=True)
    for name, values in params.lists():
        if name not in own and any(values):
            kept.setlist(name, [value for value in values if value])
    return kept


def rows_url(params: QueryDict, narrow: Mapping[str, str]) -> str:
    """The list with the rows behind a figure. narrow: filters by key, which take the place of those for the same."""
    kept = list_params(params)
    for key, value in narrow.items():
        stem, _dot, operator = key.rpartition(".")
        if operator == _first_operator(stem):
            kept.pop(stem, None)
        kept[key] = value
    return f"{reverse('projects:list')}?{kept.urlencode()}"


def _first_operator(stem: str) -> str:
    """What a filter means that names no operator."""
    kinds = {f"f.{column.code}": column.kind for column in PROJECTS.columns}
    return OPERATORS[kinds[stem]][0] if stem in kinds else "in"


def with_status(query: ListQuery, shown: Iterable[Status]) -> ListQuery:
    """These statuses, where the reader asked for none."""
    if any(one.column.code == "status" for one in query.filters):
        return query
    column = next(one for one in PROJECTS.columns if one.code == "status")
    own = lists.Filter(column, "in", tuple(str(one) for one in shown))
    return replace(query, filters=(*query.filters, own))


def bar(
    request: Request,
    query: ListQuery,
    fields: list[FormField],
    kept: Mapping[str, str],
    params: QueryDict | None = None,
) -> Bar:
    """kept: what of the face's own parameters survives when all filters are removed. params: instead of the
    address's, where the face reads that in its own way."""
    here = list_params(request.GET if params is None else params, own=("after", "older"))
    names = {field.name for field in fields} | set(kept)
    own = {name: value for name, value in kept.items() if value}
    clear, whole = QueryDict(mutable=True), here.copy()
    for name, value in own.items():
        clear[name] = whole[name] = value
    return Bar(
        fields=fields,
        chips=filterbar.chips(request, query),
        carried=[(name, value) for name, values in here.lists() for value in values if name not in names],
        params=whole.urlencode(),
        clear=f"{request.path}?{clear.urlencode()}",
    )


def filters(actor: Actor, params: QueryDict, *, quarter: bool = True) -> list[FormField]:
    """Team, owner, grade, quarter."""
    grade = PROJECTS.columns_for(actor)["grade"]
    teams = [(str(unit.pk), "　" * depth + unit.name) for depth, unit in units.tree(actor)]
    owners = [(str(pk), name) for pk, name in people.names(actor, 300)]
    made = [
        ("f.unit.under", _("Team"), teams),
        ("f.owner.in", _("Owner"), [("me", _("Me")), *owners]),
        ("f.grade.in", _("Grade"), filterbar.choices_of(grade)),
    ]
    if quarter:
        made.append(("f.expected_sign_on.in", _("Expected signature"), quarters(clock.today())))
    return [select(name, label, params.get(name, ""), choices) for name, label, choices in made]


def select(name: str, label: str, value: str, choices: list[tuple[str, str]]) -> FormField:
    """A choice; a value that is not among them (several grades, another period) stays in force as it is."""
    if value and value not in dict(choices):
        choices = [*choices, (value, f"{label} …")]
    return FormField(name, label, "choice", value, choices=choices, prefix="b")


def quarters(today: date) -> list[tuple[str, str]]:
    """What is overdue, the present quarter and the following four, as the list's filter reads them."""
    number = today.year * 4 + (today.month - 1) // 3
    named = [(f"{at // 4}Q{at % 4 + 1}", f"{at // 4} Q{at % 4 + 1}") for at in range(number, number + 5)]
    return [("overdue", _("Before today")), *named]
