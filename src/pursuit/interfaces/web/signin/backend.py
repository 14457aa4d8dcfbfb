"""How a password is checked (allauth's way), and how the person of a session is found: on every request."""

from allauth.account.auth_backends import AuthenticationBackend

from pursuit.kernel import signedin
from pursuit.kernel.models import User


class Backend(AuthenticationBackend):
    """allauth's, with a quicker look."""

    def get_user(self, user_id: int) -> User | None:
        user = signedin.user(user_id)
        return user if user is not None and self.user_can_authenticate(user) else None
