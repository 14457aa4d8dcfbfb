"""What happened to a record, as today's reader may see it: hidden fields stay hidden in the past too."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from django.utils.translation import gettext as _

from pursuit.kernel import extensions, undo
from pursuit.kernel.actor import Actor
from pursuit.kernel.models.event import Event
from pursuit.kernel.models.subject import Subject
from pursuit.kernel.prepared import Prepared
from pursuit.kernel.schema import Field, fields_of

LATEST = 2**62  # beyond every event


@dataclass(frozen=True, slots=True)
class Change:
    """One field's before and after; `field` tells how to label and format them."""

    name: str
    field: Field | None
    before: object
    after: object


@dataclass(frozen=True, slots=True)
class Entry:
    """One event for people."""

    id: int
    at: datetime
    actor: str
    on_behalf_of: str
    verb: str
    source: str
    changes: list[Change]
    facts: dict[str, object]
    can_undo: bool


def of(actor: Actor, subject: Subject, *, before: int | None = None, limit: int = 30) -> list[Entry]:
    """The newest entries of a visible record, older than event `before`."""
    rows = _newest(limit)(subject=subject, before=LATEST if before is None else before)
    fields = _fields(subject.type)
    return [_entry(actor, event, fields) for event in rows]


@cache
def _newest(limit: int) -> Prepared[Event]:
    related = ("actor", "on_behalf_of", "payload")
    return Prepared(
        lambda subject, before: (
            Event.objects.filter(subject=subject, pk__lt=before).select_related(*related).order_by("-pk")[:limit]
        )
    )


def entry(actor: Actor, event: Event) -> Entry:
    """One event the reader was found to see; its payload is loaded with it."""
    return _entry(actor, event, _fields(event.subject.type) if event.subject else {})


def _entry(actor: Actor, event: Event, fields: dict[str, Field]) -> Entry:
    data = dict(event.payload.data or {})
    changes = list(_shown(actor, data.pop("changes", {}).items(), fields))
    return Entry(
        id=event.pk,
        at=event.at,
        actor=str(event.actor),
        on_behalf_of=str(event.on_behalf_of or ""),
        verb=event.verb,
        source=event.source,
        changes=changes,
        facts=data,
        can_undo=undo.can_undo(event),
    )


def _shown(actor: Actor, changes: Iterable[tuple[str, Sequence[object]]], fields: dict[str, Field]) -> Iterator[Change]:
    for name, (before, after) in changes:
        field = fields.get(name)
        if field is not None and field.right and not actor.may(field.right):
            continue
        yield Change(name, field, before, after)


_known: dict[str, dict[str, Field]] = {}


def _fields(subject_type: str) -> dict[str, Field]:
    if subject_type not in _known:
        typed = extensions.subject_type(subject_type).fields
        _known[subject_type] = fields_of(typed) if typed else {}
    return _known[subject_type]


def label(change: Change) -> str:
    """The field's name in the reader's language."""
    if change.field is not None:
        return str(change.field.label)
    spine = {"title": _("Name"), "owner": _("Owner"), "unit": _("Unit")}
    return spine.get(change.name, change.name)


def latest(subject: Subject) -> int:
    """The id of the newest event of a subject, which an undo offered right after an action points at."""
    return Event.objects.filter(subject=subject).latest("pk").pk
