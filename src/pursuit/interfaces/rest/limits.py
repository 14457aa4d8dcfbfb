"""How often one caller may call the REST door, and how the answer says what is left."""

import os

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext_lazy as _

from pursuit.interfaces.rest.problems import Problem
from pursuit.kernel import throttle
from pursuit.kernel.throttle import WINDOW

DOOR = throttle.door("rest")


def quota() -> int:
    """Calls per minute; PURSUIT_API_RATE changes it."""
    return max(1, int(os.environ.get("PURSUIT_API_RATE") or 600))


def take(request: HttpRequest, caller: str) -> None:
    """Count one call, or refuse it with 429."""
    most = quota()
    left = DOOR.take(caller, most)
    request._limit = {  # type: ignore[attr-defined]
        "RateLimit-Policy": f'"default";q={most};w={WINDOW}',
        "RateLimit": f'"default";r={left.calls};t={left.reset}',
    }
    if not left.allowed:
        raise Problem(429, "too_many", _("Too many requests: wait a moment."), {"Retry-After": str(left.wait)})


def note(request: HttpRequest, response: HttpResponseBase) -> None:
    """Tell the caller what is left."""
    for name, value in getattr(request, "_limit", {}).items():
        response.headers[name] = value


def reset() -> None:
    """Everybody starts anew (tests)."""
    DOOR.reset()
