"""Looking after the totals the database keeps."""

from django.db import connection, transaction
from django.db.models import F, Sum

from pursuit.domain.pipeline.models import ProjectTally, triggers
from pursuit.domain.pipeline.models.tally import SUMS
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor

CHUNK = 500  # loose changes at once: short enough for people not to notice


@action("pipeline.fold_totals", right="pipeline.fold")
def fold_totals(*, actor: Actor) -> int:  # noqa: ARG001  who may is asked before
    """Put some loose changes into their cells; returns how many there were. Only PostgreSQL has any."""
    loose = ProjectTally.objects.filter(loose=True)
    ids = list(loose.order_by("pk").values_list("pk", flat=True)[:CHUNK])
    some = ProjectTally.objects.filter(pk__in=ids)
    sums = {f"total_{name}": Sum(name) for name in SUMS}
    for row in some.values(*triggers.KEY).annotate(**sums).order_by():
        key = {name: row[name] for name in triggers.KEY}
        changes = {name: int(row[f"total_{name}"]) for name in SUMS}
        moved = {name: F(name) + change for name, change in changes.items()}
        if not ProjectTally.objects.filter(**key, loose=False).update(**moved):
            ProjectTally.objects.create(**key, **changes, loose=False)
    some.delete()
    return len(ids)


def count_anew() -> None:
    """Write every cell from the projects as they are (`pursuit check --rebuild`)."""
    with transaction.atomic():
        triggers.count_anew(connection.schema_editor())
