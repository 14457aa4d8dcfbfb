"""Whose feed it is."""

from collections.abc import Collection

from django.db.models import QuerySet

from pursuit.domain.sharing.models import CalendarFeed
from pursuit.kernel import tokens
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Missing
from pursuit.kernel.records import GONE

OWN = "feeds.own"
INTERFACE = "feed"
LOOKING = frozenset({"read", OWN})  # an address never changes anything


def mine(actor: Actor) -> QuerySet[CalendarFeed]:
    """The actor's live feeds."""
    return CalendarFeed.objects.filter(user_id=actor.user_id, revoked_at=None).order_by("-pk")


def feed(actor: Actor, pk: int) -> CalendarFeed:
    """One of them."""
    row = mine(actor).filter(pk=pk).first()
    if row is None:
        raise Missing("not_found", GONE)
    return row


def among(actor: Actor, ids: Collection[int]) -> Collection[int]:
    return set(mine(actor).filter(pk__in=ids).values_list("pk", flat=True))


def opened(secret: str) -> tuple[CalendarFeed, Actor] | None:
    """The feed behind an address, and its owner as somebody who only looks; None when it is unknown, revoked, or its
    owner was deactivated or lost the right. The hash is looked up by its index, as with tokens of programs."""
    rows = CalendarFeed.objects.select_related("user").filter(hash=tokens.digest(secret), revoked_at=None)
    row = rows.filter(user__is_active=True, user__is_system=False).first()
    if row is None:
        return None
    actor = Actor.of(row.user, INTERFACE, LOOKING)
    return (row, actor) if actor.may(OWN) else None
