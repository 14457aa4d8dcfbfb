"""The same change for several projects; those it cannot be made for are named with the reason."""

from collections.abc import Mapping, Sequence

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pursuit.domain.projects.actions.projects import set_next_step, update_project
from pursuit.domain.projects.actions.stages import MoveResult, move_stage
from pursuit.domain.projects.queries import moves
from pursuit.domain.projects.queries.projects import projects
from pursuit.interfaces.web.lists.bulk import bulk_page
from pursuit.interfaces.web.lists.views import HAND_OVER, BulkAction
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Text

CHANGED = ("grade", "deal_type", "forecast_category", "budget_status", "expected_sign_on", "reason")
NEXT = ("next_step", "next_step_on", "next_step_owner")
BULK = (
    BulkAction(gettext_lazy("Set next step"), "projects:bulk-next-step", "projects.edit"),
    BulkAction(gettext_lazy("Change fields"), "projects:bulk-change", "projects.edit"),
    BulkAction(gettext_lazy("Move to the next stage"), "projects:bulk-advance", "projects.edit"),
    HAND_OVER,
)


@page("projects.edit", methods=("GET", "POST"))
def next_step(request: Request) -> HttpResponse:
    """One next step for the picked projects; without a person it stays with whoever had it, else with the owner."""
    return bulk_page(
        request,
        set_next_step,
        keyword="project",
        names=NEXT,
        labels={"next_step_owner": _("By whom (blank: whoever it is with now, or the owner)")},
        only_typed=True,
        title=_("Set next step"),
        button=_("Set next step"),
        back=reverse("projects:list"),
    )


@page("projects.edit", methods=("GET", "POST"))
def change(request: Request) -> HttpResponse:
    """Grade, type, category, budget or sign date of the picked projects; what is left blank stays."""
    return bulk_page(
        request,
        update_project,
        keyword="project",
        names=CHANGED,
        only_typed=True,
        title=_("Change fields"),
        button=_("Change"),
        back=reverse("projects:list"),
    )


@page("projects.edit", methods=("GET", "POST"))
def advance(request: Request) -> HttpResponse:
    """Each of the picked projects one stage on, past the same gates as by itself."""
    return bulk_page(
        request,
        move_stage,
        runs=_one_stage_on,
        names=("reason",),
        note=_asked,
        title=_("Move to the next stage"),
        button=_("Move them on"),
        back=reverse("projects:list"),
    )


def _asked(made: object) -> Text:
    """A gated stage is asked for, not entered."""
    if not isinstance(made, MoveResult):
        return ""
    return _("Approval was asked for.") if made.approval else _("Now in stage %s.") % made.project.stage


def _one_stage_on(actor: Actor, picked: Sequence[int]) -> list[tuple[str, Mapping[str, object]]]:
    rows = projects(actor).filter(pk__in=picked).select_related("subject", "stage", "version")
    found = {row.pk: row for row in rows}
    return [
        (row.subject.title, {"project": pk, "stage": moves.next_stage(row).pk})
        for pk in picked
        if (row := found.get(pk)) is not None
    ]
