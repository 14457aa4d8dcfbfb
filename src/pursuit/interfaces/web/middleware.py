"""The front door: who asks, in which language, may they come in, and how a "no" is said."""

from collections.abc import Callable
from urllib.parse import urlencode, urlsplit

from django.core.exceptions import BadRequest
from django.db import DataError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import resolve_url
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from pursuit.interfaces.web.shell.access import PUBLIC_ROUTES
from pursuit.interfaces.web.shell.person import actor_of, language_of, note_seen, person_of
from pursuit.interfaces.web.shell.refusal import refusal
from pursuit.interfaces.web.shell.toasts import clear_shown
from pursuit.kernel import revision
from pursuit.kernel.errors import Missing, Refused
from pursuit.kernel.records import GONE

# These doors know their callers by token and answer in their own format.
OTHER_DOORS = ("/api/",)
OUT_OF_RANGE = Refused("out_of_range", _("A value is out of range."))


class ActorMiddleware:
    """Sets request.actor (None for nobody), closes every view that is not public, translates Refused."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        revision.begin()
        if request.path_info.startswith(OTHER_DOORS):
            return self.get_response(request)
        person = person_of(request)
        if language := language_of(person):
            translation.activate(language)
            request.LANGUAGE_CODE = language
        response = self.get_response(request)
        clear_shown(request, response)
        # A refused request changes nothing at all, not even this.
        if person is not None and response.status_code < 400:
            note_seen(person)
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., object], _args: object, _kwargs: object
    ) -> HttpResponseBase | None:
        """Let in whom the view is for."""
        if request.path_info.startswith(OTHER_DOORS):
            return None
        refuse_odd_texts(request)
        match = request.resolver_match
        if getattr(view, "public", False) or (match and match.view_name in PUBLIC_ROUTES):
            request.actor = None  # type: ignore[attr-defined]
            return None
        request.actor = actor_of(request)  # type: ignore[attr-defined]
        return None if request.actor else sign_in_first(request)  # type: ignore[attr-defined]

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponseBase | None:
        """Say a business "no" in the shell's words."""
        if request.path_info.startswith(OTHER_DOORS):
            return None
        if isinstance(exception, OverflowError | DataError):  # a number beyond what the database counts with
            exception = OUT_OF_RANGE if request.method == "POST" else Missing("not_found", GONE)
        return refusal(request, exception) if isinstance(exception, Refused) else None


def refuse_odd_texts(request: HttpRequest) -> None:
    """A NUL reaches no database (PostgreSQL breaks on it); nobody types one."""
    given = [request.GET, *([request.POST] if request.method == "POST" else [])]
    if any("\x00" in value for data in given for name, values in data.lists() for value in (name, *values)):
        raise BadRequest("NUL in a text")


def sign_in_first(request: HttpRequest) -> HttpResponse:
    """Off to the sign-in page, and back afterwards to where the person was."""
    login = resolve_url("account_login")
    back = _where_from(request)
    url = f"{login}?{urlencode({'next': back})}" if back not in ("", "/") else login
    if getattr(request, "htmx", False):
        return HttpResponse(status=401, headers={"HX-Redirect": url})
    return HttpResponse(status=303, headers={"Location": url})


def _where_from(request: HttpRequest) -> str:
    """The page to return to: this one, or the page a form or a fragment was asked from."""
    if request.method in ("GET", "HEAD") and not getattr(request, "htmx", False):
        return request.get_full_path()
    asked = request.headers.get("HX-Current-URL") or request.headers.get("Referer") or ""
    if not url_has_allowed_host_and_scheme(asked, allowed_hosts={request.get_host()}):
        return ""
    parts = urlsplit(asked)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path
