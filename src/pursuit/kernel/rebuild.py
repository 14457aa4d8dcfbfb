"""Writing anew what follows from the records: the search index. Safe at any time, `pursuit check --rebuild`."""

from itertools import islice

from django.db import transaction

from pursuit.kernel import extensions, search

CHUNK = 200


def everything() -> int:
    """Rebuild; returns how many records were looked at. Short transactions: people keep working meanwhile."""
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
