"""What we sell."""

from typing import ClassVar

from django.db import models

from pursuit.kernel.models import Record, RecordQuerySet


class Product(Record):
    """A product or service. Its name lies on the subject."""

    SUBJECT_TYPE: ClassVar[str] = "product"

    code = models.CharField(max_length=60, blank=True)
    kind = models.CharField(max_length=10, default="product")  # product, service
    family = models.CharField(max_length=60, blank=True)
    measure = models.CharField(max_length=60, blank=True)  # unit of measure
    lifecycle = models.CharField(max_length=60, blank=True)
    price = models.BigIntegerField(null=True, blank=True)
    price_currency = models.CharField(max_length=3, default="CNY")
    cost = models.BigIntegerField(null=True, blank=True)
    cost_currency = models.CharField(max_length=3, default="CNY")
    description = models.TextField(blank=True)

    objects = RecordQuerySet["Product"].as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["family"]),
            models.Index(fields=["lifecycle"]),
            models.Index(fields=["code"], condition=~models.Q(code=""), name="product_by_code"),
        ]
