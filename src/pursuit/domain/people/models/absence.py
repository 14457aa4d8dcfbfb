"""When people are away."""

from typing import Self

from django.db import models
from django.db.models import Q

from pursuit.kernel import clock
from pursuit.kernel.actor import Actor
from pursuit.kernel.models import Membership, User

VIEW = "people.absence.view"


def about_people(actor: Actor, right: str) -> Q:
    """Rows with a `user`: seen by the reach of a right over the people's units."""
    reach = actor.reach(right)
    if reach.all:
        return Q()
    seen = Q(user_id=actor.user_id) if reach.own else Q(pk__in=[])
    if reach.units:
        today = clock.today()
        there = Membership.objects.filter(
            Q(since=None) | Q(since__lte=today), Q(until=None) | Q(until__gte=today), unit_id__in=reach.units
        )
        seen |= Q(user_id__in=there.values("user_id"))
    return seen


class AbsenceQuerySet(models.QuerySet["Absence"]):
    """Absences of the people one's right reaches."""

    def visible_to(self, actor: Actor) -> Self:
        return self.filter(about_people(actor, VIEW))

    def live(self) -> Self:
        return self.filter(cancelled_at=None)


class Absence(models.Model):
    """A person is away from one day to another, both included."""

    user = models.ForeignKey(User, models.CASCADE, related_name="absences", db_index=False)
    kind = models.CharField(max_length=60)
    since = models.DateField()
    until = models.DateField()
    note = models.CharField(max_length=500, blank=True)
    cancelled_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["user", "since"]),
            models.Index(fields=["until", "id"], condition=Q(cancelled_at__isnull=True), name="absence_live"),
        ]
