"""What happened on a record, in one stream: its history with the comments at their place."""

from dataclasses import dataclass, replace
from typing import Literal

from django.utils.translation import gettext_lazy as _

from pursuit.domain.collaboration.queries import comments
from pursuit.domain.collaboration.queries.comments import Said
from pursuit.domain.collaboration.rules import notices
from pursuit.kernel import history
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Missing
from pursuit.kernel.models import Subject

Part = Literal["all", "comments", "changes"]
# About the comments, which speak for themselves.
HIDDEN = frozenset({notices.EDITED, notices.DELETED, notices.RESTORED})


@dataclass(frozen=True, slots=True)
class Item:
    """One line: an event, or a comment where the event is one."""

    entry: history.Entry
    comment: Said | None


@dataclass(frozen=True, slots=True)
class Feed:
    """A page, newest first; `before` asks for the next one (None at the end)."""

    items: list[Item]
    before: int | None


def feed(actor: Actor, subject: int, *, part: Part = "all", before: int | None = None, limit: int = 30) -> Feed:
    """A page of a visible record's stream. `before` is an event id, so nothing is skipped or shown twice."""
    row = Subject.objects.visible_to(actor, [subject]).first()
    if row is None:
        raise Missing("not_found", _("There is no such record, or you cannot see it."))
    items: list[Item] = []
    while len(items) < limit:
        wanted = limit - len(items)
        entries = history.of(actor, row, before=before, limit=wanted)
        items += _items(actor, entries, part)
        if len(entries) < wanted:
            return Feed(items, None)
        before = entries[-1].id
    return Feed(items, before)


def _items(actor: Actor, entries: list[history.Entry], part: Part) -> list[Item]:
    ids = {_comment(entry) for entry in entries if entry.verb == notices.COMMENTED} - {0}
    said = comments.said(actor, ids) if ids else {}
    found = []
    for entry in entries:
        spoken = entry.verb == notices.COMMENTED
        if entry.verb in HIDDEN or part == ("changes" if spoken else "comments"):
            continue
        if not spoken:
            found.append(Item(entry, None))
        elif comment := said.get(_comment(entry)):
            found.append(Item(replace(entry, can_undo=False), comment))
    return found


def _comment(entry: history.Entry) -> int:
    value = entry.facts.get("comment")
    return value if isinstance(value, int) else 0
