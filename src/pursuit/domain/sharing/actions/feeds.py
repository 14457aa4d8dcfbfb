"""One's own calendar feeds: made, given a new address, ended."""

import secrets
from datetime import timedelta
from typing import NamedTuple

from django.db import DatabaseError
from django.utils.translation import gettext_lazy as _

from pursuit.domain.sharing.fields import Absences, FeedId, FeedName, Milestones, Tasks, Todos, Visits
from pursuit.domain.sharing.models import CalendarFeed
from pursuit.domain.sharing.queries.feeds import OWN, feed, mine
from pursuit.kernel import clock, events, tokens
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Refused

MOST = 20
NOTED_EVERY = timedelta(minutes=5)


class Made(NamedTuple):
    """A feed and its secret, which is shown once and never again."""

    feed: CalendarFeed
    secret: str


@action("sharing.create_feed", right=OWN)
def create_feed(
    *,
    actor: Actor,
    name: FeedName,
    tasks: Tasks = True,
    milestones: Milestones = True,
    visits: Visits = False,
    absences: Absences = False,
    todos: Todos = False,
) -> Made:
    """A calendar of what one has to do."""
    chosen = {"tasks": tasks, "milestones": milestones, "visits": visits, "absences": absences}
    parts = [part for part, wanted in chosen.items() if wanted]
    if not parts:
        raise Refused("nothing_chosen", _("Choose what the calendar is to hold."), "tasks")
    if mine(actor).count() >= MOST:
        raise Refused("too_many", _("You have enough calendar feeds: revoke one first."), "name")
    secret = secrets.token_urlsafe(32)
    row = CalendarFeed.objects.create(
        user=actor.user,
        name=name,
        hash=tokens.digest(secret),
        hint=secret[-4:],
        parts=parts,
        todos=todos,
        created_at=clock.now(),
    )
    events.record(actor, "sharing.feed.created", None, feed=row.pk, name=name, parts=parts)
    return Made(row, secret)


@action("sharing.renew_feed", right=OWN)
def renew_feed(*, actor: Actor, feed_id: FeedId) -> Made:
    """A new address; the old one stops at once."""
    row = feed(actor, feed_id)
    secret = secrets.token_urlsafe(32)
    row.hash, row.hint = tokens.digest(secret), secret[-4:]
    row.last_used_at = None
    row.save(update_fields=["hash", "hint", "last_used_at"])
    events.record(actor, "sharing.feed.renewed", None, feed=row.pk, name=row.name)
    return Made(row, secret)


@action("sharing.revoke_feed", right=OWN)
def revoke_feed(*, actor: Actor, feed_id: FeedId) -> CalendarFeed:
    """The calendar ends at once, wherever it is read."""
    row = feed(actor, feed_id)
    row.revoked_at = clock.now()
    row.save(update_fields=["revoked_at"])
    events.record(actor, "sharing.feed.revoked", None, feed=row.pk, name=row.name)
    return row


def note_used(row: CalendarFeed) -> None:
    """Remember when a feed was read, at most every five minutes; never worth failing an answer."""
    now = clock.now()
    if row.last_used_at is not None and now - row.last_used_at < NOTED_EVERY:
        return
    try:
        CalendarFeed.objects.filter(pk=row.pk).update(last_used_at=now)
    except DatabaseError:
        return
