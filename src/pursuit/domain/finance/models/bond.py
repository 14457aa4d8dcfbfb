"""Bonds, and what suppliers get once the customer has paid."""

from typing import ClassVar

from django.db import models

from pursuit.domain.bids.models import BondRequest
from pursuit.domain.contracts.models import Contract
from pursuit.domain.customers.models import Account
from pursuit.domain.execution.models import Task
from pursuit.domain.finance.models.instalment import Instalment, OfContract
from pursuit.kernel.models import Record, RecordQuerySet, Subject


class Bond(Record):
    """保证金: money, a guarantee or an insurance that we put up. about: the project or contract it is for; request: the
    bid bond that was asked for.

    A part of the price kept back until the warranty ends is an instalment, no bond.
    """

    SUBJECT_TYPE: ClassVar[str] = "bond"

    code = models.CharField(max_length=20, unique=True)
    about = models.ForeignKey(Subject, models.PROTECT, null=True, blank=True, related_name="bonds")
    request = models.ForeignKey(BondRequest, models.SET_NULL, null=True, blank=True, related_name="+")
    kind = models.CharField(max_length=60)  # a code of the list "bond_kind"
    form = models.CharField(max_length=10, default="cash")  # cash, guarantee, insurance
    beneficiary = models.CharField(max_length=200)
    issuer = models.CharField(max_length=200, blank=True)  # bank or insurer
    amount = models.BigIntegerField(null=True)
    amount_currency = models.CharField(max_length=3, default="CNY")
    fee = models.BigIntegerField(null=True)
    fee_currency = models.CharField(max_length=3, default="CNY")
    state = models.CharField(max_length=10, default="out")  # out, returned, lost
    out_on = models.DateField()
    expires_on = models.DateField(null=True, blank=True)
    due_back_on = models.DateField(null=True, blank=True)
    returned_on = models.DateField(null=True, blank=True)
    lost_reason = models.CharField(max_length=500, blank=True)
    conditions = models.TextField(blank=True)
    chase = models.ForeignKey(Task, models.SET_NULL, null=True, related_name="+")

    objects = RecordQuerySet["Bond"].as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["state", "due_back_on"], name="bond_by_return"),
            models.Index(fields=["state", "expires_on"], name="bond_by_expiry"),
            models.Index(fields=["out_on"], name="bond_by_day"),
        ]


class Payable(models.Model):
    """背靠背: a supplier is paid in the measure in which an instalment of ours was."""

    CONTRACT: ClassVar[str] = "contract__subject__"

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="payables")
    instalment = models.ForeignKey(Instalment, models.PROTECT, related_name="payables")
    supplier = models.ForeignKey(Account, models.PROTECT, related_name="payables")
    name = models.CharField(max_length=200)
    amount = models.BigIntegerField()
    currency = models.CharField(max_length=3, default="CNY")
    paid = models.BigIntegerField(default=0)
    paid_on = models.DateField(null=True)
    note = models.CharField(max_length=500, blank=True)

    objects = OfContract["Payable"].as_manager()

    class Meta:
        ordering = ["pk"]
