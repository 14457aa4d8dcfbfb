"""What a project sells, against whom, and the visits made for it."""

from django.db import models

from pursuit.domain.catalogue.models import Product
from pursuit.domain.customers.models import Visit
from pursuit.domain.market.models import Competitor
from pursuit.domain.projects.models.project import Project
from pursuit.kernel.models import ChildQuerySet, User


class ProductLine(models.Model):
    """A product of the deal: quantity × unit price. `quantity` counts thousandths."""

    PARENT = "project"

    project = models.ForeignKey(Project, models.CASCADE, related_name="lines")
    product = models.ForeignKey(Product, models.PROTECT, related_name="project_lines")
    quantity = models.BigIntegerField(default=1000)
    price = models.BigIntegerField(null=True)
    price_currency = models.CharField(max_length=3, default="CNY")
    note = models.CharField(max_length=200, blank=True)

    objects = ChildQuerySet["ProductLine"].as_manager()

    class Meta:
        ordering = ["id"]


class Rival(models.Model):
    """A competitor's position in the project. A price needs a public source, or says that it is an estimate."""

    PARENT = "project"

    project = models.ForeignKey(Project, models.CASCADE, related_name="rivals", db_index=False)
    competitor = models.ForeignKey(Competitor, models.PROTECT, related_name="positions")
    stage = models.CharField(max_length=60, default="c0")
    strengths = models.TextField(blank=True)
    weaknesses = models.TextField(blank=True)
    price = models.BigIntegerField(null=True)
    price_currency = models.CharField(max_length=3, default="CNY")
    price_source = models.CharField(max_length=200, blank=True)
    price_estimated = models.BooleanField(default=False)
    won = models.BooleanField(null=True)

    objects = ChildQuerySet["Rival"].as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["project", "competitor"], name="rival_once")]


class VisitLink(models.Model):
    """A visit made for a project; the visit itself belongs to an account."""

    PARENT = "project"

    project = models.ForeignKey(Project, models.CASCADE, related_name="visit_links", db_index=False)
    visit = models.ForeignKey(Visit, models.PROTECT, related_name="project_links")
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = ChildQuerySet["VisitLink"].as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["project", "visit"], name="visitlink_once")]
