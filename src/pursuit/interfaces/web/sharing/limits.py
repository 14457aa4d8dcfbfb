"""How often a door without sign-in answers: per address of a network, and per secret where that is known."""

import os

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from pursuit.kernel import throttle

DOOR = throttle.door("secrets")
PLAIN = "text/plain; charset=utf-8"
GUESSES = 10  # wrong passwords of one share in a minute, from everywhere


def quota() -> int:
    """Calls per minute; PURSUIT_PUBLIC_RATE changes it."""
    return max(1, int(os.environ.get("PURSUIT_PUBLIC_RATE") or 60))


def too_many(request: HttpRequest, caller: str = "", most: int = 0) -> HttpResponse | None:
    """Count one call; the answer to one too many. caller: "" for whoever has no secret that is known."""
    left = DOOR.take(caller or f"address:{request.META.get('REMOTE_ADDR', '')}", most or quota())
    if left.allowed:
        return None
    text = _("Too many requests: wait a moment.") + "\n"
    return unlogged(HttpResponse(text, status=429, content_type=PLAIN, headers={"Retry-After": str(left.wait)}))


def unlogged(response: HttpResponse) -> HttpResponse:
    """Django writes the address of a 4xx into its log; these addresses are keys."""
    response._has_been_logged = True  # type: ignore[attr-defined]
    return response
