"""Money that came, what it was for, what was given back of it."""

from typing import ClassVar

from django.db import models

from pursuit.domain.customers.models import Account
from pursuit.domain.finance.models.instalment import Instalment, OfContract
from pursuit.kernel.models import ChildQuerySet, Record, RecordQuerySet, User


class Receipt(Record):
    """到款: posted by finance, claimed for a customer, allocated to instalments.

    free: what is neither allocated nor given back; kept by the actions. A bill（承兑汇票）is money once honoured:
    settled_on says when that was, for a transfer the day it came.
    """

    SUBJECT_TYPE: ClassVar[str] = "receipt"

    code = models.CharField(max_length=20, unique=True)
    kind = models.CharField(max_length=8, default="transfer")  # transfer, bill
    state = models.CharField(max_length=10, default="unclaimed")  # unclaimed, claimed, void
    received_on = models.DateField()
    amount = models.BigIntegerField()
    amount_currency = models.CharField(max_length=3, default="CNY")
    payer = models.CharField(max_length=200)
    bank = models.CharField(max_length=120, blank=True)
    reference = models.CharField(max_length=120, blank=True)
    account = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="receipts")

    bill_number = models.CharField(max_length=40, blank=True)
    bill_state = models.CharField(max_length=12, blank=True)  # held, endorsed, honoured, dishonoured
    matures_on = models.DateField(null=True, blank=True)
    endorsed_to = models.CharField(max_length=200, blank=True)
    settled_on = models.DateField(null=True, blank=True)
    settled_month = models.PositiveIntegerField(null=True, blank=True)

    allocated = models.BigIntegerField(default=0)
    refunded = models.BigIntegerField(default=0)
    free = models.BigIntegerField(default=0)
    note = models.TextField(blank=True)

    objects = RecordQuerySet["Receipt"].as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["state", "received_on"], name="receipt_by_state"),
            models.Index(fields=["received_on"], name="receipt_by_day"),
            models.Index(fields=["bill_state", "matures_on"], name="receipt_by_maturity"),
            models.Index(fields=["settled_month", "amount_currency", "amount", "refunded"], name="receipt_settled"),
        ]


class Allocation(models.Model):
    """核销: so much of a receipt is for an instalment. taken: of the receipt, in its currency; amount: of the
    instalment, in its own."""

    CONTRACT: ClassVar[str] = "instalment__contract__subject__"

    receipt = models.ForeignKey(Receipt, models.PROTECT, related_name="allocations")
    instalment = models.ForeignKey(Instalment, models.PROTECT, related_name="allocations")
    amount = models.BigIntegerField()
    taken = models.BigIntegerField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = OfContract["Allocation"].as_manager()

    class Meta:
        ordering = ["pk"]


class Refund(models.Model):
    """A part of a receipt was paid back."""

    PARENT: ClassVar[str] = "receipt"

    receipt = models.ForeignKey(Receipt, models.PROTECT, related_name="refunds")
    amount = models.BigIntegerField()
    paid_on = models.DateField()
    reason = models.CharField(max_length=500)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = ChildQuerySet["Refund"].as_manager()
