"""KPIs: what they are made of, when they are well, and what was read."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pursuit.domain.goals.models.goal import Scale
from pursuit.domain.goals.models.node import VIEW
from pursuit.kernel.actor import Actor
from pursuit.kernel.models import NamedRow, OrgUnit, User


class Direction(models.TextChoices):
    UP = "up", _("Higher is better")
    DOWN = "down", _("Lower is better")
    BAND = "band", _("Within a band")


class Frequency(models.TextChoices):
    MONTH = "month", _("Every month")
    QUARTER = "quarter", _("Every quarter")
    YEAR = "year", _("Every year")


class KpiQuerySet(models.QuerySet["Kpi"]):
    """What a KPI means is known to everybody who sees goals; its readings are not."""

    def visible_to(self, actor: Actor) -> Self:
        return self.all() if actor.may(VIEW) else self.none()


class Kpi(NamedRow):
    """formula "": its readings are typed, with evidence. green, amber (and their tops, for a band): in the units of the
    scale; target: what is aimed at."""

    code = models.SlugField(max_length=60, unique=True)
    scale = models.CharField(max_length=10, choices=Scale.choices, default=Scale.PERCENT)
    direction = models.CharField(max_length=5, choices=Direction.choices, default=Direction.UP)
    frequency = models.CharField(max_length=8, choices=Frequency.choices, default=Frequency.MONTH)
    formula = models.CharField(max_length=400, blank=True)
    source = models.CharField(max_length=200, blank=True)
    target = models.BigIntegerField(null=True)
    green = models.BigIntegerField(null=True)
    amber = models.BigIntegerField(null=True)
    green_top = models.BigIntegerField(null=True)
    amber_top = models.BigIntegerField(null=True)
    note = models.TextField(blank=True)
    active = models.BooleanField(default=True)
    place = models.PositiveIntegerField(default=100)
    version = models.PositiveIntegerField(default=1)

    objects = KpiQuerySet.as_manager()

    class Meta:
        ordering = ["place", "id"]


class ReadingQuerySet(models.QuerySet["KpiReading"]):
    """Of units one's right reaches; the company's for those who see everything."""

    def visible_to(self, actor: Actor) -> Self:
        reach = actor.reach(VIEW)
        return self if reach.all else self.filter(unit__in=reach.units)


class KpiReading(models.Model):
    """start: the first day of its period; unit None: the whole company; computed: kept when the period was over."""

    kpi = models.ForeignKey(Kpi, models.CASCADE, related_name="readings", db_index=False)
    unit = models.ForeignKey(OrgUnit, models.PROTECT, null=True, related_name="+")
    start = models.DateField()
    value = models.BigIntegerField()
    computed = models.BooleanField(default=False)
    evidence = models.TextField(blank=True)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    objects = ReadingQuerySet.as_manager()

    class Meta:
        ordering = ["start", "id"]
        constraints = [
            models.UniqueConstraint(fields=["kpi", "unit", "start"], name="reading_of_unit_once"),
            models.UniqueConstraint(fields=["kpi", "start"], condition=Q(unit=None), name="reading_of_company_once"),
        ]
