"""Work or goods before the signature."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from pursuit.domain.gates.actions.advances import ask_advance, close_advance
from pursuit.domain.gates.models import Advance
from pursuit.interfaces.web.forms.form import ActionForm
from pursuit.interfaces.web.forms.views import form_page
from pursuit.interfaces.web.projects.sheets import project_sheet
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.kernel import access
from pursuit.kernel.errors import Missing
from pursuit.kernel.records import GONE

EDIT = "projects.edit"


@page(EDIT, methods=("GET", "POST"))
def new(request: Request, pk: int) -> HttpResponse:
    """Ask."""
    return project_sheet(
        request, pk, ask_advance, title=_("Ask to begin before signing"), button=_("Ask for approval"),
        names=("kind", "exposure", "sign_by", "scope", "reason"), back=reverse("gates:points", args=[pk]),
        said=_("Approval was asked for."),
    )  # fmt: skip


@page(EDIT, methods=("GET", "POST"))
def closing(request: Request, pk: int, advance: int) -> HttpResponse:
    """Say how it ended."""
    row = Advance.objects.visible_to(request.actor).select_related("project__subject").filter(pk=advance).first()
    if row is None or row.project_id != pk:
        raise Missing("not_found", GONE)
    access.require(request.actor, EDIT, row.project.subject)
    form = ActionForm(close_advance, request.actor, names=("reason",), fixed={"advance": advance})
    back = reverse("gates:points", args=[pk])
    return form_page(
        request, form, title=_("Close the advance"), button=_("Close it"), done=lambda _row: back, said=_("Closed."),
        cancel=back, context={"nav": "projects", "intro": row.scope},
    )  # fmt: skip
