"""One row of a plan: its fields, what it waits for, who does it. Beside the chart, or as a page of its own."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from pursuit.domain.plans.actions import rows as actions
from pursuit.domain.plans.actions.assigning import assign
from pursuit.domain.plans.models import Assignment, Plan, PlanLink, PlanRow
from pursuit.domain.plans.queries import plans
from pursuit.domain.plans.queries.chances import stages
from pursuit.domain.plans.queries.why import lag_text
from pursuit.domain.plans.queries.why import why as reasons
from pursuit.domain.plans.rules.facts import KINDS, LIMITS, SIDES
from pursuit.domain.plans.rules.instants import aware
from pursuit.domain.plans.rules.lengths import Measure, shown
from pursuit.interfaces.web.forms.field import FormField, build
from pursuit.interfaces.web.forms.form import ActionForm
from pursuit.interfaces.web.plans.changes import answer, problem, wants_json
from pursuit.interfaces.web.plans.rows import visible_plan
from pursuit.interfaces.web.projects.frame import frame
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.kernel import access, clock
from pursuit.kernel.engineprocess import client
from pursuit.kernel.errors import Missing, Refused
from pursuit.kernel.records import GONE

FIELDS = (
    "title", "owner", "duration", "percent", "start", "finish", "by_hand", "limit", "limit_at", "deadline",
    "milestone", "anchor", "inactive", "only_in", "side", "note",
)  # fmt: skip
OF_LEAVES = frozenset({"duration", "percent", "milestone", "limit", "limit_at", "anchor"})
BY_HAND = frozenset({"start", "finish"})
PROGRESS = ("percent",)


@dataclass(frozen=True, slots=True)
class Tie:
    """A link as one of its rows sees it. other: the row at the other end; lag: as people write it, "" for none."""

    id: int
    other: int
    title: str
    kind: str
    lag: str


@page("tasks.view", methods=("GET", "POST"))
def row_page(request: Request, pk: int, row: int) -> HttpResponse:
    """A look at a row; POST changes what was typed differently and leaves the rest alone."""
    try:
        plan = visible_plan(request.actor, pk)
        found = _row(request, plan, row)
        form = _form(request, plan, found)
        if request.method == "POST":
            return _saved(request, pk, found, form)
    except Refused as no:
        if not wants_json(request):
            raise
        return problem(no)
    return _shown(request, pk, plan, found, form)


@page("tasks.view")
def why(request: Request, pk: int, row: int) -> HttpResponse:
    """Why it has its dates: asked for by the panel once it is there, because the engine may first have to start."""
    plan = visible_plan(request.actor, pk)
    _row(request, plan, row)
    try:
        found = reasons(request.actor, plan, [row]).get(row)
    except client.Unavailable:
        found = None
    return render(request, "plans/why.html", {"why": found, "project_pk": pk, "mine": row})


def _saved(request: Request, pk: int, row: PlanRow, form: ActionForm | None) -> HttpResponse:
    if form is None:
        access.require(request.actor, plans.EDIT, row.plan.subject)
        raise Missing("not_found", GONE)
    typed = form.read(request)
    was = {one.name: one.value for one in _form_of(request, row, form).fields}
    differs = {name: value for name, value in typed.items() if not _same(value, was.get(name))}
    said = {"op": "edit", **request.POST.dict(), "version": request.POST.get("plan", 0)}
    if differs:
        data = {**differs, "row": row.pk, "version": request.POST.get("version") or None}
        try:
            actions.edit_row.run(request.actor, data)
        except Refused as no:
            if wants_json(request) or no.kind == "missing":
                raise
            form.say(no)
            return _shown(request, pk, row.plan, row, form, status=422)
    return answer(request, pk, said, _("Saved: %s") % typed.get("title", row.task.title), row.pk)


def _same(typed: object, was: object) -> bool:
    """Did the field stay as it was drawn?"""
    if isinstance(was, bool) or isinstance(typed, bool):
        return bool(typed) == bool(was)
    drawn = "" if was is None else was.strftime("%Y-%m-%dT%H:%M") if hasattr(was, "strftime") else str(was)
    return str(typed if typed is not None else "").strip()[: max(len(drawn), 16)] == drawn


def _row(request: Request, plan: Plan, pk: int) -> PlanRow:
    rows = PlanRow.objects.visible_to(request.actor, plan.subject).filter(plan=plan, task__subject__deleted_at=None)
    found = rows.select_related("task__subject__owner", "plan__subject", "parent__task__subject").filter(pk=pk).first()
    if found is None:
        raise Missing("not_found", GONE)
    return found


def _form(request: Request, plan: Plan, row: PlanRow) -> ActionForm | None:
    """What of it the reader may change: all of it, or how far it is."""
    summary = row.below.filter(task__subject__deleted_at=None).exists()
    if plans.may_edit(request.actor, plan.subject):
        out = (OF_LEAVES if summary else frozenset()) | (frozenset() if row.fixed_start is not None else BY_HAND)
        names = tuple(name for name in FIELDS if name not in out)
    elif not summary and access.decide(request.actor, "tasks.edit", row.task.subject):
        names = PROGRESS
    else:
        return None
    form = ActionForm(
        actions.edit_row,
        request.actor,
        names=names,
        fixed={"row": row.pk},
        stored={name: value for name, value in _stored(plan, row).items() if name in names},
        version=row.task.subject.version,
    )
    for one in form.fields:
        if one.name == "only_in":
            one.kind, one.choices = "choice", stages(plan)
    return form


def _form_of(request: Request, row: PlanRow, form: ActionForm) -> ActionForm:
    """The form as it was drawn, before anything was typed into it."""
    names = [one.name for one in form.fields]
    return ActionForm(actions.edit_row, request.actor, names=names, fixed={"row": row.pk}, stored=form.stored)


def _stored(plan: Plan, row: PlanRow) -> dict[str, object]:
    """Columns as the keywords of the action read them."""
    zone = clock.zone()
    found: dict[str, object] = {
        name: None if (at := getattr(row, name)) is None else aware(at, zone)
        for name in ("start", "finish", "limit_at", "deadline")
    }
    return found | {
        "title": row.task.title,
        "owner": row.task.subject.owner_id,
        "note": row.task.note,
        "duration": shown(row.duration, _measure(plan), elapsed=row.elapsed),
        "percent": row.percent,
        "by_hand": row.fixed_start is not None,
        "limit": LIMITS[row.limit],
        "milestone": row.milestone,
        "anchor": row.anchor,
        "inactive": row.inactive,
        "only_in": row.only_in_id,
        "side": SIDES[row.side],
    }


def _measure(plan: Plan) -> Measure:
    return Measure(plan.day, plan.week, plan.month)


def _shown(
    request: Request, pk: int, plan: Plan, row: PlanRow, form: ActionForm | None, status: int = 200
) -> HttpResponse:
    zone, beside = clock.zone(), request.htmx and request.htmx.target == "plan-panel"
    ties = PlanLink.objects.visible_to(request.actor).order_by("pk")
    alive = {"before__task__subject__deleted_at": None, "after__task__subject__deleted_at": None}
    context: dict[str, object] = {
        "row": row,
        "plan": plan,
        "form": form,
        "start": None if row.start is None else aware(row.start, zone),
        "finish": None if row.finish is None else aware(row.finish, zone),
        "slack": "" if row.total_float is None else shown(row.total_float, _measure(plan)) if row.total_float else "0",
        "late": row.deadline is not None and row.finish is not None and row.finish > row.deadline,
        "waits_for": _ties(plan, ties.filter(after=row, **alive).select_related("before__task__subject"), "before"),
        "followed_by": _ties(plan, ties.filter(before=row, **alive).select_related("after__task__subject"), "after"),
        "uses": Assignment.objects.visible_to(request.actor).filter(row=row).select_related("resource").order_by("pk"),
        "may_plan": plans.may_edit(request.actor, plan.subject),
        "kinds": [(code, str(label)) for code, label in _kind_labels().items()],
        "user_field": _user_field(plan, request),
        "beside": beside,
    }
    if beside:
        return render(request, "plans/row.html", {**context, "project_pk": pk}, status=status)
    whole = {**frame(request, pk, "plan").context, **context, "project_pk": pk}
    return render(request, "plans/row_page.html", whole, status=status)


def _user_field(plan: Plan, request: Request) -> FormField | None:
    """Who may be put on the row; its id must not meet the owner's in the form above."""
    if not plans.may_edit(request.actor, plan.subject):
        return None
    return replace(build(assign.schema.fields["user"]), prefix="use")


def _kind_labels() -> dict[str, str]:
    return {
        "fs": _("Finish to start"),
        "ss": _("Start to start"),
        "ff": _("Finish to finish"),
        "sf": _("Start to finish"),
    }


def _ties(plan: Plan, links: Iterable[PlanLink], end: str) -> list[Tie]:
    found = []
    for link in links:
        other: PlanRow = getattr(link, end)
        found.append(Tie(link.pk, other.pk, other.task.title, KINDS[link.kind], lag_text(link, plan)))
    return found
