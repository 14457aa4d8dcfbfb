"""Everything that points at a record: what a merge moves, what keeps a record from being deleted."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import ForeignKey, Model, Q, QuerySet, UniqueConstraint
from django.utils.translation import gettext as _

from pursuit.kernel import extensions
from pursuit.kernel.models import Approval, ApprovalState, Event, LoggedLook, Record, Subject

# What happened to a record and who looked at it stays with it: the audit trail is never rewritten.
STAYS: tuple[type[Model], ...] = (Event, LoggedLook)


@dataclass(frozen=True, slots=True)
class Pointer:
    """A foreign key to a record. unique: sets of further columns of which a row may exist once per record."""

    model: type[Model]
    field: str  # attribute name, e.g. "account_id"
    unique: tuple[tuple[tuple[str, ...], Q], ...]

    @property
    def code(self) -> str:
        return f"{self.model._meta.label_lower}.{self.field}"

    def rows(self, pk: int) -> QuerySet[Model]:
        return self.model._base_manager.filter(**{self.field: pk})

    def clashing(self, keep: int, remove: int) -> set[int]:
        """Rows of the one to be removed that the one to be kept has already."""
        found: set[int] = set()
        for columns, condition in self.unique:
            there = set(self.rows(keep).filter(condition).values_list(*columns))
            if there:
                own = self.rows(remove).filter(condition).values_list("pk", *columns)
                # Empty columns never clash: NULL is not equal to NULL in a unique key.
                found |= {pk for pk, *values in own if tuple(values) in there and None not in values}
        return found


def label(model: type[Model]) -> str:
    """What people call rows of a model."""
    kind = getattr(model, "SUBJECT_TYPE", None)
    if kind:
        return str(extensions.subject_type(kind).label)
    return str(model._meta.verbose_name_plural)


def pointers(subject_type: str) -> list[Pointer]:
    """All that moves when a record of this type is merged away: declared references, and the spine's."""
    found = [_declared(reference) for reference in extensions.references_to(subject_type)]
    for relation in Subject._meta.related_objects:
        field = relation.field
        if field.primary_key or relation.related_model in STAYS:
            continue
        found.append(_pointer(field.model, field.attname))
    # A room may have declared what is found on the spine anyway.
    return list({pointer.code: pointer for pointer in reversed(found)}.values())[::-1]


def undeclared(subject_type: str) -> list[Pointer]:
    """Foreign keys to the record's table that no room has declared: with rows in them a merge is refused."""
    model = extensions.subject_type(subject_type).model
    known = {(reference.model, reference.field) for reference in extensions.references_to(subject_type)}
    found = []
    for relation in model._meta.related_objects:
        field = relation.field
        if (field.model, field.name) not in known:
            found.append(_pointer(field.model, field.attname))
    return found


def live_uses(row: Record) -> list[tuple[str, int]]:
    """(label, count) of the live records of other kinds and rows that point at a record."""
    found: dict[str, int] = {}
    for reference in extensions.references_to(row.SUBJECT_TYPE):
        if issubclass(reference.model, Record) and reference.field != "merged_into":
            live = {reference.field: row.pk, "subject__deleted_at": None}
            count = reference.model._base_manager.filter(**live).count()
            if count:
                name = label(reference.model)
                found[name] = found.get(name, 0) + count
    return list(found.items())


def obstacles(row: Record, subject_type: str) -> Iterator[str]:
    """Why a record cannot be merged away, in sentences."""
    if Approval.objects.filter(subject_id=row.pk, state=ApprovalState.PENDING).exists():
        yield _("“%s” waits for an approval: have it answered or withdraw it first.") % row.title
    for pointer in undeclared(subject_type):
        count = pointer.rows(row.pk).count()
        if count:
            yield _("%(count)d × %(what)s cannot be moved.") % {"count": count, "what": label(pointer.model)}


def _declared(reference: extensions.Reference) -> Pointer:
    model = reference.model
    return _pointer(model, column(model, reference.field), tuple(column(model, name) for name in reference.unique))


def _pointer(model: type[Model], attname: str, extra: tuple[str, ...] = ()) -> Pointer:
    """With the unique keys of the table that hold this column."""
    sets: list[tuple[tuple[str, ...], Q]] = [(extra, Q())] if extra else []
    for constraint in model._meta.constraints:
        if isinstance(constraint, UniqueConstraint) and constraint.fields:
            columns = [column(model, name) for name in constraint.fields]
            if attname in columns:
                rest = tuple(one for one in columns if one != attname)
                sets.append((rest, constraint.condition or Q()))
    field = next(one for one in model._meta.concrete_fields if one.attname == attname)
    if field.unique and not field.primary_key:
        sets.append(((), Q()))
    return Pointer(model, attname, tuple(sets))


def column(model: type[Model], name: str) -> str:
    """The attribute that holds what the database keeps of a field (the id of a reference)."""
    field = model._meta.get_field(name)
    return field.attname if isinstance(field, ForeignKey) else field.name
