"""Levelling: who has too much to do, what would move, what it costs; then, if wanted, applying it."""

import json
from collections.abc import Mapping, Sequence

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from pursuit.domain.capacity.actions.leveling import apply_leveling
from pursuit.domain.capacity.queries import leveling as queries
from pursuit.domain.plans.models import Plan
from pursuit.domain.plans.queries.plans import may_edit, plan_of
from pursuit.engine.leveling.answer import Overloads, Trouble
from pursuit.engine.schedule.errors import NoDates
from pursuit.interfaces.web.planning.words import moment, shift
from pursuit.interfaces.web.projects.frame import frame
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.interfaces.web.shell.toasts import Toast, see_other
from pursuit.kernel.actor import Actor
from pursuit.kernel.engineprocess import client

SECONDS = {"quick": 0.5, "long": 8.0}
SHOWN = 12


@page("tasks.view")
def leveling(request: Request, pk: int) -> HttpResponse:
    """The preview comes as a part of the page; ?search=long looks longer for a better one. Nothing is changed."""
    head = frame(request, pk, "plan")
    plan = plan_of(request.actor, pk)
    search = "long" if request.GET.get("search") == "long" else "quick"
    context: dict[str, object] = {
        **head.context,
        "plan": plan,
        "may_plan": may_edit(request.actor, head.row.subject),
        "search": search,
    }
    if plan is None or plan.start is None or "part" not in request.GET:
        return render(request, "planning/leveling.html", context)
    return render(request, "planning/leveling_part.html", context | _preview(request, plan, search))


def _preview(request: Request, plan: Plan, search: str) -> dict[str, object]:
    found = looked(request.actor, [plan], search)
    if isinstance(found, dict):
        return found
    answer = found.answer
    return {
        **words(found),
        "before": moment(plan.finish),
        "after": moment(answer.finish_at),
        "later": shift(answer.finish_at - (plan.finish or answer.finish_at)),
        "floors": json.dumps(found.floors),
    }


def looked(
    actor: Actor, plans: Sequence[Plan], search: str, urgency: Mapping[int, int] | None = None
) -> queries.Preview | dict[str, object]:
    """A preview, or why there is none."""
    try:
        found = queries.preview(actor, plans, seconds=SECONDS[search], urgency=urgency)
    except client.Unavailable:
        return {"away": True}
    except (NoDates, ValueError) as error:
        return {"refused": str(error)}
    return {"nobody": True} if found is None else found


def words(found: queries.Preview) -> dict[str, object]:
    """What a preview says whatever the number of its plans."""
    answer = found.answer
    return {
        "found": found,
        "bound": moment(answer.bound_at),
        "gap": shift(answer.finish_at - answer.bound_at).removeprefix("+"),
        "over_before": _overloads(found, found.now),
        "over_after": _overloads(found, answer.overloads_after),
        "lines": [
            (one, moment(one.start), moment(one.new_start), moment(one.finish), moment(one.new_finish),
             shift(one.new_start - one.start))
            for one in found.moved
        ],
        "troubles": [(row, title, name, _why(why)) for row, title, name, why in found.troubles],
    }  # fmt: skip


def _overloads(found: queries.Preview, over: Overloads) -> list[tuple[str, str, str, str, str]]:
    return [
        (found.named(one), moment(one.begin), moment(one.end), f"{one.load / 10:.0f}%", f"{one.capacity / 10:.0f}%")
        for one in over.shown[:SHOWN]
    ]


def _why(why: Trouble) -> str:
    return {
        Trouble.ALONE: _("needs more than this person ever has"),
        Trouble.GIVEN: _("what may not be moved needs more than there is"),
        Trouble.NO_ROOM: _("there is never so long a free stretch"),
        Trouble.HELD: _("something that may not be moved waits for it"),
    }[why]


@page("plans.edit", ("POST",))
def application(request: Request, pk: int) -> HttpResponse:
    """Do what the preview showed."""
    try:
        floors = json.loads(request.POST.get("floors", ""))
    except ValueError:
        floors = {}  # which the action refuses, after asking for the right
    apply_leveling.run(request.actor, {"about": pk, "floors": floors, "version": request.POST.get("version", "")})
    return see_other(request, reverse("plans:plan", args=[pk]), Toast(_("The plan is levelled.")))
