"""Frozen versions of a strategy."""

from django.db import models

from pursuit.domain.strategy.models.strategy import PartQuerySet, Strategy
from pursuit.kernel.models import User


class StrategyVersion(models.Model):
    """The whole strategy as it was. What fewer people may read stands apart: prices, and what is of the chain."""

    strategy = models.ForeignKey(Strategy, models.CASCADE, related_name="versions", db_index=False)
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    note = models.TextField(blank=True)
    data = models.JSONField()
    prices = models.JSONField(default=dict)
    chain = models.JSONField(default=dict)

    objects = PartQuerySet["StrategyVersion"].as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["strategy", "number"], name="strategy_version_once")]
