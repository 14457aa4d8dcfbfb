"""Facts with who, when and why: stage moves, moved sign dates, outcomes, overridden workspaces."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from pursuit.domain.market.models import Competitor
from pursuit.domain.methods.models.method import Stage
from pursuit.domain.projects.models.project import Project
from pursuit.kernel.models import ChildQuerySet, User


class StageMove(models.Model):
    """From one stage to another; the first row has no `from_stage`."""

    PARENT = "project"

    project = models.ForeignKey(Project, models.CASCADE, related_name="moves", db_index=False)
    from_stage = models.ForeignKey(Stage, models.PROTECT, null=True, related_name="+")
    to_stage = models.ForeignKey(Stage, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    reason = models.TextField(blank=True)
    recorded_as_imported = models.BooleanField(default=False)
    days_in_previous = models.PositiveIntegerField(default=0)

    objects = ChildQuerySet["StageMove"].as_manager()

    class Meta:
        ordering = ["at", "id"]
        indexes = [models.Index(fields=["project", "at"]), models.Index(fields=["at"])]


class ExpectedDateChange(models.Model):
    """The expected sign date moved."""

    PARENT = "project"

    project = models.ForeignKey(Project, models.CASCADE, related_name="date_changes")
    before = models.DateField(null=True)
    after = models.DateField(null=True)
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    reason = models.TextField(blank=True)

    objects = ChildQuerySet["ExpectedDateChange"].as_manager()

    class Meta:
        ordering = ["at", "id"]


class OutcomeKind(models.TextChoices):
    """What was decided about a project."""

    WON = "won", _("Won")
    LOST = "lost", _("Lost")
    ABANDONED = "abandoned", _("Given up")
    CANCELLED = "cancelled", _("Cancelled by the customer")
    SUSPENDED = "suspended", _("Suspended")
    RESUMED = "resumed", _("Resumed")
    REOPENED = "reopened", _("Reopened")


class Outcome(models.Model):
    """One decision about a project; the newest row is in force."""

    PARENT = "project"

    project = models.ForeignKey(Project, models.CASCADE, related_name="outcomes")
    kind = models.CharField(max_length=10, choices=OutcomeKind.choices)
    status_before = models.CharField(max_length=10, blank=True)
    reason = models.CharField(max_length=60, blank=True)
    note = models.TextField(blank=True)
    decided_by = models.CharField(max_length=120, blank=True)  # who decided, on either side, in people's words
    decided_on = models.DateField()
    really_decided_on = models.DateField(null=True)  # when it was already won or lost
    winner = models.ForeignKey(Competitor, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = ChildQuerySet["Outcome"].as_manager()

    class Meta:
        ordering = ["at", "id"]
        indexes = [models.Index(fields=["kind", "decided_on"])]


class WorkspaceState(models.Model):
    """A person's word on a workspace of the ring, in place of the rule; an empty state gives it back to the rule."""

    PARENT = "project"

    project = models.ForeignKey(Project, models.CASCADE, related_name="workspace_states")
    workspace = models.CharField(max_length=12)
    state = models.CharField(max_length=12, blank=True)
    reason = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = ChildQuerySet["WorkspaceState"].as_manager()

    class Meta:
        ordering = ["at", "id"]
