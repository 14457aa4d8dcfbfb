"""Leaders who were named to see a decision chain: the list, and naming one more."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from pursuit.domain.chain.actions.looking import name_chain_reader, unname_chain_reader
from pursuit.domain.chain.queries import chain as queries
from pursuit.interfaces.web.forms.form import ActionForm
from pursuit.interfaces.web.forms.views import form_page
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.interfaces.web.shell.toasts import Toast, see_other
from pursuit.kernel.errors import Forbidden


@page("projects.view", methods=("GET", "POST"))
def readers(request: Request, pk: int) -> HttpResponse:
    """Who sees it besides the core team, and a form to name one more, with the reason."""
    view = queries.chain_of(request.actor, pk)
    if not queries.may_write(request.actor, view.project):
        raise Forbidden("forbidden", queries.NOT_YOURS)
    form = ActionForm(name_chain_reader, request.actor, names=("user", "reason"), fixed={"project": pk})
    here = reverse("chain:readers", args=[pk])
    return form_page(
        request,
        form,
        title=_("Who may see this decision chain"),
        button=_("Let this person see it"),
        done=lambda _row: here,
        said=_("This person may now see the decision chain."),
        cancel=reverse("chain:map", args=[pk]),
        template="chain/readers.html",
        context={"nav": "projects", "project": view.project, "readers": queries.readers(request.actor, pk)},
        draft=f"chain-reader-{pk}",
    )


@page("projects.view", methods=("POST",))
def removal(request: Request, pk: int, user: int) -> HttpResponse:
    """The leader no longer sees it."""
    unname_chain_reader.run(request.actor, {"project": pk, "user": user})
    toast = Toast(_("This person no longer sees the decision chain."))
    return see_other(request, reverse("chain:readers", args=[pk]), toast)
