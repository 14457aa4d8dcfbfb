"""Decision points of a project: what they ask, what proves it, who let it go."""

from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from pursuit.domain.gates.actions.evidence import (
    WAIVE,
    prove_with_paper,
    remove_evidence,
    set_evidence,
    waive,
    withdraw_waiver,
)
from pursuit.domain.gates.actions.passages import renew_passage
from pursuit.domain.gates.actions.reviews import CONCLUDE
from pursuit.domain.gates.models import ChecklistItem, EvidenceKind
from pursuit.domain.gates.queries import points as queries
from pursuit.domain.gates.queries import records
from pursuit.domain.gates.queries.house_rules import house_rules
from pursuit.domain.gates.queries.papers import brief_docx
from pursuit.domain.projects.models import Project
from pursuit.domain.projects.queries.projects import project as visible_project
from pursuit.interfaces.web.forms.form import ActionForm
from pursuit.interfaces.web.forms.views import form_page
from pursuit.interfaces.web.gates.sections import sections
from pursuit.interfaces.web.projects.frame import frame
from pursuit.interfaces.web.projects.sheets import done_with_undo, where_from
from pursuit.interfaces.web.records.files import of as files_of
from pursuit.interfaces.web.settings.company import offer
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.interfaces.web.shell.word import download
from pursuit.kernel import access
from pursuit.kernel.action import AnyAction
from pursuit.kernel.errors import Missing
from pursuit.kernel.records import GONE

VIEW = "gates.view"
EDIT = "projects.edit"
ASKED = {
    EvidenceKind.DOCUMENT: ("file", "text", "confidence", "observed_on", "expires_on"),
    EvidenceKind.VISIT: ("source", "text", "confidence", "observed_on", "expires_on"),
    EvidenceKind.FIGURE: ("figure", "text", "confidence", "observed_on", "expires_on"),
}
OTHERWISE = ("text", "confidence", "source", "observed_on", "expires_on")


def address(pk: int) -> str:
    return reverse("gates:points", args=[pk])


@page(VIEW)
def points(request: Request, pk: int) -> HttpResponse:
    """All of them in order, the next one open."""
    head = frame(request, pk, "charter")
    actor, subject = request.actor, head.row.subject
    found = queries.points(head.row)
    context = {
        **head.context,
        "sections": sections(pk, "points"),
        "points": found,
        "least": house_rules().least_score,
        "may_waive": bool(access.decide(actor, WAIVE, subject)),
        "may_conclude": bool(access.decide(actor, CONCLUDE, subject)),
        "advances": head.row.advances.select_related("asked_by"),
    }
    return render(request, "gates/points.html", context)


@page(VIEW)
def brief(request: Request, pk: int, code: str) -> FileResponse:
    """决策简报."""
    row = visible_project(request.actor, pk)
    if queries.point(row, code) is None:
        raise Missing("not_found", GONE)
    content = brief_docx(request.actor, row, code)
    return download(content, _("Decision brief %(point)s %(title)s") % {"point": code, "title": row.subject.title})


@page(EDIT, methods=("GET", "POST"))
def evidence(request: Request, pk: int, item: str) -> HttpResponse:
    """Prove a claim; a fresh file is put on the project first, in the same step."""
    row = visible_project(request.actor, pk)
    access.require(request.actor, EDIT, row.subject)
    claim = records.claim(item)
    form = _form(request, row, claim)
    there = where_from(request, address(pk))
    return form_page(
        request, form, title=claim.label, button=_("Save"), done=lambda _row: there, said=_("Saved."),
        cancel=address(pk), draft=f"gates.evidence-{pk}-{item}",
        context={"nav": "projects", "intro": claim.guidance or row.title},
    )  # fmt: skip


def _form(request: Request, row: Project, claim: ChecklistItem) -> ActionForm:
    kept = records.proof_of(row, claim)
    stored: dict[str, object] = {}
    if kept is not None:
        stored = {name: getattr(kept, name) for name in ("text", "figure", "confidence", "observed_on", "expires_on")}
        stored |= {"source": kept.source_id, "file": kept.file_id}
    names = ASKED.get(EvidenceKind(claim.kind), OTHERWISE)
    listed = [(one.pk, one.name) for one in files_of(request, row.subject)]
    action: AnyAction = set_evidence
    if claim.kind == EvidenceKind.DOCUMENT:
        action, names = prove_with_paper, ("paper", *(names if listed else names[1:]))
    fixed = {"project": row.pk, "item": claim.pk}
    form = ActionForm(action, request.actor, names=names, fixed=fixed, stored=stored)
    offer(form, "file", listed, _("Leave it empty if you pick a new file."))
    return form


@page(EDIT, methods=("POST",))
def evidence_removal(request: Request, pk: int, item: str) -> HttpResponse:
    """It proves nothing."""
    claim = records.claim(item)
    row = remove_evidence.run(request.actor, {"project": pk, "item": claim.pk})
    return done_with_undo(request, row.subject, _("The proof was taken away."), address(pk))


@page(WAIVE, methods=("GET", "POST"))
def waiver(request: Request, pk: int, code: str, what: str) -> HttpResponse:
    """Let it go, with a reason."""
    row = visible_project(request.actor, pk)
    access.require(request.actor, WAIVE, row.subject)
    form = ActionForm(waive, request.actor, names=("reason",), fixed={"project": pk, "point": code, "what": what})
    there = where_from(request, address(pk))
    return form_page(
        request, form, title=_("Waive what %s asks for") % code, button=_("Waive"), done=lambda _row: there,
        said=_("Waived, in your name."), cancel=address(pk), draft=f"gates.waive-{pk}-{code}-{what}",
        context={"nav": "projects", "intro": _("Your name and reason stay on the project and in its papers.")},
    )  # fmt: skip


@page(WAIVE, methods=("POST",))
def waiver_removal(request: Request, pk: int, code: str, what: str) -> HttpResponse:
    """It is demanded after all."""
    made = withdraw_waiver.run(request.actor, {"project": pk, "point": code, "what": what})
    return done_with_undo(request, made.project.subject, _("It is asked for again."), address(pk))


@page(CONCLUDE, methods=("POST",))
def renewal(request: Request, pk: int, passage: int) -> HttpResponse:
    """Confirm again."""
    visible_project(request.actor, pk)
    made = renew_passage.run(request.actor, {"passage": passage})
    return done_with_undo(request, made.project.subject, _("%s holds again.") % made.point, address(pk))
