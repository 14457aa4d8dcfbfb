"""The strategy of a project: one record, on which hang its needs, analyses, sheets and lines."""

from typing import ClassVar, Self

from django.db import models

from pursuit.domain.projects.models import Project
from pursuit.kernel import access
from pursuit.kernel.actor import Actor
from pursuit.kernel.models import ChildQuerySet, Record, RecordQuerySet
from pursuit.kernel.models.record import M_co

VIEW = "strategy.view"


class StrategyQuerySet(RecordQuerySet["Strategy"]):
    """Seen by whoever sees the project and may see strategies."""

    def visible_to(self, actor: Actor) -> Self:
        return self.filter(access.type_q(actor, "project", "project__subject__")) if actor.may(VIEW) else self.none()


class PartQuerySet(ChildQuerySet[M_co]):
    """What a strategy is made of: seen with it."""

    def visible_to(self, actor: Actor) -> Self:
        about = access.type_q(actor, "project", "strategy__project__subject__")
        return self.filter(about) if actor.may(VIEW) else self.none()


class Strategy(Record):
    """Nobody's in particular: it follows its project, whose people see and write it. last_need: the highest number
    a need ever had, so that none is given twice."""

    SUBJECT_TYPE: ClassVar[str] = "strategy"

    project = models.OneToOneField(Project, models.PROTECT, related_name="strategy_record")
    last_need = models.PositiveIntegerField(default=0)

    objects = StrategyQuerySet.as_manager()


class Part(models.Model):
    """A row of a strategy. version: counts its changes, so that nobody overwrites what they have not seen."""

    strategy = models.ForeignKey(Strategy, models.CASCADE, related_name="%(class)ss")
    version = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField()

    class Meta:
        abstract = True
