"""A bid for a project's tender, its scoring table and who bids."""

from typing import ClassVar

from django.db import models

from pursuit.domain.market.models import Competitor
from pursuit.domain.projects.models import Project
from pursuit.kernel.models import ChildQuerySet, Record, RecordQuerySet, User


class Bid(Record):
    """One bid for one lot; a project has several where there are lots or a tender is repeated. Owner is the bid
    manager（投标负责人）; whoever sees the project sees it. ceiling, price: both in one currency. fewest: effective
    bids a contest needs, None for what the mode asks. Percent and points as people write them.
    """

    SUBJECT_TYPE: ClassVar[str] = "bid"

    project = models.ForeignKey(Project, models.PROTECT, related_name="bids")
    number = models.CharField(max_length=120, blank=True)
    lot = models.CharField(max_length=120, blank=True)
    agency = models.CharField(max_length=200, blank=True)
    mode = models.CharField(max_length=20, default="open")
    method = models.CharField(max_length=20, default="scoring")
    electronic = models.BooleanField(default=True)
    ceiling = models.BigIntegerField(null=True)
    ceiling_currency = models.CharField(max_length=3, default="CNY")
    price = models.BigIntegerField(null=True)
    price_currency = models.CharField(max_length=3, default="CNY")

    formula = models.CharField(max_length=20, default="average")
    float_percent = models.FloatField(default=0)
    above_points = models.FloatField(default=1)
    below_points = models.FloatField(default=0.5)
    drop_from = models.PositiveSmallIntegerField(default=0)
    ceiling_percent = models.FloatField(default=50)
    fewest = models.PositiveSmallIntegerField(null=True)
    warn_percent = models.FloatField(default=0)

    state = models.CharField(max_length=12, default="preparing")
    sealed_at = models.DateTimeField(null=True)
    seal_reason = models.CharField(max_length=500, blank=True)
    submitted_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=12, blank=True)
    note = models.TextField(blank=True)

    objects = RecordQuerySet["Bid"].as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["state"], name="bid_by_state"),
            models.Index(fields=["outcome"], name="bid_by_outcome"),
        ]


class ScoreItem(models.Model):
    """A line of the scoring table. points: the most there is, in 1/100."""

    PARENT = "bid"

    bid = models.ForeignKey(Bid, models.CASCADE, related_name="items", db_index=False)
    place = models.PositiveIntegerField()
    part = models.CharField(max_length=12)  # price, technical, commercial
    name = models.CharField(max_length=200)
    points = models.PositiveIntegerField()
    basis = models.TextField(blank=True)

    objects = ChildQuerySet["ScoreItem"].as_manager()

    class Meta:
        ordering = ["place", "pk"]
        indexes = [models.Index(fields=["bid", "place"], name="score_item_of_bid")]


class Bidder(models.Model):
    """Who bids: we (`ours`) or a rival. low, likely, high: what is guessed of a price; quoted: read out at the opening;
    source: public, estimate or opening, with where and when it is said. scores: 1/100 points by id of the item.
    relief_percent: of a small enterprise; adjustment: what its deviations are priced at."""

    PARENT = "bid"

    bid = models.ForeignKey(Bid, models.CASCADE, related_name="bidders", db_index=False)
    competitor = models.ForeignKey(Competitor, models.PROTECT, null=True, related_name="bids")
    name = models.CharField(max_length=200, blank=True)
    ours = models.BooleanField(default=False)
    low = models.BigIntegerField(null=True)
    likely = models.BigIntegerField(null=True)
    high = models.BigIntegerField(null=True)
    quoted = models.BigIntegerField(null=True)
    source = models.CharField(max_length=10, default="estimate")
    source_note = models.CharField(max_length=300, blank=True)
    source_on = models.DateField(null=True)
    relief_percent = models.FloatField(default=0)
    adjustment = models.BigIntegerField(default=0)
    rejected = models.CharField(max_length=200, blank=True)
    scores = models.JSONField(default=dict)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = ChildQuerySet["Bidder"].as_manager()

    class Meta:
        ordering = ["-ours", "pk"]
        indexes = [models.Index(fields=["bid"], name="bidder_of_bid")]
        constraints = [
            models.UniqueConstraint(fields=["bid"], condition=models.Q(ours=True), name="bidder_we_once"),
            models.UniqueConstraint(
                fields=["bid", "competitor"], condition=models.Q(competitor__isnull=False), name="bidder_once"
            ),
        ]
