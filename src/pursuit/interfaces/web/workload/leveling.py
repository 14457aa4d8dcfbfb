"""Levelling over several plans: of those who have too much, before anything is applied."""

import json
from collections.abc import Sequence
from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from pursuit.domain.capacity.actions.leveling import level_plans
from pursuit.domain.capacity.queries import leveling as queries
from pursuit.domain.capacity.queries import workload as loads
from pursuit.domain.capacity.queries.workload import VIEW
from pursuit.domain.plans.models import Plan
from pursuit.interfaces.web.execution.views import tabs
from pursuit.interfaces.web.planning.leveling import looked, words
from pursuit.interfaces.web.planning.words import moment, shift
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.interfaces.web.shell.toasts import Toast, see_other
from pursuit.interfaces.web.workload.asked import Asked
from pursuit.kernel import pickers

URGENCY = {"first": 400, "usual": 0, "last": -400}
PLAN, GO = "plan-", "part"


@page(VIEW)
def leveling(request: Request) -> HttpResponse:
    """The people asked for as on the heat map; plan-ID= first, usual, last, or out. Nothing is changed."""
    asked = Asked.read(request.GET)
    plans = _crowded(request, asked)
    titles = pickers.titles([plan.subject_id for plan in plans], request.actor)
    chosen = {plan.pk: request.GET.get(f"{PLAN}{plan.pk}", "usual") for plan in plans}
    context: dict[str, object] = {
        "nav": "execution",
        "tabs": tabs(request.actor, "workload"),
        "plans": [
            (plan, titles.get(plan.subject_id, ""), chosen[plan.pk], moment(plan.finish)) for plan in plans
        ],
        "choices": [
            ("first", _("First")), ("usual", _("As its rows say")), ("last", _("Last")), ("out", _("Leave out")),
        ],
        "asked": asked,
        "query": request.GET.urlencode(),
    }  # fmt: skip
    if GO not in request.GET:
        return render(request, "workload/leveling.html", context)
    wanted = [plan for plan in plans if chosen[plan.pk] != "out"]
    context |= {"part": True, **_preview(request, wanted, chosen, titles)}
    return render(request, f"workload/leveling{'_part' if request.htmx else ''}.html", context)


def _crowded(request: Request, asked: Asked) -> list[Plan]:
    found = loads.people_of(request.actor, unit=asked.unit or None, skill=asked.skill)
    busy = loads.crowded([one.pk for one in found], asked.first, asked.weeks)
    return queries.crowded(request.actor, busy, asked.first, asked.first + timedelta(weeks=asked.weeks)) if busy else []


def _preview(
    request: Request, plans: Sequence[Plan], chosen: dict[int, str], titles: dict[int, str]
) -> dict[str, object]:
    if not plans:
        return {"nobody": True}
    search = "long" if request.GET.get("search") == "long" else "quick"
    urgency = {plan.pk: URGENCY.get(chosen[plan.pk], 0) for plan in plans}
    found = looked(request.actor, plans, search, urgency)
    if isinstance(found, dict):
        return found
    said = words(found)
    return said | {
        "finishes": [
            (one.about, titles.get(one.about, ""), moment(one.before), moment(one.after), shift(one.after - one.before),
             one.moved)
            for one in found.plans
        ],
        "titles": titles,
        "apply": json.dumps(
            {"floors": found.floors, "versions": {one.about: one.version for one in found.plans if one.moved}}
        ),
    }  # fmt: skip


@page("plans.edit", ("POST",))
def application(request: Request) -> HttpResponse:
    """Do what the preview showed, in all plans or in none."""
    try:
        said = json.loads(request.POST.get("apply", ""))
    except ValueError:
        said = {}
    given = said if isinstance(said, dict) else {}  # an empty wish is refused by the action
    plans = level_plans.run(request.actor, {"floors": given.get("floors", {}), "versions": given.get("versions")})
    return see_other(request, reverse("workload:list"), Toast(_("%s plans are levelled.") % len(plans)))
