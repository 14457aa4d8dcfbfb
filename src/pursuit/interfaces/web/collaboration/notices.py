"""The notification centre: what happened that concerns me, grouped by record."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from pursuit.domain.collaboration.actions.notifications import mark_all_read, mark_read
from pursuit.domain.collaboration.models import Notice, Notification
from pursuit.domain.collaboration.queries import notifications as look
from pursuit.interfaces.web.records.history import verb
from pursuit.interfaces.web.records.views import subject_url
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.interfaces.web.shell.toasts import Toast, see_other
from pursuit.kernel.errors import Missing

RIGHT = "collaboration.follow"
HERE = "collaboration:notifications"
# Where an event is looked at best, by the first part of its verb, for rooms whose records have more than one page.
PLACES: dict[str, Callable[[int, Mapping[str, object]], str]] = {}


@dataclass(frozen=True, slots=True)
class Told:
    """A notice in words."""

    line: look.Line
    why: str
    what: str


@page(RIGHT)
def notifications(request: Request) -> HttpResponse:
    """Unread ones first; `show=unread` leaves the others out."""
    only = request.GET.get("show") == "unread"
    before = request.GET.get("before", "")
    inbox = look.inbox(request.actor, only_unread=only, before=int(before) if before.isdecimal() else None)
    groups = sorted(inbox.groups, key=lambda group: not group.unread)
    why = dict(Notice.choices)
    context = {
        "groups": [
            (group, [Told(line, str(why[line.kind]), verb(line.verb)) for line in group.lines]) for group in groups
        ],
        "newest": max((group.last for group in inbox.groups), default=0),
        "unread": look.unread(request.actor),
        "only": only,
        "more": inbox.before,
        "nav": "notifications",
    }
    template = (
        "collaboration/notifications.html#groups" if request.htmx and before else "collaboration/notifications.html"
    )
    return render(request, template, context)


@page(RIGHT, methods=("POST",))
def opening(request: Request, pk: int) -> HttpResponse:
    """Go to what a notice is about; everything about that record counts as read."""
    row = look.notifications(request.actor).select_related("event__payload", "subject").filter(pk=pk).first()
    if row is None:
        raise Missing("not_found", _("There is no such notification, or you cannot see it."))
    read = {"subject": row.subject_id} if row.subject_id else {"notifications": [pk]}
    mark_read.run(request.actor, read)
    return see_other(request, _target(row))


@page(RIGHT, methods=("POST",))
def reading(request: Request) -> HttpResponse:
    """Mark one group read, or everything up to the newest that was on the screen."""
    subject, up_to = request.POST.get("subject", ""), request.POST.get("up_to", "")
    if subject.isdecimal():
        mark_read.run(request.actor, {"subject": int(subject)})
        return see_other(request, reverse(HERE))
    mark_all_read.run(request.actor, {"up_to": int(up_to)} if up_to.isdecimal() else {})
    return see_other(request, reverse(HERE), Toast(_("Everything is read.")))


def _target(row: Notification) -> str:
    facts = row.event.payload.data or {}
    if row.kind in (Notice.APPROVAL, Notice.DECIDED) and facts.get("approval"):
        return reverse("approvals:one", args=[facts["approval"]])
    if row.kind in (Notice.APPROVAL, Notice.DECIDED) and facts.get("sheet"):
        return reverse("hours:week", args=[facts["user"], facts["week"]])
    place = PLACES.get(row.event.verb.partition(".")[0])
    if row.subject and place:
        return place(row.subject.pk, facts)
    if row.subject:
        url = subject_url(row.subject) or reverse("history", args=[row.subject.pk])
        return f"{url}#talk-{row.subject.pk}" if facts.get("comment") else url
    if facts.get("hand_over"):
        return reverse("people:hand-over", args=[facts["hand_over"]])
    return reverse(HERE)
