"""Background work: jobs with progress and heartbeat, and the outbox."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from pursuit.kernel.models.user import User


class JobState(models.TextChoices):
    QUEUED = "queued", _("Queued")
    RUNNING = "running", _("Running")
    DONE = "done", _("Done")
    FAILED = "failed", _("Failed")
    CANCELLED = "cancelled", _("Cancelled")


class Job(models.Model):
    """One piece of background work. A worker holds it by `lease`; a lease whose heartbeat stops is taken over."""

    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=120, blank=True)
    params = models.JSONField(default=dict)
    actor = models.ForeignKey(User, models.PROTECT, related_name="jobs", db_index=False)
    state = models.CharField(max_length=10, choices=JobState.choices, default=JobState.QUEUED)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    message = models.CharField(max_length=300, blank=True)
    result = models.JSONField(null=True)
    lease = models.CharField(max_length=40, blank=True)
    attempts = models.PositiveIntegerField(default=0)
    cancel_requested = models.BooleanField(default=False)
    run_after = models.DateTimeField()
    created_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    heartbeat_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["state", "run_after", "id"]),
            models.Index(fields=["actor", "-id"]),
        ]
        constraints = [
            # Two schedulers that plan the same piece of work plan it once.
            models.UniqueConstraint(fields=["kind", "key"], condition=~models.Q(key=""), name="job_key_once"),
        ]


class OutboxMessage(models.Model):
    """Something to send after commit. Sent at least once; `key` lets the receiver drop a repetition."""

    key = models.CharField(max_length=120, unique=True)
    channel = models.CharField(max_length=20)
    to = models.CharField(max_length=300)
    body = models.JSONField()
    created_at = models.DateTimeField()
    due_at = models.DateTimeField()
    attempts = models.PositiveIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["due_at"],
                condition=models.Q(sent_at__isnull=True, failed_at__isnull=True),
                name="outbox_due",
            )
        ]
