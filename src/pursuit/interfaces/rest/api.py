"""The routes: every operation put on django-ninja, which signs callers in and writes the OpenAPI document."""

from collections.abc import Callable
from functools import cache, partial

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils import translation
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from pursuit.interfaces.rest import openapi, problems
from pursuit.interfaces.rest.answers import ROOT, answer
from pursuit.interfaces.rest.auth import SessionAuth, TokenAuth
from pursuit.interfaces.rest.operations import Operation, every
from pursuit.interfaces.rest.parameters import allow
from pursuit.interfaces.rest.shapes import Json

DESCRIPTION = (
    "Everything a person may do, a program may do with that person's token: the same rights, the same rules. "
    "Errors are RFC 9457 problems. Lists page by cursor: follow `next`. Records carry an ETag: send it in If-Match."
)


def _problem(request: HttpRequest, error: Exception | type[Exception]) -> HttpResponse:
    raised = error if isinstance(error, Exception) else error()
    return problems.response(request, problems.of(request, raised))


def _view(one: Operation) -> Callable[..., HttpResponseBase]:
    """A function of its own per operation: ninja reads the path parameters off the signature."""
    if one.has_id:

        def with_id(request: HttpRequest, id: int) -> HttpResponseBase:
            return one.view(request, id=id)

        return with_id

    def without(request: HttpRequest) -> HttpResponseBase:
        return one.view(request)

    return without


def _summary(one: Operation) -> str:
    view = one.view.func if isinstance(one.view, partial) else one.view
    described = (one.action.__doc__ if one.action else view.__doc__) or ""
    return described.strip().split("\n")[0] or one.name.replace("_", " ")


@cache
def the_api() -> NinjaAPI:
    """Built once per process, when routes are first asked for."""
    api = NinjaAPI(
        title="Pursuit",
        version="1",
        description=DESCRIPTION,
        auth=[TokenAuth(), SessionAuth()],
        openapi_url=None,
        docs_url=None,
        urls_namespace="rest",
    )
    for kind in (Exception, Http404, HttpError, ValidationError):
        api.add_exception_handler(kind, _problem)
    for one in every():
        tags = [one.resource.name if one.resource else "general"]
        # Without bodies and answers: document() adds them, so that a start does not make hundreds of schemas.
        api.api_operation([one.method], one.path, operation_id=one.name, summary=_summary(one), tags=tags)(_view(one))
    api.get("/openapi.json", include_in_schema=False)(_document)
    return api


@cache
def document() -> Json:
    """The OpenAPI document, in English."""
    components = openapi.Components()
    entries = {one.name: openapi.entry(one, components) for one in every()}
    with translation.override("en"):
        found = dict(the_api().get_openapi_schema(path_prefix=ROOT))
    return openapi.merge(found, components, entries)


def _document(request: HttpRequest) -> HttpResponse:
    """The OpenAPI document, for signed-in callers only."""
    allow(request)
    return answer(document())
