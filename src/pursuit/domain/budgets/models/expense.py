"""What somebody has spent for a project."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from pursuit.domain.budgets.models.budget import BudgetLine
from pursuit.domain.projects.models import Project
from pursuit.kernel.models import ExchangeRate, Record, RecordQuerySet


class ExpenseState(models.TextChoices):
    """How far it is."""

    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Waiting for approval")
    APPROVED = "approved", _("Approved")
    REJECTED = "rejected", _("Sent back")
    PAID = "paid", _("Paid out")


COUNTED = (ExpenseState.APPROVED, ExpenseState.PAID)
OPEN = (ExpenseState.DRAFT, ExpenseState.REJECTED)


class Expense(Record):
    """Spent by its owner on one day; receipts are its files. line: what it counts on, found when it is handed in.

    amount: with tax; amount_base: in the company currency, at `rate`.
    """

    SUBJECT_TYPE: ClassVar[str] = "expense"

    code = models.CharField(max_length=20, unique=True)
    project = models.ForeignKey(Project, models.PROTECT, related_name="expenses")
    line = models.ForeignKey(BudgetLine, models.PROTECT, null=True, related_name="expenses")
    kind = models.CharField(max_length=60)  # a code of the list "budget_kind"
    day = models.DateField()
    amount = models.BigIntegerField()
    amount_currency = models.CharField(max_length=3, default="CNY")
    amount_base = models.BigIntegerField()
    rate = models.ForeignKey(ExchangeRate, models.PROTECT, null=True, related_name="+")
    tax = models.BigIntegerField(null=True)
    tax_currency = models.CharField(max_length=3, default="CNY")
    note = models.CharField(max_length=500, blank=True)
    state = models.CharField(max_length=10, choices=ExpenseState.choices, default=ExpenseState.DRAFT)
    answer = models.CharField(max_length=500, blank=True)  # why it was sent back
    paid_on = models.DateField(null=True)

    objects = RecordQuerySet["Expense"].as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["day"], name="expense_by_day"),
            models.Index(fields=["state", "day"], name="expense_by_state"),
            models.Index(fields=["amount_base"], name="expense_by_amount"),
        ]
