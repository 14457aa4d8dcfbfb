"""People and weeks: who has too much, who has room, and of what it is made."""

from datetime import date, timedelta

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from pursuit.domain.execution.models import Task
from pursuit.domain.people.queries.units import tree
from pursuit.domain.plans.queries import workload as queries
from pursuit.domain.plans.queries.workload import VIEW, Load
from pursuit.interfaces.web.execution.views import tabs
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.interfaces.web.workload.drawing import heads, rows
from pursuit.kernel import clock, pickers, terms

SPANS = (8, 13, 26, 52)
SKILLS = "skill"


@page(VIEW)
def heat(request: Request) -> HttpResponse:
    """?from= a day of the first week, weeks, unit, skill, over=1: only those with a week of more than they have."""
    asked = request.GET
    first = clock.week_of(_day(asked.get("from", "")) or clock.today())
    weeks = _number(asked.get("weeks", ""), SPANS[2])
    span = weeks if weeks in SPANS else SPANS[2]
    unit, skill, over = _number(asked.get("unit", "")), asked.get("skill", ""), asked.get("over") == "1"
    found = queries.people_of(request.actor, unit=unit or None, skill=skill)
    load = queries.workload([one.pk for one in found], first, span)
    places = [place for place in range(len(found)) if not over or _is_over(load, place)]
    people = [found[place] for place in places]
    here = {"unit": unit or "", "skill": skill, "over": "1" if over else "", "weeks": span}
    context = {
        "nav": "execution",
        "tabs": tabs(request.actor, "workload"),
        "body": rows(people, load, places),
        "people": people,
        "months": heads(load.weeks),
        "overloaded": sum(_is_over(load, place) for place in range(len(found))),
        "first": first,
        "earlier": first - timedelta(weeks=span // 2),
        "later": first + timedelta(weeks=span // 2),
        "spans": SPANS,
        "units": [(one.pk, "　" * depth + one.name) for depth, one in tree(request.actor)],
        "skills": [(one.code, one.label) for one in terms.entries(SKILLS)],
        "asked": here,
        "narrowed": bool(unit or skill or over),
    }
    return render(request, "workload/heat.html", context)


@page(VIEW)
def week(request: Request, user: int, week: str) -> HttpResponse:
    """What one person does in a week, by project."""
    monday = _day(week)
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
        "hidden": _hours(sum(one.minutes for one in parts if one.hidden)),
        "load": _hours(int(load.load[0, 0])),
        "has": _hours(int(load.available[0, 0])),
        "percent": load.percent(0, 0),
    }
    return render(request, "workload/week_sheet.html" if request.htmx else "workload/week.html", context)


def _hours(minutes: int) -> str:
    return f"{minutes / 60:.1f}".removesuffix(".0") if minutes else ""


def _is_over(load: Load, place: int) -> bool:
    return bool((load.load[place] > load.available[place]).any())


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _number(text: str, other: int = 0) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else other
