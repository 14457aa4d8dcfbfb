"""Removing records for good: the row, its subject and what is only theirs. What happened to them stays told.

A record stays when anything else that is there still points at it, or when it has a later history.
"""

from collections.abc import Collection

from django.db import models

from pursuit.kernel import extensions, searchindex
from pursuit.kernel.models import Record, Subject
from pursuit.kernel.references import STAYS


def purge(model: type[Record], ids: Collection[int]) -> set[int]:
    """Remove these records of one type. Returns those that had to stay because something points at them."""
    for link in _to_itself(model):
        model._base_manager.filter(pk__in=ids).update(**{link.name: None})
    stay = _used(model, ids)
    gone = [pk for pk in ids if pk not in stay]
    model._base_manager.filter(pk__in=gone).delete()
    searchindex.drop(gone)
    Subject.objects.filter(pk__in=gone).delete()
    return stay


def _to_itself(model: type[Record]) -> list["models.ForeignKey[models.Model, models.Model]"]:
    found = []
    for one in model._meta.concrete_fields:
        if isinstance(one, models.ForeignKey) and one.related_model is model:
            found.append(one)
    return found


def _used(model: type[Record], ids: Collection[int]) -> set[int]:
    """Those of the records that rows point at which do not go with them."""
    found: set[int] = set()
    for base in (model, Subject):
        for relation in base._meta.related_objects:
            field = relation.field
            if field.primary_key or relation.related_model in STAYS or relation.on_delete is models.CASCADE:
                continue
            rows = field.model._base_manager.filter(**{f"{field.attname}__in": ids})
            found |= set(rows.values_list(field.attname, flat=True))
    return found


def kinds() -> list[type[Record]]:
    """Record models, those that point at others first."""
    order = [one.model for one in extensions.subject_types()]
    return sorted(order, key=lambda model: -_depth(model, frozenset()))


def _depth(model: type[models.Model], above: frozenset[type[models.Model]]) -> int:
    targets = {
        one.related_model
        for one in model._meta.concrete_fields
        if isinstance(one, models.ForeignKey) and isinstance(one.related_model, type)
    }
    rest = [one for one in targets if issubclass(one, Record) and one not in above | {model}]
    return 1 + max((_depth(one, above | {model}) for one in rest), default=0)
