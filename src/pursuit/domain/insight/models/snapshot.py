"""Weekly pictures of open projects."""

from django.db import models

from pursuit.domain.methods.models import Stage
from pursuit.domain.projects.models import Project
from pursuit.kernel.models import ChildQuerySet, OrgUnit, User


class ProjectSnapshot(models.Model):
    """How one project stood in one week; written once and never changed."""

    PARENT = "project"

    project = models.ForeignKey(Project, models.CASCADE, related_name="snapshots", db_index=False)
    week = models.DateField()  # the Monday
    taken_at = models.DateTimeField()
    stage = models.ForeignKey(Stage, models.PROTECT, related_name="+")
    status = models.CharField(max_length=10)
    amount = models.BigIntegerField(null=True)
    amount_currency = models.CharField(max_length=3)
    amount_base = models.BigIntegerField(null=True)
    expected_sign_on = models.DateField(null=True)
    probability = models.PositiveSmallIntegerField()
    owner = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    unit = models.ForeignKey(OrgUnit, models.PROTECT, null=True, related_name="+")
    next_step_on = models.DateField(null=True)

    objects = ChildQuerySet["ProjectSnapshot"].as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["project", "week"], name="snapshot_once_a_week")]
        indexes = [models.Index(fields=["week", "stage"], name="snapshot_by_week")]
