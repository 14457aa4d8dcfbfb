"""Moving a project to another stage: what is missing is shown and can be filled in on the spot."""

import json
from dataclasses import asdict, dataclass
from typing import Self

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from pursuit.domain.methods.models import Stage
from pursuit.domain.methods.queries import methods
from pursuit.domain.projects.actions.stages import MoveResult, move_stage
from pursuit.domain.projects.models import Project
from pursuit.domain.projects.queries import moves
from pursuit.domain.projects.queries.projects import project
from pursuit.interfaces.web.forms.views import is_sheet
from pursuit.interfaces.web.projects.filling import FillForm, NotFilledError
from pursuit.interfaces.web.projects.sheets import project_url, where_from
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.interfaces.web.shell.toasts import Toast, see_other, with_toast
from pursuit.kernel import access, history
from pursuit.kernel.errors import Invalid, Refused
from pursuit.kernel.extensions import Finding


@dataclass(frozen=True, slots=True)
class Attempt:
    """A project on its way to a stage: what stands there, what is missing, and the form that fills it in."""

    row: Project
    stages: list[Stage]
    target: Stage
    found: list[Finding]
    form: FillForm

    @classmethod
    def of(cls, request: Request, pk: int) -> Self:
        """As it stands now."""
        row = project(request.actor, pk)
        access.require(request.actor, "projects.edit", row.subject)
        stages = methods.stages(row.version)
        target = _target(request, row)
        found = moves.findings(request.actor, row, target)
        form = FillForm(request.actor, pk, [one.field for one in found if one.blocking and one.field])
        return cls(row, stages, target, found, form)

    @property
    def back(self) -> bool:
        return moves.is_back(self.row, self.target)

    @property
    def needs_words(self) -> bool:
        """Only a person can go on: something is missing, a reason, an approval."""
        return bool(moves.blocking(self.found)) or self.target.needs_approval or self.back

    def make(self, request: Request) -> HttpResponse | None:
        """Fill in and move, all of it or nothing; None when only what was filled in is to be kept."""
        with transaction.atomic():
            self.form.fill(request)
            if "save" in request.POST:
                return None
            values = {"project": self.row.pk, "stage": self.target.pk, "reason": request.POST.get("reason", "")}
            return _moved(request, self.row, move_stage.run(request.actor, values))


@page("projects.edit", methods=("GET", "POST"))
def move(request: Request, pk: int) -> HttpResponse:
    """GET shows a stage and what it asks for; POST fills in, then moves or asks for approval.

    A card dropped on the board comes here too. Where only a person can go on the answer is the side sheet, and the
    card goes back.
    """
    attempt = Attempt.of(request, pk)
    if request.method == "GET" or (request.POST.get("dropped") and attempt.needs_words):
        return _sheet(request, attempt)
    try:
        answer = attempt.make(request)
    except NotFilledError:
        return _sheet(request, attempt, status=422)
    except Refused as no:
        return _sheet(request, attempt, status=422, said="" if isinstance(no, Invalid) else str(no.message), tried=True)
    return answer or with_toast(_sheet(request, Attempt.of(request, pk)), Toast(_("What you filled in is saved.")))


def _target(request: Request, row: Project) -> Stage:
    """The stage asked for, or the next one."""
    asked = (request.POST if request.method == "POST" else request.GET).get("stage", "")
    if asked.isdecimal() and len(asked) < 18:
        return moves.target_of(row, int(asked))
    return moves.next_stage(row)


def _moved(request: Request, row: Project, result: MoveResult) -> HttpResponse:
    if result.approval:
        link = reverse("approvals:one", args=[result.approval.pk])
        toast = Toast(_("Approval was asked for: %s") % result.approval.title, "watch", link, _("Look at it"))
    else:
        undo = reverse("undo", args=[history.latest(row.subject)])
        stage = result.project.stage
        toast = Toast(_("Now in stage %s.") % stage, url=undo, link=_("Undo"), post=True)
    there = where_from(request, project_url(row.pk))
    if not there.startswith(reverse("projects:board")):
        return see_other(request, there, toast)
    # On the board only the two columns are fetched anew.
    moved = {"from": row.stage.code, "to": result.project.stage.code, "card": row.pk}
    told = {"pursuit:close-sheet": {}, "pursuit:moved": moved, "pursuit:toast": asdict(toast)}
    return HttpResponse(status=204, headers={"HX-Trigger": json.dumps(told)})


def _sheet(
    request: Request, attempt: Attempt, *, status: int = 200, said: str = "", tried: bool = False
) -> HttpResponse:
    row, target, form = attempt.row, attempt.target, attempt.form
    context = {
        "nav": "projects",
        "title": _("Move to another stage"),
        "project": row,
        "target": target,
        "stages": attempt.stages,
        "form": form,
        "walls": [one for one in attempt.found if one.blocking and not form.asks_for(one.field or "")],
        "hints": [one for one in attempt.found if not one.blocking],
        # A decision point that cannot be skipped is a way, not an end: the stage behind it.
        "gate": next((one for one in attempt.stages if one.needs_approval and one.position > row.stage.position), None),
        "waiting": moves.pending(row),
        "is_back": attempt.back,
        "asks": target.needs_approval and not attempt.back,
        "said": said,
        "tried": tried and bool(form.fields),
        "reason": request.POST.get("reason", ""),
        "here": reverse("projects:move", args=[row.pk]),
        "draft": f"projects.move-{row.pk}-{target.pk}",
        "button": _button(attempt),
    }
    template = "projects/move_sheet.html" if is_sheet(request) else "projects/move.html"
    return render(request, template, context, status=status)


def _button(attempt: Attempt) -> str:
    if attempt.back:
        return _("Move back")
    return _("Ask for approval") if attempt.target.needs_approval else pgettext("stage", "Move")
