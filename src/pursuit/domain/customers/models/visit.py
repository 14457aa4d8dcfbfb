"""What was said with customers, and what was promised."""

from typing import TYPE_CHECKING, ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from pursuit.domain.customers.models.account import Account
from pursuit.domain.customers.models.contact import Contact
from pursuit.kernel.models import ChildQuerySet, Record, RecordQuerySet, User

if TYPE_CHECKING:
    from pursuit.kernel.actor import Actor


class Visit(Record):
    """A visit, call or meeting with one customer. Its author owns it."""

    SUBJECT_TYPE: ClassVar[str] = "visit"

    account = models.ForeignKey(Account, models.PROTECT, related_name="visits", db_index=False)
    kind = models.CharField(max_length=60)
    happened_at = models.DateTimeField()
    minutes = models.PositiveIntegerField(null=True, blank=True)
    place = models.CharField(max_length=200, blank=True)
    purpose = models.CharField(max_length=500, blank=True)
    customer_words = models.TextField(blank=True)
    temperature = models.CharField(max_length=60, blank=True)
    summary = models.TextField(blank=True)
    next_step = models.CharField(max_length=500, blank=True)
    next_step_on = models.DateField(null=True, blank=True)

    objects = RecordQuerySet["Visit"].as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["happened_at"]),
            models.Index(fields=["account", "-happened_at"], name="visit_newest_of_account"),
            models.Index(fields=["kind"]),
        ]


class VisitParticipant(models.Model):
    """Who was there: one of ours or one of theirs."""

    PARENT: ClassVar[str] = "visit"

    visit = models.ForeignKey(Visit, models.CASCADE, related_name="participants", db_index=False)
    user = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    contact = models.ForeignKey(Contact, models.PROTECT, null=True, blank=True, related_name="visits_joined")

    objects = ChildQuerySet["VisitParticipant"].as_manager()

    class Meta:
        verbose_name_plural = _("Visit participants")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(user=None) ^ models.Q(contact=None), name="participant_ours_or_theirs"
            ),
            models.UniqueConstraint(fields=["visit", "user"], name="participant_user_once"),
            models.UniqueConstraint(fields=["visit", "contact"], name="participant_contact_once"),
        ]


class CommitmentQuerySet(models.QuerySet["Commitment"]):
    """Promises, seen by whoever sees the customer or the visit at which they were made."""

    def visible_to(self, actor: "Actor") -> Self:
        by_account = models.Q(account__in=Account.objects.visible_to(actor).values("pk"))
        return self.filter(by_account | models.Q(visit__in=Visit.objects.visible_to(actor).values("pk")))


class Commitment(models.Model):
    """A promise of ours or theirs, with a day and what became of it."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="commitments", db_index=False)
    visit = models.ForeignKey(Visit, models.PROTECT, null=True, blank=True, related_name="commitments")
    whose = models.CharField(max_length=6)  # ours, theirs
    text = models.CharField(max_length=500)
    due_on = models.DateField(null=True, blank=True)
    user = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="commitments", db_index=False)
    contact = models.ForeignKey(Contact, models.PROTECT, null=True, blank=True, related_name="commitments")
    state = models.CharField(max_length=10, default="open")  # open, kept, broken, cancelled
    kept_on = models.DateField(null=True, blank=True)
    evidence = models.TextField(blank=True)
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    objects = CommitmentQuerySet.as_manager()

    class Meta:
        verbose_name_plural = _("Commitments")
        indexes = [
            models.Index(fields=["state", "due_on"]),
            models.Index(fields=["user", "state", "due_on"], name="commitment_of_user"),
            models.Index(fields=["account", "state"]),
        ]
