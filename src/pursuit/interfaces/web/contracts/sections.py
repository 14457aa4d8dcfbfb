"""Offers and contracts beside each other."""

from contextlib import suppress

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from pursuit.interfaces.web.lists.views import Tab
from pursuit.kernel.actor import Actor

SECTIONS = ((_("Quotes"), "offers:list", "offers.view"), (_("Contracts"), "contracts:list", "contracts.view"))


def sections(actor: Actor, current: str) -> list[Tab]:
    """Those the actor may open and that are there."""
    found = []
    for label, name, right in SECTIONS:
        if actor.may(right):
            with suppress(NoReverseMatch):
                found.append(Tab(label, reverse(name), name == current))
    return found
