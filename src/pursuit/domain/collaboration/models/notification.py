"""Who hears of what: follows, and the notices they lead to."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pursuit.kernel import access
from pursuit.kernel.actor import Actor
from pursuit.kernel.models import Event, Subject, User


class Follow(models.Model):
    """A person's own word on hearing of a record. Owner and creator hear of it without a row;
    a row with active=False silences it for them too."""

    subject = models.ForeignKey(Subject, models.CASCADE, related_name="follows", db_index=False)
    user = models.ForeignKey(User, models.CASCADE, related_name="follows", db_index=False)
    active = models.BooleanField(default=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["subject", "user"], name="follow_once")]
        indexes = [models.Index(fields=["user", "active"])]


class Notice(models.TextChoices):
    """Why a person hears of something; of several reasons the first one here counts."""

    MENTION = "mention", _("Mentions you")
    APPROVAL = "approval", _("Waits for your answer")
    DECIDED = "decided", _("Your request was answered")
    OWNER = "owner", _("You are responsible now")
    REPLY = "reply", _("Answers you")
    COMMENT = "comment", _("New comment")
    CHANGE = "change", _("Changed")


class NotificationQuerySet(models.QuerySet["Notification"]):
    """One's own notices, about what one still sees."""

    def visible_to(self, actor: Actor) -> Self:
        return self.filter(Q(subject=None) | access.any_type_q(actor, prefix="subject__"), user_id=actor.user_id)


class Notification(models.Model):
    """One person hears of one event."""

    user = models.ForeignKey(User, models.CASCADE, related_name="notifications", db_index=False)
    event = models.ForeignKey(Event, models.PROTECT, related_name="notifications", db_index=False)
    subject = models.ForeignKey(Subject, models.CASCADE, null=True, related_name="notifications")
    kind = models.CharField(max_length=10, choices=Notice.choices)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event", "user"], name="notification_once")]
        indexes = [
            models.Index(fields=["user", "-id"], name="notification_by_user"),
            models.Index(fields=["user", "subject"], name="notification_by_subject"),
            models.Index(fields=["user", "-id"], condition=Q(read_at__isnull=True), name="notification_unread"),
        ]
