"""One effect per Idempotency-Key: the answer is written in the effect's transaction, and given again when repeated."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from pursuit.kernel import clock
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Refused
from pursuit.kernel.models.door import IdempotentReply

KEPT = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer: status and body. `again`: it was given before."""

    status: int
    body: str
    again: bool = False


def once(actor: Actor, key: str, route: str, body_hash: str, produce: Callable[[], Reply]) -> Reply:
    """Run `produce` under a key, or give the answer it gave before. What raises is rolled back and keeps no key.

    The row is inserted first: whoever comes second waits at the unique index (or, on SQLite, for the write lock)
    until the first has committed, so twenty at once have one effect.
    """
    with transaction.atomic():
        mine = IdempotentReply.objects.filter(user_id=actor.user_id, key=key, route=route)
        mine.filter(created_at__lt=clock.now() - KEPT).delete()
        try:
            with transaction.atomic():
                row = IdempotentReply.objects.create(
                    user_id=actor.user_id,
                    key=key,
                    route=route,
                    body_hash=body_hash,
                    status=0,
                    body="",
                    created_at=clock.now(),
                )
        except IntegrityError:
            before = mine.get()
            if before.body_hash != body_hash:
                raise Refused(
                    "key_reused", _("This Idempotency-Key was used with another body: take a new key.")
                ) from None
            return Reply(before.status, before.body, again=True)
        reply = produce()
        row.status, row.body = reply.status, reply.body
        row.save()
        return reply


def forget_old() -> int:
    """Remove answers nobody will ask for again."""
    return IdempotentReply.objects.filter(created_at__lt=clock.now() - KEPT).delete()[0]
