"""The first day: whoever signed up on an empty installation sets up the company."""

from django.db import transaction
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from pursuit.domain.people.actions.company import found_company
from pursuit.domain.people.queries.company import is_founded
from pursuit.interfaces.web.forms.form import ActionForm
from pursuit.interfaces.web.forms.views import form_page
from pursuit.interfaces.web.settings.company import currencies, offer
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.interfaces.web.shell.toasts import see_other
from pursuit.interfaces.web.signin.adapter import FOUNDER
from pursuit.kernel.actor import Actor, system_actor


@page("settings.edit", methods=("GET", "POST"))
def founding(request: Request) -> HttpResponse:
    """Name, currency, top unit, first units. Founding is the system's act: before it nobody holds anything."""
    if is_founded():
        return see_other(request, reverse("home"))
    if request.method != "POST":
        return _form(request, request.actor)
    with transaction.atomic():
        answer = _form(request, system_actor(FOUNDER))
        # A refusal leaves nothing, not even the row of the system actor.
        transaction.set_rollback(answer.status_code >= 400)
        return answer


def _form(request: Request, actor: Actor) -> HttpResponse:
    form = ActionForm(
        found_company, actor, names=("name", "currency", "unit", "first_units"),
        fixed={"owner": request.user.pk},
    )  # fmt: skip
    offer(
        form,
        "currency",
        currencies(),
        _("Amounts in other currencies are converted into it. It cannot change once amounts exist."),
    )
    return form_page(
        request,
        form,
        title=_("Set up your company"),
        button=_("Found the company"),
        done=lambda _unit: reverse("home"),
        said=_("Your company is set up."),
        template="settings/founding.html",
        draft="founding",
    )
