"""The weekly review（过单会）: a meeting, its agenda of projects, what was decided, the tasks given."""

from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from pursuit.domain.execution.models import Task
from pursuit.domain.projects.models import Project
from pursuit.kernel import access
from pursuit.kernel.actor import Actor
from pursuit.kernel.models import ChildQuerySet, OrgUnit, Record, RecordQuerySet, User


class MeetingState(models.TextChoices):
    RUNNING = "running", _("Under way")
    ENDED = "ended", _("Ended")


class Verdict(models.TextChoices):
    GO_ON = "continue", _("Carry on")
    WATCH = "watch", _("Keep an eye on")
    ESCALATE = "escalate", _("Escalate")
    STOP = "stop", _("Stop")


class DecisionKind(models.TextChoices):
    DECISION = "decision", _("Resolution")
    SUPPORT = "support", _("Support needed")
    RISK = "risk", _("Risk")


class ReviewMeeting(Record):
    """One meeting of whoever owns it. week: the Monday whose pictures the projects are compared with; scope: the unit
    whose projects it goes through, None for all that the owner sees; current: the project on the screen, since when."""

    SUBJECT_TYPE: ClassVar[str] = "review_meeting"

    held_on = models.DateField()
    week = models.DateField()
    scope = models.ForeignKey(OrgUnit, models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=10, choices=MeetingState.choices, default=MeetingState.RUNNING)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    participants = models.ManyToManyField(User, related_name="review_meetings")
    current = models.ForeignKey("insight.AgendaRow", models.SET_NULL, null=True, related_name="+")
    current_since = models.DateTimeField(null=True)

    objects = RecordQuerySet["ReviewMeeting"].as_manager()

    class Meta:
        indexes = [models.Index(fields=["state", "held_on"], name="review_meeting_by_day")]


class AgendaQuerySet(models.QuerySet["AgendaRow"]):
    """Seen by whoever sees the meeting and the project: taking part opens no project."""

    def visible_to(self, actor: Actor) -> Self:
        meeting = access.type_q(actor, ReviewMeeting.SUBJECT_TYPE, "meeting__subject__")
        return self.filter(meeting, access.type_q(actor, Project.SUBJECT_TYPE, "project__subject__"))


class AgendaRow(models.Model):
    """A project on the agenda. reason: the gravest change since the week, or "silent" or "quiet"; note_by: who typed
    last; frozen: how it stood when the meeting ended."""

    meeting = models.ForeignKey(ReviewMeeting, models.CASCADE, related_name="rows", db_index=False)
    project = models.ForeignKey(Project, models.CASCADE, related_name="review_rows")
    place = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=20)
    silent_days = models.PositiveIntegerField(default=0)
    seconds = models.PositiveIntegerField(default=0)
    discussed_at = models.DateTimeField(null=True)
    verdict = models.CharField(max_length=10, choices=Verdict.choices, blank=True)
    note = models.TextField(blank=True)
    note_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    frozen = models.JSONField(null=True)

    objects = AgendaQuerySet.as_manager()

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "place"], name="agenda_place_once"),
            models.UniqueConstraint(fields=["meeting", "project"], name="agenda_project_once"),
        ]


class FormerRow(models.Model):
    """What stood in a row before a change: the events of a meeting, which more people read, say none of it."""

    row = models.ForeignKey(AgendaRow, models.CASCADE, related_name="former")
    note = models.TextField(blank=True)
    verdict = models.CharField(max_length=10, blank=True)
    discussed = models.BooleanField()
    at = models.DateTimeField()


class OfRow(models.QuerySet["MeetingDecision"]):
    """Seen with the row of the agenda."""

    def standing(self) -> Self:
        return self.filter(removed_at=None)

    def visible_to(self, actor: Actor) -> Self:
        meeting = access.type_q(actor, ReviewMeeting.SUBJECT_TYPE, "row__meeting__subject__")
        return self.filter(meeting, access.type_q(actor, Project.SUBJECT_TYPE, "row__project__subject__"))


class MeetingDecision(models.Model):
    """What was decided about a project. kept: what the next meeting found, None as long as nobody said."""

    row = models.ForeignKey(AgendaRow, models.CASCADE, related_name="decisions")
    kind = models.CharField(max_length=10, choices=DecisionKind.choices, default=DecisionKind.DECISION)
    text = models.CharField(max_length=500)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    kept = models.BooleanField(null=True)
    removed_at = models.DateTimeField(null=True)

    objects = OfRow.as_manager()

    class Meta:
        ordering = ["pk"]


class MeetingTask(models.Model):
    """A task given in a meeting; it is seen as tasks are."""

    PARENT: ClassVar[str] = "task"

    row = models.ForeignKey(AgendaRow, models.CASCADE, related_name="tasks")
    task = models.OneToOneField(Task, models.CASCADE, related_name="meeting_link")

    objects = ChildQuerySet["MeetingTask"].as_manager()

    class Meta:
        ordering = ["pk"]
