"""Leads: somebody may want to buy something."""

from typing import ClassVar

from django.db import models

from pursuit.domain.customers.models import Account, Contact
from pursuit.kernel.models import ChildQuerySet, OrgUnit, Record, RecordQuerySet, Subject, User


class Lead(Record):
    """A hint at business; its title says what it is about. Without an owner it lies in its unit's pool."""

    SUBJECT_TYPE: ClassVar[str] = "lead"

    company = models.CharField(max_length=200, blank=True)
    contact_name = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    email = models.CharField(max_length=200, blank=True)
    need = models.TextField(blank=True)
    origin = models.CharField(max_length=60, blank=True)
    maturity = models.CharField(max_length=10, default="cold")  # cold, warm, hot
    state = models.CharField(max_length=10, default="new")  # new, assigned, working, converted, rejected
    reject_reason = models.CharField(max_length=60, blank=True)
    reject_note = models.CharField(max_length=500, blank=True)
    budget_known = models.BooleanField(default=False)
    next_contact_on = models.DateField(null=True, blank=True)
    region = models.CharField(max_length=80, blank=True)
    amount = models.BigIntegerField(null=True, blank=True)
    amount_currency = models.CharField(max_length=3, default="CNY")
    # What it became.
    account = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="leads")
    contact = models.ForeignKey(Contact, models.PROTECT, null=True, blank=True, related_name="leads")
    became = models.ForeignKey(Subject, models.PROTECT, null=True, blank=True, related_name="from_leads")
    converted_at = models.DateTimeField(null=True, blank=True)

    objects = RecordQuerySet["Lead"].as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["state"]),
            models.Index(fields=["next_contact_on"]),
            models.Index(fields=["company"]),
            models.Index(fields=["amount"]),
        ]


class LeadAssignment(models.Model):
    """A lead was given to somebody, and what they answered. A fact with its own history, and the order of the turns."""

    PARENT: ClassVar[str] = "lead"

    lead = models.ForeignKey(Lead, models.CASCADE, related_name="assignments", db_index=False)
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    unit = models.ForeignKey(OrgUnit, models.PROTECT, null=True, related_name="+", db_index=False)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    answer = models.CharField(max_length=10, blank=True)  # "", accepted, returned
    answered_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=500, blank=True)

    objects = ChildQuerySet["LeadAssignment"].as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["lead", "-id"], name="assignment_newest"),
            models.Index(fields=["unit", "user", "-id"], name="assignment_turns"),
        ]
