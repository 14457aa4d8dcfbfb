"""How sure the finish is: the S-curve, the chance of each deadline, what moves it."""

from datetime import date

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render

from pursuit.domain.plans.models import Plan
from pursuit.domain.plans.queries import simulated
from pursuit.domain.plans.queries.plans import plan_of
from pursuit.domain.plans.rules.instants import midnight
from pursuit.engine.calendar.week import DAY
from pursuit.engine.schedule.errors import NoDates
from pursuit.interfaces.web.planning.curve import drawn
from pursuit.interfaces.web.planning.words import day, moment
from pursuit.interfaces.web.projects.frame import frame
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.kernel import dates
from pursuit.kernel.engineprocess import client

MOST_SEED = 1_000_000
MOST_SHADED = 1000  # rows


@page("tasks.view")
def outlook(request: Request, pk: int) -> HttpResponse:
    """?by= a day people ask about; ?seed= another draw. The figures come as a part of the page: they may take their
    time."""
    head = frame(request, pk, "plan")
    plan = plan_of(request.actor, pk)
    by, seed = _day(request.GET.get("by", "")), _seed(request.GET.get("seed", ""))
    context: dict[str, object] = {**head.context, "plan": plan, "by": by, "seed": seed}
    if plan is None or plan.start is None or "part" not in request.GET:
        return render(request, "planning/outlook.html", context)
    return render(request, "planning/outlook_part.html", context | _figures(request, plan, by, seed))


@page("tasks.view")
def ranges(request: Request, pk: int) -> HttpResponse:
    """P10 and P90 of the finish of each row, for the chart; nothing of plans so large that it would take seconds."""
    frame(request, pk, "plan")
    plan = plan_of(request.actor, pk)
    found = None
    if plan is not None and plan.rows.count() <= MOST_SHADED:
        try:
            found = simulated.simulated(request.actor, plan)
        except (client.Unavailable, ValueError):
            found = None
    return JsonResponse({"ranges": {} if found is None else found.ranges})


def _figures(request: Request, plan: Plan, by: date | None, seed: int) -> dict[str, object]:
    asked = None if by is None else midnight(by) + DAY
    try:
        found = simulated.simulated(request.actor, plan, seed=seed, by=asked)
    except client.Unavailable:
        return {"away": True}
    except (NoDates, ValueError) as error:
        return {"refused": str(error)}
    if found is None:
        return {"refused": ""}
    curve = drawn(found.curve, found.planned, asked)
    longest = max((one.days for one in found.movers), default=0) or 1
    return {
        "found": found,
        "curve": curve,
        "shares": [(share, moment(mark.at), mark) for share, mark in curve.shares],
        "days": [(day(at), x) for at, x in curve.days],
        "ratios": [f"{one:.2f}" for one in found.past.ranges.ratios],
        "planned": moment(found.planned),
        "kept": [(one, f"{one.chance:.0%}", f"{max(one.error * 2, 0.001):.1%}", moment(one.by)) for one in found.kept],
        "movers": [
            (one, day(one.low), day(one.high), f"{one.days:.0f}", round(100 * one.days / longest))
            for one in found.movers
        ],
        "critical": [(row, title, f"{share:.0%}") for row, title, share in found.critical],
    }


def _day(text: str) -> date | None:
    try:
        return dates.parse_day(text)
    except ValueError:
        return None


def _seed(text: str) -> int:
    return min(int(text), MOST_SEED) if text.isascii() and text.isdecimal() and len(text) < 8 else 1
