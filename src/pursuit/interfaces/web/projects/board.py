"""The board: stages as columns, cards that move by drag or by button; in lanes too, by owner or by grade."""

from collections import Counter
from dataclasses import dataclass

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext_lazy

from pursuit.domain.methods.models import Kind, Method, Stage
from pursuit.domain.methods.queries import methods
from pursuit.domain.pipeline.queries import board as queries
from pursuit.domain.pipeline.queries import tally
from pursuit.domain.pipeline.queries.board import SHOWN, BoardColumn, CardPage
from pursuit.domain.projects.models import Status
from pursuit.domain.projects.queries.projects import PROJECTS
from pursuit.interfaces.web.projects import faces, lanes
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.kernel import listing as lists
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Refused, Text
from pursuit.kernel.money import company_currency

FIRST = 7  # cards of a column before the first "more", which loads by itself when it comes into view
LANES: tuple[tuple[str, Text], ...] = (
    ("", gettext_lazy("No lanes")),
    ("owner", gettext_lazy("Lanes by owner")),
    ("grade", gettext_lazy("Lanes by grade")),
)


@dataclass(frozen=True, slots=True)
class Column:
    """A stage with the first of its cards; `older`: only earlier versions of the method have it."""

    stage: Stage
    cards: CardPage
    rows: str = ""  # the list with all of them
    older: bool = False


@page("projects.view")
def board(request: Request) -> HttpResponse:
    """A method's stages with their first cards; figures come as a fragment of their own."""
    actor = request.actor
    known = list(methods.methods(actor))
    params = _settled(request.GET)
    method = _chosen(actor, params, known)
    used, problem = params, ""
    by = lanes.column_of(params)
    try:
        query = lists.read_query(PROJECTS, actor, faces.list_params(params))
        pages = queries.first_pages(actor, method, query, FIRST) if method and not by else {}
        rows = lanes.lanes(actor, method, query, by, params) if method and by else None
    except Refused as no:
        used, problem = QueryDict(), str(no.message)  # what loads later, too, goes without them
        query = lists.read_query(PROJECTS, actor, used)
        pages, rows = queries.first_pages(actor, method, query, FIRST) if method else {}, None
    own = {"method": str(method.pk) if method else "", "lanes": by}
    context = {
        "nav": "projects",
        "methods": known,
        "method": method,
        "lanes": rows,
        "lane_choices": LANES,
        "by": by,
        "columns": _columns(method, pages, used) if method else [],
        "bar": faces.bar(request, query, faces.filters(actor, params), own, params),
        "problem": problem,
        "params": params_of(used, method),
        "tabs": faces.tabs(request, "board"),
        "may_create": actor.may("projects.edit"),
        "may_move": actor.may("projects.edit"),
    }
    return render(request, "projects/board.html", context)


@page("projects.view")
def lane(request: Request) -> HttpResponse:
    """A fragment: one lane with the first cards of each of its columns."""
    actor = request.actor
    params = _settled(request.GET)
    method = _chosen(actor, params, list(methods.methods(actor)))
    if method is None:
        return HttpResponse("")
    query = lists.read_query(PROJECTS, actor, faces.list_params(params))
    pages = queries.first_pages(actor, method, query, lanes.EACH)
    codes = [code for code in request.GET.get("older", "").split(",") if code]
    columns = _columns(method, pages, params)
    context = {
        "columns": [*(one for one in columns if not one.older), *_in_place(columns, codes)],
        "params": params_of(params, method),
        "may_move": actor.may("projects.edit"),
        "method": method,
        "lane": "-",
    }
    return render(request, "projects/board_columns.html", context)


@page("projects.view")
def totals(request: Request) -> HttpResponse:
    """Count, sum and weighted sum of every column, for their places on the board; each leads to its rows."""
    actor = request.actor
    params = _settled(request.GET)
    method = _chosen(actor, params, list(methods.methods(actor)))
    query = lists.read_query(PROJECTS, actor, faces.list_params(params))
    found = queries.board(actor, method.pk, query) if method else None
    columns: list[BoardColumn] = [*found.columns, *found.older] if found else []
    context = {
        "columns": [(one, behind(params, method, one.stage.code) if one.count else "") for one in columns],
        "url": behind(params, method),
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
    params = _settled(request.GET)
    method = _chosen(actor, params, list(methods.methods(actor)))
    if method is None:
        return HttpResponse("")
    kept = (name for name in faces.OWN if name != "after")
    query = lists.read_query(PROJECTS, actor, faces.list_params(params, own=[*kept]))
    context = {
        "cards": queries.column(actor, method.pk, stage, query),
        "code": stage,
        "rows": behind(params, method, stage),
        "method": method,
        "params": params_of(params, method),
        "may_move": actor.may("projects.edit"),
    }
    return render(request, "projects/board_cards.html", context)


def behind(params: QueryDict, method: Method | None, stage: str = "") -> str:
    """The list with the rows a figure of the board counts."""
    narrow = {faces.METHOD: str(method.pk) if method else ""}
    if stage:
        narrow["f.stage_code.in"] = stage
    if not any(name.startswith("f.status") for name in params):
        narrow["f.status.in"] = ",".join(SHOWN)
    return faces.rows_url(params, narrow)


def _settled(params: QueryDict) -> QueryDict:
    """The address with one method: a board has just one, so a filter for several means the one among them that is
    asked for, or the first."""
    settled = params.copy()
    values = [one.strip() for text in params.getlist(faces.METHOD) for one in text.split(",") if one.strip()]
    if all(one.isdecimal() for one in values):
        settled.pop(faces.METHOD, None)
        if values and settled.get("method", "") not in values:
            settled["method"] = values[0]
    return settled


def _chosen(actor: Actor, params: QueryDict, known: list[Method]) -> Method | None:
    """The method asked for; otherwise the one that most of the reader's latest deals follow, then anybody's."""
    asked = params.get("method", "")
    if asked.isdecimal() and len(asked) < 19:
        return methods.method(actor, int(asked))
    by_pk = {one.pk: one for one in known}
    own = queries.own_latest(actor)
    deals = [method for method, kind, status in own if kind == Kind.DEAL and status == Status.ACTIVE]
    usual = [method for method, _count in Counter(deals).most_common()]
    usual += [tally.usual_method(actor) or 0, *(method for method, _kind, _status in own[:1])]
    return next((by_pk[pk] for pk in usual if pk in by_pk), known[0] if known else None)


def params_of(params: QueryDict, method: Method | None) -> str:
    """The filters with the method, for the fragments of the board."""
    kept = faces.list_params(params)
    if method:
        kept["method"] = str(method.pk)
    return kept.urlencode()


def _columns(method: Method, pages: dict[str, CardPage], params: QueryDict) -> list[Column]:
    version = methods.published(method)
    stages = methods.stages(version) if version else []
    shown = [(stage, pages.pop(stage.code, CardPage([], "")), False) for stage in stages]
    rest = sorted(pages.values(), key=lambda one: one.cards[0].project.stage.position)
    shown += [(one.cards[0].project.stage, one, True) for one in rest if one.cards]
    return [
        Column(stage, cards, behind(params, method, stage.code) if cards.next else "", older)
        for stage, cards, older in shown
    ]


def _in_place(columns: list[Column], codes: list[str]) -> list[Column]:
    """Stages of earlier versions in the places they have on the whole board; one without a card keeps its place."""
    older = {one.stage.code: one for one in columns if one.older}
    return [older.get(code) or Column(Stage(code=code), CardPage([], ""), older=True) for code in codes]
