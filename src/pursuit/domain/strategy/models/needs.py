"""The needs archive（需求档案）."""

from django.db import models

from pursuit.domain.catalogue.models import Product
from pursuit.domain.chain.models import ChainMember
from pursuit.domain.customers.models import Contact
from pursuit.domain.strategy.models.strategy import Part, PartQuerySet
from pursuit.domain.strategy.rules import kinds


class Need(Part):
    """What somebody over there needs, what we answer, and how far that meets it. number: N1, N2… within the project.

    contact, member: who said so; the second is of the decision chain, so only its readers may know.
    """

    # (Found by the index of need_number_once.)
    strategy = models.ForeignKey("strategy.Strategy", models.CASCADE, related_name="needs", db_index=False)
    number = models.PositiveIntegerField()
    text = models.TextField()
    kind = models.CharField(max_length=10, choices=kinds.NEED_KINDS, default="explicit")
    priority = models.CharField(max_length=10, choices=kinds.PRIORITIES, default="should")
    state = models.CharField(max_length=10, choices=kinds.NEED_STATES, default="open")
    contact = models.ForeignKey(Contact, models.PROTECT, null=True, related_name="needs")
    member = models.ForeignKey(ChainMember, models.SET_NULL, null=True, related_name="needs")
    evidence = models.TextField(blank=True)
    answer = models.TextField(blank=True)
    product = models.ForeignKey(Product, models.PROTECT, null=True, related_name="needs")
    compliance = models.CharField(max_length=10, choices=kinds.COMPLIANCE, default="unknown")
    gap = models.TextField(blank=True)  # what is missing where it is not met

    objects = PartQuerySet["Need"].as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["strategy", "number"], name="need_number_once")]
        indexes = [
            models.Index(fields=["compliance", "priority"], name="need_by_compliance"),
            models.Index(fields=["made_at"], name="need_by_made"),
        ]
