"""Telling people what happened: with an htmx answer, or on the page a redirect leads to."""

import json
from dataclasses import asdict, dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseBase

COOKIE = "pursuit_toast"
_SALT = "pursuit.web.toast"


@dataclass(frozen=True, slots=True)
class Toast:
    """A short sentence, perhaps with a link to what it is about.

    tone: sound, watch, act or unknown; post: the link is an undo and is sent as a POST.
    """

    text: str
    tone: str = "sound"
    url: str = ""
    link: str = ""
    post: bool = False


def with_toast(response: HttpResponse, toast: Toast) -> HttpResponse:
    """An htmx answer that shows a toast beside what it swaps in."""
    response["HX-Trigger"] = json.dumps({"pursuit:toast": asdict(toast)})
    return response


def see_other(request: HttpRequest, url: str, toast: Toast | None = None) -> HttpResponse:
    """After a change: go and look at it. A plain form gets a 303, htmx is told to open the page.

    The toast travels in a signed cookie, because the session would cost the next GET a write.
    """
    if getattr(request, "htmx", False):
        response = HttpResponse(status=204, headers={"HX-Redirect": url})
        if _on_same_page(request, url):
            response["HX-Refresh"] = "true"
    else:
        response = HttpResponse(status=303, headers={"Location": url})
    if toast:
        value = signing.dumps(asdict(toast), salt=_SALT, compress=True)
        response.set_cookie(
            COOKIE, value, max_age=60, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
        )
    return response


def _on_same_page(request: HttpRequest, url: str) -> bool:
    """Does the address only name another place of the page it was asked from? The browser would jump there, and show
    the page as it was before the change."""
    there, here = urlsplit(url), urlsplit(request.headers.get("HX-Current-URL", ""))
    return bool(there.fragment) and (there.path, there.query) == (here.path, here.query)


def waiting(request: HttpRequest) -> dict[str, str | bool] | None:
    """The toast that came with a redirect, for the page to show."""
    value = request.COOKIES.get(COOKIE)
    if not value or getattr(request, "htmx", False):
        return None
    try:
        toast: dict[str, str | bool] = signing.loads(value, salt=_SALT, max_age=60)
    except signing.BadSignature:
        return None
    request._toast_shown = True  # type: ignore[attr-defined]
    return toast


def clear_shown(request: HttpRequest, response: HttpResponseBase) -> None:
    """Once shown, gone."""
    if getattr(request, "_toast_shown", False) and COOKIE not in response.cookies:
        response.delete_cookie(COOKIE, samesite="Lax")
