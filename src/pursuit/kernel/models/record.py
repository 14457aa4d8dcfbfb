"""The base of every room's records: a table that shares its primary key with its subject."""

from typing import TYPE_CHECKING, ClassVar, Self, TypeVar

from django.db import models

from pursuit.kernel.models.subject import Subject, SubjectQuerySet

if TYPE_CHECKING:
    from pursuit.kernel.actor import Actor

M = TypeVar("M", bound=models.Model)
M_co = TypeVar("M_co", bound=models.Model, covariant=True)
R_co = TypeVar("R_co", bound="Record", covariant=True)


class RecordQuerySet(models.QuerySet[R_co]):
    """Records of one type. Every look starts from visible_to."""

    def visible_to(self, actor: "Actor") -> Self:
        from pursuit.kernel import access  # noqa: PLC0415  access reads these models

        return self.filter(access.type_q(actor, self.model.SUBJECT_TYPE, "subject__"))

    def live(self) -> Self:
        return self.filter(subject__deleted_at__isnull=True)


class ChildQuerySet(models.QuerySet[M_co]):
    """Rows without a subject of their own: seen by whoever sees their parent (PARENT names the foreign key)."""

    def visible_to(self, actor: "Actor") -> Self:
        from pursuit.kernel import access  # noqa: PLC0415  access reads these models

        name = getattr(self.model, "PARENT", "")
        parent = self.model._meta.get_field(name).related_model
        if isinstance(parent, type) and issubclass(parent, Record) and _by_rule(parent):
            # A join asks of the rows at hand; a list of all that may be seen grows with the company.
            return self.filter(access.type_q(actor, parent.SUBJECT_TYPE, f"{name}__subject__"))
        if not isinstance(parent, type):
            raise TypeError(f"{self.model.__name__}: PARENT names no foreign key")
        return self.filter(**{f"{name}__in": visible_rows(parent, actor).values("pk")})


def _by_rule(model: type["Record"]) -> bool:
    """Does the kernel's rule alone decide? (A room may narrow it in a query set of its own.)"""
    return getattr(type(model._default_manager.all()), "visible_to", None) is RecordQuerySet.visible_to


def visible_rows(model: type[M], actor: "Actor") -> models.QuerySet[M]:
    """What the actor sees of a model of which only the base is known at the place."""
    rows = model._default_manager.all()
    if not isinstance(rows, RecordQuerySet | ChildQuerySet | SubjectQuerySet):
        raise TypeError(f"{model.__name__} has no visible_to")
    return rows.visible_to(actor)


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
