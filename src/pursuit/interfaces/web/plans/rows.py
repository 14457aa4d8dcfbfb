"""The rows of a plan as its chart asks for them."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from pydantic_core import to_json

from pursuit.domain.plans.models import Plan
from pursuit.domain.plans.queries import gantt, plans
from pursuit.domain.plans.queries.network import names
from pursuit.domain.projects.queries.projects import project
from pursuit.interfaces.web.plans.words import length_text
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Missing
from pursuit.kernel.records import GONE

MOST_DIGITS = 18
NAMED = 3  # of what does not fit


@page("tasks.view")
def rows(request: Request, pk: int) -> HttpResponse:
    """Everything the chart draws; ?baseline=N the one to compare with."""
    plan = visible_plan(request.actor, pk)
    found = gantt.chart(request.actor, plan, baseline=number(request.GET.get("baseline")))
    return as_json(
        {
            "plan": plan_words(request.actor, plan),
            "columns": gantt.COLUMNS,
            "movedColumns": gantt.MOVED,
            "rows": found.rows,
            "links": found.links,
            "rest": found.rest,
        }
    )


def as_json(body: dict[str, object]) -> HttpResponse:
    """Thousands of rows, in a fifth of the time Django takes for them."""
    return HttpResponse(to_json(body), content_type="application/json")


def visible_plan(actor: Actor, pk: int) -> Plan:
    """The plan of a visible project."""
    project(actor, pk)
    plan = plans.plan_of(actor, pk)
    if plan is None:
        raise Missing("not_found", GONE)
    return plan


def plan_words(actor: Actor, plan: Plan) -> dict[str, object]:
    """What the chart knows of the plan itself."""
    return {
        "id": plan.pk,
        "version": plan.version,
        "start": plan.start,
        "finish": plan.finish,
        "mayEdit": plans.may_edit(actor, plan.subject),
        "minutesPerDay": plan.day,
        "late": late(plan),
    }


def late(plan: Plan) -> str:
    """What does not fit, in a sentence; the first rows by name."""
    if not plan.misses:
        return ""
    first = plan.misses[:NAMED]
    told = [
        _("“%(row)s” by %(time)s") % {"row": title, "time": length_text(miss[1], plan.day)}
        for title, miss in zip(names([miss[0] for miss in first]), first, strict=True)
    ]
    more = len(plan.misses) - len(first)
    if more:
        told.append(_("and %d more") % more)
    return _("Dates that cannot be kept: %s.") % _(", ").join(told)


def number(text: object, least: int = -1) -> int:
    """A whole number from outside; what is none is 0."""
    given = str(text if text is not None else "")
    digits = given.removeprefix("-")
    if not digits.isdecimal() or len(digits) > MOST_DIGITS:
        return 0
    return max(int(given), least)
