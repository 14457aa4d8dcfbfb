"""The faces of the room, beside each other on each of its lists."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pursuit.interfaces.web.lists.views import Tab
from pursuit.kernel.actor import Actor

FACES = (
    (_("Persons"), "people:list", "people.view"),
    (_("Organisation"), "people:org", "people.view"),
    (_("Skill matrix"), "people:skills", "people.skills.view"),
    (_("Skill records"), "people:skill-list", "people.skills.view"),
    (_("Absences"), "people:absences", "people.absence.view"),
    (_("Capacity"), "people:capacities", "people.capacity.view"),
    (_("Cost rates"), "people:cost-rates", "people.rates.view"),
    (_("Hand-overs"), "people:hand-overs", "people.handover"),
)


def tabs(actor: Actor, current: str) -> list[Tab]:
    """Those the reader may open."""
    return [Tab(label, reverse(url), url == current) for label, url, right in FACES if actor.may(right)]
