"""Time: what an hour went into, and the sheets of a week in which it is confirmed."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pursuit.domain.people.models.absence import about_people
from pursuit.kernel import access, clock
from pursuit.kernel.actor import Actor
from pursuit.kernel.models import Membership, Subject, User

VIEW, APPROVE = "time.view", "time.approve"


def reached(actor: Actor, right: str) -> Q:
    """Rows with a `user`: of people one's right reaches, and of those in a unit one leads, whatever one's role."""
    found = about_people(actor, right)
    if not found or not actor.may(right):
        return found
    today = clock.today()
    there = Membership.objects.filter(Q(since=None) | Q(since__lte=today), Q(until=None) | Q(until__gte=today))
    led = there.filter(user=actor.user_id, is_head=True).values("unit")
    return found | Q(user_id__in=there.filter(unit__in=led).values("user_id"))


class SheetState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted")
    APPROVED = "approved", _("Approved")
    RETURNED = "returned", _("Returned")


OPEN = (SheetState.DRAFT, SheetState.RETURNED)
TOLD = (SheetState.SUBMITTED, SheetState.APPROVED)


class TimeSheetQuerySet(models.QuerySet["TimeSheet"]):
    """Sheets of the people one's right reaches."""

    def visible_to(self, actor: Actor) -> Self:
        return self.filter(reached(actor, VIEW))


class TimeSheet(models.Model):
    """The time of one person in one week. week: its Monday; decided: approved or returned; reason: why it was returned
    or opened again."""

    user = models.ForeignKey(User, models.PROTECT, related_name="time_sheets", db_index=False)
    week = models.DateField()
    state = models.CharField(max_length=10, choices=SheetState.choices, default=SheetState.DRAFT)
    submitted_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", db_index=False)
    reason = models.CharField(max_length=500, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = TimeSheetQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "week"], name="time_sheet_once")]
        indexes = [
            models.Index(fields=["submitted_at"], condition=Q(state="submitted"), name="time_sheet_waiting"),
            models.Index(fields=["week"], name="time_sheet_week"),
        ]


class TimeEntryQuerySet(models.QuerySet["TimeEntry"]):
    """Time of the people one's right reaches; on records one sees, also what others have submitted."""

    def visible_to(self, actor: Actor) -> Self:
        of_people = reached(actor, VIEW)
        if not of_people:
            return self
        if not actor.may(VIEW):
            return self.none()
        return self.filter(of_people | (Q(sheet__state__in=TOLD) & access.any_type_q(actor, None, "record__")))


class TimeEntry(models.Model):
    """Time of one person on one day. about: the task or record it went into; record: the one it counts for, which for
    a task is what the task is about. Several entries for the same day and task stand side by side."""

    sheet = models.ForeignKey(TimeSheet, models.CASCADE, related_name="entries")
    user = models.ForeignKey(User, models.PROTECT, related_name="time_entries", db_index=False)
    day = models.DateField()
    # Their names let the purge see that time keeps a record.
    about = models.ForeignKey(Subject, models.PROTECT, related_name="time_spent")
    record = models.ForeignKey(Subject, models.PROTECT, related_name="time_counted", db_index=False)
    minutes = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=60, blank=True)
    note = models.CharField(max_length=500, blank=True)
    entered_at = models.DateTimeField()

    objects = TimeEntryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = _("Time entries")
        indexes = [
            models.Index(fields=["user", "day"], name="time_entry_of_user"),
            models.Index(fields=["record", "day"], name="time_entry_of_record"),
            models.Index(fields=["day", "id"], name="time_entry_by_day"),
        ]
