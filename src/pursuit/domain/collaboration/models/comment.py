"""What people say about a record."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from pursuit.kernel.models import ChildQuerySet, Subject, User


class Comment(models.Model):
    """A comment on any record; replies hang on the first comment of their thread. Seen with its record."""

    PARENT: ClassVar[str] = "subject"

    subject = models.ForeignKey(Subject, models.PROTECT, related_name="comments", db_index=False)
    author = models.ForeignKey(User, models.PROTECT, related_name="+")
    text = models.TextField()
    reply_to = models.ForeignKey("self", models.PROTECT, null=True, related_name="replies")
    created_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True)
    deleted_at = models.DateTimeField(null=True)
    deleted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    objects = ChildQuerySet["Comment"].as_manager()

    class Meta:
        indexes = [models.Index(fields=["subject", "-id"], name="comment_by_subject")]


class Mention(models.Model):
    """A person named in a comment."""

    PARENT: ClassVar[str] = "comment"

    comment = models.ForeignKey(Comment, models.CASCADE, related_name="mentions", db_index=False)
    user = models.ForeignKey(User, models.CASCADE, related_name="mentions")

    objects = ChildQuerySet["Mention"].as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["comment", "user"], name="mention_once")]


class Reaction(models.Model):
    """A short answer to a comment."""

    class Sign(models.TextChoices):
        LIKE = "like", _("👍 Agreed")
        SEEN = "seen", _("👀 Seen")
        DONE = "done", _("✅ Done")

    PARENT: ClassVar[str] = "comment"

    comment = models.ForeignKey(Comment, models.CASCADE, related_name="reactions", db_index=False)
    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    sign = models.CharField(max_length=10, choices=Sign.choices)

    objects = ChildQuerySet["Reaction"].as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["comment", "user", "sign"], name="reaction_once")]
