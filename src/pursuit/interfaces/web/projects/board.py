"""The board: stages as columns, cards that move by drag or by button."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from pursuit.domain.methods.models import Kind, Method, Stage
from pursuit.domain.methods.queries import methods
from pursuit.domain.people.queries import people, units
from pursuit.domain.pipeline.queries import board as queries
from pursuit.domain.pipeline.queries import tally
from pursuit.domain.pipeline.queries.board import BoardColumn, CardPage
from pursuit.domain.projects.models import Status
from pursuit.domain.projects.queries.projects import PROJECTS
from pursuit.interfaces.web.forms.field import FormField
from pursuit.interfaces.web.lists.filterbar import choices_of
from pursuit.interfaces.web.lists.views import Tab
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.kernel import clock
from pursuit.kernel import listing as lists
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Refused
from pursuit.kernel.money import company_currency

FIRST = 7  # cards of a column before the first "more", which loads by itself when it comes into view
LATEST = 30  # projects that say which method its reader mostly works by
FILTERS = ("f.unit.under", "f.owner.in", "f.grade.in", "f.expected_sign_on.in", "q")


@dataclass(frozen=True, slots=True)
class Column:
    """A stage with the first of its cards; `older`: only earlier versions of the method have it."""

    stage: Stage
    cards: CardPage
    older: bool = False


def tabs(request: Request, current: str) -> tuple[Tab, ...]:
    """Board and list show the same projects; filters go along."""
    params = request.GET.copy()
    for name in ("method", "after", "cols", "sort"):
        params.pop(name, None)
    kept = f"?{params.urlencode()}" if params else ""
    return (
        Tab(_("Board"), reverse("projects:board") + kept, current == "board"),
        Tab(_("List"), reverse("projects:list") + kept, current == "list"),
    )


@page("projects.view")
def board(request: Request) -> HttpResponse:
    """A method's stages with their first cards; figures come as a fragment of their own."""
    actor = request.actor
    known = list(methods.methods(actor))
    method = _chosen(actor, request.GET, known)
    pages, problem = _first_pages(actor, method, request.GET)
    context = {
        "nav": "projects",
        "methods": known,
        "method": method,
        "columns": _columns(method, pages) if method else [],
        "filters": _filters(actor, request.GET),
        "filtered": any(request.GET.get(name) for name in FILTERS),
        "problem": problem,
        "params": _params(request.GET, method),
        "tabs": tabs(request, "board"),
        "may_create": actor.may("projects.edit"),
        "may_move": actor.may("projects.edit"),
    }
    return render(request, "projects/board.html", context)


@page("projects.view")
def totals(request: Request) -> HttpResponse:
    """Count, sum and weighted sum of every column, for their places on the board."""
    actor = request.actor
    method = _chosen(actor, request.GET, list(methods.methods(actor)))
    query = lists.read_query(PROJECTS, actor, _list_params(request.GET))
    found = queries.board(actor, method.pk, query) if method else None
    columns: list[BoardColumn] = [*found.columns, *found.older] if found else []
    context = {
        "columns": columns,
        "count": sum(one.count for one in columns),
        "base": sum(one.base for one in columns),
        "weighted": sum(one.weighted for one in columns),
        "currency": company_currency(),
    }
    return render(request, "projects/board_totals.html", context)


@page("projects.view")
def column(request: Request, stage: str) -> HttpResponse:
    """More cards of one column, or (without a cursor) its first ones anew."""
    actor = request.actor
    method = _chosen(actor, request.GET, list(methods.methods(actor)))
    if method is None:
        return HttpResponse("")
    query = lists.read_query(PROJECTS, actor, _list_params(request.GET))
    context = {
        "cards": queries.column(actor, method.pk, stage, query),
        "code": stage,
        "params": _params(request.GET, method),
        "may_move": actor.may("projects.edit"),
    }
    return render(request, "projects/board_cards.html", context)


def _chosen(actor: Actor, params: QueryDict, known: list[Method]) -> Method | None:
    """The method asked for; otherwise the one that most of the reader's latest deals follow, then anybody's."""
    asked = params.get("method", "")
    if asked.isdecimal():
        return methods.method(actor, int(asked))
    by_pk = {one.pk: one for one in known}
    own = queries.own_latest(actor, LATEST)
    deals = [method for method, kind, status in own if kind == Kind.DEAL and status == Status.ACTIVE]
    usual = [method for method, _count in Counter(deals).most_common()]
    usual += [tally.usual_method(actor) or 0, *(method for method, _kind, _status in own[:1])]
    return next((by_pk[pk] for pk in usual if pk in by_pk), known[0] if known else None)


def _first_pages(actor: Actor, method: Method | None, params: QueryDict) -> tuple[dict[str, CardPage], str]:
    """The first cards of every column, and what is wrong with the filters where they cannot be read."""
    if method is None:
        return {}, ""
    try:
        query = lists.read_query(PROJECTS, actor, _list_params(params))
        return queries.first_pages(actor, method, query, FIRST), ""
    except Refused as no:
        query = lists.read_query(PROJECTS, actor, {})
        return queries.first_pages(actor, method, query, FIRST), str(no.message)


def _list_params(params: QueryDict) -> QueryDict:
    """The address without what is the board's alone; empty selects say nothing."""
    kept = QueryDict(mutable=True)
    for name, values in params.lists():
        if name != "method" and any(values):
            kept.setlist(name, [value for value in values if value])
    return kept


def _params(params: QueryDict, method: Method | None) -> str:
    kept = _list_params(params)
    kept.pop("after", None)
    if method:
        kept["method"] = str(method.pk)
    return kept.urlencode()


def _columns(method: Method, pages: dict[str, CardPage]) -> list[Column]:
    version = methods.published(method)
    stages = methods.stages(version) if version else []
    shown = [Column(stage, pages.pop(stage.code, CardPage([], ""))) for stage in stages]
    rest = sorted(pages.values(), key=lambda one: one.cards[0].project.stage.position)
    return shown + [Column(one.cards[0].project.stage, one, older=True) for one in rest if one.cards]


def _filters(actor: Actor, params: QueryDict) -> list[FormField]:
    """Team, owner, grade, quarter."""
    grade = PROJECTS.columns_for(actor)["grade"]
    teams = [(str(unit.pk), "　" * depth + unit.name) for depth, unit in units.tree(actor)]
    owners = [(str(pk), name) for pk, name in people.names(actor, 300)]
    made = (
        ("f.unit.under", _("Team"), teams),
        ("f.owner.in", _("Owner"), [("me", _("Me")), *owners]),
        ("f.grade.in", _("Grade"), choices_of(grade)),
        ("f.expected_sign_on.in", _("Expected signature"), quarters(clock.today())),
    )
    return [
        FormField(name, label, "choice", params.get(name, ""), choices=list(choices), prefix="b")
        for name, label, choices in made
    ]


def quarters(today: date) -> list[tuple[str, str]]:
    """What is overdue, the present quarter and the following four, as the list's filter reads them."""
    number = today.year * 4 + (today.month - 1) // 3
    named = [(f"{at // 4}Q{at % 4 + 1}", f"{at // 4} Q{at % 4 + 1}") for at in range(number, number + 5)]
    return [("overdue", _("Before today")), *named]
