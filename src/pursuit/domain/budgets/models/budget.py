"""The budget of a project, its lines, and what was promised on them."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from pursuit.domain.customers.models import Account
from pursuit.domain.projects.models import Project
from pursuit.kernel.models import ChildQuerySet, Record, RecordQuerySet, User


class State(models.TextChoices):
    """Where the latest edition stands; one approved before stays in force until the next one is."""

    DRAFT = "draft", _("Draft")
    REQUESTED = "requested", _("Waiting for approval")
    APPROVED = "approved", _("Approved")
    FROZEN = "frozen", _("Frozen")


class Budget(Record):
    """What a project may cost. Its name, owner and unit lie on the subject.

    edition: how often it was approved. Sums in minor units of the company currency: amount is approved, planned what
    the lines say now, committed and spent come from commitments and expenses; labour is never kept here.
    """

    SUBJECT_TYPE: ClassVar[str] = "budget"

    code = models.CharField(max_length=20, unique=True)
    project = models.OneToOneField(Project, models.PROTECT, related_name="budget")
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    edition = models.PositiveSmallIntegerField(default=0)
    approved_on = models.DateField(null=True)
    frozen_reason = models.CharField(max_length=500, blank=True)
    note = models.TextField(blank=True)
    currency = models.CharField(max_length=3, default="CNY")
    amount = models.BigIntegerField(default=0)
    planned = models.BigIntegerField(default=0)
    committed = models.BigIntegerField(default=0)
    spent = models.BigIntegerField(default=0)

    objects = RecordQuerySet["Budget"].as_manager()

    class Meta:
        indexes = [models.Index(fields=["approved_on"], name="budget_by_day")]


class BudgetLine(models.Model):
    """So much for one kind of cost in one period（rules.periods）. approved: in force; planned: as asked for next."""

    PARENT: ClassVar[str] = "budget"

    budget = models.ForeignKey(Budget, models.CASCADE, related_name="lines", db_index=False)
    kind = models.CharField(max_length=60)  # a code of the list "budget_kind"
    period = models.CharField(max_length=8, blank=True)
    planned = models.BigIntegerField(default=0)
    approved = models.BigIntegerField(default=0)
    note = models.CharField(max_length=200, blank=True)

    objects = ChildQuerySet["BudgetLine"].as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["budget", "kind", "period"], name="budget_line_once")]


class Reallocation(models.Model):
    """Moved from one line to another: the sum of the budget stays."""

    PARENT: ClassVar[str] = "budget"

    budget = models.ForeignKey(Budget, models.CASCADE, related_name="reallocations")
    source = models.ForeignKey(BudgetLine, models.PROTECT, related_name="given")
    target = models.ForeignKey(BudgetLine, models.PROTECT, related_name="taken")
    amount = models.BigIntegerField()
    reason = models.CharField(max_length=500)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    objects = ChildQuerySet["Reallocation"].as_manager()

    class Meta:
        ordering = ["pk"]


class Commitment(models.Model):
    """Promised to somebody, not paid yet. cost: what it came to in the company currency, once consumed."""

    PARENT: ClassVar[str] = "budget"

    budget = models.ForeignKey(Budget, models.CASCADE, related_name="commitments")
    line = models.ForeignKey(BudgetLine, models.PROTECT, related_name="commitments")
    what = models.CharField(max_length=200)
    supplier = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="commitments_to")
    amount = models.BigIntegerField()
    amount_currency = models.CharField(max_length=3, default="CNY")
    amount_base = models.BigIntegerField()
    cost = models.BigIntegerField(null=True)
    day = models.DateField()
    state = models.CharField(max_length=10, default="open")  # open, consumed, cancelled
    by = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False)

    objects = ChildQuerySet["Commitment"].as_manager()

    class Meta:
        ordering = ["pk"]
