"""The caller themself, and search over everything they see."""

from django.http import HttpRequest, HttpResponse

from pursuit.interfaces.rest.answers import answer
from pursuit.interfaces.rest.auth import actor_of
from pursuit.interfaces.rest.parameters import allow, choice
from pursuit.kernel import extensions, search

MOST = 50


def me(request: HttpRequest) -> HttpResponse:
    """Who this token or session is, and what it may do."""
    allow(request)
    actor = actor_of(request)
    rights = {}
    for code in sorted(actor.reaches):
        if reach := actor.reach(code):
            rights[code] = {"all": reach.all, "own": reach.own, "units": sorted(reach.units)}
    return answer(
        {
            "id": actor.user_id,
            "username": actor.user.username,
            "name": actor.user.name,
            "unit": actor.unit_id,
            "scopes": sorted(actor.scopes) if actor.scopes is not None else None,
            "stands_in_for": sorted(actor.stands_in_for),
            "rights": rights,
        }
    )


def found(request: HttpRequest) -> HttpResponse:
    """Visible records that match, newest change first."""
    allow(request, "q", "type")
    kind = choice(request, "type", [one.code for one in extensions.subject_types()])
    hits = search.subjects(actor_of(request), request.GET.get("q", "")[:80], types=[kind] if kind else ())
    return answer(
        {"items": [{"id": one.pk, "type": one.type, "title": one.title} for one in hits[:MOST]], "next": None}
    )
