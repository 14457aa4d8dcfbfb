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


def reaches(actor: Actor, right: str, user: User) -> bool:
    """Does the actor's right reach this person?"""
    reach = actor.reach(right)
    if reach.all or (reach.own and user.pk == actor.user_id):
        return True
    return bool(reach.units) and Membership.objects.filter(present(), user=user, unit_id__in=reach.units).exists()


def require(actor: Actor, right: str, user: User) -> None:
    """Refuse what does not reach this person."""
    if not reaches(actor, right, user):
        raise Forbidden("forbidden", NOT_IN_REACH)
