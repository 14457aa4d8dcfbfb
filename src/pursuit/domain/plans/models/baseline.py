"""What a plan once was."""

from typing import ClassVar

from django.db import models

from pursuit.domain.plans.models.plan import Plan, PlannedQuerySet, PlanRow
from pursuit.kernel.models import User


class Baseline(models.Model):
    """A plan as it was at a moment. number: 0 to 10 as in Microsoft Project; IMPORTED: as a file had it."""

    IMPORTED: ClassVar[int] = -1

    SUBJECT: ClassVar[str] = "plan__subject__"

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="baselines", db_index=False)
    number = models.SmallIntegerField()
    name = models.CharField(max_length=120, blank=True)
    taken_at = models.DateTimeField(null=True)
    taken_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = PlannedQuerySet["Baseline"].as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="one_baseline_of_a_number")]


class BaselineRow(models.Model):
    """What a row was: instants, minutes."""

    SUBJECT: ClassVar[str] = "row__plan__subject__"

    baseline = models.ForeignKey(Baseline, models.CASCADE, related_name="rows", db_index=False)
    row = models.ForeignKey(PlanRow, models.CASCADE, related_name="baselines")
    start = models.BigIntegerField(null=True)
    finish = models.BigIntegerField(null=True)
    duration = models.BigIntegerField(null=True)
    work = models.BigIntegerField(null=True)

    objects = PlannedQuerySet["BaselineRow"].as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["baseline", "row"], name="baseline_row_once")]
