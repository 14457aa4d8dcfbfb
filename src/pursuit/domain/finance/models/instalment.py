"""The payment plan of a contract, and what is given up of it."""

from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from pursuit.domain.contracts.models import Contract
from pursuit.domain.customers.models import Account
from pursuit.domain.execution.models import Task
from pursuit.domain.plans.models import PlanRow
from pursuit.kernel import access
from pursuit.kernel.actor import Actor
from pursuit.kernel.models import StoredFile, User
from pursuit.kernel.models.record import M_co

VIEW = "finance.view"


class OfContract(models.QuerySet[M_co]):
    """Seen by whoever sees money and the contract."""

    def visible_to(self, actor: Actor) -> Self:
        prefix = getattr(self.model, "CONTRACT", "contract__subject__")
        return self.filter(access.type_q(actor, Contract.SUBJECT_TYPE, prefix)) if actor.may(VIEW) else self.none()

    def counted_for(self, actor: Actor, **found: object) -> Self:
        """Those that sums are made of, of contracts in force. What is found by `owed_on` and `open_month` is, and of no
        deleted contract: whoever sees all contracts is answered by an index alone."""
        if not actor.may(VIEW):
            return self.none()
        contracts = access.seen_ids(actor, Contract.SUBJECT_TYPE)
        rows = (self if contracts is None else self.filter(contract__in=contracts)).filter(**found)
        return rows if any(name.startswith(("owed_on", "open_month")) for name in found) else rows.filter(live=True)


class Instalment(models.Model):
    """A part of a contract's amount: what it hangs on, when it is due, what has come of it.

    share: ten-thousandths of the contract's amount, None where a sum was agreed; planned_on: when what it hangs on is
    expected, from the milestone or as a fixed day; agreed_on: due day when the contract was signed; owed_on: due day
    while it is owed and not paid; open_month: the month in which it is due while anything is open (0: no day is known).
    Months are year * 12 + month - 1. invoiced, paid, written_off and open_amount are
    kept by the actions; live: of a contract in force.
    """

    CONTRACT: ClassVar[str] = "contract__subject__"

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="instalments", db_index=False)
    account = models.ForeignKey(Account, models.PROTECT, related_name="+", db_index=False)  # the contract's
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120)
    trigger = models.CharField(max_length=60)  # a code of the list "payment_trigger"
    share = models.PositiveIntegerField(null=True)
    amount = models.BigIntegerField()
    currency = models.CharField(max_length=3, default="CNY")
    offset_days = models.SmallIntegerField(default=0)
    milestone = models.ForeignKey(PlanRow, models.SET_NULL, null=True, related_name="instalments")
    fixed_on = models.DateField(null=True)
    chance = models.PositiveSmallIntegerField(default=100)
    note = models.CharField(max_length=500, blank=True)

    planned_on = models.DateField(null=True)
    triggered_on = models.DateField(null=True)
    evidence = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    due_on = models.DateField(null=True)
    agreed_on = models.DateField(null=True)
    owed_on = models.DateField(null=True)
    open_month = models.PositiveIntegerField(null=True)
    agreed_month = models.PositiveIntegerField(null=True)

    invoiced = models.BigIntegerField(default=0)
    paid = models.BigIntegerField(default=0)
    written_off = models.BigIntegerField(default=0)
    open_amount = models.BigIntegerField(default=0)
    state = models.CharField(max_length=12, default="expected")
    cancelled = models.BooleanField(default=False)
    live = models.BooleanField(default=False)
    chase = models.ForeignKey(Task, models.SET_NULL, null=True, related_name="+")

    objects = OfContract["Instalment"].as_manager()

    class Meta:
        verbose_name_plural = _("Instalments")
        ordering = ["contract", "position"]
        constraints = [models.UniqueConstraint(fields=["contract", "position"], name="instalment_place_once")]
        indexes = [
            models.Index(fields=["due_on"], name="instalment_by_due"),
            # Each answers one question by itself: the forecast by month, as agreed, and the ageing.
            models.Index(fields=["open_month", "currency", "chance", "open_amount"], name="instalment_forecast"),
            models.Index(fields=["live", "agreed_month", "currency", "amount", "cancelled"], name="instalment_agreed"),
            models.Index(fields=["owed_on", "account", "currency", "open_amount"], name="instalment_owed"),
            models.Index(fields=["triggered_on", "currency", "amount", "live"], name="instalment_arisen"),
            models.Index(fields=["account"], name="instalment_by_account"),
        ]


class WriteOff(models.Model):
    """坏账: a part of an instalment is given up, once that is approved."""

    CONTRACT: ClassVar[str] = "instalment__contract__subject__"

    instalment = models.ForeignKey(Instalment, models.PROTECT, related_name="write_offs")
    amount = models.BigIntegerField()
    reason = models.TextField()
    state = models.CharField(max_length=10, default="review")  # review, approved, rejected, withdrawn
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)

    objects = OfContract["WriteOff"].as_manager()
