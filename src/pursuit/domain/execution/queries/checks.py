"""Looking at check lists."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from django.db.models import Count, Q

from pursuit.domain.execution.models import CheckItem
from pursuit.kernel.actor import Actor
from pursuit.kernel.models import Event

BROUGHT = "task.checks_set"
Said = Mapping[str, object]


def checks(actor: Actor, task: int) -> Sequence[CheckItem]:
    """The lines of a task in their order, list by list."""
    return list(CheckItem.objects.visible_to(actor).filter(task=task).select_related("user").order_by("place", "pk"))


def progress(actor: Actor, tasks: Collection[int]) -> dict[int, tuple[int, int]]:
    """(done, all) of those of the tasks that have check lists."""
    rows = CheckItem.objects.visible_to(actor).filter(task__in=tasks).order_by().values("task")
    told = rows.annotate(ticked=Count("pk", filter=Q(done=True)), lines=Count("pk"))
    return {one["task"]: (one["ticked"], one["lines"]) for one in told}


def usable(actor: Actor, ids: Collection[int]) -> Collection[int]:
    """Those of the ids that may be named."""
    return set(CheckItem.objects.visible_to(actor).filter(pk__in=ids).values_list("pk", flat=True))


def last_said(tasks: Iterable[int]) -> dict[int, dict[str, Said]]:
    """What imports said last of the lines of these tasks, by task and key of the line, as events keep it."""
    told = Event.objects.filter(subject__in=list(tasks), verb=BROUGHT).select_related("payload").order_by("pk")
    found: dict[int, dict[str, Said]] = {}
    for event in told:
        found.setdefault(event.subject_id or 0, {}).update(event.payload.data.get("said", {}))
    return found
