"""Handing records from one person to another: the order, and what became of each record."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pursuit.kernel.actor import Actor
from pursuit.kernel.models import Job, Subject, User

RIGHT = "people.handover"


class HandOverQuerySet(models.QuerySet["HandOver"]):
    """Hand-overs one ordered or takes part in; all of them for whoever may hand over everything."""

    def visible_to(self, actor: Actor) -> Self:
        if actor.reach(RIGHT).all:
            return self
        me = actor.user_id
        return self.filter(Q(requested_by_id=me) | Q(from_user_id=me) | Q(to_user_id=me))


class HandOver(models.Model):
    """An order to hand over: everything, some types, or single records (both lists empty: everything)."""

    from_user = models.ForeignKey(User, models.PROTECT, related_name="+")
    to_user = models.ForeignKey(User, models.PROTECT, related_name="+")
    types = models.JSONField(default=list)
    subjects = models.JSONField(default=list)
    move_unit = models.BooleanField(default=False)
    reason = models.CharField(max_length=500, blank=True)
    requested_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    requested_at = models.DateTimeField()
    job = models.ForeignKey(Job, models.SET_NULL, null=True, related_name="+")
    total = models.PositiveIntegerField(default=0)
    finished_at = models.DateTimeField(null=True)

    objects = HandOverQuerySet.as_manager()

    class Meta:
        constraints = [
            # Two orders for one person's records at once would race for the same rows.
            models.UniqueConstraint(
                fields=["from_user"], condition=Q(finished_at__isnull=True), name="handover_one_open"
            ),
        ]


class LineState(models.TextChoices):
    DONE = "done", _("Handed over")
    REFUSED = "refused", _("Not handed over")


class HandOverLineQuerySet(models.QuerySet["HandOverLine"]):
    """Results of hand-overs one sees, on records one sees."""

    def visible_to(self, actor: Actor) -> Self:
        return self.filter(
            hand_over__in=HandOver.objects.visible_to(actor).values("pk"),
            subject__in=Subject.objects.visible_to(actor).values("pk"),
        )


class HandOverLine(models.Model):
    """What became of one record; written with the change itself, so that it exists exactly when the change does."""

    hand_over = models.ForeignKey(HandOver, models.CASCADE, related_name="lines", db_index=False)
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=LineState.choices)
    code = models.CharField(max_length=60, blank=True)
    message = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()

    objects = HandOverLineQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["hand_over", "subject"], name="handoverline_once")]
