"""Dated exchange rates into the company currency."""

from django.db import models


class ExchangeRate(models.Model):
    """From `day` on, one unit of `currency` is `rate_e8` / 10**8 units of the company currency."""

    currency = models.CharField(max_length=3)
    day = models.DateField()
    rate_e8 = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["currency", "day"], name="rate_once")]
        ordering = ["currency", "-day"]
