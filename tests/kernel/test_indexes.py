"""No index that another one begins with: it answers nothing the other does not, and every write pays for it."""

from django.apps import apps
from django.db import models


def _constraints(model: type[models.Model]) -> list[tuple[str, ...]]:
    """Columns of what must be unique whatever else a row says."""
    meta = model._meta
    unique = [one for one in meta.constraints if isinstance(one, models.UniqueConstraint) and one.condition is None]
    return [tuple(one.fields) for one in unique if one.fields] + [
        (field.name,) for field in meta.local_fields if field.unique
    ]


def _indexes(model: type[models.Model]) -> list[tuple[str, ...]]:
    """Columns of the other whole (not partial) indexes."""
    meta = model._meta
    whole = [one for one in meta.indexes if one.condition is None and one.fields]
    return [tuple(name.lstrip("-") for name in one.fields) for one in whole] + [
        (field.name,) for field in meta.local_fields if getattr(field, "db_index", False) and not field.unique
    ]


def test_no_index_begins_another() -> None:
    ours = [one for one in apps.get_models(include_auto_created=True) if one.__module__.startswith("pursuit.")]
    needless = []
    for model in ours:
        indexes = _indexes(model)
        for place, one in enumerate(indexes):
            others = [*_constraints(model), *indexes[:place], *indexes[place + 1 :]]
            needless += [(model.__name__, one) for other in others if other[: len(one)] == one]
    assert len(ours) > 80
    assert needless == []
