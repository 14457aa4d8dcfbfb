"""Scorecards: the grade of a project by criteria, and whether to bid."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from pursuit.domain.projects.models import Project
from pursuit.kernel.models import ChildQuerySet, NamedRow, User


class Sheet(models.TextChoices):
    """What is scored. The grade takes 1 (D) to 4 (A), the bid 0 to 10."""

    GRADE = "grade", _("Grade")
    BID = "bid", _("Bid or no bid")


class Criterion(NamedRow):
    """decisive: a high answer alone lifts the grade; hints: what an answer means, best first, one a line."""

    code = models.SlugField(max_length=60, unique=True)
    sheet = models.CharField(max_length=10, choices=Sheet.choices)
    weight = models.PositiveSmallIntegerField(default=10)
    decisive = models.BooleanField(default=False)
    hints = models.TextField(blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    active = models.BooleanField(default=True)

    class Meta:
        ordering = ["sheet", "position", "id"]


class Answer(models.Model):
    """How a project stands by a criterion, and on what ground."""

    PARENT: ClassVar[str] = "project"

    project = models.ForeignKey(Project, models.CASCADE, related_name="score_answers", db_index=False)
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="answers")
    value = models.PositiveSmallIntegerField()
    note = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = ChildQuerySet["Answer"].as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["project", "criterion"], name="score_answer_once")]
