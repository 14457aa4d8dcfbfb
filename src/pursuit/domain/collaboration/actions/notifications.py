"""Writing notices with the events they are about, and marking them read."""

from collections.abc import Mapping

from pursuit.domain.collaboration.fields import AnySubject, NotificationIds
from pursuit.domain.collaboration.models import Notification
from pursuit.domain.collaboration.queries.followers import followers, silenced
from pursuit.domain.collaboration.rules import notices
from pursuit.kernel import clock
from pursuit.kernel import context as surroundings
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.models import Deputy, Event, User

RIGHT = "collaboration.follow"


def notify(actor: Actor, event: Event, data: Mapping[str, object]) -> None:
    """Subscriber of every event: tells whom it names and who follows, in the event's own transaction."""
    around = surroundings.get()
    if around.source or around.batch is not None:
        # An import brings years at once: it is no news to anybody.
        return
    named = notices.named(event.verb, data)
    kind = notices.for_followers(event.verb, data) if event.subject else ""
    if "approval" in named.values():
        named = _with_deputies(named)
    if event.subject and (light := [user for user, kind in named.items() if kind in notices.SILENCED]):
        deaf = silenced(event.subject)
        named = {user: kind for user, kind in named.items() if user not in light or user not in deaf}
    follow = followers(event.subject) if kind and event.subject else set()
    wanted = notices.recipients(named, follow, kind, besides={actor.user_id, event.actor_id})
    if not wanted:
        return
    present = User.objects.filter(pk__in=wanted, is_active=True, is_system=False).values_list("pk", flat=True)
    Notification.objects.bulk_create(
        Notification(user_id=user, event=event, subject=event.subject, kind=wanted[user], at=event.at)
        for user in sorted(present)
    )


@action("collaboration.mark_read", right=RIGHT, public="notifications.read")
def mark_read(*, actor: Actor, notifications: NotificationIds | None = None, subject: AnySubject | None = None) -> int:
    """Mark some of one's notices read, or all about a record. Ids that are not one's own do nothing."""
    rows = Notification.objects.filter(user_id=actor.user_id, read_at=None)
    if subject is not None:
        rows = rows.filter(subject_id=subject)
    if notifications is not None:
        rows = rows.filter(pk__in=notifications)
    return rows.update(read_at=clock.now()) if subject is not None or notifications is not None else 0


@action("collaboration.mark_all_read", right=RIGHT, public="notifications.read-all")
def mark_all_read(*, actor: Actor, up_to: int | None = None) -> int:
    """Mark all read, up to the newest one that was on the screen."""
    rows = Notification.objects.filter(user_id=actor.user_id, read_at=None)
    if up_to is not None:
        rows = rows.filter(pk__lte=up_to)
    return rows.update(read_at=clock.now())


def _with_deputies(named: Mapping[int, str]) -> dict[int, str]:
    """Whoever stands in for an absent person hears what waits for that person."""
    today = clock.today()
    asked = [user for user, kind in named.items() if kind == "approval"]
    standing = Deputy.objects.filter(user_id__in=asked, since__lte=today, until__gte=today, user__is_active=True)
    return dict.fromkeys(standing.values_list("deputy_id", flat=True), "approval") | dict(named)
