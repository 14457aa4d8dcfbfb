"""Who has not handed a week in, although they worked in it."""

from collections.abc import Sequence
from datetime import date

from pursuit.domain.hours.models import TimeSheet
from pursuit.domain.hours.models.sheet import APPROVE, TOLD, reached
from pursuit.domain.hours.queries.days import expected
from pursuit.kernel.actor import Actor
from pursuit.kernel.models import Membership, User


def missing(actor: Actor, monday: date) -> Sequence[User]:
    """People the actor may approve for, by name; whoever was away all week is not among them."""
    there = Membership.objects.filter(reached(actor, APPROVE), user__is_active=True, is_primary=True)
    done = TimeSheet.objects.filter(week=monday, state__in=TOLD).values("user")
    rows = there.exclude(user__in=done).exclude(user=actor.user_id).select_related("user")
    people = [one.user for one in rows.order_by("user__name_key", "user")]
    time = expected([one.pk for one in people], monday)
    return [one for one in people if sum(time.minutes[one.pk])]
