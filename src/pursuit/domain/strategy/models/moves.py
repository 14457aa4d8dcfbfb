"""Relationship plans: how a person of the decision chain is to be won. Seen by whoever sees the chain, nobody else."""

from typing import Self

from django.db import models

from pursuit.domain.chain.models import Chain, ChainMember
from pursuit.domain.execution.models import Task
from pursuit.domain.strategy.models.strategy import VIEW
from pursuit.kernel.actor import Actor
from pursuit.kernel.models import ChildQuerySet, User


class MoveQuerySet(ChildQuerySet["RelationshipMove"]):
    """Of chains one sees, for those who may see strategies."""

    def visible_to(self, actor: Actor) -> Self:
        return super().visible_to(actor) if actor.may(VIEW) else self.none()


class RelationshipMove(models.Model):
    """From which support to which, by what, at what cost. start: their support when the plan was made."""

    PARENT = "chain"

    chain = models.ForeignKey(Chain, models.CASCADE, related_name="moves")
    member = models.ForeignKey(ChainMember, models.CASCADE, related_name="moves")
    version = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField()
    start = models.SmallIntegerField(null=True)
    target = models.SmallIntegerField()
    measures = models.TextField()
    cost = models.BigIntegerField(null=True)
    cost_currency = models.CharField(max_length=3, default="CNY")
    owner = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    due_on = models.DateField(null=True)
    task = models.ForeignKey(Task, models.SET_NULL, null=True, related_name="relationship_moves")
    reason = models.CharField(max_length=500, blank=True)

    objects = MoveQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
