"""The comparison with rivals: criteria, scores, and what we know of a position beyond what the project keeps."""

from django.db import models

from pursuit.domain.chain.models import ChainMember
from pursuit.domain.projects.models import Rival
from pursuit.domain.strategy.models.strategy import Part, PartQuerySet


class Criterion(Part):
    """By what the customer compares. weight: percent; price: this one is the price, scored by formula."""

    name = models.CharField(max_length=120)
    weight = models.PositiveSmallIntegerField(default=10)
    price = models.BooleanField(default=False)

    objects = PartQuerySet["Criterion"].as_manager()

    class Meta:
        ordering = ["price", "-weight", "id"]
        constraints = [
            models.UniqueConstraint(fields=["strategy"], condition=models.Q(price=True), name="criterion_one_price")
        ]


class Score(models.Model):
    """How a bidder stands by a criterion, 0 … 10. rival: None for us."""

    strategy = models.ForeignKey("strategy.Strategy", models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(Criterion, models.CASCADE, related_name="scores")
    rival = models.ForeignKey(Rival, models.CASCADE, null=True, related_name="scores")
    points = models.PositiveSmallIntegerField()

    objects = PartQuerySet["Score"].as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["criterion", "rival"], condition=models.Q(rival__isnull=False), name="score_once"
            ),
            models.UniqueConstraint(
                fields=["criterion"], condition=models.Q(rival__isnull=True), name="score_once_ours"
            ),
        ]


class Position(models.Model):
    """Beside a rival of the project: the range of its price, our counter move, and who speaks for it inside (of the
    decision chain, so only its readers may know). Amounts are in the currency of the rival's price."""

    strategy = models.ForeignKey("strategy.Strategy", models.CASCADE, related_name="positions")
    rival = models.OneToOneField(Rival, models.CASCADE, related_name="position")
    low = models.BigIntegerField(null=True)
    high = models.BigIntegerField(null=True)
    counter = models.TextField(blank=True)
    sponsor = models.ForeignKey(ChainMember, models.SET_NULL, null=True, related_name="+")

    objects = PartQuerySet["Position"].as_manager()
