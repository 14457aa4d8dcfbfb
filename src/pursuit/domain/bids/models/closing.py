"""Handing in and what came of it: check list, bond, result, queries and objections."""

from django.db import models

from pursuit.domain.bids.models.bid import Bid, Bidder
from pursuit.kernel.models import ChildQuerySet, User


class SealItem(models.Model):
    """A line of the check list before a bid is handed in; first and second are different people. day: of a term, or
    until when something holds."""

    PARENT = "bid"

    bid = models.ForeignKey(Bid, models.CASCADE, related_name="seals", db_index=False)
    place = models.PositiveIntegerField()
    code = models.CharField(max_length=20, blank=True)
    title = models.CharField(max_length=200)
    day = models.DateField(null=True)
    note = models.CharField(max_length=300, blank=True)
    first_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    first_at = models.DateTimeField(null=True)
    second_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    second_at = models.DateTimeField(null=True)

    objects = ChildQuerySet["SealItem"].as_manager()

    class Meta:
        ordering = ["place", "pk"]
        indexes = [models.Index(fields=["bid", "place"], name="seal_of_bid")]


class BondRequest(models.Model):
    """A bid bond asked of finance. form: cash, guarantee（保函） or insurance（保险）; state: asked, arrived,
    withdrawn."""

    PARENT = "bid"

    bid = models.ForeignKey(Bid, models.CASCADE, related_name="bonds", db_index=False)
    amount = models.BigIntegerField()
    currency = models.CharField(max_length=3, default="CNY")
    due_on = models.DateField()
    form = models.CharField(max_length=10, default="cash")
    payee = models.CharField(max_length=200, blank=True)
    account = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, default="asked")
    arrived_on = models.DateField(null=True)
    note = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = ChildQuerySet["BondRequest"].as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["bid"], name="bond_of_bid"),
            models.Index(fields=["state"], name="bond_by_state"),
        ]


class BidResult(models.Model):
    """What came of it. price: the winner's, published, in the bid's currency; points: ours, in 1/100."""

    PARENT = "bid"

    bid = models.OneToOneField(Bid, models.CASCADE, primary_key=True, related_name="result")
    outcome = models.CharField(max_length=12)
    decided_on = models.DateField()
    winner = models.ForeignKey(Bidder, models.SET_NULL, null=True, related_name="+")
    winner_name = models.CharField(max_length=200, blank=True)
    price = models.BigIntegerField(null=True)
    rank = models.PositiveSmallIntegerField(null=True)
    points = models.PositiveIntegerField(null=True)
    reason = models.TextField(blank=True)
    debrief = models.TextField(blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = ChildQuerySet["BidResult"].as_manager()


class Objection(models.Model):
    """质疑 under the procurement law or 异议 under the Bidding Law; each has its own clock. known_on: when we knew."""

    PARENT = "bid"

    bid = models.ForeignKey(Bid, models.CASCADE, related_name="objections", db_index=False)
    law = models.CharField(max_length=10)  # query, objection
    about = models.CharField(max_length=10)  # documents, opening, result
    known_on = models.DateField()
    text = models.TextField()
    raised_on = models.DateField(null=True)
    answered_on = models.DateField(null=True)
    answer = models.TextField(blank=True)
    complained_on = models.DateField(null=True)

    objects = ChildQuerySet["Objection"].as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["bid"], name="objection_of_bid")]
