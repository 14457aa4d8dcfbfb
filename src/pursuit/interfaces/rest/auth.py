"""Who calls: a program with a token, or a person's browser with its session (then with CSRF protection)."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja.security import HttpBearer
from ninja.security.base import AuthBase
from ninja.utils import check_csrf

from pursuit.interfaces.rest import limits
from pursuit.interfaces.rest.problems import SAFE, Problem
from pursuit.kernel import tokens
from pursuit.kernel.actor import Actor
from pursuit.kernel.models import User

INTERFACE = "rest"


class TokenAuth(HttpBearer):
    """Authorization: Bearer pst_…"""

    def authenticate(self, request: HttpRequest, token: str) -> Actor | None:
        """The token's owner, within the token's scope."""
        actor = tokens.actor_of(token, INTERFACE) if token.startswith(tokens.PREFIX) else None
        who = f"token:{tokens.digest(token)}" if actor else f"address:{request.META.get('REMOTE_ADDR', '')}"
        limits.take(request, who)
        return actor


class SessionAuth(AuthBase):
    """The signed-in person's own browser, same origin."""

    openapi_type = "apiKey"
    openapi_in = "cookie"
    openapi_name = settings.SESSION_COOKIE_NAME

    def __call__(self, request: HttpRequest) -> Actor | None:
        """The person of the session; never beside a token, so that a bad token stays a 401."""
        if "Authorization" in request.headers:
            return None
        user = getattr(request, "user", None)
        if not isinstance(user, User) or not user.is_active or user.is_system:
            limits.take(request, f"address:{request.META.get('REMOTE_ADDR', '')}")
            return None
        limits.take(request, f"user:{user.pk}")
        if request.method not in SAFE and check_csrf(request) is not None:
            raise Problem(403, "csrf", _("The security token of the page is missing: send it in X-CSRFToken."))
        return Actor.of(user, INTERFACE)


def actor_of(request: HttpRequest) -> Actor:
    """The caller, once the door has let them in."""
    actor: Actor = request.auth  # type: ignore[attr-defined]
    return actor


def require_write(actor: Actor) -> None:
    """For the few changes that are no actions: a token that only reads may not cause them."""
    if actor.scopes is not None and "write" not in actor.scopes:
        raise Problem(403, "forbidden", _("This token's scope does not allow it."))
