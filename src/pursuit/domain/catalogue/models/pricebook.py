"""For how much: price books with a period, a currency, and whom they are for."""

from typing import ClassVar

from django.db import models

from pursuit.domain.catalogue.models.product import Product
from pursuit.kernel.models import ChildQuerySet, OrgUnit, Record, RecordQuerySet


class PriceBook(Record):
    """Prices in one currency for a period; for one unit and below, or one customer tier, or everybody."""

    SUBJECT_TYPE: ClassVar[str] = "price_book"

    currency = models.CharField(max_length=3, default="CNY")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    for_unit = models.ForeignKey(OrgUnit, models.PROTECT, null=True, blank=True, related_name="price_books")
    for_tier = models.CharField(max_length=60, blank=True)  # a code of the list "tier"
    note = models.TextField(blank=True)

    objects = RecordQuerySet["PriceBook"].as_manager()

    class Meta:
        indexes = [models.Index(fields=["currency", "valid_from", "valid_to"], name="pricebook_by_period")]


class PriceLine(models.Model):
    """The price of a product in a book, in the book's currency."""

    PARENT: ClassVar[str] = "book"

    book = models.ForeignKey(PriceBook, models.CASCADE, related_name="lines", db_index=False)
    product = models.ForeignKey(Product, models.PROTECT, related_name="price_lines", db_index=False)
    price = models.BigIntegerField()

    objects = ChildQuerySet["PriceLine"].as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["book", "product"], name="priceline_once")]
        indexes = [models.Index(fields=["product", "book"])]
