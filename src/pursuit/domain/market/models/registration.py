"""项目报备: who said first that they work on a project, and who got it when two did."""

from typing import ClassVar

from django.db import models

from pursuit.domain.customers.models import Account
from pursuit.kernel.models import ChildQuerySet, Record, RecordQuerySet, User


class Registration(Record):
    """A claim on a project of a customer. Once accepted it protects its owner until a day."""

    SUBJECT_TYPE: ClassVar[str] = "registration"

    account = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="registrations")
    owner_name = models.CharField(max_length=200)  # 业主
    owner_key = models.CharField(max_length=200)  # the same, bare of legal form and spaces
    tender_no = models.CharField(max_length=120, blank=True)  # 招标编号
    tender_key = models.CharField(max_length=120, blank=True)
    by_partner = models.BooleanField(default=False)
    partner_name = models.CharField(max_length=200, blank=True)
    partner_contact = models.CharField(max_length=120, blank=True)
    scope = models.TextField(blank=True)
    amount = models.BigIntegerField(null=True, blank=True)
    amount_currency = models.CharField(max_length=3, default="CNY")
    expected_on = models.DateField(null=True, blank=True)
    protection_days = models.PositiveIntegerField(default=90)
    protected_until = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=10, default="pending")  # pending, conflict, accepted, rejected, expired
    note = models.TextField(blank=True)

    objects = RecordQuerySet["Registration"].as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["state", "protected_until"]),
            models.Index(fields=["protected_until"]),
            models.Index(fields=["owner_key"]),
            models.Index(fields=["tender_key"], condition=~models.Q(tender_key=""), name="registration_by_tender"),
        ]


class RegistrationHit(models.Model):
    """Two registrations that look like the same project: how strongly, and by what. Kept until the ruling and after."""

    PARENT: ClassVar[str] = "registration"

    registration = models.ForeignKey(Registration, models.CASCADE, related_name="hits", db_index=False)
    other = models.ForeignKey(Registration, models.CASCADE, related_name="hit_by")
    hard = models.BooleanField()
    score = models.PositiveIntegerField()
    reasons = models.JSONField(default=list)
    found_at = models.DateTimeField()

    objects = ChildQuerySet["RegistrationHit"].as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["registration", "other"], name="hit_once")]


class RegistrationRuling(models.Model):
    """What was decided about a registration, by whom and why."""

    PARENT: ClassVar[str] = "registration"

    registration = models.ForeignKey(Registration, models.CASCADE, related_name="rulings", db_index=False)
    verdict = models.CharField(max_length=10)  # accepted, rejected, extended, expired, reopened
    reason = models.TextField(blank=True)
    winner = models.ForeignKey(Registration, models.PROTECT, null=True, blank=True, related_name="+")
    protected_until = models.DateField(null=True, blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = ChildQuerySet["RegistrationRuling"].as_manager()

    class Meta:
        indexes = [models.Index(fields=["registration", "-id"], name="ruling_newest")]
