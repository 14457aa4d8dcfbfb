"""The door that calendar programs come to: no sign-in, the address is the key, and it only reads."""

import hashlib
from collections.abc import Sequence
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.urls import reverse
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag
from django.utils.translation import gettext as _

from pursuit.domain.sharing.actions.feeds import note_used
from pursuit.domain.sharing.models import CalendarFeed
from pursuit.domain.sharing.queries.agenda import Entry, agenda
from pursuit.domain.sharing.queries.feeds import opened
from pursuit.integrations.ical.writer import Item, write
from pursuit.interfaces.web.sharing.limits import PLAIN, too_many, unlogged
from pursuit.interfaces.web.shell.access import public
from pursuit.kernel import clock, extensions, tokens

WRITTEN = 1  # goes up when the same things are written otherwise
BUSY = ("visit", "absence")


@public()
def calendar(request: HttpRequest, secret: str) -> HttpResponse:
    """The feed as its owner may see it now. Unknown, revoked, and a deactivated owner's are all the same 404."""
    found = opened(secret)
    if no := too_many(request, f"feed:{tokens.digest(secret)}" if found else ""):
        return no
    if found is None:
        return unlogged(HttpResponseNotFound("Not found\n", content_type=PLAIN))
    row, actor = found
    with translation.override(actor.user.language or settings.LANGUAGE_CODE):
        entries = agenda(actor, row.parts, clock.today())
        response = _answer(request, row, entries)
    note_used(row)
    return response


def _answer(request: HttpRequest, row: CalendarFeed, entries: Sequence[Entry]) -> HttpResponse:
    """Written only if it is not what the program has already. It is asked by its ETag: things also leave a calendar,
    by which no date of a last change moves on."""
    facts = (WRITTEN, row.name, row.todos, settings.BASE_URL, translation.get_language(), entries)
    tag = quote_etag(hashlib.sha256(repr(facts).encode()).hexdigest()[:32])
    same = get_conditional_response(request, etag=tag)
    if isinstance(same, HttpResponse) and same.status_code == 304:
        same["ETag"], same["Cache-Control"] = tag, "private, no-cache"
        return same
    items = [_item(one, todos=row.todos) for one in entries]
    response = HttpResponse(write(items, row.name, settings.TIME_ZONE), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="pursuit.ics"'
    response["ETag"] = tag
    if entries:
        response["Last-Modified"] = http_date(max(one.changed for one in entries).timestamp())
    response["Cache-Control"] = "private, no-cache"
    response["X-Robots-Tag"] = "noindex"
    return response


def _item(one: Entry, *, todos: bool) -> Item:
    host = urlsplit(settings.BASE_URL).hostname or "localhost"
    url = settings.BASE_URL + _path(one)
    kinds = {"task": _("Task"), "milestone": _("Milestone"), "visit": _("Visit"), "absence": _("Absence")}
    return Item(
        uid=f"{'task' if one.kind == 'milestone' else one.kind}-{one.pk}@{host}",
        title=f"◆ {one.title}" if one.kind == "milestone" else one.title,
        begins=one.begins,
        ends=one.ends,
        changed=one.changed,
        sequence=one.version,
        text="\n".join(filter(None, (one.about_title, url))),
        url=url,
        categories=(kinds[one.kind],),
        done=one.done,
        percent=one.percent,
        busy=one.kind in BUSY,
        todo=todos and one.kind == "task",
    )


def _path(one: Entry) -> str:
    if one.kind == "visit":
        return reverse("customers:visit", args=[one.pk])
    if one.kind == "absence":
        return reverse("people:away")
    if one.kind == "milestone" and one.about_type == "project":
        return f"{reverse('plans:plan', args=[one.about])}#row-{one.pk}"
    kind = extensions.subject_type("task")
    return reverse(kind.url_name, args=[one.pk])
