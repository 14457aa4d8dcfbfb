"""People and weeks: who has too much, who has room, and of what it is made."""

from datetime import date, timedelta

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from pursuit.domain.capacity.queries import workload as queries
from pursuit.domain.capacity.queries.workload import VIEW
from pursuit.domain.execution.models import Task
from pursuit.domain.people.queries.units import tree
from pursuit.domain.plans.actions.assigning import hand_on
from pursuit.domain.plans.queries.plans import EDIT
from pursuit.interfaces.web.execution.views import tabs
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.interfaces.web.shell.toasts import Toast, see_other
from pursuit.interfaces.web.workload.asked import SPANS, Asked, day_of, is_over, looked_at
from pursuit.interfaces.web.workload.drawing import heads, rows
from pursuit.kernel import clock, history, pickers, terms
from pursuit.kernel.actor import Actor

SKILLS = "skill"
SHOWN = 30


@page(VIEW)
def heat(request: Request) -> HttpResponse:
    """See `Asked`; the weeks are columns."""
    asked = Asked.read(request.GET)
    found, load, places = looked_at(request.actor, asked)
    people = [found[place] for place in places]
    context = {
        "nav": "execution",
        "tabs": tabs(request.actor, "workload"),
        "body": rows(people, load, places),
        "people": people,
        "months": heads(load.weeks),
        "overloaded": sum(is_over(load, place) for place in range(len(found))),
        "earlier": asked.first - timedelta(weeks=asked.weeks // 2),
        "later": asked.first + timedelta(weeks=asked.weeks // 2),
        "spans": SPANS,
        "units": [(one.pk, "　" * depth + one.name) for depth, one in tree(request.actor)],
        "skills": [(one.code, one.label) for one in terms.entries(SKILLS)],
        "asked": asked,
        "query": request.GET.urlencode(),
        "narrowed": bool(asked.unit or asked.skill or asked.over),
    }
    return render(request, "workload/heat.html", context)


@page(VIEW)
def week(request: Request, user: int, week: str) -> HttpResponse:
    """What one person does in a week, by project."""
    monday = day_of(week)
    person = queries.people_of(request.actor, user=user)
    if monday is None or not person:
        raise Http404
    monday = clock.week_of(monday)
    parts = queries.of_week(request.actor, user, monday)
    load = queries.workload([user], monday, 1)
    seen = [one for one in parts if not one.hidden]
    rows_ = Task.objects.visible_to(request.actor).filter(pk__in=[one.row for one in seen])
    tasks = {row.pk: row for row in rows_.select_related("subject", "planned")}
    titles = pickers.titles([one.subject for one in seen], request.actor)
    context = {
        "nav": "execution",
        "title": _("%(name)s, week of %(day)s") % {"name": person[0].name, "day": f"{monday:%Y-%m-%d}"},
        "person_of_week": person[0],
        "monday": monday,
        "lines": [
            (one, tasks[one.row], titles.get(one.subject, ""), _hours(one.minutes)) for one in seen if one.row in tasks
        ],
        "others": _others(request.actor, user, monday) if seen and request.actor.may(EDIT) else (),
        "hidden": _hours(sum(one.minutes for one in parts if one.hidden)),
        "load": _hours(int(load.load[0, 0])),
        "has": _hours(int(load.available[0, 0])),
        "percent": load.percent(0, 0),
    }
    return render(request, "workload/week_sheet.html" if request.htmx else "workload/week.html", context)


def _others(actor: Actor, user: int, monday: date) -> list[tuple[int, str, str]]:
    """Who else could take something over: those with most time left in the week."""
    people = [one for one in queries.people_of(actor) if one.pk != user]
    load = queries.workload([one.pk for one in people], monday, 1)
    left = (load.available[:, 0] - load.load[:, 0]).tolist()
    free = sorted(zip(left, people, strict=True), key=lambda pair: -pair[0])[:SHOWN]
    return [(one.pk, one.name, _hours(max(minutes, 0)) or "0") for minutes, one in free]


@page("plans.edit", ("POST",))
def hand(request: Request, assignment: int, week: str) -> HttpResponse:
    """Somebody else does it from now on."""
    made = hand_on.run(request.actor, {"assignment": assignment, "user": request.POST.get("to")})
    undo = reverse("undo", args=[history.latest(made.row.task.subject)])
    toast = Toast(_("%s does it now.") % made.resource.name, url=undo, link=_("Undo"), post=True)
    return see_other(request, f"{reverse('workload:list')}?from={week}", toast)


def _hours(minutes: int) -> str:
    return f"{minutes / 60:.1f}".removesuffix(".0") if minutes else ""
