"""The spine: one narrow row per record, which comments, tasks, files, events and custom values key to."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from django.db import models

from pursuit.kernel.models.org import OrgUnit
from pursuit.kernel.models.user import User
from pursuit.kernel.prepared import Prepared

if TYPE_CHECKING:
    from pursuit.kernel.actor import Actor


class SubjectQuerySet(models.QuerySet["Subject"]):
    """Subjects of all types."""

    def visible_to(self, actor: "Actor", ids: Collection[int] | None = None) -> "SubjectQuerySet":
        """What the actor sees. With `ids` only those are looked at, and only their types' rules are asked: one
        narrow query more, and a far smaller one after it."""
        from pursuit.kernel import access  # noqa: PLC0415  access reads these models

        if ids is None:
            return self.filter(access.any_type_q(actor))
        types = set(_TYPES(pks=ids))
        return self.filter(access.any_type_q(actor, types), pk__in=ids)

    def live(self) -> "SubjectQuerySet":
        return self.filter(deleted_at__isnull=True)


class Subject(models.Model):
    """One record of any type. The room's own table shares its primary key."""

    type = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    title_key = models.CharField(max_length=240, blank=True)
    owner = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="owned", db_index=False)
    unit = models.ForeignKey(OrgUnit, models.PROTECT, null=True, blank=True, related_name="subjects", db_index=False)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True)
    updated_at = models.DateTimeField()
    deleted_at = models.DateTimeField(null=True, blank=True)
    deleted_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, blank=True)
    source = models.CharField(max_length=20, blank=True)
    source_id = models.CharField(max_length=120, blank=True)
    batch = models.BigIntegerField(null=True, blank=True)

    objects = SubjectQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["type", "title_key", "id"],
                condition=models.Q(deleted_at__isnull=True),
                name="subject_by_title",
            ),
            models.Index(
                fields=["type", "updated_at", "id"],
                condition=models.Q(deleted_at__isnull=True),
                name="subject_by_update",
            ),
            models.Index(
                fields=["type", "created_at", "id"],
                condition=models.Q(deleted_at__isnull=True),
                name="subject_by_birth",
            ),
            models.Index(fields=["owner", "type"], name="subject_by_owner"),
            models.Index(fields=["unit", "type"], name="subject_by_unit"),
            models.Index(
                fields=["deleted_at", "id"], condition=models.Q(deleted_at__isnull=False), name="subject_by_deletion"
            ),
            models.Index(fields=["batch"], condition=models.Q(batch__isnull=False), name="subject_by_batch"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["type", "source", "source_id"],
                condition=~models.Q(source_id=""),
                name="subject_source_once",
            ),
        ]

    def __str__(self) -> str:
        return self.title


_TYPES = Prepared(lambda pks: Subject.objects.filter(pk__in=pks.each).values_list("type", flat=True).distinct())


class Level(models.TextChoices):
    """What a share lets a person do."""

    VIEW = "view"
    EDIT = "edit"


class Share(models.Model):
    """A person reaches one subject beyond their grants: team member, approver, named leader. `reason` says why."""

    subject = models.ForeignKey(Subject, models.CASCADE, related_name="shares")
    user = models.ForeignKey(User, models.CASCADE, related_name="shares", db_index=False)
    level = models.CharField(max_length=5, choices=Level.choices)
    reason = models.CharField(max_length=60)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "subject", "reason"], name="share_once"),
        ]
