"""Tasks."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from pursuit.kernel.models import Record, RecordQuerySet, Subject


class TaskStatus(models.TextChoices):
    TODO = "todo", _("To do")
    DOING = "doing", _("Doing")
    DONE = "done", _("Done")
    CANCELLED = "cancelled", _("Cancelled")


OPEN = (TaskStatus.TODO, TaskStatus.DOING)


class Task(Record):
    """Something to do. Its owner is who does it; `parent` is the record it is about, if any."""

    SUBJECT_TYPE: ClassVar[str] = "task"

    parent = models.ForeignKey(Subject, models.PROTECT, null=True, related_name="tasks", db_index=False)
    due_on = models.DateField(null=True)
    priority = models.CharField(max_length=60, blank=True)
    status = models.CharField(max_length=10, choices=TaskStatus.choices, default=TaskStatus.TODO)
    done_at = models.DateTimeField(null=True)
    note = models.TextField(blank=True)

    objects = RecordQuerySet["Task"].as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["status", "due_on"], name="task_by_due"),
            models.Index(fields=["due_on"], name="task_by_day"),
            models.Index(fields=["parent", "status"], name="task_by_parent"),
        ]
