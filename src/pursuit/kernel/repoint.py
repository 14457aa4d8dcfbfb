"""The mechanics of merging: move every row from one record to another, remember exactly which, and move them back."""

from collections.abc import Collection, Mapping, Sequence
from typing import TypedDict

from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from pursuit.kernel import events, references
from pursuit.kernel.errors import Conflict
from pursuit.kernel.models import Record
from pursuit.kernel.references import Pointer

Moved = dict[str, list[int]]


class DroppedRow(TypedDict):
    """A deleted row, whole: its model's label and its values by field name."""

    model: str
    values: dict[str, object]


Dropped = list[DroppedRow]


def move_all(subject_type: str, keep: int, remove: int) -> tuple[Moved, Dropped]:
    """Re-point everything; rows the kept record has already are dropped (and remembered whole)."""
    moved: Moved = {}
    dropped: Dropped = []
    for pointer in references.pointers(subject_type):
        double = pointer.clashing(keep, remove)
        if double:
            dropped += drop(pointer.model, double)
        ids = sorted(pointer.rows(remove).values_list("pk", flat=True))
        if ids:
            _point(pointer, remove, keep)
            moved[pointer.code] = moved.get(pointer.code, []) + ids
    return moved, dropped


def drop(model: type[models.Model], ids: Collection[int]) -> Dropped:
    """Delete rows after writing them down; refused where something would go with them."""
    manager = model._base_manager
    if issubclass(model, Record):
        raise Conflict(
            "cannot_merge", _("Both have the same “%s”: delete one of them first.") % references.label(model)
        )
    kept: Dropped = [{"model": model._meta.label_lower, "values": _dump(row)} for row in manager.filter(pk__in=ids)]
    try:
        # deleted counts what went along: nothing may, because only these rows are written down.
        deleted, _per_model = manager.filter(pk__in=ids).delete()
    except models.ProtectedError as error:
        raise _still_used(model) from error
    if deleted != len(kept):
        raise _still_used(model)
    return kept


def move_back(moved: Mapping[str, Sequence[int]], dropped: Sequence[DroppedRow], keep: int, remove: int) -> int:
    """Undo move_all: exactly the rows that moved and that still are where they were moved to. Returns how many."""
    count = 0
    for code, ids in moved.items():
        label, _dot, attname = code.rpartition(".")
        manager = apps.get_model(label)._base_manager
        count += manager.filter(pk__in=ids, **{attname: keep}).update(**{attname: remove})
    for entry in dropped:
        model = apps.get_model(entry["model"])
        values = {name: model._meta.get_field(name).to_python(value) for name, value in entry["values"].items()}
        row = model(**{model._meta.get_field(name).attname: value for name, value in values.items()})
        row.save(force_insert=True)
    return count


def _point(pointer: Pointer, source: int, target: int) -> None:
    try:
        with transaction.atomic():
            pointer.rows(source).update(**{pointer.field: target})
    except IntegrityError as error:
        raise _still_used(pointer.model) from error


def _still_used(model: type[models.Model]) -> Conflict:
    return Conflict("cannot_merge", _("“%s” of both records cannot be brought together.") % references.label(model))


def _dump(row: models.Model) -> dict[str, object]:
    return {field.name: events.plain(getattr(row, field.attname)) for field in row._meta.concrete_fields}
