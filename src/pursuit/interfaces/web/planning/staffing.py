"""Who does what: a suggestion with reasons for rows that nobody works on yet; people decide, then apply it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from pursuit.domain.capacity.actions.needs import set_needs
from pursuit.domain.capacity.actions.staffing import staff_rows
from pursuit.domain.capacity.queries import staffing as queries
from pursuit.domain.capacity.queries.staffing import Suggested
from pursuit.domain.capacity.queries.workload import VIEW
from pursuit.domain.people.models import Level
from pursuit.domain.plans.models import Plan, PlanRow
from pursuit.domain.plans.queries.plans import may_edit
from pursuit.engine.staffing.answer import Choice, Left
from pursuit.engine.staffing.match import Ranking
from pursuit.interfaces.web.planning import because
from pursuit.interfaces.web.planning.words import day
from pursuit.interfaces.web.plans.rows import number, visible_plan
from pursuit.interfaces.web.projects.frame import frame
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.interfaces.web.shell.toasts import Toast, see_other
from pursuit.kernel import terms
from pursuit.kernel.engineprocess import client

ROW, NEED, LEVEL, NEEDS = "row-", "skill-", "level-", 3
SHOWN = 8


@dataclass(frozen=True, slots=True)
class Line:
    """A row to be given out. offers: (user, name, what differs); left: why nobody does it, in words."""

    row: PlanRow
    begin: str
    end: str
    work: str
    needs: str
    offers: Sequence[tuple[int, str, str]]
    reasons: Sequence[str]
    left: Sequence[str]


@page(VIEW)
def staffing(request: Request, pk: int) -> HttpResponse:
    """?row= one row with everybody who comes into question; else all rows nobody works on. Nothing is changed."""
    head = frame(request, pk, "plan")
    plan = visible_plan(request.actor, pk)
    one = number(request.GET.get("row"))
    rows = queries.open_rows(request.actor, plan)
    if one:
        found = PlanRow.objects.visible_to(request.actor).filter(plan=plan, pk=one, start__isnull=False)
        found = found.filter(duration__gt=0, below=None)  # summaries and milestones are nobody's work
        rows = list(found.select_related("task__subject"))
    context: dict[str, object] = {
        **head.context,
        "plan": plan,
        "rows": rows,
        "row": rows[0] if one and rows else None,
        "asked_for_one": bool(one),
        "may_plan": may_edit(request.actor, plan.subject),
        "roles": terms.entries("team_role"),
    }
    if one and rows:
        context |= _asked(rows[0])
    if not rows or "part" not in request.GET:
        return render(request, "planning/staffing.html", context)
    context |= {"part": True, **_suggestion(request, plan, rows, single=bool(one))}
    return render(request, f"planning/staffing{'_part' if request.htmx else ''}.html", context)


def _asked(row: PlanRow) -> dict[str, object]:
    """The fields for what it asks for."""
    stored = [*queries.needs_of([row.pk]).get(row.pk, {}).items(), *[("", 2)] * NEEDS][:NEEDS]
    return {
        "fields": [(place, skill, level) for place, (skill, level) in enumerate(stored)],
        "skills": terms.entries("skill"),
        "levels": [(level.value, level.label) for level in Level],
    }


def _suggestion(request: Request, plan: Plan, rows: Sequence[PlanRow], *, single: bool) -> dict[str, object]:
    try:
        found = queries.suggested(request.actor, plan, rows, seconds=0 if single else 1.0)
    except client.Unavailable:
        return {"away": True}
    except ValueError as error:
        return {"refused": str(error)}
    if found is None:
        return {"nobody": True}
    answer = found.answer
    lines = [_chosen(found, one) for one in answer.choices] + [_left(found, one) for one in answer.left]
    lines.sort(key=lambda line: line.row.place)
    named = {user for line in lines for user, _name, _more in line.offers}
    context = {
        "found": found,
        "lines": lines,
        "blind": queries.blind(plan.subject, named) if plan.subject.type == "project" else set(),
        "cost": because.money(answer.cost) if found.costed else "",
        "spread": _spread(found),
    }
    return context | (_everybody(found, answer.rankings[0]) if single else {})


def _chosen(found: Suggested, one: Choice) -> Line:
    who = [(found.people[one.person], _("suggested"))]
    who += [(found.people[other.person], _more(other.cost) if found.costed else "") for other in one.alternatives]
    offers = [(person.pk, person.name, more) for person, more in who]
    return _line(found, one.item, offers, because.told(one.reasons, costed=found.costed), ())


def _left(found: Suggested, one: Left) -> Line:
    offers = [(found.people[place].pk, found.people[place].name, "") for place in one.nearest]
    return _line(found, one.item, offers, (), because.told(one.reasons, costed=found.costed))


def _line(
    found: Suggested, item: int, offers: Sequence[tuple[int, str, str]], reasons: Sequence[str], left: Sequence[str]
) -> Line:
    row = found.rows[item]
    work = because.hours(row.duration if row.work is None else row.work)
    return Line(row, day(row.start), day(row.finish), work, because.needed(found.needs[item]), offers, reasons, left)


def _more(minor: int) -> str:
    return _("%s more") % because.money(minor) if minor > 0 else _("%s less") % because.money(-minor) if minor else ""


def _spread(found: Suggested) -> list[tuple[str, int, int]]:
    """Of those who get something: name, percent of their time before and after."""
    before, after = found.answer.before.tolist(), found.answer.after.tolist()
    busy = [place for place in range(len(before)) if after[place] != before[place]]
    busy.sort(key=lambda place: -after[place])
    return [(found.people[place].name, before[place] // 10, after[place] // 10) for place in busy]


def _everybody(found: Suggested, ranking: Ranking) -> dict[str, object]:
    """Who could do one row, best first, and who could not, nearest first."""
    return {
        "able": [
            (found.people[one.person], because.told(one.reasons, costed=found.costed))
            for one in ranking.candidates[:SHOWN]
        ],
        "unable": [
            (found.people[one.person], because.told(one.reasons, costed=found.costed)) for one in ranking.out[:SHOWN]
        ],
    }


@page("plans.edit", ("POST",))
def staffed(request: Request, pk: int) -> HttpResponse:
    """Put the chosen people on the rows."""
    people: Mapping[str, str] = {
        name.removeprefix(ROW): str(user) for name, user in request.POST.items() if name.startswith(ROW) and user
    }
    data = {"about": pk, "people": people, "role": request.POST.get("role") or None}
    made = staff_rows.run(request.actor, data | {"version": request.POST.get("version") or None})
    return see_other(request, reverse("plans:plan", args=[pk]), Toast(_("%s rows have somebody now.") % len(made)))


@page("plans.edit", ("POST",))
def needs(request: Request, pk: int, row: int) -> HttpResponse:
    """What a row asks for; then who could do it."""
    said = {
        skill: request.POST.get(f"{LEVEL}{place}", "")
        for place in range(NEEDS)
        if (skill := request.POST.get(f"{NEED}{place}", ""))
    }
    set_needs.run(request.actor, {"row": row, "needs": said})
    return see_other(request, f"{reverse('planning:staffing', args=[pk])}?row={row}", Toast(_("Saved.")))
