"""Every "no" as RFC 9457 problem details, in the caller's language. Nothing of the inside shows."""

import json
import logging
from collections.abc import Mapping

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.db import DataError, IntegrityError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.utils.translation import gettext as _
from ninja.errors import AuthenticationError, HttpError, ValidationError

from pursuit.interfaces.rest.shapes import Json
from pursuit.kernel.errors import Invalid, Refused, Stale, Text

log = logging.getLogger("pursuit.rest")
STATUS = {"invalid": 422, "forbidden": 403, "missing": 404, "conflict": 409, "stale": 412}
SAFE = ("GET", "HEAD", "OPTIONS")


class Problem(Exception):
    """A "no" of the door itself."""

    def __init__(
        self, status: int, code: str, message: Text, headers: Mapping[str, str] | None = None, **more: object
    ) -> None:
        super().__init__(status, code)
        self.status = status
        self.code = code
        self.message = message
        self.headers = dict(headers or {})
        self.more = more


def titles() -> dict[int, str]:
    """What a status means, in the language of the moment."""
    return {
        400: _("The request cannot be read"),
        401: _("Sign in first"),
        403: _("You may not do this"),
        404: _("There is nothing here for you"),
        405: _("This method is not offered here"),
        409: _("Something else happened first"),
        412: _("Somebody saved a newer version"),
        413: _("The request is too large"),
        415: _("This media type is not accepted"),
        422: _("That does not work like this"),
        428: _("The version is missing"),
        429: _("Too many requests"),
        500: _("Something went wrong on our side"),
        503: _("The system is busy"),
    }


def response(request: HttpRequest, problem: Problem) -> HttpResponse:
    """The problem as an answer."""
    body = {
        "type": f"urn:pursuit:problem:{problem.code}",
        "title": titles().get(problem.status, titles()[400]),
        "status": problem.status,
        "detail": str(problem.message),
        "instance": request.path,
        "code": problem.code,
        **problem.more,
    }
    answer = HttpResponse(
        json.dumps(body, ensure_ascii=False), status=problem.status, content_type="application/problem+json"
    )
    for name, value in problem.headers.items():
        answer.headers[name] = value
    return answer


def of(request: HttpRequest, error: Exception) -> Problem:
    """Any exception as a problem."""
    match error:
        case Problem():
            return error
        case Refused():
            return _refused(request, error)
        case AuthenticationError():
            headers = {"WWW-Authenticate": 'Bearer realm="pursuit"'}
            return Problem(401, "sign_in", _("Send an access token: Authorization: Bearer …"), headers)
        case Http404():
            return Problem(404, "not_found", _("There is no such address."))
        case RequestDataTooBig():
            return Problem(413, "too_large", _("The request body is too large."))
        case SuspiciousOperation() | MultiPartParserError() | ValidationError():
            return Problem(400, "bad_request", _("The request is not well-formed."))
        case OverflowError() | DataError():
            return Problem(422, "out_of_range", _("A value is out of range."))
        case IntegrityError():
            return Problem(409, "conflict", _("Another change came first: look again and repeat yours."))
        case OperationalError():
            log.warning("database: %s", error)
            return Problem(503, "busy", _("The database is busy: try again in a moment."), {"Retry-After": "2"})
        case HttpError():
            return Problem(error.status_code, "bad_request", _("The request is not well-formed."))
        case _:
            log.exception("unexpected error at %s %s", request.method, request.path, exc_info=error)
            return Problem(500, "internal", _("The error has been logged."))


def _refused(request: HttpRequest, refused: Refused) -> Problem:
    more: Json = {}
    if isinstance(refused, Stale):
        more |= {"current": refused.current, "yours": refused.yours}
    if isinstance(refused, Invalid):
        faults = refused.faults
    else:
        faults = {refused.field: (refused.code, refused.message)} if refused.field else {}
    if faults:
        more["errors"] = [
            {**_where(request, name), "code": code, "message": str(text)} for name, (code, text) in faults.items()
        ]
    return Problem(STATUS[refused.kind], refused.code, refused.message, None, **more)


def _where(request: HttpRequest, name: str) -> dict[str, str]:
    """A JSON pointer into the body, or the name of the query parameter."""
    if request.method in SAFE:
        return {"parameter": name}
    return {"pointer": "/" + name.replace("~", "~0").replace("/", "~1")}
