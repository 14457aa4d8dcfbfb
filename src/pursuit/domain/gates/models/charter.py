"""立项申请: why this project, and what it may cost to win it."""

from typing import ClassVar

from django.db import models

from pursuit.domain.projects.models import Project
from pursuit.kernel.models import ChildQuerySet


class Charter(models.Model):
    """One per project. Feasibility is judged in five respects; goals, team and grade lie where they always lie.
    budget: what is asked for, in minor units of `budget_currency`; with rows it is their sum."""

    PARENT: ClassVar[str] = "project"

    project = models.OneToOneField(Project, models.CASCADE, primary_key=True, related_name="charter")
    background = models.TextField(blank=True)
    market = models.TextField(blank=True)
    technical = models.TextField(blank=True)
    commercial = models.TextField(blank=True)
    delivery = models.TextField(blank=True)
    legal = models.TextField(blank=True)
    fit = models.TextField(blank=True)
    recommendation = models.TextField(blank=True)
    budget = models.BigIntegerField(null=True)
    budget_currency = models.CharField(max_length=3, default="CNY")

    objects = ChildQuerySet["Charter"].as_manager()


class CharterCost(models.Model):
    """A line of the budget that is asked for. person_days: in tenths."""

    PARENT: ClassVar[str] = "project"

    project = models.ForeignKey(Project, models.CASCADE, related_name="charter_costs")
    kind = models.CharField(max_length=60)
    note = models.CharField(max_length=200, blank=True)
    person_days = models.PositiveIntegerField(default=0)
    amount = models.BigIntegerField(default=0)

    objects = ChildQuerySet["CharterCost"].as_manager()

    class Meta:
        ordering = ["id"]
