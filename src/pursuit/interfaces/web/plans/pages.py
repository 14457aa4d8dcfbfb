"""The plan of a project: as a chart, a list (which a phone shows too), a board, a month; or doors to a first."""

import json

from csp.decorators import csp_update
from django.http import HttpResponseBase
from django.shortcuts import render
from django.utils.functional import SimpleLazyObject

from pursuit.domain.plans.models import Baseline, Plan
from pursuit.domain.plans.queries import gantt, plans
from pursuit.domain.sharing.queries import shares
from pursuit.interfaces.web.plans.faces import board, month
from pursuit.interfaces.web.plans.lines import lines
from pursuit.interfaces.web.plans.rows import late, number
from pursuit.interfaces.web.plans.words import columns, texts
from pursuit.interfaces.web.projects.frame import frame
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.kernel import clock

PER_PAGE = 200
# The chart's library positions its bars by style attributes; styles and scripts are still none but ours.
STYLE_ATTRIBUTES = {"style-src-attr": ["'unsafe-inline'"]}
LEVELS = range(1, 7)
FACES = ("list", "board", "calendar")
# Asked for at once: as imports of imports they would come one after another.
MODULES = tuple(
    f"js/plan/{name}.js"
    for name in (
        "cell", "chart", "columns", "drag", "keys", "layers", "look", "model", "panel", "print", "rows", "scales",
        "server", "time", "tools", "undo", "words",
    )
)  # fmt: skip


@page("tasks.view")
def plan_page(request: Request, pk: int) -> HttpResponseBase:
    """?view=list reads it line by line, which is what a phone and a reader of pages get; board and calendar as well."""
    head = frame(request, pk, "plan")
    plan = plans.plan_of(request.actor, pk)
    view = request.GET.get("view", "")
    context: dict[str, object] = {
        **head.context,
        "plan": plan,
        "may_plan": plans.may_edit(request.actor, head.row.subject),
        "may_share": shares.may_share(request.actor, head.row.subject),
        "shared": SimpleLazyObject(lambda: len(shares.of_plan(request.actor, plan)) if plan else 0),
        "view": view if view in FACES else "chart",
    }
    if plan is None or plan.start is None:
        return render(request, "plans/empty.html", context)
    context["late"] = late(plan)
    taken = list(Baseline.objects.visible_to(request.actor, plan.subject).filter(plan=plan).order_by("number"))
    numbers = {one.number for one in taken}
    context |= {"baselines": taken, "next_baseline": next((one for one in range(11) if one not in numbers), 0)}
    if view in FACES:
        more = {**context, **_face(request, plan, view)}
        part = "#more" if view == "list" and request.htmx else ""
        return render(request, f"plans/{view}.html{part}", more)
    context |= {
        "words": json.dumps(texts(), ensure_ascii=False),
        "columns": columns().items(),
        "levels": LEVELS,
        "modules": MODULES,
    }
    return _chart(request, context)


def _chart(request: Request, context: dict[str, object]) -> HttpResponseBase:
    relaxed = csp_update(STYLE_ATTRIBUTES)
    return relaxed(lambda asked: render(asked, "plans/chart.html", context))(request)


def _face(request: Request, plan: Plan, view: str) -> dict[str, object]:
    found = gantt.chart(request.actor, plan)
    if view == "board":
        return board(lines(found.rows, plan))
    if view == "calendar":
        return month(lines(found.rows, plan), found.rest, request.GET.get("month", ""), clock.today())
    first = max(0, number(request.GET.get("from")))
    beyond = first + PER_PAGE
    shown = lines(found.rows[first:beyond], plan)
    return {"lines": shown, "count": len(found.rows), "next": beyond if beyond < len(found.rows) else 0}
