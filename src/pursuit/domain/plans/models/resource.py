"""Who and what works on the rows of a plan."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from pursuit.domain.execution.models import WorkCalendar
from pursuit.domain.plans.models.plan import Plan, PlannedQuerySet, PlanRow
from pursuit.kernel.models import User


class ResourceKind(models.TextChoices):
    WORK = "work", _("Work")
    MATERIAL = "material", _("Material")
    COST = "cost", _("Cost")


class PlanResource(models.Model):
    """Somebody, or something, of one plan. user: who of us it is, if known; most: share of it there is, in thousandths
    (1000: one whole person); calendar: None for the company's."""

    SUBJECT: ClassVar[str] = "plan__subject__"

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="resources")
    user = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=ResourceKind.choices, default=ResourceKind.WORK)
    most = models.PositiveIntegerField(default=1000)
    calendar = models.ForeignKey(WorkCalendar, models.PROTECT, null=True, related_name="+")
    key = models.CharField(max_length=120, blank=True)  # in the file it came from
    extra = models.JSONField(default=dict)

    objects = PlannedQuerySet["PlanResource"].as_manager()


class Assignment(models.Model):
    """Works on a row. units: thousandths of a whole person or pieces; work, done: minutes, None for what follows from
    the row's duration."""

    SUBJECT: ClassVar[str] = "row__plan__subject__"

    row = models.ForeignKey(PlanRow, models.CASCADE, related_name="assignments", db_index=False)
    resource = models.ForeignKey(PlanResource, models.CASCADE, related_name="assignments")
    units = models.PositiveIntegerField(default=1000)
    work = models.BigIntegerField(null=True)
    done = models.BigIntegerField(null=True)
    extra = models.JSONField(default=dict)

    objects = PlannedQuerySet["Assignment"].as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["row", "resource"], name="assigned_once")]
