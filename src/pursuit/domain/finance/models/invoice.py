"""Invoices: asked for, issued, reversed."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from pursuit.domain.contracts.models import Contract
from pursuit.domain.finance.models.instalment import Instalment, OfContract
from pursuit.kernel.models import User


class Invoice(models.Model):
    """amount: with tax, below zero for a reversal（红冲）, which names what it reverses; tax_rate: whole percent."""

    CONTRACT: ClassVar[str] = "contract__subject__"

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="invoices")
    kind = models.CharField(max_length=8, default="special")  # special, ordinary
    state = models.CharField(max_length=10, default="requested")  # requested, issued, declined, reversed, reversal
    amount = models.BigIntegerField()
    currency = models.CharField(max_length=3, default="CNY")
    tax_rate = models.PositiveSmallIntegerField(default=13)
    tax = models.BigIntegerField(default=0)
    buyer = models.CharField(max_length=200)  # 抬头
    buyer_number = models.CharField(max_length=40, blank=True)  # 纳税人识别号
    number = models.CharField(max_length=40, blank=True)
    issued_on = models.DateField(null=True)
    reverses = models.OneToOneField("self", models.PROTECT, null=True, related_name="reversed_by")
    note = models.CharField(max_length=500, blank=True)
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()

    objects = OfContract["Invoice"].as_manager()

    class Meta:
        verbose_name_plural = _("Invoices")
        constraints = [
            models.UniqueConstraint(fields=["number"], condition=~models.Q(number=""), name="invoice_number_once")
        ]
        indexes = [models.Index(fields=["state", "issued_on"], name="invoice_by_state")]


class InvoiceLine(models.Model):
    """Which instalment an invoice is for, by how much."""

    CONTRACT: ClassVar[str] = "invoice__contract__subject__"

    invoice = models.ForeignKey(Invoice, models.CASCADE, related_name="lines", db_index=False)
    instalment = models.ForeignKey(Instalment, models.PROTECT, related_name="invoice_lines")
    amount = models.BigIntegerField()

    objects = OfContract["InvoiceLine"].as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["invoice", "instalment"], name="invoice_line_once")]
