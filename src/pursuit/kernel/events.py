"""Recording what happened, in the transaction in which it happens, and telling the subscribers."""

import hashlib
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from pursuit.kernel import blank, clock, collecting, extensions
from pursuit.kernel import context as surroundings
from pursuit.kernel.actor import Actor
from pursuit.kernel.models.event import Event, EventPayload
from pursuit.kernel.models.subject import Subject
from pursuit.kernel.money import Money

Changes = Mapping[str, tuple[object, object]]
AS_IT_IS = {str, int, bool, float}
_SUBJECT = Event._meta.get_field("subject")


def record(
    actor: Actor,
    verb: str,
    subject: Subject | None,
    changes: Changes | None = None,
    *,
    on_behalf_of: int | None = None,
    **facts: object,
) -> Event:
    """Append one event. changes: {field: (before, after)}; facts: what else a reader or an undo needs."""
    around = surroundings.get()
    data: dict[str, object] = {"changes": {name: [plain(a), plain(b)] for name, (a, b) in (changes or {}).items()}}
    data |= {name: plain(value) for name, value in facts.items()}
    heap = collecting.heap() if around.source else None
    now = heap.now if heap else clock.now()
    text = _canonical.encode(data)
    event = blank.row(
        Event,
        at=around.at or now,
        recorded_at=now,
        actor_id=around.original_author or actor.user_id,
        on_behalf_of_id=on_behalf_of,
        subject_id=subject.pk if subject else None,
        verb=verb,
        action=around.action,
        run=around.run,
        interface=actor.interface,
        source=around.source,
        batch=around.batch,
        version=subject.version if subject else None,
        payload_digest=_digest(text),
    )
    if subject is not None:
        _SUBJECT.set_cached_value(event, subject)
    event.digest = event_digest(event)
    if heap is not None:
        heap.events.append((event, text))
    else:
        event.save(force_insert=True)
        EventPayload.objects.create(event=event, data=data)
    for subscriber in extensions.subscribers(verb):
        subscriber.react(actor, event, data)
    return event


def plain(value: object) -> object:
    """A value as JSON keeps it."""
    if value is None or type(value) in AS_IT_IS:
        return value
    if isinstance(value, models.Model):
        return value.pk
    if isinstance(value, Money):
        return {"minor": value.minor, "currency": value.currency}
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, Mapping):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(one) for one in value]
    return value


_canonical = DjangoJSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":"), check_circular=False)


def digest_of(data: object) -> str:
    """SHA-256 over canonical JSON: keys sorted, no spaces."""
    return _digest(_canonical.encode(data))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def event_digest(event: Event) -> str:
    """The digest of an event's own columns and its payload's digest (the id is covered by the seal)."""
    return digest_of(
        [
            event.at.astimezone(UTC).isoformat(),
            event.recorded_at.astimezone(UTC).isoformat(),
            event.actor_id,
            event.on_behalf_of_id,
            event.subject_id,
            event.verb,
            event.action,
            event.run,
            event.interface,
            event.source,
            event.batch,
            event.version,
            event.payload_digest,
        ]
    )
