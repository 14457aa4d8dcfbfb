"""Totals of projects, kept by the database itself as projects change, so that no page adds up a hundred thousand rows.

Every project counts in a few cells: in one of its stage, and by day where a day matters (when an active one should be
signed, when its next step is due, when it was won). Triggers keep them (models.triggers), because no way of
writing may forget to. On PostgreSQL a change adds a loose row, so that people who change projects of the same team do
not wait for each other; the worker folds those into their cells.
"""

from datetime import date

from django.db import models

from pursuit.domain.methods.models.method import Stage

NO_DAY = date(1, 1, 1)
NO_UNIT = 0
SUMS = ("count", "priced", "amount", "base", "weighted")


class By(models.TextChoices):
    """What a cell is for."""

    STAGE = "stage"
    SIGN = "sign"  # active ones, by expected sign date
    STEP = "step"  # active ones, by the day of the next step
    DECIDED = "decided"  # won ones (closed too), by the day of the decision


class ProjectTally(models.Model):
    """One cell, or a loose change to one. Sums are of live projects; `unit` is 0 for those without one."""

    by = models.CharField(max_length=8, choices=By.choices)
    unit = models.BigIntegerField()
    kind = models.CharField(max_length=12)
    stage = models.ForeignKey(Stage, models.DO_NOTHING, db_constraint=False, related_name="+")  # 0 where by a day
    status = models.CharField(max_length=10)
    currency = models.CharField(max_length=3)
    day = models.DateField()
    count = models.BigIntegerField()
    priced = models.BigIntegerField()  # how many have an amount
    amount = models.BigIntegerField()  # in `currency`
    base = models.BigIntegerField()  # in company currency
    weighted = models.BigIntegerField()
    loose = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(
                fields=["by", "day", "unit", "kind", "status", "count", "base", "weighted"], name="tally_by_day"
            ),
            # All that is added up for those who see everything: read along the index, and per currency as it stands.
            models.Index(
                fields=["by", "currency", "unit", "status", "kind", "stage", *SUMS],
                name="tally_of_stages",
                condition=models.Q(by="stage"),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["by", "unit", "stage", "status", "kind", "currency", "day"],
                condition=models.Q(loose=False),
                name="tally_once",
            ),
        ]
