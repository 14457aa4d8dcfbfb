"""Changing: a public action, run with the body as its keywords."""

from typing import TypeVar

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from pursuit.interfaces.rest import body, represent
from pursuit.interfaces.rest.answers import ROOT, once, shown
from pursuit.interfaces.rest.auth import actor_of
from pursuit.interfaces.rest.etags import required_version
from pursuit.interfaces.rest.resources import Resource
from pursuit.interfaces.rest.shapes import Json
from pursuit.kernel.action import Action, AnyAction
from pursuit.kernel.errors import Invalid, Missing

VERSION = "version"
R = TypeVar("R")


def create(request: HttpRequest, resource: Resource, action: AnyAction) -> HttpResponse:
    """A new record: 201 and where it is."""
    data = body.read(request)

    def produce() -> HttpResponse:
        actor = actor_of(request)
        found = represent.outcome(actor, resource, action.run(actor, data))
        where = f"{ROOT}/{resource.name}/{found.id}" if found and found.id else ""
        return shown(found, 201, where)

    return once(request, produce)


def call(request: HttpRequest, resource: Resource, action: AnyAction) -> HttpResponse:
    """A verb that names no single record in its path."""
    data = body.read(request)

    def produce() -> HttpResponse:
        actor = actor_of(request)
        return shown(represent.outcome(actor, resource, action.run(actor, data)))

    return once(request, produce)


def call_on(request: HttpRequest, resource: Resource, action: AnyAction, pk: int) -> HttpResponse:
    """A verb on one record. If-Match is honoured where it is sent and the action knows versions."""
    data = body.read(request)
    _refuse_own(data, resource.keyword)
    if VERSION in action.schema.fields and "If-Match" in request.headers:
        data = _with_version(request, data, pk)

    def produce() -> HttpResponse:
        return shown(represent.outcome(actor_of(request), resource, _run(request, resource, action, data, pk)))

    return once(request, produce)


def update(request: HttpRequest, resource: Resource, action: AnyAction, pk: int) -> HttpResponse:
    """Some fields of a record, from the version the caller read."""
    data = body.read(request)
    _refuse_own(data, resource.keyword)
    if VERSION in action.schema.fields:
        data = _with_version(request, data, pk)
    result = _run(request, resource, action, data, pk)
    return shown(represent.outcome(actor_of(request), resource, result))


def remove(request: HttpRequest, resource: Resource, action: AnyAction, pk: int) -> HttpResponse:
    """Delete a record, in the version the caller read."""
    data = _with_version(request, {}, pk) if VERSION in action.schema.fields else {}
    _run(request, resource, action, data, pk)
    return HttpResponse(status=204)


def _run(request: HttpRequest, resource: Resource, action: AnyAction, data: Json, pk: int) -> object:
    return run_on(request, action, resource.keyword, pk, data)


def run_on(request: HttpRequest, action: Action[..., R], keyword: str, pk: int, data: Json) -> R:
    """Run it; a record in the path that is unknown or invisible is 404, not a fault of the body."""
    try:
        return action.run(actor_of(request), {**data, keyword: pk})
    except Invalid as no:
        if no.faults.get(keyword, ("", ""))[0] == "not_found":
            raise Missing("not_found", _("There is no such record, or you cannot see it.")) from no
        raise


def _refuse_own(data: Json, keyword: str) -> None:
    """Id and version come from the path and from If-Match only."""
    for name in (keyword, VERSION):
        if name in data:
            raise Invalid({name: ("extra_forbidden", _("There is no such field here."))})


def _with_version(request: HttpRequest, data: Json, pk: int) -> Json:
    version = required_version(request, pk)
    return data if version is None else {**data, VERSION: version}
