"""What happened to credentials, in people's words; the lists of the tender desk as tabs beside each other."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pursuit.interfaces.web.lists.views import Tab
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Text

VERBS: dict[str, Text] = {
    "credential.occupied": _("occupied it for a bid or project"),
    "credential.released": _("released it"),
}
SECTIONS = (
    (_("Bids"), "bids:list", "bids.view"),
    (_("Credentials"), "credentials:list", "credentials.view"),
)


def sections(actor: Actor, current: str) -> list[Tab]:
    """Those the actor may open."""
    return [Tab(label, reverse(url), url == current) for label, url, right in SECTIONS if actor.may(right)]
