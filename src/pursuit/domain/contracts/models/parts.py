"""What hangs on a contract: deviations, changes, the hand-over."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from pursuit.domain.contracts.models.contract import Contract
from pursuit.kernel.models import ChildQuerySet, User


class Deviation(models.Model):
    """A clause in which the contract differs from our standard, how great the risk is, who has accepted it."""

    PARENT: ClassVar[str] = "contract"

    contract = models.ForeignKey(Contract, models.CASCADE, related_name="deviations")
    clause = models.CharField(max_length=200)
    standard = models.TextField(blank=True)
    agreed = models.TextField()
    risk = models.CharField(max_length=6, default="medium")  # low, medium, high
    answer = models.TextField(blank=True)  # what we do about it
    owner = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    accepted_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    accepted_at = models.DateTimeField(null=True, blank=True)

    objects = ChildQuerySet["Deviation"].as_manager()

    class Meta:
        ordering = ["pk"]


class ChangeState(models.TextChoices):
    """How far a change is."""

    DRAFT = "draft", _("Draft")
    REVIEW = "review", _("Under review")
    APPROVED = "approved", _("Approved")
    REJECTED = "rejected", _("Rejected")


class ChangeOrder(models.Model):
    """A change of a signed contract: what it does to amount (in its currency), end and scope."""

    PARENT: ClassVar[str] = "contract"

    contract = models.ForeignKey(Contract, models.CASCADE, related_name="changes", db_index=False)
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    reason = models.TextField()
    scope = models.TextField(blank=True)
    amount_delta = models.BigIntegerField(default=0)
    days_delta = models.IntegerField(default=0)
    state = models.CharField(max_length=10, choices=ChangeState.choices, default=ChangeState.DRAFT)
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    amount_before = models.BigIntegerField(null=True, blank=True)
    amount_after = models.BigIntegerField(null=True, blank=True)

    objects = ChildQuerySet["ChangeOrder"].as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["contract", "number"], name="change_number_once")]


class HandOver(models.Model):
    """交底: those who sold tell those who deliver. done: codes of the check list that were gone through."""

    PARENT: ClassVar[str] = "contract"

    contract = models.OneToOneField(Contract, models.CASCADE, related_name="hand_over")
    held_on = models.DateField()
    place = models.CharField(max_length=200, blank=True)
    people = models.ManyToManyField(User, related_name="+")
    guests = models.CharField(max_length=500, blank=True)
    done = models.JSONField(default=list)
    note = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = ChildQuerySet["HandOver"].as_manager()
