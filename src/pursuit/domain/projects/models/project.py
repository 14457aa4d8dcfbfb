"""The sales project itself."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from pursuit.domain.customers.models import Account
from pursuit.domain.methods.models.method import Kind, MethodVersion, Stage
from pursuit.kernel.models import ExchangeRate, Record, RecordQuerySet, User


class Status(models.TextChoices):
    """Where the pursuit stands, apart from its stage."""

    ACTIVE = "active", _("Under way")
    SUSPENDED = "suspended", _("Suspended")
    WON = "won", _("Won")
    LOST = "lost", _("Lost")
    ABANDONED = "abandoned", _("Given up")
    CANCELLED = "cancelled", _("Cancelled by the customer")
    CLOSED = "closed", _("Closed")


MOVING = (Status.ACTIVE, Status.WON)  # what may still change its stage


class Project(Record):
    """A deal or an initiative. Name, owner (客户责任人 at first) and unit lie on the subject."""

    SUBJECT_TYPE: ClassVar[str] = "project"

    code = models.CharField(max_length=20, unique=True)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    version = models.ForeignKey(MethodVersion, models.PROTECT, related_name="projects")
    stage = models.ForeignKey(Stage, models.PROTECT, related_name="projects", db_index=False)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.ACTIVE)
    account = models.ForeignKey(Account, models.PROTECT, null=True, related_name="projects")
    grade = models.CharField(max_length=60, blank=True)
    deal_type = models.CharField(max_length=60, blank=True)

    amount = models.BigIntegerField(null=True)
    amount_currency = models.CharField(max_length=3, default="CNY")
    amount_base = models.BigIntegerField(null=True)  # company currency, at `rate`
    rate = models.ForeignKey(ExchangeRate, models.PROTECT, null=True, related_name="+")
    margin_percent = models.SmallIntegerField(null=True)

    expected_sign_on = models.DateField(null=True)
    original_expected_sign_on = models.DateField(null=True)
    slip_count = models.PositiveIntegerField(default=0)

    budget_status = models.CharField(max_length=60, blank=True)
    funding_source = models.CharField(max_length=200, blank=True)
    procurement_mode = models.CharField(max_length=60, blank=True)
    customer_charter_on = models.DateField(null=True)  # 客户立项
    customer_charter_note = models.CharField(max_length=200, blank=True)
    sales_charter_on = models.DateField(null=True)  # 销售立项
    sales_charter_note = models.CharField(max_length=200, blank=True)
    delivery_charter_on = models.DateField(null=True)  # 交付立项
    delivery_charter_note = models.CharField(max_length=200, blank=True)

    probability = models.PositiveSmallIntegerField(default=0)  # of the stage or outcome; kept for lists and sums
    owner_probability = models.PositiveSmallIntegerField(null=True)
    forecast_category = models.CharField(max_length=60, blank=True)
    objective = models.TextField(blank=True)
    strategy = models.TextField(blank=True)

    next_step = models.CharField(max_length=200, blank=True)
    next_step_on = models.DateField(null=True)
    next_step_owner = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    stage_entered_on = models.DateField()
    decided_on = models.DateField(null=True)
    outcome_reason = models.CharField(max_length=60, blank=True)

    objects = RecordQuerySet["Project"].as_manager()

    class Meta:
        indexes = [
            # With the status: the last stages are full of projects that were lost long ago.
            models.Index(fields=["stage", "expected_sign_on", "subject", "status"], name="project_board"),
            models.Index(fields=["status", "expected_sign_on", "grade"], name="project_by_sign_date"),
            models.Index(fields=["expected_sign_on"], name="project_by_date"),
            models.Index(fields=["amount_base"], name="project_by_amount"),
            models.Index(fields=["probability"], name="project_by_chance"),
            models.Index(fields=["next_step_on"], name="project_by_next_step"),
            models.Index(fields=["stage_entered_on"], name="project_by_stage_day"),
            models.Index(fields=["slip_count"], name="project_by_slips"),
        ]
