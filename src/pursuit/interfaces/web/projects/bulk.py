"""The same change for several projects; those it cannot be made for are named with the reason."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pursuit.domain.projects.actions.projects import set_next_step, update_project
from pursuit.interfaces.web.lists.bulk import bulk_page
from pursuit.interfaces.web.lists.views import HAND_OVER, BulkAction
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request

CHANGED = ("grade", "deal_type", "forecast_category", "budget_status", "expected_sign_on", "reason")
NEXT = ("next_step", "next_step_on", "next_step_owner")
BULK = (
    BulkAction(gettext_lazy("Set next step"), "projects:bulk-next-step", "projects.edit"),
    BulkAction(gettext_lazy("Change fields"), "projects:bulk-change", "projects.edit"),
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
