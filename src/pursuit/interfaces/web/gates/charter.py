"""The charter of a project: its parts, the costs it asks for, the grade it proposes, the paper it becomes."""

from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from pursuit.domain.gates.actions.charter import add_cost, remove_cost, set_charter
from pursuit.domain.gates.actions.scorecards import take_grade
from pursuit.domain.gates.fields import BUDGET
from pursuit.domain.gates.queries import records
from pursuit.domain.gates.queries.exposure import asked_for
from pursuit.domain.gates.queries.grades import proposed
from pursuit.domain.gates.queries.papers import charter_docx
from pursuit.domain.gates.queries.points import points
from pursuit.domain.projects.queries.projects import project as visible_project
from pursuit.interfaces.web.gates.sections import sections
from pursuit.interfaces.web.projects.frame import frame
from pursuit.interfaces.web.projects.sheets import done_with_undo, project_sheet
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.interfaces.web.shell.word import download
from pursuit.kernel.errors import Missing
from pursuit.kernel.money import Money
from pursuit.kernel.records import GONE

VIEW = "gates.view"
EDIT = "projects.edit"
FEASIBILITY = ("market", "technical", "commercial", "delivery", "legal")
PARTS = ("background", *FEASIBILITY, "fit", "recommendation")


@page(VIEW)
def charter(request: Request, pk: int) -> HttpResponse:
    """What it says so far, and what is still empty."""
    head = frame(request, pk, "charter", ("objective",))
    row = records.charter_of(head.row)
    labels = {name: field.label for name, field in set_charter.schema.fields.items()}
    parts = [(name, labels[name], getattr(row, name)) for name in PARTS]
    sees = request.actor.may(BUDGET)
    costs = records.costs_of(head.row) if sees else []
    following = next((one for one in points(head.row) if one.state == "next"), None)
    context = {
        **head.context,
        "sections": sections(pk, "charter"),
        "parts": parts,
        "written": sum(bool(text.strip()) for _name, _label, text in parts),
        "sees_budget": sees,
        "costs": [(one, f"{one.person_days / 10:g}" if one.person_days else "") for one in costs],
        "budget": asked_for(head.row) if sees else None,
        "grading": proposed(head.row),
        "following": following,
    }
    return render(request, "gates/charter.html", context)


@page(EDIT, methods=("GET", "POST"))
def part(request: Request, pk: int, part: str) -> HttpResponse:
    """One part, or the budget."""
    if part not in {*PARTS, "budget"} or (part == "budget" and not request.actor.may(BUDGET)):
        raise Missing("not_found", GONE)
    row = records.charter_of(visible_project(request.actor, pk))
    held: object = getattr(row, part)
    if part == "budget":
        held = None if row.budget is None else Money(row.budget, row.budget_currency)
    return project_sheet(
        request, pk, set_charter, title=str(set_charter.schema.fields[part].label), names=(part,), stored={part: held},
        back=reverse("gates:charter", args=[pk]), draft=f"-{part}",
    )  # fmt: skip


@page(EDIT, methods=("GET", "POST"))
def cost_new(request: Request, pk: int) -> HttpResponse:
    """A line of the budget."""
    return project_sheet(
        request, pk, add_cost, title=_("Cost"), button=_("Add"), names=("kind", "amount", "person_days", "note"),
        back=reverse("gates:charter", args=[pk]), said=_("The cost was added."),
    )  # fmt: skip


@page(EDIT, methods=("POST",))
def cost_removal(request: Request, pk: int, cost: int) -> HttpResponse:
    """Take a line away."""
    visible_project(request.actor, pk)
    row = remove_cost.run(request.actor, {"cost": cost})
    return done_with_undo(request, row.subject, _("The cost was taken away."), reverse("gates:charter", args=[pk]))


@page(EDIT, methods=("POST",))
def grade(request: Request, pk: int) -> HttpResponse:
    """The grade its scorecard proposes."""
    row = take_grade.run(request.actor, {"project": pk})
    return done_with_undo(request, row.subject, _("The grade was taken over."), reverse("gates:charter", args=[pk]))


@page(VIEW)
def docx(request: Request, pk: int) -> FileResponse:
    """立项申请."""
    row = visible_project(request.actor, pk)
    return download(charter_docx(request.actor, row), _("Charter application %s") % row.subject.title)
