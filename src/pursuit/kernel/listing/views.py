"""Saved views: a list's URL query under a name; shared ones are read-only for everybody else."""

from typing import Annotated
from urllib.parse import parse_qsl, urlencode

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from pydantic import Field

from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Missing, Refused
from pursuit.kernel.inputs import Label
from pursuit.kernel.listing.column import get
from pursuit.kernel.listing.query import read_query
from pursuit.kernel.models.data import SavedView

ViewName = Annotated[str, Field(min_length=1, max_length=80), Label(_("Name"))]
ViewQuery = Annotated[str, Field(max_length=2000), Label(_("Query"), widget="hidden")]
Shared = Annotated[bool, Label(_("Shared with everybody"))]


@action("kernel.save_view", right="views.own", public="views.save")
def save_view(*, actor: Actor, listing: str, name: ViewName, query: ViewQuery, shared: Shared = False) -> SavedView:
    """Keep a list's present filters under a name; one's own view of that name is replaced."""
    try:
        declared = get(listing)
    except KeyError as error:
        raise Refused("unknown_list", _("There is no such list."), "listing") from error
    kept: dict[str, str] = {}
    for key, value in parse_qsl(query):
        # A form sends several values of one filter as several parameters; kept they are one, with commas.
        if key != "after":
            kept[key] = f"{kept[key]},{value}" if key in kept and key != "q" else value
    read_query(declared, actor, kept, strict=True)
    row, _made = SavedView.objects.update_or_create(
        owner=actor.user, listing=listing, name=name, defaults={"query": urlencode(kept), "shared": shared}
    )
    return row


@action("kernel.delete_view", right="views.own", public="views.delete")
def delete_view(*, actor: Actor, view: int) -> None:
    """Remove one's own view."""
    if not SavedView.objects.filter(pk=view, owner_id=actor.user_id).delete()[0]:
        raise Missing("not_found", _("There is no such view, or it is not yours."))


def visible(actor: Actor, listing: str) -> QuerySet[SavedView]:
    """One's own views and the shared ones."""
    return SavedView.objects.filter(Q(owner_id=actor.user_id) | Q(shared=True), listing=listing).order_by("name", "pk")
