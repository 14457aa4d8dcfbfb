"""Analyses: what stands in their cells, what crosses in a SWOT, and the themes by which we win."""

from django.db import models

from pursuit.domain.strategy.models.strategy import Part, PartQuerySet
from pursuit.domain.strategy.rules import kinds


class AnalysisItem(Part):
    """A statement in a cell of an analysis. weight: 1 … 5; origin: of another analysis, from which it was carried."""

    sheet = models.CharField(max_length=12, choices=kinds.ANALYSES)
    cell = models.CharField(max_length=16, choices=kinds.ALL_CELLS)
    text = models.TextField()
    weight = models.PositiveSmallIntegerField(default=3)
    evidence = models.TextField(blank=True)
    source = models.CharField(max_length=200, blank=True)
    origin = models.ForeignKey("self", models.SET_NULL, null=True, related_name="carried")

    objects = PartQuerySet["AnalysisItem"].as_manager()

    class Meta:
        ordering = ["-weight", "id"]


class Crossing(Part):
    """What follows from items of two cells of the SWOT."""

    kind = models.CharField(max_length=2, choices=kinds.CROSSINGS)
    text = models.TextField()
    items = models.ManyToManyField(AnalysisItem, related_name="crossings")

    objects = PartQuerySet["Crossing"].as_manager()

    class Meta:
        ordering = ["kind", "id"]


class Theme(Part):
    """A win theme（赢单主题）: what sets us apart, what the customer has from it, how we prove it."""

    discriminator = models.TextField()
    benefit = models.TextField(blank=True)
    proof = models.TextField(blank=True)

    objects = PartQuerySet["Theme"].as_manager()

    class Meta:
        ordering = ["id"]
