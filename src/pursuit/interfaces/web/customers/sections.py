"""The lists of the room as tabs beside each other."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pursuit.interfaces.web.lists.views import Tab
from pursuit.kernel.actor import Actor

SECTIONS = (
    (_("Customers"), "customers:list", "customers.view"),
    (_("Contacts"), "customers:contacts", "customers.contact.view"),
    (_("Visits"), "customers:visits", "customers.visit.view"),
    (_("Commitments"), "customers:commitments", "customers.visit.view"),
)


def sections(actor: Actor, current: str) -> list[Tab]:
    """Those the actor may open."""
    return [Tab(label, reverse(url), url == current) for label, url, right in SECTIONS if actor.may(right)]
