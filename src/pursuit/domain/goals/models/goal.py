"""Goals and what was reached."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pursuit.domain.catalogue.models import Product
from pursuit.domain.customers.models import Account
from pursuit.domain.projects.models import Project
from pursuit.kernel.models import ChildQuerySet, Record, RecordQuerySet, User


class Scale(models.TextChoices):
    """What a figure counts, which says how it is kept: money in minor units of the company currency, percent and
    points in hundredths, a number as it is."""

    MONEY = "money", _("Amount")
    COUNT = "count", _("Count")
    PERCENT = "percent", _("Percent")
    POINTS = "points", pgettext_lazy("unit of a figure", "Points")


ADDS_UP = (Scale.MONEY, Scale.COUNT)  # months make a year; percent and points are levels


class Scope(models.TextChoices):
    """Whose results count."""

    COMPANY = "company", _("The whole company")
    UNIT = "unit", _("Its unit and below")
    PERSON = "person", _("Its owner")
    PROJECT = "project", _("Its project")


class State(models.TextChoices):
    OPEN = "open", _("Under way")
    REACHED = "reached", _("Reached")
    MISSED = "missed", _("Missed")
    DROPPED = "dropped", _("Given up")


class Goal(Record):
    """Its statement, owner and unit lie on the subject. measure: a figure of the data, "" where results are typed;
    account, product: narrow what counts; achieved: the newest result, for lists (pages compute it anew)."""

    SUBJECT_TYPE: ClassVar[str] = "goal"

    kind = models.CharField(max_length=60)
    project = models.ForeignKey(Project, models.PROTECT, null=True, related_name="goals")
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    measure = models.CharField(max_length=40, blank=True)
    scale = models.CharField(max_length=10, choices=Scale.choices, default=Scale.MONEY)
    scope = models.CharField(max_length=10, choices=Scope.choices, default=Scope.UNIT)
    # Their names let the purge see that a goal keeps a record.
    account = models.ForeignKey(Account, models.PROTECT, null=True, related_name="goals")
    product = models.ForeignKey(Product, models.PROTECT, null=True, related_name="goals")
    baseline = models.BigIntegerField(null=True)
    target = models.BigIntegerField(null=True)
    begins_on = models.DateField(null=True)
    due_on = models.DateField(null=True)
    note = models.TextField(blank=True)
    next_step = models.CharField(max_length=200, blank=True)
    next_step_on = models.DateField(null=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    closed_on = models.DateField(null=True)
    closing_note = models.TextField(blank=True)
    achieved = models.BigIntegerField(null=True)
    achieved_on = models.DateField(null=True)
    reached_percent = models.IntegerField(null=True)

    objects = RecordQuerySet["Goal"].as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["state", "due_on"], name="goal_by_due_date"),
            models.Index(fields=["kind"], name="goal_by_kind"),
        ]

    @property
    def adds_up(self) -> bool:
        return self.scale in ADDS_UP


class GoalResult(models.Model):
    """A result somebody typed, and where it can be seen. value: all that was reached up to the day."""

    PARENT = "goal"

    goal = models.ForeignKey(Goal, models.CASCADE, related_name="results", db_index=False)
    day = models.DateField()
    value = models.BigIntegerField()
    evidence = models.TextField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = ChildQuerySet["GoalResult"].as_manager()

    class Meta:
        ordering = ["day", "id"]
        constraints = [models.UniqueConstraint(fields=["goal", "day"], name="goal_result_of_day")]
