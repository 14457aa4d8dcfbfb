"""Plans: the work on a record, in rows that are tasks; and what ties the rows."""

from typing import ClassVar, Self

from django.db import models

from pursuit.domain.execution.models import Task, WorkCalendar
from pursuit.domain.methods.models import Stage
from pursuit.kernel import access
from pursuit.kernel.actor import Actor
from pursuit.kernel.models import Subject
from pursuit.kernel.models.record import M_co

VIEW = "tasks.view"


class PlannedQuerySet(models.QuerySet[M_co]):
    """Plans and what they are made of: seen by whoever sees tasks and the record the plan is about."""

    def visible_to(self, actor: Actor, about: Subject | None = None) -> Self:
        """about: the record, where that is known: only the rules of its type are asked."""
        if not actor.may(VIEW):
            return self.none()
        types = None if about is None else [about.type]
        return self.filter(access.any_type_q(actor, types, getattr(self.model, "SUBJECT", "")))


class Plan(models.Model):
    """One for a record. Dates are instants: minutes since 1970 on the clocks of the company's zone, as in the engine.

    begin: where it starts, or from_end: end, from which it is made backward; status_at: up to when progress is told;
    day, week, month: minutes of work people mean by them; start, finish: as found; misses: what cannot be kept, as
    [task, minutes, link, deadline]; extra: what an import keeps for itself and for an
    export; it may be long, so most queries leave it out.
    """

    SUBJECT: ClassVar[str] = "subject__"

    subject = models.OneToOneField(Subject, models.CASCADE, related_name="plan")
    calendar = models.ForeignKey(WorkCalendar, models.PROTECT, null=True, related_name="+")
    begin = models.BigIntegerField()
    end = models.BigIntegerField(null=True)
    from_end = models.BooleanField(default=False)
    status_at = models.BigIntegerField(null=True)
    day = models.PositiveSmallIntegerField(default=480)
    week = models.PositiveSmallIntegerField(default=2400)
    month = models.PositiveIntegerField(default=9600)
    start = models.BigIntegerField(null=True)
    finish = models.BigIntegerField(null=True)
    misses = models.JSONField(default=list)
    version = models.PositiveIntegerField(default=1)
    source = models.CharField(max_length=20, blank=True)
    extra = models.JSONField(default=dict)

    objects = PlannedQuerySet["Plan"].as_manager()


class PlanCalendar(models.Model):
    """A calendar that came with a plan. key: in the file it came from."""

    SUBJECT: ClassVar[str] = "plan__subject__"

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="calendars", db_index=False)
    calendar = models.OneToOneField(WorkCalendar, models.CASCADE, related_name="+")
    key = models.CharField(max_length=120)

    objects = PlannedQuerySet["PlanCalendar"].as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "key"], name="plan_calendar_once")]


class Side(models.IntegerChoices):
    """Whose work a row is; a summary's side is that of all below it."""

    OURS = 0
    CUSTOMER = 1


class WorkType(models.IntegerChoices):
    """What stays when people are added: how much of each, how long it takes, or how much work it is."""

    UNITS = 0
    DURATION = 1
    WORK = 2


class PlanRow(models.Model):
    """The place of a task in a plan. place: its order in the outline; only_in: the stage its project must get to, else
    there is nothing to do; minutes of work for lengths, of the clock where elapsed; instants for dates; None where
    nothing is said.

    The columns up to `fixed_finish` are those of the engine's `Network`; from `start` on, what it found.
    """

    SUBJECT: ClassVar[str] = "plan__subject__"

    task = models.OneToOneField(Task, models.CASCADE, primary_key=True, related_name="planned")
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="rows", db_index=False)
    parent = models.ForeignKey("self", models.SET_NULL, null=True, related_name="below")
    place = models.BigIntegerField()
    side = models.PositiveSmallIntegerField(choices=Side.choices, default=Side.OURS)
    milestone = models.BooleanField(default=False)
    anchor = models.BooleanField(default=False)
    inactive = models.BooleanField(default=False)
    only_in = models.ForeignKey(Stage, models.SET_NULL, null=True, related_name="+", db_index=False)
    elapsed = models.BooleanField(default=False)
    estimated = models.BooleanField(default=False)
    duration = models.BigIntegerField(default=0)
    calendar = models.ForeignKey(WorkCalendar, models.PROTECT, null=True, related_name="+")
    own_hours = models.BooleanField(default=False)  # the calendars of its people are not asked
    limit = models.PositiveSmallIntegerField(default=0)
    limit_at = models.BigIntegerField(null=True)
    deadline = models.BigIntegerField(null=True)
    begun = models.BigIntegerField(null=True)
    ended = models.BigIntegerField(null=True)
    remaining = models.BigIntegerField(null=True)
    resumes = models.BigIntegerField(null=True)
    fixed_start = models.BigIntegerField(null=True)
    fixed_finish = models.BigIntegerField(null=True)
    leveled = models.BigIntegerField(null=True)  # does not start before: its people have no time
    rests = models.BigIntegerField(default=0)  # minutes of work between its begin and finish in which it waits
    percent = models.PositiveSmallIntegerField(default=0)
    work = models.BigIntegerField(null=True)
    work_type = models.PositiveSmallIntegerField(choices=WorkType.choices, default=WorkType.UNITS)
    effort_driven = models.BooleanField(default=False)
    weight = models.PositiveSmallIntegerField(default=500)  # who gets people first, 0 to 1000
    start = models.BigIntegerField(null=True)
    finish = models.BigIntegerField(null=True)
    early_start = models.BigIntegerField(null=True)
    early_finish = models.BigIntegerField(null=True)
    late_start = models.BigIntegerField(null=True)
    late_finish = models.BigIntegerField(null=True)
    total_float = models.BigIntegerField(null=True)
    free_float = models.BigIntegerField(null=True)
    # Versions of the plan: in which anything of it was last changed, in which its dates were last found to be others.
    changed = models.PositiveIntegerField(default=1)
    dated = models.PositiveIntegerField(default=1)
    extra = models.JSONField(default=dict)

    objects = PlannedQuerySet["PlanRow"].as_manager()

    class Meta:
        indexes = [models.Index(fields=["plan", "place"], name="plan_row_by_place")]


class PlanLink(models.Model):
    """A row waits for another. kind, lag, unit: as in the engine's `Links`."""

    SUBJECT: ClassVar[str] = "after__plan__subject__"

    before = models.ForeignKey(PlanRow, models.CASCADE, related_name="links_out", db_index=False)
    after = models.ForeignKey(PlanRow, models.CASCADE, related_name="links_in")
    kind = models.PositiveSmallIntegerField(default=0)
    lag = models.BigIntegerField(default=0)
    unit = models.PositiveSmallIntegerField(default=0)

    objects = PlannedQuerySet["PlanLink"].as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["before", "after"], name="one_link_between_two_rows")]
