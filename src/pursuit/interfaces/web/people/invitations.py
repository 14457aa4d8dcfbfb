"""The page an invitation link leads to: whoever has it sets their password, once."""

from django import forms
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pursuit.domain.people.actions.invitations import accept_invitation
from pursuit.domain.people.queries.invitations import open_invitation
from pursuit.interfaces.web.shell.access import public
from pursuit.interfaces.web.shell.toasts import Toast, see_other
from pursuit.kernel.actor import system_actor
from pursuit.kernel.errors import Refused

DOOR = "system:invitations"


class PasswordForm(forms.Form):
    """Twice, because nobody can see what was typed."""

    password = forms.CharField(
        label=gettext_lazy("New password"),
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=gettext_lazy("At least 10 characters; not a common word and not like your name."),
    )
    again = forms.CharField(
        label=gettext_lazy("Once more"),
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, str]:
        data = self.cleaned_data
        if data.get("password") and data.get("again") and data["password"] != data["again"]:
            self.add_error("again", _("The two are not the same."))
        return data


@public(methods=("GET", "POST"))
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Set one's password; afterwards one signs in with it as always."""
    invited = open_invitation(token)
    if invited is None:
        return _closed(render(request, "people/invitation_over.html", status=404))
    form = PasswordForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            # A refusal leaves nothing, not even the row of the system actor.
            with transaction.atomic():
                values = {"token": token, "password": form.cleaned_data["password"]}
                accept_invitation.run(system_actor(DOOR), values)
        except Refused as no:
            form.add_error("password" if no.field == "password" else None, str(no.message))
        else:
            return see_other(request, reverse("account_login"), Toast(_("Your password is set. Sign in with it now.")))
    status = 422 if form.is_bound else 200
    context = {"form": form, "colleague": invited.user}
    return _closed(render(request, "people/invitation.html", context, status=status))


def _closed(response: HttpResponse) -> HttpResponse:
    """The address is a secret: it goes into no cache. (Other hosts never get a Referer from any of our pages;
    no-referrer would also take the Origin from the form, which then looks forged.)"""
    response["Cache-Control"] = "no-store"
    return response
