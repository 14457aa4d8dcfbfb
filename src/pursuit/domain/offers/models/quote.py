"""A quote: one version of what is offered to a customer, for how much, and until when."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from pursuit.domain.catalogue.models import PriceBook
from pursuit.domain.projects.models import Project
from pursuit.kernel.models import Approval, Record, RecordQuerySet


class QuoteState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    WAITING = "waiting", _("Waiting for approval")
    APPROVED = "approved", _("Approved")
    ISSUED = "issued", _("Sent to the customer")
    ACCEPTED = "accepted", _("Accepted by the customer")
    DECLINED = "declined", _("Declined by the customer")
    EXPIRED = "expired", _("Expired")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    REPLACED = "replaced", _("Replaced by a newer version")


# What the customer has never seen may still be changed; everything else is a new version.
OPEN = (QuoteState.DRAFT, QuoteState.APPROVED)
# What the customer holds in hand, or held.
SENT = (
    QuoteState.ISSUED,
    QuoteState.ACCEPTED,
    QuoteState.DECLINED,
    QuoteState.EXPIRED,
    QuoteState.WITHDRAWN,
    QuoteState.REPLACED,
)


class Quote(Record):
    """One version of a quote. `code` is shared by its versions, `edition` counts them.

    Amounts are minor units of `currency`. with_tax: unit prices contain the tax; tax_bp: of new lines, in 1/100 %;
    reduction: taken off the total as a lump sum（抹零）. From `total` on, the figures are worked out from the lines
    whenever these change, so that lists sort and sum by them; cost and margin are without tax.
    """

    SUBJECT_TYPE: ClassVar[str] = "quote"

    code = models.CharField(max_length=30)
    edition = models.PositiveSmallIntegerField(default=1)
    previous = models.ForeignKey("self", models.PROTECT, null=True, related_name="newer")
    latest = models.BooleanField(default=True)
    project = models.ForeignKey(Project, models.PROTECT, related_name="quotes")
    state = models.CharField(max_length=10, choices=QuoteState.choices, default=QuoteState.DRAFT)

    currency = models.CharField(max_length=3, default="CNY")
    book = models.ForeignKey(PriceBook, models.PROTECT, null=True, related_name="quotes")
    with_tax = models.BooleanField(default=True)
    tax_bp = models.PositiveSmallIntegerField(default=1300)
    reduction = models.BigIntegerField(default=0)
    valid_until = models.DateField(null=True)
    attention = models.CharField(max_length=200, blank=True)  # whom at the customer's it is for
    payment_terms = models.TextField(blank=True)
    delivery_terms = models.TextField(blank=True)
    warranty_terms = models.TextField(blank=True)
    remark = models.TextField(blank=True)

    approval = models.ForeignKey(Approval, models.PROTECT, null=True, related_name="+", db_index=False)
    issued_on = models.DateField(null=True)
    decided_on = models.DateField(null=True)  # when the customer said yes or no, or it ended otherwise
    decided_note = models.CharField(max_length=500, blank=True)

    total = models.BigIntegerField(default=0)  # with tax, after the reduction
    total_base = models.BigIntegerField(null=True)  # the same in company currency, at the rate of its last change
    net = models.BigIntegerField(default=0)  # without tax
    tax = models.BigIntegerField(default=0)
    listed = models.BigIntegerField(default=0)  # the same lines at list price, as unit prices are meant
    discount_bp = models.IntegerField(default=0)
    cost = models.BigIntegerField(null=True)
    margin = models.BigIntegerField(null=True)
    margin_bp = models.IntegerField(null=True)
    line_count = models.PositiveIntegerField(default=0)

    objects = RecordQuerySet["Quote"].as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code", "edition"], name="quote_edition_once")]
        indexes = [
            models.Index(fields=["state", "valid_until"], name="quote_by_state"),
            models.Index(fields=["valid_until"], name="quote_by_validity"),
            models.Index(fields=["total_base"], name="quote_by_total"),
            models.Index(fields=["issued_on"], name="quote_by_issue"),
        ]
