"""The compliance matrix（响应矩阵）."""

from django.db import models

from pursuit.domain.bids.models.bid import Bid
from pursuit.domain.credentials.models import Credential
from pursuit.domain.strategy.models import Need
from pursuit.kernel.models import ChildQuerySet, User


class Clause(models.Model):
    """One demand of the tender document and our answer. kind: plain, star or triangle; proof: a paper is asked for;
    page: where in our bid the answer stands. need: what of the customer's it asks for; line_key: the key of the line
    that offers it (a line has another id in every version of its quote, and the same key in all)."""

    PARENT = "bid"

    bid = models.ForeignKey(Bid, models.CASCADE, related_name="clauses", db_index=False)
    place = models.PositiveIntegerField()
    number = models.CharField(max_length=40, blank=True)
    text = models.TextField()
    part = models.CharField(max_length=14, default="technical")
    kind = models.CharField(max_length=10, default="plain")
    status = models.CharField(max_length=10, default="open")
    response = models.TextField(blank=True)
    deviation = models.CharField(max_length=10, default="undecided")
    page = models.CharField(max_length=40, blank=True)
    owner = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    due_on = models.DateField(null=True)
    proof = models.BooleanField(default=False)
    credential = models.ForeignKey(Credential, models.PROTECT, null=True, related_name="clauses")
    need = models.ForeignKey(Need, models.SET_NULL, null=True, related_name="clauses")
    line_key = models.BigIntegerField(null=True)

    objects = ChildQuerySet["Clause"].as_manager()

    class Meta:
        ordering = ["place", "pk"]
        indexes = [models.Index(fields=["bid", "place"], name="clause_of_bid")]
