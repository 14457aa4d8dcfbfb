"""The portfolio Gantt: projects as bars, with the filters of the list of projects."""

from datetime import date, timedelta

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _

from pursuit.domain.methods.queries.methods import method_names, stage_names
from pursuit.domain.plans.rules.instants import last_day
from pursuit.domain.portfolio.queries.bars import PAGE, SORTS, Asked, bars
from pursuit.domain.projects.models import Status
from pursuit.domain.projects.queries.projects import PROJECTS
from pursuit.interfaces.web.forms.field import FormField
from pursuit.interfaces.web.portfolio import drawing
from pursuit.interfaces.web.projects import faces
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.kernel import clock
from pursuit.kernel import listing as lists
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Refused
from pursuit.kernel.listing import ListQuery, filters

SHOWN = (Status.ACTIVE, Status.SUSPENDED, Status.WON)  # unless the filters say otherwise
SPANS = (6, 12, 24, 36)
BEFORE = timedelta(days=31)  # the window begins in the month before today's, unless asked otherwise


@page("tasks.view")
def portfolio(request: Request) -> HttpResponse:
    """?from= a month, months, by= finish, amount or late, after= where the page begins; the list's filters."""
    asked, query, problem = read(request.actor, request.GET)
    found = bars(request.actor, asked)
    today = clock.today()
    window = drawing.Window(asked.first, asked.last)
    months = _months(asked)
    own = {"from": f"{asked.first:%Y-%m}", "months": str(months), "by": asked.sort}
    context = {
        "nav": "projects",
        "rows": [(one, last_day(one.finish), drawing.bar(one, window, today)) for one in found.bars],
        "axis": drawing.axis(window, today),
        "next": _address(request, after=found.next) if found.next else "",
        "asked": asked,
        "months": months,
        "spans": SPANS,
        "sorts": (("finish", _("Finish")), ("amount", _("Amount")), ("late", _("Lateness"))),
        "earlier": _address(request, **{"from": f"{_shifted(asked.first, -months // 2):%Y-%m}"}),
        "later": _address(request, **{"from": f"{_shifted(asked.first, months // 2):%Y-%m}"}),
        "bar": faces.bar(request, query, _fields(request.actor, request.GET), own),
        "problem": problem,
        "tabs": faces.tabs(request, "portfolio"),
        "address": request.GET.urlencode(),
    }
    part = "#more" if request.htmx and asked.after else ""
    return render(request, f"portfolio/list.html{part}", context)


def read(actor: Actor, params: QueryDict) -> tuple[Asked, ListQuery, str]:
    """What an address asks for; and what is wrong with its filters, which then do not count."""
    problem = ""
    try:
        query = lists.read_query(PROJECTS, actor, faces.list_params(params))
        filters.condition(PROJECTS, actor, query)  # refuses what no filter can mean
    except Refused as no:
        query, problem = lists.read_query(PROJECTS, actor, {}), str(no.message)
    first = _month(params.get("from", "")) or (clock.today().replace(day=1) - BEFORE).replace(day=1)
    months = int(params.get("months", "")) if params.get("months", "") in map(str, SPANS) else SPANS[1]
    sort = params.get("by", "") if params.get("by", "") in SORTS else SORTS[0]
    last = _shifted(first, months) - timedelta(days=1)
    shown = faces.with_status(query, SHOWN)
    return Asked(shown, first, last, sort, params.get("after", "")[:60], PAGE), query, problem


def _fields(actor: Actor, params: QueryDict) -> list[FormField]:
    """Team, owner, grade; method and stage."""
    more = (("f.method.in", _("Method"), method_names()), ("f.stage_code.in", _("Stage"), stage_names()))
    made = [
        faces.select(name, label, params.get(name, ""), [(code, text) for code, text in choices])
        for name, label, choices in more
    ]
    return [*faces.filters(actor, params, quarter=False), *made]


def _months(asked: Asked) -> int:
    return (asked.last.year - asked.first.year) * 12 + asked.last.month - asked.first.month + 1


def _month(text: str) -> date | None:
    try:
        found = date.fromisoformat(f"{text}-01")
    except ValueError:
        return None
    return found if 1990 <= found.year <= 2100 else None


def _shifted(day: date, months: int) -> date:
    number = day.year * 12 + day.month - 1 + months
    return date(number // 12, number % 12 + 1, 1)


def _address(request: Request, **changes: str) -> str:
    params = request.GET.copy()
    params.pop("after", None)
    for name, value in changes.items():
        params[name] = value
    return f"{request.path}?{params.urlencode()}"
