"""The contract itself."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from pursuit.domain.customers.models import Account
from pursuit.domain.projects.models import Project
from pursuit.kernel.models import ExchangeRate, Record, RecordQuerySet


class State(models.TextChoices):
    """How far it is."""

    DRAFT = "draft", _("Draft")
    REVIEW = "review", _("Under review")
    APPROVED = "approved", _("Approved, not signed")
    SIGNED = "signed", _("Signed")
    CLOSED = "closed", _("Closed")
    TERMINATED = "terminated", _("Terminated")


LIVE = (State.SIGNED, State.CLOSED)  # what money is expected of


class Contract(Record):
    """What was agreed with a customer or, for a purchase, with a supplier. Its name, owner and unit lie on the subject.

    amount: with tax, as it stands after all approved changes; signed_amount: as it was signed; tax_rate: whole percent.
    """

    SUBJECT_TYPE: ClassVar[str] = "contract"

    code = models.CharField(max_length=20, unique=True)
    project = models.ForeignKey(Project, models.PROTECT, null=True, blank=True, related_name="contracts")
    account = models.ForeignKey(Account, models.PROTECT, related_name="contracts")
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="supplements")
    kind = models.CharField(max_length=60, default="sale")  # a code of the list "contract_kind"
    their_number = models.CharField(max_length=80, blank=True)
    state = models.CharField(max_length=12, choices=State.choices, default=State.DRAFT)

    amount = models.BigIntegerField()
    amount_currency = models.CharField(max_length=3, default="CNY")
    amount_base = models.BigIntegerField(null=True)  # company currency, at `rate`
    rate = models.ForeignKey(ExchangeRate, models.PROTECT, null=True, related_name="+")
    signed_amount = models.BigIntegerField(null=True)
    tax_rate = models.PositiveSmallIntegerField(default=13)

    signed_on = models.DateField(null=True, blank=True)
    effective_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    warranty_months = models.PositiveSmallIntegerField(null=True, blank=True)
    scope = models.TextField(blank=True)
    terms = models.TextField(blank=True)
    ended_reason = models.CharField(max_length=500, blank=True)

    objects = RecordQuerySet["Contract"].as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["state", "signed_on"], name="contract_by_state"),
            models.Index(fields=["signed_on"], name="contract_by_day"),
            models.Index(fields=["ends_on"], name="contract_by_end"),
            models.Index(fields=["amount_base"], name="contract_by_amount"),
        ]
