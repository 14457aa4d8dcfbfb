"""What a row asks of whoever does it."""

from typing import ClassVar

from django.db import models

from pursuit.domain.people.models import Level
from pursuit.domain.plans.models import PlanRow
from pursuit.domain.plans.models.plan import PlannedQuerySet


class SkillNeed(models.Model):
    """Whoever does this row can do this at least so well. skill: a term of the company, as people's skills are."""

    SUBJECT: ClassVar[str] = "row__plan__subject__"

    row = models.ForeignKey(PlanRow, models.CASCADE, related_name="needs", db_index=False)
    skill = models.CharField(max_length=60)
    level = models.PositiveSmallIntegerField(choices=Level.choices, default=Level.DOES)

    objects = PlannedQuerySet["SkillNeed"].as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["row", "skill"], name="skill_needed_once")]
