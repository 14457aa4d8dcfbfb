"""What happened: the audit trail, its payloads (erasable), and the seals that make tampering show."""

from django.db import models

from pursuit.kernel.models.subject import Subject
from pursuit.kernel.models.user import User


class Event(models.Model):
    """One thing that happened to one subject. `digest` covers every column here and the payload's own digest."""

    at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    actor = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False)
    on_behalf_of = models.ForeignKey(User, models.PROTECT, related_name="+", null=True)
    # A record may be removed for good; what happened to it stays, under the number it had.
    subject = models.ForeignKey(
        Subject, models.DO_NOTHING, related_name="events", null=True, db_constraint=False, db_index=False
    )
    verb = models.CharField(max_length=80)
    action = models.CharField(max_length=80, blank=True)
    run = models.CharField(max_length=16, blank=True)
    interface = models.CharField(max_length=12, blank=True)
    source = models.CharField(max_length=40, blank=True)
    batch = models.BigIntegerField(null=True)
    version = models.PositiveIntegerField(null=True)
    payload_digest = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        indexes = [
            models.Index(fields=["subject", "-id"], name="event_by_subject"),
            models.Index(fields=["actor", "-id"], name="event_by_actor"),
            models.Index(fields=["verb", "-id"], name="event_by_verb"),
            models.Index(fields=["run"], name="event_by_run"),
            models.Index(fields=["batch"], condition=models.Q(batch__isnull=False), name="event_by_batch"),
        ]


class EventPayload(models.Model):
    """Before and after of each field, apart from the event so that it can be erased without breaking the chain."""

    event = models.OneToOneField(Event, models.CASCADE, primary_key=True, related_name="payload")
    data = models.JSONField()
    erased_at = models.DateTimeField(null=True)


class Seal(models.Model):
    """A batch of events under one hash, chained to the batch before."""

    first = models.BigIntegerField()
    last = models.BigIntegerField(unique=True)
    count = models.PositiveIntegerField()
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)
    sealed_at = models.DateTimeField()
