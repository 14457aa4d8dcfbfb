"""Foreign keys go down the house too, also those written as strings, which no import shows."""

from collections.abc import Iterable, Iterator, Sequence

from django.db.models import Model
from django.db.models.fields.related import RelatedField

from tests.house.checks.source import Finding


def target_label(field: RelatedField) -> str:  # type: ignore[type-arg]
    """The app label a relation points to, resolved or still a string."""
    target = field.remote_field.model
    if isinstance(target, str):
        return target.split(".")[0] if "." in target else field.model._meta.app_label
    return target._meta.app_label


def upward(models: Iterable[type[Model]], order: Sequence[str]) -> Iterator[Finding]:
    """Relations from an app of ours to one later in `order`; apps not listed (the libraries') are below all."""
    place = {label: number for number, label in enumerate(order)}
    for model in models:
        mine = model._meta.app_label
        for field in model._meta.local_fields + model._meta.local_many_to_many:
            if not isinstance(field, RelatedField):
                continue
            theirs = target_label(field)
            if mine in place and place.get(theirs, -1) > place[mine]:
                where = f"{model._meta.app_label}.{model.__name__}.{field.name}"
                yield Finding(model.__module__, 0, f"{where} points up to {theirs}")
