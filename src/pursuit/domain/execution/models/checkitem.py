"""Check lists of tasks."""

from django.db import models

from pursuit.domain.execution.models.task import Task
from pursuit.kernel.models import User
from pursuit.kernel.models.record import ChildQuerySet


class CheckItem(models.Model):
    """A line of a check list. list: its name; key: of the line in the tool it came from."""

    PARENT = "task"

    task = models.ForeignKey(Task, models.CASCADE, related_name="checks", db_index=False)
    list = models.CharField(max_length=200, blank=True)
    title = models.CharField(max_length=500)
    place = models.PositiveIntegerField()
    done = models.BooleanField(default=False)
    due_on = models.DateField(null=True)
    user = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", db_index=False)
    key = models.CharField(max_length=120, blank=True)

    objects = ChildQuerySet["CheckItem"].as_manager()

    class Meta:
        indexes = [models.Index(fields=["task", "place"], name="check_item_by_place")]
