"""The sign-in forms, in our words."""

from allauth.account.forms import LoginForm as AllauthLoginForm
from allauth.account.forms import SignupForm
from django import forms
from django.utils.translation import gettext_lazy as _


class LoginForm(AllauthLoginForm):
    """Says what may be typed."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("Username or e-mail")
        self.fields["login"].widget.attrs["autocomplete"] = "username"


class FounderForm(SignupForm):
    """The first person of an installation."""

    name = forms.CharField(label=_("Your name"), max_length=80)
    field_order = ("name", "username", "email", "password1")

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        # allauth's own label says "(optional)", and so does our template.
        self.fields["email"].label = _("E-mail")
