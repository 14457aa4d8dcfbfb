"""The outbox: what must leave the system is written with the change and sent after commit, at least once."""

import logging
from collections.abc import Callable, Mapping
from datetime import timedelta

from django.db.models import F

from pursuit.kernel import clock
from pursuit.kernel.models.job import OutboxMessage

log = logging.getLogger("pursuit.outbox")
# After each failure wait longer; after the last the message is given up and shown to administrators.
WAITS = (5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400)
LEASE = timedelta(minutes=2)
Sender = Callable[[OutboxMessage], None]

_channels: dict[str, Sender] = {}


def channel(code: str, sender: Sender) -> None:
    """Declare how messages of a channel are sent; the sender raises when it failed."""
    _channels[code] = sender


def put(key: str, channel: str, to: str, body: Mapping[str, object]) -> None:
    """Write a message inside the change that causes it. The same key is written once."""
    now = clock.now()
    OutboxMessage.objects.bulk_create(
        [OutboxMessage(key=key, channel=channel, to=to, body=dict(body), created_at=now, due_at=now)],
        ignore_conflicts=True,
    )


def send_due(limit: int = 20) -> int:
    """Send what is due. A message is leased first: a crash while sending delays it, two senders never share it."""
    sent = 0
    now = clock.now()
    due = OutboxMessage.objects.filter(due_at__lte=now, sent_at=None, failed_at=None).order_by("due_at")
    for message in due[:limit]:
        leased = OutboxMessage.objects.filter(pk=message.pk, due_at=message.due_at, sent_at=None)
        if leased.update(due_at=now + LEASE, attempts=F("attempts") + 1):
            sent += _send(message)
    return sent


def _send(message: OutboxMessage) -> int:
    row = OutboxMessage.objects.filter(pk=message.pk)
    try:
        _channels[message.channel](message)
    except Exception as error:
        log.warning("outbox %s to %s failed: %s", message.pk, message.channel, error)
        if message.attempts >= len(WAITS):
            row.update(failed_at=clock.now(), error=str(error)[:300])
        else:
            row.update(due_at=clock.now() + timedelta(seconds=WAITS[message.attempts]), error=str(error)[:300])
        return 0
    row.update(sent_at=clock.now(), error="")
    return 1
