"""What the doors need: tokens of programs, and answers kept for repeated requests."""

from django.db import models

from pursuit.kernel.models.user import User


class ApiToken(models.Model):
    """A program's key to the REST door. Only a hash is kept; the scope can only narrow its owner's rights."""

    user = models.ForeignKey(User, models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=80)
    hash = models.CharField(max_length=64, unique=True)
    hint = models.CharField(max_length=8)
    scopes = models.JSONField(default=list)  # "read", "write", or single right codes
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
    last_used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)


class IdempotentReply(models.Model):
    """The answer given under an Idempotency-Key, written in the transaction of the effect itself."""

    user = models.ForeignKey(User, models.CASCADE, related_name="+", db_index=False)
    key = models.CharField(max_length=120)
    route = models.CharField(max_length=120)
    body_hash = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField()
    body = models.TextField()
    created_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "key", "route"], name="reply_once")]


class LoggedLook(models.Model):
    """Who looked at or exported something whose views are logged."""

    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    # As with events: the look stays when the record is removed for good.
    subject = models.ForeignKey(
        "kernel.Subject",
        models.DO_NOTHING,
        related_name="looks",
        null=True,
        db_constraint=False,
        db_index=False,
    )
    what = models.CharField(max_length=60)
    at = models.DateTimeField()
    interface = models.CharField(max_length=12)

    class Meta:
        indexes = [models.Index(fields=["subject", "-at"])]
