"""What planning knows of people: what they can do, how much of a week they have, what an hour of theirs costs."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pursuit.domain.people.models.absence import about_people
from pursuit.kernel.actor import Actor
from pursuit.kernel.models import OrgUnit, User

SKILLS, CAPACITY, RATES = "people.skills.view", "people.capacity.view", "people.rates.view"


class Level(models.IntegerChoices):
    KNOWS = 1, _("Knows about it")
    DOES = 2, _("Can do it")
    SKILLED = 3, _("Skilled")
    MASTERS = 4, _("Masters it")
    EXPERT = 5, _("Expert")


class PersonSkillQuerySet(models.QuerySet["PersonSkill"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(about_people(actor, SKILLS))


class PersonSkill(models.Model):
    """What a person can do: claimed by themselves or entered by somebody, and confirmed (or not yet) by a leader."""

    user = models.ForeignKey(User, models.CASCADE, related_name="skills", db_index=False)
    skill = models.CharField(max_length=60)
    level = models.PositiveSmallIntegerField(choices=Level.choices)
    evidence_kind = models.CharField(max_length=60, blank=True)
    evidence = models.CharField(max_length=500, blank=True)
    valid_until = models.DateField(null=True)
    changed_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    objects = PersonSkillQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "skill"], name="personskill_once")]
        indexes = [
            models.Index(fields=["skill", "level"], name="personskill_level"),
            models.Index(fields=["changed_at", "id"], name="personskill_changed"),
        ]


class CapacityQuerySet(models.QuerySet["Capacity"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(about_people(actor, CAPACITY))


class Capacity(models.Model):
    """From this day on a person works this share of a full week, until the next row; before the first one all of it."""

    user = models.ForeignKey(User, models.CASCADE, related_name="capacities", db_index=False)
    since = models.DateField()
    percent = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=500, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = CapacityQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "since"], name="capacity_once_a_day")]


class CostRateQuerySet(models.QuerySet["CostRate"]):
    """Rates of the people, and defaults of the units, that the right reaches."""

    def visible_to(self, actor: Actor) -> Self:
        seen = about_people(actor, RATES)
        return self.filter(seen | Q(unit_id__in=actor.reach(RATES).units) if seen else seen)

    def live(self) -> Self:
        return self.filter(withdrawn_at=None)


class CostRate(models.Model):
    """From this day on an hour costs this: of a person, or of whoever in a unit has no rate of their own.

    A row is never changed: a new one takes its place and the old one stays, withdrawn, as the history of the amounts;
    the audit trail tells that there was a change, not how much.
    """

    user = models.ForeignKey(User, models.CASCADE, null=True, related_name="cost_rates")
    unit = models.ForeignKey(OrgUnit, models.CASCADE, null=True, related_name="cost_rates")
    since = models.DateField()
    amount = models.BigIntegerField()
    amount_currency = models.CharField(max_length=3, default="CNY")
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    objects = CostRateQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(user=None, unit__isnull=False) | Q(user__isnull=False, unit=None), name="costrate_of_one"
            ),
            models.UniqueConstraint(
                fields=["user", "since"], condition=Q(withdrawn_at__isnull=True), name="costrate_user_day"
            ),
            models.UniqueConstraint(
                fields=["unit", "since"], condition=Q(withdrawn_at__isnull=True), name="costrate_unit_day"
            ),
        ]
