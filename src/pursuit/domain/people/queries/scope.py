"""Rights whose reach is over people instead of records: own, team, unit and below, all."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pursuit.kernel import clock
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Forbidden
from pursuit.kernel.models import Membership, User

NOT_IN_REACH = _("Your right does not reach this person.")


def present() -> Q:
    """Memberships that count today."""
    today = clock.today()
    return Q(Q(since=None) | Q(since__lte=today), Q(until=None) | Q(until__gte=today))


def reached(actor: Actor, user: User, *rights: str) -> set[str]:
    """Which of the actor's rights reach this person; one query for all of them."""
    reaches = {right: actor.reach(right) for right in rights}
    there: set[int] = set()
    if any(reach.units and not reach.all for reach in reaches.values()):
        there.update(Membership.objects.filter(present(), user=user).values_list("unit_id", flat=True))
    own = user.pk == actor.user_id
    return {right for right, reach in reaches.items() if reach.all or (reach.own and own) or there & reach.units}


def reaches(actor: Actor, right: str, user: User) -> bool:
    """Does the actor's right reach this person?"""
    return bool(reached(actor, user, right))


def reaches_unit(actor: Actor, right: str, unit: int | None) -> bool:
    """Does the actor's right reach this unit?"""
    reach = actor.reach(right)
    return reach.all or unit in reach.units


def leads(actor: Actor, user: User) -> bool:
    """Is the actor head of a unit the person belongs to?"""
    headed = Membership.objects.filter(present(), user_id=actor.user_id, is_head=True).values("unit_id")
    return Membership.objects.filter(present(), user=user, unit_id__in=headed).exists()


def require(actor: Actor, right: str, user: User) -> None:
    """Refuse what does not reach this person."""
    if not reaches(actor, right, user):
        raise Forbidden("forbidden", NOT_IN_REACH)
