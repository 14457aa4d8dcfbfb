"""What a quote consists of: sections and lines."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from pursuit.domain.catalogue.models import Product
from pursuit.domain.offers.models.quote import Quote
from pursuit.domain.strategy.models import Need
from pursuit.kernel.models import ChildQuerySet


class Option(models.TextChoices):
    """Does the line count? Options and alternatives are shown apart and are not in the total."""

    INCLUDED = "included", _("In the price")
    OPTIONAL = "optional", _("Option")
    ALTERNATIVE = "alternative", _("Alternative")


class Phase(models.TextChoices):
    """The three parts of a service offer（服务方案）."""

    NONE = "none", _("No service")
    BEFORE = "before", _("Before the sale")
    DURING = "during", _("During delivery")
    AFTER = "after", _("After the sale")


class QuoteSection(models.Model):
    """A heading with lines below it."""

    PARENT = "quote"

    quote = models.ForeignKey(Quote, models.CASCADE, related_name="sections", db_index=False)
    title = models.CharField(max_length=200)
    place = models.PositiveIntegerField()

    objects = ChildQuerySet["QuoteSection"].as_manager()

    class Meta:
        ordering = ["place", "id"]
        indexes = [models.Index(fields=["quote", "place"], name="quote_section_by_place")]


class QuoteLine(models.Model):
    """A line: quantity × unit price.

    quantity and effort (person-days) count thousandths; price and listed are unit prices as the quote means them (with
    or without tax), cost is per unit without tax, unknown where nobody gave it. removed: taken away, kept so that it
    can come back; key: the same in all versions, so that versions can be compared; need: what of the customer's it
    answers.
    """

    PARENT = "quote"

    quote = models.ForeignKey(Quote, models.CASCADE, related_name="lines", db_index=False)
    section = models.ForeignKey(QuoteSection, models.SET_NULL, null=True, related_name="lines")
    key = models.BigIntegerField(default=0, db_index=False)
    place = models.PositiveIntegerField()
    number = models.CharField(max_length=30, blank=True)  # as a BOQ numbers it
    product = models.ForeignKey(Product, models.PROTECT, null=True, related_name="quote_lines")
    need = models.ForeignKey(Need, models.SET_NULL, null=True, related_name="quote_lines")
    title = models.CharField(max_length=200)
    spec = models.TextField(blank=True)
    measure = models.CharField(max_length=30, blank=True)
    quantity = models.BigIntegerField(default=1000)
    listed = models.BigIntegerField(null=True)
    discount_bp = models.IntegerField(default=0)
    price = models.BigIntegerField(default=0)
    cost = models.BigIntegerField(null=True)
    tax_bp = models.PositiveSmallIntegerField(default=1300)
    option = models.CharField(max_length=12, choices=Option.choices, default=Option.INCLUDED)
    phase = models.CharField(max_length=10, choices=Phase.choices, default=Phase.NONE)
    effort = models.BigIntegerField(null=True)
    sla = models.CharField(max_length=200, blank=True)
    note = models.CharField(max_length=500, blank=True)
    removed = models.BooleanField(default=False)

    objects = ChildQuerySet["QuoteLine"].as_manager()

    class Meta:
        ordering = ["place", "id"]
        indexes = [models.Index(fields=["quote", "place"], name="quote_line_by_place")]


class DiscountLimit(models.Model):
    """What the holders of a role may give away by themselves: discount at most, margin at least, in 1/100 %."""

    role = models.OneToOneField("kernel.Role", models.CASCADE, related_name="discount_limit")
    discount_bp = models.IntegerField()
    margin_bp = models.IntegerField()
