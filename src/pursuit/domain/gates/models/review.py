"""Reviews at decision points: who sat, how they voted, what was concluded, on which conditions; what was passed."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pursuit.domain.execution.models import Task
from pursuit.domain.projects.models import Project, StageMove
from pursuit.kernel.models import ChildQuerySet, User


class ReviewState(models.TextChoices):
    OPEN = "open", pgettext_lazy("review", "Open")
    CONCLUDED = "concluded", _("Concluded")
    CANCELLED = "cancelled", _("Called off")


class Conclusion(models.TextChoices):
    PASS = "pass", _("Passed")
    CONDITIONAL = "conditional", _("Passed on conditions")
    REWORK = "rework", _("To be reworked")
    HOLD = "hold", _("On hold")
    REJECT = "reject", pgettext_lazy("conclusion", "Rejected")


OPENING = (Conclusion.PASS, Conclusion.CONDITIONAL)  # what lets a project go on


class Review(models.Model):
    """One round at one point. score: evidence in percent when it was concluded; valid_until: when it ends to count."""

    PARENT: ClassVar[str] = "project"

    project = models.ForeignKey(Project, models.CASCADE, related_name="reviews", db_index=False)
    point = models.CharField(max_length=20)
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=ReviewState.choices, default=ReviewState.OPEN)
    held_on = models.DateField()
    chair = models.ForeignKey(User, models.PROTECT, related_name="+")
    agenda = models.TextField(blank=True)
    minutes = models.TextField(blank=True)
    conclusion = models.CharField(max_length=12, choices=Conclusion.choices, blank=True)
    score = models.PositiveSmallIntegerField(null=True)
    concluded_at = models.DateTimeField(null=True)
    concluded_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    valid_until = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)

    objects = ChildQuerySet["Review"].as_manager()

    class Meta:
        ordering = ["held_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["project", "point", "number"], name="review_round_once"),
            models.UniqueConstraint(
                fields=["project", "point"], condition=models.Q(state="open"), name="review_one_open"
            ),
        ]
        indexes = [models.Index(fields=["state", "held_on"], name="review_by_day")]


class Vote(models.TextChoices):
    YES = "yes", pgettext_lazy("vote", "For")
    CONDITIONAL = "conditional", _("For, on conditions")
    NO = "no", _("Against")
    ABSTAIN = "abstain", _("Abstains")


class Seat(models.Model):
    """A participant of a review, and their vote once it is cast."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="seats", db_index=False)
    user = models.ForeignKey(User, models.PROTECT, related_name="review_seats")
    vote = models.CharField(max_length=12, choices=Vote.choices, blank=True)
    opinion = models.TextField(blank=True)
    at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["review", "user"], name="review_seat_once")]


class Condition(models.Model):
    """What has to be done though the point is passed; done when its task is. Overdue, it closes the next point.
    dropped: why it is no longer demanded."""

    PARENT: ClassVar[str] = "project"

    review = models.ForeignKey(Review, models.CASCADE, related_name="conditions")
    project = models.ForeignKey(Project, models.CASCADE, related_name="gate_conditions", db_index=False)
    text = models.CharField(max_length=200)
    task = models.ForeignKey(Task, models.PROTECT, related_name="gate_conditions")
    due = models.DateField()
    dropped = models.CharField(max_length=500, blank=True)
    dropped_at = models.DateTimeField(null=True)

    objects = ChildQuerySet["Condition"].as_manager()

    class Meta:
        ordering = ["due", "id"]
        indexes = [models.Index(fields=["project", "due"], name="gate_condition_by_due")]


class Passage(models.Model):
    """A decision point that was passed: by which move, on which review. valid_until: the term of the decision;
    lapsed_on: since when its evidence or term is known to have run out; renewed: confirmed again after that; ended:
    the project went back before it."""

    PARENT: ClassVar[str] = "project"

    project = models.ForeignKey(Project, models.CASCADE, related_name="passages", db_index=False)
    point = models.CharField(max_length=20)
    move = models.OneToOneField(StageMove, models.CASCADE, related_name="passage")
    review = models.ForeignKey(Review, models.PROTECT, null=True, related_name="passages")
    score = models.PositiveSmallIntegerField(null=True)
    passed_on = models.DateField()
    valid_until = models.DateField(null=True)
    lapsed_on = models.DateField(null=True)
    renewed_on = models.DateField(null=True)
    renewed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    objects = ChildQuerySet["Passage"].as_manager()

    class Meta:
        ordering = ["passed_on", "id"]
        indexes = [models.Index(fields=["project", "point"], name="passage_of_project")]
