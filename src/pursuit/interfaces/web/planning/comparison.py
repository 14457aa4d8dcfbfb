"""A plan beside a baseline: what moved, by how much, and why; taking and clearing baselines."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from pursuit.domain.plans.actions.baselines import clear_baseline, take_baseline
from pursuit.domain.plans.models import Baseline
from pursuit.domain.plans.queries.plans import may_edit, plan_of
from pursuit.domain.plans.queries.why import compared
from pursuit.interfaces.web.planning.words import moment, shift
from pursuit.interfaces.web.plans.rows import number
from pursuit.interfaces.web.projects.frame import frame
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.interfaces.web.shell.toasts import Toast, see_other

NUMBERS = range(11)


@page("tasks.view")
def comparison(request: Request, pk: int) -> HttpResponse:
    """?baseline= its number; the first there is, else."""
    head = frame(request, pk, "plan")
    plan = plan_of(request.actor, pk)
    known = (
        [] if plan is None else list(Baseline.objects.visible_to(request.actor).filter(plan=plan).order_by("number"))
    )
    asked = request.GET.get("baseline", "")
    chosen = next((one for one in known if f"{one.number}" == asked), known[-1] if known else None)
    context: dict[str, object] = {
        **head.context,
        "plan": plan,
        "baselines": known,
        "chosen": chosen,
        "free": [one for one in NUMBERS if one not in {each.number for each in known}],
        "may_plan": may_edit(request.actor, head.row.subject),
    }
    if plan is not None and chosen is not None:
        found = compared(request.actor, plan, chosen.number)
        context |= {
            "found": found,
            "lines": [
                (one, moment(one.was_start), moment(one.start), moment(one.was_finish), moment(one.finish),
                 shift((one.finish or 0) - (one.was_finish or 0)) if one.finish and one.was_finish else "")
                for one in found.differences
            ],
        }  # fmt: skip
    return render(request, "planning/comparison.html", context)


@page("plans.edit", ("POST",))
def take(request: Request, pk: int) -> HttpResponse:
    """The plan as it is, under a number."""
    data = {"about": pk, "number": number(request.POST.get("number"), 0), "name": request.POST.get("name", "")}
    row = take_baseline.run(request.actor, data)
    return see_other(request, _page(pk, row.number), Toast(_("The plan is kept as it is now, to compare with.")))


@page("plans.edit", ("POST",))
def clear(request: Request, pk: int, number: int) -> HttpResponse:
    """Forget one."""
    clear_baseline.run(request.actor, {"about": pk, "number": number})
    return see_other(request, reverse("planning:comparison", args=[pk]), Toast(_("The baseline is cleared.")))


def _page(pk: int, number: int) -> str:
    return f"{reverse('planning:comparison', args=[pk])}?baseline={number}"
