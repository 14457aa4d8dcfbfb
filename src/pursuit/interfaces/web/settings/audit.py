"""The audit trail and the health of the installation: looking only."""

from django.http import HttpResponse
from django.shortcuts import render

from pursuit.interfaces.web.lists.views import list_page
from pursuit.interfaces.web.records.history import lines
from pursuit.interfaces.web.records.views import subject_url
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.kernel import trail
from pursuit.kernel.health import health as health_of


@page(trail.RIGHT)
def audit(request: Request) -> HttpResponse:
    """Everything that happened, newest first, with filters; and how far it is sealed."""
    context = {"sealing": trail.sealing(request.actor)}
    return list_page(request, trail.TRAIL, template="settings/audit.html", context=context)


@page(trail.RIGHT)
def event(request: Request, pk: int) -> HttpResponse:
    """One entry with everything recorded about it."""
    told = trail.event(request.actor, pk)
    (line,) = lines([told.entry])
    row = told.event.subject
    context = {
        "told": told,
        "line": line,
        "record": row,
        "record_url": subject_url(row) if row and row.deleted_at is None else "",
    }
    return render(request, "settings/event.html", context)


@page("settings.edit")
def health(request: Request) -> HttpResponse:
    """Background work and messages to send."""
    return render(request, "settings/health.html", {"health": health_of(request.actor)})
