"""Pages of one's own access tokens."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from pursuit.interfaces.web.forms.form import ActionForm
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.interfaces.web.shell.toasts import Toast, see_other
from pursuit.kernel import tokens


@page("tokens.own", methods=("GET", "POST"))
def mine(request: Request) -> HttpResponse:
    """My tokens; POST makes one and shows its secret this one time."""
    form = ActionForm(tokens.create_token, request.actor)
    made = form.submit(request) if request.method == "POST" else None
    status = 422 if request.method == "POST" and made is None else 200
    context = {
        "form": ActionForm(tokens.create_token, request.actor) if made else form,
        "secret": made[1] if made else "",
        "tokens": list(tokens.mine(request.actor)),
        "nav": "",
    }
    response = render(request, "tokens/mine.html", context, status=status)
    response["Cache-Control"] = "no-store"
    return response


@page("tokens.own", methods=("POST",))
def revocation(request: Request, pk: int) -> HttpResponse:
    """End a token."""
    row = tokens.revoke_token.run(request.actor, {"token": pk})
    return see_other(request, reverse("tokens"), Toast(_("“%s” was revoked.") % row.name))
