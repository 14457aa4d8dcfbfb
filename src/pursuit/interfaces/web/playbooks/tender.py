"""The tender of a project: its dates with what the rules say, the days that follow, a strip of T minus days."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date as Day

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from pursuit.domain.plans.models import PlanRow
from pursuit.domain.plans.queries.plans import EDIT, may_edit
from pursuit.domain.playbooks.actions.derived import add_dues
from pursuit.domain.playbooks.actions.tenders import (
    TenderFacts,
    add_date_row,
    remove_tender_date,
    set_tender,
    set_tender_date,
)
from pursuit.domain.playbooks.models.tender import Procedure
from pursuit.domain.playbooks.queries.tenders import Calendar, Dated, calendar
from pursuit.domain.playbooks.rules.findings import Due
from pursuit.domain.projects.models import Project
from pursuit.domain.projects.queries.projects import project as visible_project
from pursuit.interfaces.web.forms.form import ActionForm
from pursuit.interfaces.web.projects.frame import frame
from pursuit.interfaces.web.projects.sheets import done_with_undo
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.interfaces.web.shell.toasts import Toast, see_other
from pursuit.kernel import access, clock
from pursuit.kernel.errors import Refused, Text
from pursuit.kernel.money import Money

SOON = 3  # days before a day that follows in which it is near
FACTS = tuple(TenderFacts.__annotations__)


@dataclass(frozen=True, slots=True)
class Mark:
    """A day of the strip. minus: T-3, three days before the opening; state: past, today, near, later."""

    day: Day
    label: Text
    hour: str
    minus: str
    left: int
    state: str
    wrong: bool = False
    ours: bool = False


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody wrote into a line that was not taken, and why not."""

    day: str
    hour: str
    note: str
    row: str = ""
    problem: str = ""


@page("tasks.view")
def tender(request: Request, pk: int) -> HttpResponse:
    """The whole page."""
    return _shown(request, pk)


def _shown(
    request: Request,
    pk: int,
    problem: str = "",
    form: ActionForm | None = None,
    typed: Mapping[str, Typed] | None = None,
) -> HttpResponse:
    head = frame(request, pk, "plan")
    found = calendar(request.actor, head.row)
    mine = may_edit(request.actor, head.row.subject)
    stones = PlanRow.objects.visible_to(request.actor).filter(
        plan__subject=pk, milestone=True, task__subject__deleted_at=None
    )
    context: dict[str, object] = {
        **head.context,
        "found": found,
        "lines": [(one, (typed or {}).get(one.kind.code) or _stored(one)) for one in found.dates],
        "strip": list(strip(found, clock.today())),
        "may_plan": mine,
        "form": form or _form(request, pk, found),
        "procedure": Procedure(found.tender.procedure).label,
        "stones": [(row.pk, row.task.title) for row in stones.select_related("task__subject").order_by("place")[:200]],
        "problem": problem,
        "free": [one for one in found.dues if one.row is None],
    }
    return render(request, "playbooks/tender.html", context, status=422 if problem else 200)


def strip(found: Calendar, today: Day) -> Iterable[Mark]:
    """Dates and the days we must act by, in order, with today among them."""
    opening = next((one.day for one in found.dates if one.kind.code == "opening"), None)
    marks = [_of_date(one, opening, today) for one in found.dates if one.day]
    marks += [_of_due(one.due, opening, today) for one in found.dues if one.due.ours]
    if marks:
        marks.append(Mark(today, _("Today"), "", "", 0, "today"))
    return sorted(marks, key=lambda one: (one.day, one.state != "today", one.hour))


def _of_date(one: Dated, opening: Day | None, today: Day) -> Mark:
    day = one.day or today
    state, left = _state(day, today, one.kind.near), (day - today).days
    return Mark(
        day, one.kind.label, one.hour, _minus(day, opening), left, state, bool(one.findings), not one.kind.theirs
    )


def _of_due(due: Due, opening: Day | None, today: Day) -> Mark:
    state, left = _state(due.day, today, SOON), (due.day - today).days
    return Mark(due.day, due.label, "", _minus(due.day, opening), left, state, ours=True)


def _minus(day: Day, opening: Day | None) -> str:
    """How far from the opening."""
    if opening is None:
        return ""
    days = (opening - day).days
    return (_("T-%s") if days > 0 else _("T+%s")) % abs(days) if days else _("T")


def _state(day: Day, today: Day, near: int) -> str:
    left = (day - today).days
    return "past" if left < 0 else "near" if left <= near else "later"


def _form(request: Request, pk: int, found: Calendar) -> ActionForm:
    row = found.tender
    stored: dict[str, object] = {name: getattr(row, name) for name in FACTS}
    for name in ("budget", "bond"):
        minor = stored[name]
        stored[name] = None if not isinstance(minor, int) else Money(minor, row.currency)
    return ActionForm(set_tender, request.actor, names=FACTS, fixed={"project": pk}, stored=stored)


@page("plans.edit", ("POST",))
def facts(request: Request, pk: int) -> HttpResponse:
    """Procedure and sums."""
    about = _planned(request, pk)
    form = _form(request, pk, calendar(request.actor, about))
    if form.submit(request) is None:
        return _shown(request, pk, form.message or _("Look at the marked fields."), form)
    return done_with_undo(request, about.subject, _("Saved."), _page(pk))


@page("plans.edit", ("POST",))
def dates(request: Request, pk: int) -> HttpResponse:
    """All dates of the table at once, or none: what was typed differently is set, what was emptied is taken away. If a
    line cannot be taken, all stay as they were typed, each wrong one with its reason."""
    found = calendar(request.actor, _planned(request, pk))
    typed = {one.kind.code: _typed(request, one) for one in found.dates if f"day.{one.kind.code}" in request.POST}
    changed, refused = 0, {}
    with transaction.atomic():
        for one in found.dates:
            try:
                changed += one.kind.code in typed and _set(request, pk, one, typed[one.kind.code])
            except Refused as no:
                if no.kind in ("missing", "forbidden"):
                    raise
                refused[one.kind.code] = replace(typed[one.kind.code], problem=str(no.message))
        if refused:
            transaction.set_rollback(True)
    if refused:
        return _shown(request, pk, _("Nothing is saved yet: correct the marked lines."), typed=typed | refused)
    return see_other(request, _page(pk), Toast(_("Saved.") if changed else _("Nothing was changed.")))


def _stored(one: Dated) -> Typed:
    return Typed(f"{one.day or ''}", one.hour, one.kept.note if one.kept else "")


def _typed(request: Request, one: Dated) -> Typed:
    return Typed(*(request.POST.get(f"{part}.{one.kind.code}", "").strip() for part in ("day", "hour", "note", "row")))


def _set(request: Request, pk: int, one: Dated, typed: Typed) -> bool:
    """Whether a date was changed."""
    code, kept = one.kind.code, one.kept
    day, hour, note, row = typed.day, typed.hour, typed.note, typed.row
    if not day:
        if kept is not None:
            remove_tender_date.run(request.actor, {"date": kept.pk})
        return kept is not None
    if kept is not None and not row and (str(one.day), one.hour, kept.note) == (day, hour, note):
        return False
    data: dict[str, object] = {"project": pk, "kind": code, "at": f"{day} {hour}".strip(), "note": note}
    set_tender_date.run(request.actor, data | ({"row": row} if row else {}))
    return True


@page("plans.edit", ("POST",))
def row(request: Request, pk: int, date: int) -> HttpResponse:
    """A milestone for a date."""
    _planned(request, pk)
    add_date_row.run(request.actor, {"date": date})
    return see_other(request, _page(pk), Toast(_("The date has a milestone in the plan; both move together.")))


@page("plans.edit", ("POST",))
def removal(request: Request, pk: int, date: int) -> HttpResponse:
    """It is no date of the tender."""
    _planned(request, pk)
    about = remove_tender_date.run(request.actor, {"date": date})
    return done_with_undo(request, about.subject, _("The date is taken away."), _page(pk))


@page("plans.edit", ("POST",))
def dues(request: Request, pk: int) -> HttpResponse:
    """Days that follow, as milestones."""
    _planned(request, pk)
    codes = request.POST.getlist("code")
    if not codes:
        return see_other(request, _page(pk), Toast(_("Tick the days first."), tone="watch"))
    plan = add_dues.run(request.actor, {"project": pk, "codes": codes})
    return done_with_undo(request, plan.subject, _("The days are in the plan."), _page(pk))


def _planned(request: Request, pk: int) -> Project:
    """The project, for whoever may change its plan."""
    about = visible_project(request.actor, pk)
    access.require(request.actor, EDIT, about.subject)
    return about


def _page(pk: int) -> str:
    return reverse("playbooks:tender", args=[pk])
