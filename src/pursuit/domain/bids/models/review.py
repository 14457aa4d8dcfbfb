"""Colour reviews: Pink (outline), Red (as the customer reads it), Gold (price), White (back over it all)."""

from django.db import models

from pursuit.domain.bids.models.bid import Bid
from pursuit.domain.execution.models import Task
from pursuit.kernel.models import ChildQuerySet, User


class Review(models.Model):
    """people: ids of those who take part; verdict: "" until concluded, then go, fix or stop."""

    PARENT = "bid"

    bid = models.ForeignKey(Bid, models.CASCADE, related_name="reviews", db_index=False)
    colour = models.CharField(max_length=6)
    planned_on = models.DateField(null=True)
    people = models.JSONField(default=list)
    verdict = models.CharField(max_length=5, blank=True)
    conclusion = models.TextField(blank=True)
    concluded_at = models.DateTimeField(null=True)
    concluded_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = ChildQuerySet["Review"].as_manager()

    class Meta:
        ordering = ["planned_on", "pk"]
        indexes = [models.Index(fields=["bid"], name="review_of_bid")]


class ReviewFinding(models.Model):
    """What was found, and the task that mends it."""

    PARENT = "bid"

    bid = models.ForeignKey(Bid, models.CASCADE, related_name="findings", db_index=False)
    review = models.ForeignKey(Review, models.CASCADE, related_name="findings")
    text = models.CharField(max_length=200)
    task = models.ForeignKey(Task, models.PROTECT, null=True, related_name="+")

    objects = ChildQuerySet["ReviewFinding"].as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["bid"], name="review_finding_of_bid")]
