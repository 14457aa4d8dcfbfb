"""Putting a template into a project's plan: which, by which dates, what would come; saving a plan as a template."""

from datetime import datetime

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from pursuit.domain.plans.queries.plans import EDIT, may_edit
from pursuit.domain.plans.rules import lengths
from pursuit.domain.plans.rules.instants import instant
from pursuit.domain.playbooks.actions.applying import apply_template
from pursuit.domain.playbooks.actions.saving import save_template
from pursuit.domain.playbooks.queries import ground, tenders
from pursuit.domain.playbooks.queries import templates as queries
from pursuit.domain.playbooks.rules.findings import ACT
from pursuit.domain.playbooks.rules.kinds import ANCHORS
from pursuit.domain.projects.models import Project
from pursuit.domain.projects.queries.projects import project as visible_project
from pursuit.engine.calendar import week
from pursuit.engine.schedule.errors import NoDates
from pursuit.interfaces.web.planning.words import moment
from pursuit.interfaces.web.playbooks import words
from pursuit.interfaces.web.projects.frame import frame
from pursuit.interfaces.web.projects.sheets import done_with_undo
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.interfaces.web.shell.toasts import Toast, see_other
from pursuit.kernel import access, clock, dates
from pursuit.kernel.engineprocess import client
from pursuit.kernel.errors import Refused

NEAR = 3  # findings named in a proposal


@page("tasks.view")
def choose(request: Request, pk: int) -> HttpResponse:
    """?template= which one; ?a.opening= and so on the dates it hangs on; the preview comes as a part of the page."""
    head = frame(request, pk, "plan")
    access.require(request.actor, EDIT, head.row.subject)
    fitting = queries.fitting(request.actor, head.row)
    used = queries.used_in(pk, [one.pk for one in fitting])
    here = head.row.stage.code
    names = words.stages()
    listed = [(one, names.get(one.stage, one.stage), one.stage == here, one.pk in used) for one in fitting]
    places = {code: place for place, code in enumerate(names)}
    listed.sort(key=lambda one: (not one[2], places.get(one[0].stage, len(places)), one[0].pk))
    asked = request.GET.get("template", "")
    row = queries.template(request.actor, int(asked)) if asked.isdecimal() and len(asked) < 18 else None
    context: dict[str, object] = {**head.context, "listed": listed, "template": row, "query": request.GET.urlencode()}
    if row is None or "part" not in request.GET:
        return render(request, "playbooks/apply.html", context)
    try:
        found = ground.preview(request.actor, head.row, row, _given(request.GET))
    except client.Unavailable:
        return render(request, "playbooks/preview.html", {**context, "away": True})
    except (NoDates, ValueError) as error:
        return render(request, "playbooks/preview.html", {**context, "refused": str(error)})
    return render(request, "playbooks/preview.html", {**context, **_preview(found)})


def _preview(found: ground.Preview) -> dict[str, object]:
    lines = [
        (one, moment(one.start), moment(one.finish), lengths.shown(one.duration, words.MEASURE) if one.duration else "")
        for one in found.lines
    ]
    anchors = [(one.code, ANCHORS[one.code], *_parts(one.at)) for one in found.anchors]
    return {"found": found, "lines": lines, "anchors": anchors, "late": [one for one in found.lines if one.late]}


def _parts(at: int | None) -> tuple[str, str]:
    """Day and hour for two fields; no hour for a whole day."""
    if at is None:
        return "", ""
    day = week.moment(at)
    return f"{day:%Y-%m-%d}", f"{day:%H:%M}" if at % week.DAY else ""


def _typed(data: QueryDict) -> dict[str, str]:
    """Dates by code, as the action reads them; what is empty is not said."""
    found = {}
    for code in ANCHORS:
        day = data.get(f"a.{code}", "").strip()
        if day:
            found[code] = f"{day} {data.get(f't.{code}', '').strip()}".strip()
    return found


def _given(data: QueryDict) -> dict[str, int]:
    """The same as instants; what cannot be read is left out of a preview."""
    found = {}
    for code, text in _typed(data).items():
        try:
            value = dates.read_moment(text)
        except ValueError:
            continue
        if isinstance(value, datetime):
            found[code] = instant(value, clock.zone())
    return found


@page("plans.edit", ("POST",))
def application(request: Request, pk: int) -> HttpResponse:
    """Write what the preview showed; ticked rows only."""
    access.require(request.actor, EDIT, visible_project(request.actor, pk).subject)
    picked = [one for one in request.POST.getlist("pick") if one]
    data = {"project": pk, "template": request.POST.get("template", ""), "anchors": _typed(request.POST)}
    try:
        plan = apply_template.run(request.actor, {**data, "picked": picked})
    except Refused as no:
        if no.kind == "missing":
            raise
        back = f"{reverse('playbooks:choose', args=[pk])}?template={request.POST.get('template', '')}"
        return see_other(request, back, Toast(str(no.message), tone="act"))
    told = _("The template is in the plan.")
    return done_with_undo(request, plan.subject, told, reverse("plans:plan", args=[pk]))


@page("playbooks.edit", methods=("GET", "POST"))
def save(request: Request, pk: int) -> HttpResponse:
    """存为模板: the whole plan, or the branch of one row (?row=)."""
    head = frame(request, pk, "plan")
    stage = request.POST.get("stage", head.row.stage.code)
    context: dict[str, object] = {
        **head.context,
        "name": request.POST.get("name", _("%s: way of working") % head.row.stage.label),
        "stage": stage,
        "stages": words.stages().items(),
        "row": request.POST.get("row", request.GET.get("row", "")),
    }
    if request.method == "GET":
        return render(request, "playbooks/save.html", context)
    rows = request.POST.get("row", "")
    data: dict[str, object] = {"project": pk, "name": context["name"], "stage": stage}
    data |= {"rows": [rows]} if rows else {}
    data |= {"method": head.row.version.method_id} if request.POST.get("method") else {}
    try:
        made = save_template.run(request.actor, data)
    except Refused as no:
        if no.kind == "missing":
            raise
        return render(request, "playbooks/save.html", {**context, "problem": no.message}, status=422)
    told = Toast(_("Saved as a template: look through it."))
    return see_other(request, reverse("playbooks:template", args=[made.pk]), told)


@page("tasks.view")
def proposal(request: Request, pk: int) -> HttpResponse:
    """A fragment for the pages of a project: templates of its stage that are not used yet, what is wrong with the
    dates of its tender, what comes near."""
    row: Project = visible_project(request.actor, pk)
    mine = may_edit(request.actor, row.subject)
    proposed = queries.proposed(request.actor, row) if mine else []
    found = tenders.calendar(request.actor, row)
    near = [one for one in found.dates if one.left is not None and 0 <= one.left <= one.kind.near]
    context = {
        "project": row,
        "proposed": proposed,
        "stage": row.stage,
        "findings": [one for one in found.findings if one.severity == ACT][:NEAR],
        "more": max(len(found.findings) - NEAR, 0),
        "near": near[:NEAR],
    }
    return render(request, "playbooks/proposal.html", context)
