"""What ends when somebody leaves: their addresses stay ended when they come back."""

from pursuit.domain.sharing.models import CalendarFeed, SharedPlan
from pursuit.kernel import clock
from pursuit.kernel.actor import Actor


def end_of(actor: Actor, user: int) -> None:
    """All feeds and shares of a person."""
    now = clock.now()
    CalendarFeed.objects.filter(user_id=user, revoked_at=None).update(revoked_at=now)
    open_ones = SharedPlan.objects.filter(created_by_id=user, revoked_at=None)
    open_ones.update(revoked_at=now, revoked_by_id=actor.user_id)
