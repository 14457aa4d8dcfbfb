"""The lists of the room as tabs beside each other."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pursuit.interfaces.web.lists.views import Tab
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.kernel.actor import Actor

SECTIONS = (
    (_("Leads"), "market:leads", "market.lead.view"),
    (_("Project registrations"), "market:registrations", "market.registration.view"),
    (_("Competitors"), "market:competitors", "market.competitor.view"),
)


def sections(actor: Actor, current: str) -> list[Tab]:
    """Those the actor may open."""
    return [Tab(label, reverse(url), url == current) for label, url, right in SECTIONS if actor.may(right)]


@page("market.competitor.view")
def index(request: Request) -> HttpResponse:
    """The door of the room: the first list the actor may open."""
    return redirect(sections(request.actor, "")[0].url)
