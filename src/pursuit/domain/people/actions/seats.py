"""Awaited answers of somebody who leaves: they go to the successor."""

from pursuit.domain.people.models import HandOver
from pursuit.domain.people.queries.people import awaited_seats
from pursuit.kernel import events
from pursuit.kernel.actor import Actor
from pursuit.kernel.models import ApprovalSeat, Share
from pursuit.kernel.models.subject import Level


def move_seats(actor: Actor, order: HandOver) -> int:
    """Awaited answers go to the successor, unless the successor asked or sits there already."""
    moved = 0
    for seat in awaited_seats(order.from_user_id).select_related("approval__subject").order_by("pk"):
        approval = seat.approval
        there = ApprovalSeat.objects.filter(approval=approval, user_id=order.to_user_id)
        if approval.requested_by_id == order.to_user_id or there.filter(step=seat.step).exists():
            continue
        seat.user_id = order.to_user_id
        seat.save()
        Share.objects.get_or_create(
            subject=approval.subject,
            user_id=order.to_user_id,
            reason=f"approval:{approval.pk}",
            defaults={"level": Level.VIEW},
        )
        events.record(
            actor,
            "people.approval.handed_over",
            approval.subject,
            approval=approval.pk,
            title=approval.title,
            to=[order.to_user_id],
        )
        moved += 1
    return moved
