"""Looking: the list of a resource, one of its records, what happened to it."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.translation import gettext_lazy as _

from pursuit.interfaces.rest import represent
from pursuit.interfaces.rest.answers import answer, shown
from pursuit.interfaces.rest.auth import actor_of
from pursuit.interfaces.rest.etags import etag, unchanged
from pursuit.interfaces.rest.parameters import number
from pursuit.kernel import events, history, listing
from pursuit.kernel.errors import Missing, Refused
from pursuit.kernel.listing import Listing
from pursuit.kernel.listing.query import SIZES
from pursuit.kernel.models import Subject

KNOWN = ("q", "sort", "cols", "size", "after")


def rows(request: HttpRequest, found: Listing) -> HttpResponse:
    """A page of the list, under the caller's own visibility."""
    actor = actor_of(request)
    represent.require_look(actor, found.view_right)
    _check_parameters(request)
    query = listing.read_query(found, actor, request.GET, strict=True)
    page = listing.page(found, actor, query)
    following = ""
    if page.next:
        parameters = [(key, value) for key, values in request.GET.lists() if key != "after" for value in values]
        following = f"{request.path}?{urlencode([*parameters, ('after', page.next)])}"
    headers = {"Link": f'<{following}>; rel="next"'} if following else {}
    items = [represent.row(found, line) for line in page.rows]
    return answer({"items": items, "next": following or None}, headers=headers)


def record(request: HttpRequest, found: Listing, pk: int) -> HttpResponse:
    """One record in full, or 304 where the caller has this version."""
    one = represent.one(actor_of(request), found, pk)
    if one.version is not None and unchanged(request, etag(one.id, one.version)):
        return HttpResponseNotModified(headers={"ETag": etag(one.id, one.version)})
    return shown(one)


def past(request: HttpRequest, found: Listing, pk: int) -> HttpResponse:
    """What happened to a record, newest first; fields hidden today are hidden in the past too."""
    actor = actor_of(request)
    represent.require_look(actor, found.view_right)
    subject = Subject.objects.visible_to(actor, [pk]).filter(type=found.subject_type).first()
    if subject is None:
        raise Missing("not_found", _("There is no such record, or you cannot see it."))
    before = number(request, "before")
    entries = history.of(actor, subject, before=before, limit=50)
    items = [
        {
            "id": entry.id,
            "at": entry.at,
            "actor": entry.actor,
            "on_behalf_of": entry.on_behalf_of or None,
            "event": entry.verb,
            "source": entry.source or None,
            "can_undo": entry.can_undo,
            "changes": [
                {"field": one.name, "label": history.label(one), "before": one.before, "after": one.after}
                for one in entry.changes
            ],
        }
        for entry in entries
    ]
    following = f"{request.path}?before={entries[-1].id}" if len(entries) == 50 else None
    return answer(events_safe({"items": items, "next": following}))


def events_safe(value: dict[str, object]) -> dict[str, object]:
    """Moments and money as the event payloads write them."""
    return {name: events.plain(one) for name, one in value.items()}


def _check_parameters(request: HttpRequest) -> None:
    for key in request.GET:
        if key not in KNOWN and not key.startswith("f."):
            raise Refused("unknown_parameter", _("There is no such filter, column or sort: %s.") % key[:60], key[:60])
    size = request.GET.get("size", "")
    if size and size not in map(str, SIZES):
        raise Refused("bad_size", _("The page size is one of %s.") % ", ".join(map(str, SIZES)), "size")
