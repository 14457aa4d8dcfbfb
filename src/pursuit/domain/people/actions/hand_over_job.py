"""The job behind a hand-over: bulk chunks with progress, a result row per record, cancel and resume."""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _

from pursuit.domain.people.actions.hand_over import JOB, finish_hand_over
from pursuit.domain.people.actions.owners import hand_over_record
from pursuit.domain.people.models import HandOver, HandOverLine, LineState
from pursuit.domain.people.queries import hand_over as look
from pursuit.kernel import bulk, clock
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Missing
from pursuit.kernel.jobs import Progress

__all__ = ["JOB", "run"]
BATCH = 500


def run(actor: Actor, progress: Progress, params: Mapping[str, object]) -> dict[str, int]:
    """Move what is left of an order. Called again after a kill it goes on; after the end it does nothing."""
    order = HandOver.objects.filter(pk=int(str(params["hand_over"]))).first()
    if order is None:
        raise Missing("not_found", _("There is no such hand-over, or it is not yours."))
    if order.finished_at is not None:
        return look.outcome(order)
    handled = sum(look.outcome(order).values())
    total = handled + look.remaining(order).count()
    progress(handled, total)

    def report(done: int) -> bool:
        progress(handled + done, total)
        return True

    for result in bulk.run(hand_over_record, actor, _rows(order), between=report):
        if result.refused is not None:
            # Killed before this line, the record is tried and refused again.
            _refused(order, int(result.row["subject"]), result.refused.code, str(result.refused.message))
    finish_hand_over(actor=actor, hand_over=order.pk)
    return look.outcome(order)


def _rows(order: HandOver) -> Iterator[Mapping[str, int]]:
    """What is left, by id, fetched in batches so that nothing is held open between transactions."""
    last = 0
    while batch := list(look.remaining(order).filter(pk__gt=last).values_list("pk", flat=True)[:BATCH]):
        yield from ({"hand_over": order.pk, "subject": pk} for pk in batch)
        last = batch[-1]


def _refused(order: HandOver, subject: int, code: str, message: str) -> None:
    line = HandOverLine(
        hand_over=order,
        subject_id=subject,
        state=LineState.REFUSED,
        code=code[:60],
        message=message[:300],
        at=clock.now(),
    )
    HandOverLine.objects.bulk_create([line], ignore_conflicts=True)
