"""Our rules on top of allauth: who may sign up, who may sign in."""

from allauth.account.adapter import DefaultAccountAdapter
from django.db import transaction
from django.forms import BaseForm
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pursuit.domain.people.queries.company import is_founded
from pursuit.kernel import operators
from pursuit.kernel.actor import system_actor
from pursuit.kernel.errors import Conflict
from pursuit.kernel.models import User

FOUNDER = "system:founding"
CLOSED = _("Somebody has just become the first administrator. Ask them for an account.")


def open_for_signup() -> bool:
    """True while there is no person yet."""
    return not operators.people().exists()


class AccountAdapter(DefaultAccountAdapter):
    """Sign-up is open only while nobody exists: the first person founds the installation, all others are invited."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002  the base names it
        return open_for_signup()

    def save_user(
        self,
        request: HttpRequest,
        user: User,  # noqa: ARG002  allauth's blank one; ours comes from the action
        form: BaseForm,
        commit: bool = True,  # noqa: ARG002
    ) -> User:
        """Make the first administrator. Of two people who try at once, one succeeds."""
        data = form.cleaned_data
        with transaction.atomic():
            founding = system_actor(FOUNDER)
            # The second waits here until the first is done, and then sees that somebody exists.
            User.objects.select_for_update().get(pk=founding.user_id)
            if not self.is_open_for_signup(request):
                raise Conflict(
                    "signup_closed", _("Somebody has just become the first administrator. Ask them for an account.")
                )
            return operators.create_person(
                actor=founding,
                username=data["username"],
                name=data.get("name") or data["username"],
                email=data.get("email") or "",
                password=data["password1"],
                role=operators.ADMIN,
            )

    def get_signup_redirect_url(self, request: HttpRequest) -> str:  # noqa: ARG002  the base names it
        """The first person goes on to set up the company."""
        return reverse("settings:founding")

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Who left before the company was set up finds that page again."""
        return str(super().get_login_redirect_url(request)) if is_founded() else reverse("settings:founding")

    def authenticate(self, request: HttpRequest, **credentials: object) -> User | None:
        """System actors have no way in, whatever their password field says."""
        user = super().authenticate(request, **credentials)
        return user if isinstance(user, User) and not user.is_system else None
