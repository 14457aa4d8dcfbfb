"""Writing anew what follows from the records: the search index, and what rooms keep. Safe at any time,
`pursuit check --rebuild`."""

from collections.abc import Callable
from itertools import islice

from django.db import transaction

from pursuit.kernel import extensions, search

CHUNK = 200
_kept: list[Callable[[], None]] = []


def on_rebuild(write: Callable[[], None]) -> None:
    """A room's own figures that follow from its records."""
    _kept.append(write)


def everything() -> int:
    """Rebuild; returns how many records were looked at. Short transactions: people keep working meanwhile."""
    for write in _kept:
        write()
    return sum(_index(kind) for kind in extensions.subject_types())


def _index(kind: extensions.SubjectType) -> int:
    rows = kind.model._default_manager
    ids = iter(list(rows.order_by("pk").values_list("pk", flat=True)))
    count = 0
    while part := list(islice(ids, CHUNK)):
        with transaction.atomic():
            for row in rows.select_related("subject").filter(pk__in=part):
                search.index(row)
                count += 1
    return count
