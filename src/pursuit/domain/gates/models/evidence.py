"""What proves a claim on one project, and who let a claim go unproved."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from pursuit.domain.gates.models.checklist import ChecklistItem, Confidence
from pursuit.domain.projects.models import Project
from pursuit.kernel.models import ChildQuerySet, StoredFile, Subject, User


class Evidence(models.Model):
    """The proof of one claim. text: what it says; figure: plain or in minor units, as the claim has it; source: a
    visit, task or other record it comes from; observed_on: the day it is true of; expires_on: until when it holds;
    told_of: the end that was announced."""

    PARENT: ClassVar[str] = "project"

    project = models.ForeignKey(Project, models.CASCADE, related_name="evidence", db_index=False)
    item = models.ForeignKey(ChecklistItem, models.PROTECT, related_name="evidence")
    text = models.TextField(blank=True)
    figure = models.BigIntegerField(null=True)
    confidence = models.CharField(max_length=10, choices=Confidence.choices, default=Confidence.CONFIRMED)
    source = models.ForeignKey(Subject, models.PROTECT, null=True, related_name="proves")
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="proves")
    observed_on = models.DateField()
    expires_on = models.DateField(null=True)
    told_of = models.DateField(null=True)
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = ChildQuerySet["Evidence"].as_manager()

    class Meta:
        verbose_name_plural = _("Evidence")
        constraints = [models.UniqueConstraint(fields=["project", "item"], name="evidence_once")]
        indexes = [models.Index(fields=["expires_on"], name="evidence_by_expiry")]


class Waiver(models.Model):
    """Somebody entitled let a demand of a decision point go. what: code of the item, or `review`, `score`,
    `condition.<id>`, `passage.<point>`. Withdrawn rows stay for the record."""

    PARENT: ClassVar[str] = "project"

    project = models.ForeignKey(Project, models.CASCADE, related_name="waivers", db_index=False)
    point = models.CharField(max_length=20)
    what = models.CharField(max_length=80)
    reason = models.CharField(max_length=500)
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)

    objects = ChildQuerySet["Waiver"].as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["project", "point", "what"], condition=models.Q(withdrawn_at=None), name="waiver_once"
            ),
        ]
