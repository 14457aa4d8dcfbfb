"""The six strategy sheets with their own fields, and the lines that become actions."""

from django.db import models

from pursuit.domain.customers.models import Account
from pursuit.domain.execution.models import Task
from pursuit.domain.strategy.models.analysis import Crossing, Theme
from pursuit.domain.strategy.models.needs import Need
from pursuit.domain.strategy.models.strategy import Part, PartQuerySet
from pursuit.domain.strategy.rules import kinds
from pursuit.kernel.models import User


class StrategySheet(Part):
    """One of the six sheets. Which columns belong to which kind says rules.sheets."""

    # (Found by the index of strategy_sheet_once.)
    strategy = models.ForeignKey("strategy.Strategy", models.CASCADE, related_name="strategysheets", db_index=False)
    kind = models.CharField(max_length=10, choices=kinds.SHEETS)
    aim = models.TextField(blank=True)
    premise = models.TextField(blank=True)
    segment = models.CharField(max_length=200, blank=True)
    entry_mode = models.CharField(max_length=10, choices=kinds.ENTRY_MODES, blank=True)
    barrier = models.TextField(blank=True)
    beachhead = models.CharField(max_length=200, blank=True)
    coverage = models.PositiveSmallIntegerField(null=True)  # percent of the decision chain to be reached
    rhythm = models.CharField(max_length=200, blank=True)
    top_meeting = models.CharField(max_length=200, blank=True)
    offer = models.TextField(blank=True)
    difference = models.TextField(blank=True)
    demonstration = models.TextField(blank=True)
    target = models.BigIntegerField(null=True)
    target_currency = models.CharField(max_length=3, default="CNY")
    floor = models.BigIntegerField(null=True)
    floor_currency = models.CharField(max_length=3, default="CNY")
    payment = models.CharField(max_length=200, blank=True)
    partner = models.ForeignKey(Account, models.PROTECT, null=True, related_name="strategy_sheets")
    partner_role = models.CharField(max_length=200, blank=True)
    split = models.PositiveSmallIntegerField(null=True)  # percent of the amount that is the partner's
    protection = models.CharField(max_length=200, blank=True)
    event = models.CharField(max_length=200, blank=True)
    event_on = models.DateField(null=True)
    material = models.CharField(max_length=200, blank=True)
    budget = models.BigIntegerField(null=True)
    budget_currency = models.CharField(max_length=3, default="CNY")

    objects = PartQuerySet["StrategySheet"].as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["strategy", "kind"], name="strategy_sheet_once")]


class Concession(Part):
    """A step of the ladder: what we give, only for what, and who may grant it."""

    step = models.PositiveSmallIntegerField(default=1)
    gives = models.CharField(max_length=200)
    price = models.BigIntegerField(null=True)
    price_currency = models.CharField(max_length=3, default="CNY")
    for_what = models.CharField(max_length=200)
    granted_by = models.CharField(max_length=120, blank=True)

    objects = PartQuerySet["Concession"].as_manager()

    class Meta:
        ordering = ["step", "id"]


class StrategyLine(Part):
    """What we do, on one of the sheets; from a crossing, a need, a theme, or of its own. It has a task, or says why
    not, or is open."""

    sheet = models.CharField(max_length=10, choices=kinds.SHEETS)
    text = models.TextField()
    crossing = models.ForeignKey(Crossing, models.SET_NULL, null=True, related_name="lines")
    need = models.ForeignKey(Need, models.SET_NULL, null=True, related_name="lines")
    theme = models.ForeignKey(Theme, models.SET_NULL, null=True, related_name="lines")
    owner = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    due_on = models.DateField(null=True)
    task = models.ForeignKey(Task, models.SET_NULL, null=True, related_name="strategy_lines")
    reason = models.CharField(max_length=500, blank=True)

    objects = PartQuerySet["StrategyLine"].as_manager()

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(fields=["due_on"], name="strategy_line_by_due"),
            models.Index(fields=["made_at"], name="strategy_line_by_made"),
        ]
