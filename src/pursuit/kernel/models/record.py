"""The base of every room's records: a table that shares its primary key with its subject."""

from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeVar

from django.db import models

from pursuit.kernel.models.subject import Subject

if TYPE_CHECKING:
    from pursuit.kernel.actor import Actor

M_co = TypeVar("M_co", bound=models.Model, covariant=True)


class RecordQuerySet(models.QuerySet[M_co]):
    """Records of one type. Every look starts from visible_to."""

    def visible_to(self, actor: "Actor") -> Self:
        from pursuit.kernel import access  # noqa: PLC0415  access reads these models

        record: Any = self.model
        return self.filter(access.type_q(actor, record.SUBJECT_TYPE, "subject__"))

    def live(self) -> Self:
        return self.filter(subject__deleted_at__isnull=True)


class ChildQuerySet(models.QuerySet[M_co]):
    """Rows without a subject of their own: seen by whoever sees their parent (PARENT names the foreign key)."""

    def visible_to(self, actor: "Actor") -> Self:
        child: Any = self.model
        parent = child._meta.get_field(child.PARENT).related_model
        seen = parent._default_manager.visible_to(actor)
        return self.filter(**{f"{child.PARENT}__in": seen.values("pk")})


class Record(models.Model):
    """One record of a room: its title, owner, unit, version and deletion live on the subject."""

    SUBJECT_TYPE: ClassVar[str]

    subject = models.OneToOneField(Subject, models.PROTECT, primary_key=True, related_name="%(class)s")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.subject.title

    @property
    def title(self) -> str:
        return self.subject.title
