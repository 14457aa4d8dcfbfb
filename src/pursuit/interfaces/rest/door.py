"""What every request goes through, around the operation itself."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase, HttpResponseNotAllowed
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext_lazy as _
from django.utils.translation.trans_real import parse_accept_lang_header
from django.views.decorators.csrf import csrf_exempt

from pursuit.interfaces.rest import limits, problems
from pursuit.interfaces.rest.problems import Problem

View = Callable[..., HttpResponseBase]


def through(view: View) -> View:
    """A view behind the door: in the caller's language, and whatever goes wrong is a problem, never a page."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        language = language_of(request)
        with translation.override(language):
            try:
                _check_address(request)
                answer = view(request, *args, **kwargs)
            except Exception as error:
                answer = problems.response(request, problems.of(request, error))
            if isinstance(answer, HttpResponseNotAllowed):
                allowed = answer.headers["Allow"]
                no = Problem(405, "method", _("Offered here: %s.") % allowed, {"Allow": allowed})
                answer = problems.response(request, no)
        limits.note(request, answer)
        answer.headers["Content-Language"] = language
        answer.headers.setdefault("Cache-Control", "private, no-store")
        patch_vary_headers(answer, ("Authorization", "Cookie", "Accept-Language"))
        return answer

    # auth.py checks the CSRF token where a session is used.
    return csrf_exempt(guarded)


def language_of(request: HttpRequest) -> str:
    """What Accept-Language asks for, simplified Chinese where it asks for nothing we have."""
    for asked, _quality in parse_accept_lang_header(request.headers.get("Accept-Language", "")[:500]):
        if asked == "*":
            break
        try:
            return translation.get_supported_language_variant(asked)
        except LookupError:
            continue
    return str(settings.LANGUAGE_CODE)


def _check_address(request: HttpRequest) -> None:
    """A NUL reaches no database."""
    if "\x00" in request.path or any("\x00" in value for _key, all in request.GET.lists() for value in (_key, *all)):
        raise Problem(400, "bad_text", _("The address contains characters that are not allowed."))


def nothing_here(_request: HttpRequest, **_rest: object) -> HttpResponseBase:
    """Every address below the root that is no operation."""
    raise Problem(404, "not_found", _("There is no such address."))
