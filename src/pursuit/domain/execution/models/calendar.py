"""Work calendars: the hours of a week, and the days that are different."""

from typing import Self

from django.db import models
from django.db.models import Q

from pursuit.kernel.actor import Actor
from pursuit.kernel.models.named import NamedRow

VIEW = "calendars.view"


class CalendarQuerySet(models.QuerySet["WorkCalendar"]):
    """Calendars; the whole company lives by them. Those that came with a plan are shown with it."""

    def visible_to(self, actor: Actor) -> Self:
        return self.filter(shared=True) if actor.may(VIEW) else self.none()


class WorkCalendar(NamedRow):
    """week: from Monday to Sunday, a list of [begin, end] in minutes of the day each; one calendar is the company's.

    shared: not one that came with a plan and is only its own."""

    week = models.JSONField()
    is_default = models.BooleanField(default=False)
    shared = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=1)

    objects = CalendarQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["is_default"], condition=Q(is_default=True), name="one_default_calendar")
        ]


class CalendarDay(models.Model):
    """A day that is different. hours: as in a week, none on a day off; official: from the state's list."""

    PARENT = "calendar"

    calendar = models.ForeignKey(WorkCalendar, models.CASCADE, related_name="days", db_index=False)
    day = models.DateField()
    name = models.CharField(max_length=120, blank=True)
    hours = models.JSONField()
    official = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["calendar", "day"], name="one_rule_for_a_day")]
