"""The seals of the audit trail: the worker chains batches of events; `pursuit check` verifies every link."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction

from pursuit.kernel import clock
from pursuit.kernel.events import digest_of, event_digest
from pursuit.kernel.models.event import Event, Seal

GENESIS = "0" * 64
BATCH = 2000
# Ids are taken before commit: on PostgreSQL a slower transaction may still add an id below one already seen.
# Events are sealed only when they are older than any transaction may run.
SETTLED_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Fault:
    """A break in the trail."""

    event: int | None
    reason: str


def seal(limit: int = BATCH, *, settled_seconds: int = SETTLED_SECONDS) -> int:
    """Seal the next batch of settled events; returns how many. Safe to run twice at once: `last` is unique."""
    with transaction.atomic():
        previous = Seal.objects.select_for_update().order_by("-last").first()
        start = previous.last if previous else 0
        border = clock.now().timestamp() - settled_seconds
        batch = []
        for event in Event.objects.filter(pk__gt=start).order_by("pk")[:limit]:
            if event.recorded_at.timestamp() > border:
                break
            batch.append(event)
        if not batch:
            return 0
        chained = previous.hash if previous else GENESIS
        Seal.objects.create(
            first=batch[0].pk,
            last=batch[-1].pk,
            count=len(batch),
            previous=chained,
            hash=_chain(chained, batch),
            sealed_at=clock.now(),
        )
        return len(batch)


def verify() -> Iterator[Fault]:
    """Every break: a changed event or payload, a missing or inserted event, a broken chain."""
    yield from _event_faults()
    previous = GENESIS
    last = 0
    for sealed in Seal.objects.order_by("last").iterator():
        events = list(Event.objects.filter(pk__gt=last, pk__lte=sealed.last).order_by("pk"))
        if sealed.previous != previous:
            yield Fault(sealed.first, f"seal {sealed.pk} does not follow the one before it")
        if len(events) != sealed.count:
            yield Fault(sealed.first, f"seal {sealed.pk} covers {sealed.count} events, {len(events)} are there")
        elif _chain(sealed.previous, events) != sealed.hash:
            yield Fault(sealed.first, f"the events under seal {sealed.pk} are not those that were sealed")
        previous, last = sealed.hash, sealed.last


def _event_faults() -> Iterator[Fault]:
    for event in Event.objects.select_related("payload").order_by("pk").iterator(chunk_size=2000):
        if event_digest(event) != event.digest:
            yield Fault(event.pk, "the event was changed after it was recorded")
        payload = getattr(event, "payload", None)
        if payload is None:
            yield Fault(event.pk, "the payload is missing without an erasure mark")
        elif payload.erased_at is None and digest_of(payload.data) != event.payload_digest:
            yield Fault(event.pk, "the payload was changed after it was recorded")


def _chain(previous: str, events: list[Event]) -> str:
    return digest_of([previous, [[event.pk, event.digest] for event in events]])
