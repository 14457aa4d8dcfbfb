"""Plans shown to people outside the company."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pursuit.domain.plans.models import Plan
from pursuit.domain.plans.models.plan import PlannedQuerySet
from pursuit.kernel.models import User


class RowsShown(models.TextChoices):
    """Which rows of a plan an outsider sees."""

    CUSTOMER = "customer", _("The customer’s steps and milestones")
    LINKED = "linked", _("The customer’s steps, milestones, and our steps linked with them")
    ALL = "all", _("All rows")


class SharedPlan(models.Model):
    """An address under which a plan can be read by whoever has it. Only a hash of it is kept.

    held: ids of rows that are left out; hash: of the secret; password: hashed as those of people, "" for none.
    """

    SUBJECT: ClassVar[str] = "plan__subject__"

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="shares")
    hash = models.CharField(max_length=64, unique=True)
    hint = models.CharField(max_length=8)
    name = models.CharField(max_length=120)
    heading = models.CharField(max_length=200)
    message = models.TextField(blank=True)
    rows = models.CharField(max_length=10, choices=RowsShown.choices, default=RowsShown.LINKED)
    owners = models.BooleanField(default=False)
    held = models.JSONField(default=list)
    language = models.CharField(max_length=10, default="zh-hans")
    password = models.CharField(max_length=128, blank=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", db_index=False)
    views = models.PositiveIntegerField(default=0)
    last_viewed_at = models.DateTimeField(null=True)

    objects = PlannedQuerySet["SharedPlan"].as_manager()

    class Meta:
        indexes = [models.Index(fields=["expires_at", "id"], condition=Q(revoked_at=None), name="share_live")]
