"""Tasks that recur."""

from django.db import models

from pursuit.domain.execution.models.task import Task
from pursuit.domain.execution.rules.recurring import Rule
from pursuit.kernel.models import User
from pursuit.kernel.models.record import ChildQuerySet


class TaskSeries(models.Model):
    """How a task recurs. unit, every, weekdays, day, nth, start: as in the rule; until, times: when it ends (None:
    never); after_done: the next one is made when one is done, else when its day comes; works: a day off moves to the
    next working day; stopped_at: by hand."""

    unit = models.CharField(max_length=10)
    every = models.PositiveSmallIntegerField(default=1)
    weekdays = models.JSONField(default=list)
    day = models.SmallIntegerField(null=True)
    nth = models.SmallIntegerField(default=1)
    start = models.DateField()
    until = models.DateField(null=True)
    times = models.PositiveSmallIntegerField(null=True)
    after_done = models.BooleanField(default=True)
    works = models.BooleanField(default=True)
    stopped_at = models.DateTimeField(null=True)
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False)

    class Meta:
        indexes = [
            models.Index(
                fields=["id"], condition=models.Q(stopped_at__isnull=True, after_done=False), name="series_by_day"
            )
        ]

    @property
    def rule(self) -> Rule:
        return Rule(self.unit, self.every, self.start, tuple(self.weekdays), self.day, self.nth)


class Occurrence(models.Model):
    """A task of a series. on: its day by the rule, before it was moved to a working day; number: from 1."""

    PARENT = "task"

    series = models.ForeignKey(TaskSeries, models.CASCADE, related_name="occurrences", db_index=False)
    task = models.OneToOneField(Task, models.CASCADE, related_name="occurrence")
    on = models.DateField()
    number = models.PositiveIntegerField()

    objects = ChildQuerySet["Occurrence"].as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["series", "number"], name="occurrence_once")]
