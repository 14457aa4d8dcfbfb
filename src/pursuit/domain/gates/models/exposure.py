"""提前投入 and 提前发货: work or goods before the signature, up to a sum and a day."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from pursuit.domain.projects.models import Project
from pursuit.kernel.models import ChildQuerySet, User


class AdvanceKind(models.TextChoices):
    WORK = "work", _("Work before signing")
    GOODS = "goods", _("Delivery before signing")


class AdvanceState(models.TextChoices):
    ASKED = "asked", _("Asked, undecided")
    APPROVED = "approved", _("Approved")
    REJECTED = "rejected", _("Rejected")
    CLOSED = "closed", _("Closed")


class Advance(models.Model):
    """exposure: what is at risk, in minor units of the company currency; sign_by: the last day to sign."""

    PARENT: ClassVar[str] = "project"

    project = models.ForeignKey(Project, models.CASCADE, related_name="advances", db_index=False)
    kind = models.CharField(max_length=6, choices=AdvanceKind.choices)
    exposure = models.BigIntegerField()
    scope = models.TextField()
    reason = models.TextField()
    sign_by = models.DateField()
    state = models.CharField(max_length=10, choices=AdvanceState.choices, default=AdvanceState.ASKED)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    closed_note = models.CharField(max_length=500, blank=True)

    objects = ChildQuerySet["Advance"].as_manager()

    class Meta:
        ordering = ["sign_by", "id"]
        indexes = [
            models.Index(fields=["project", "state"], name="advance_of_project"),
            models.Index(fields=["state", "sign_by"], name="advance_by_day"),
        ]
