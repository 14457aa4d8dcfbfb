"""One's notices: how many are unread, and the list, grouped by the record they are about."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import TypedDict, cast

from django.db.models import Count, F, Max, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from pursuit.domain.collaboration.models import Comment, Notification
from pursuit.domain.collaboration.rules import mentions, notices
from pursuit.kernel import access
from pursuit.kernel.actor import Actor
from pursuit.kernel.models import Event, Subject
from pursuit.kernel.prepared import Given, Prepared

LINES = 3  # newest notices shown of each record
MOST_COUNTED = 1000
LATEST = 2**62  # beyond every notice
_UNREAD = Prepared(
    lambda user: (
        Notification.objects.filter(user_id=user, read_at=None)
        .order_by("-pk")
        .values_list("subject_id", "subject__type")[:MOST_COUNTED]
    )
)


@dataclass(frozen=True, slots=True)
class Line:
    """One notice: who did what, and why one hears of it. words: the comment, where it is one."""

    id: int
    kind: str
    verb: str
    actor: str
    at: datetime
    read: bool
    title: str
    words: str


@dataclass(frozen=True, slots=True)
class Group:
    """Everything about one record (subject None: about none), newest line first."""

    subject: Subject | None
    last: int
    count: int
    unread: int
    lines: list[Line]


class _Counted(TypedDict):
    subject_id: int | None
    last: int
    count: int
    unread: int


@dataclass(frozen=True, slots=True)
class Inbox:
    """A page of groups; `before` asks for the next one (None at the end)."""

    groups: list[Group]
    before: int | None


def notifications(actor: Actor) -> QuerySet[Notification]:
    """One's own notices about what one still sees."""
    return Notification.objects.visible_to(actor)


def unread(actor: Actor) -> int:
    """How many wait (a thousand at most). On every page: so only what the unread ones are about is looked at."""
    found = _UNREAD(user=actor.user_id)
    about = {pk: kind for pk, kind in found if pk is not None}
    seen = access.seen_among(actor, about)
    return sum(pk is None or pk in seen for pk, _kind in found)


def inbox(actor: Actor, *, only_unread: bool = False, before: int | None = None, limit: int = 20) -> Inbox:
    """Groups by their newest notice; a constant number of queries."""
    page = _groups(only_unread, limit + 1)(actor, before=LATEST if before is None else before)
    shown = page[:limit]
    if not shown:
        return Inbox([], None)
    subjects = Subject.objects.in_bulk([group["subject_id"] for group in shown if group["subject_id"]])
    lines = _lines(notifications(actor), [group["subject_id"] for group in shown])
    groups = [
        Group(
            subject=subjects.get(group["subject_id"]),
            last=group["last"],
            count=group["count"],
            unread=group["unread"],
            lines=lines.get(group["subject_id"], []),
        )
        for group in shown
    ]
    return Inbox(groups, shown[-1]["last"] if len(page) > limit else None)


@cache
def _groups(only_unread: bool, most: int) -> Prepared["_Counted"]:
    counts = {"last": Max("pk"), "count": Count("pk"), "unread": Count("pk", filter=Q(read_at=None))}
    wanted = Q(unread__gt=0) if only_unread else Q()

    def make(actor: Actor, before: Given) -> "QuerySet[Notification, _Counted]":
        groups = notifications(actor).order_by().values("subject_id").annotate(**counts)
        found = groups.filter(wanted, last__lt=before).order_by("-last")[:most]  # type: ignore[misc]  # it was just made
        return cast("QuerySet[Notification, _Counted]", found)

    return Prepared(make)


def _lines(rows: QuerySet[Notification], subjects: list[int | None]) -> dict[int | None, list[Line]]:
    """The newest notices of each group, numbered by the database so that long groups are not read."""
    about = Q(subject_id__in=[pk for pk in subjects if pk is not None])
    if None in subjects:
        about |= Q(subject=None)
    numbered = rows.filter(about).annotate(
        place=Window(RowNumber(), partition_by=[F("subject_id")], order_by=F("pk").desc())
    )
    newest = list(numbered.filter(place__lte=LINES).select_related("event__actor", "event__payload").order_by("-pk"))
    words = _words(row.event for row in newest)
    found: dict[int | None, list[Line]] = {}
    for row in newest:
        facts = row.event.payload.data or {}
        line = Line(
            id=row.pk,
            kind=row.kind,
            verb=row.event.verb,
            actor=str(row.event.actor),
            at=row.at,
            read=row.read_at is not None,
            title=str(facts.get("title", "")),
            words=words.get(row.event_id, ""),
        )
        found.setdefault(row.subject_id, []).append(line)
    return found


def _words(events: Iterable[Event]) -> dict[int, str]:
    """The beginnings of the comments among some events; deleted ones say nothing."""
    ids = {
        event.pk: event.payload.data.get("comment")
        for event in events
        if event.verb in (notices.COMMENTED, notices.EDITED)
    }
    texts = dict(Comment.objects.filter(pk__in=ids.values(), deleted_at=None).values_list("pk", "text"))
    return {event: mentions.plain(texts[comment]) for event, comment in ids.items() if comment in texts}
