"""Making tasks recur: the rule, the next task of a series, and stopping it."""

from collections.abc import Sequence
from typing import Unpack

from django.utils.translation import gettext_lazy as _

from pursuit.domain.execution.actions.tasks import AUTHOR, EDIT, loaded
from pursuit.domain.execution.fields.recurring import Repetition, Unit
from pursuit.domain.execution.fields.tasks import TaskId
from pursuit.domain.execution.models import CheckItem, Occurrence, Task, TaskSeries, TaskStatus
from pursuit.domain.execution.queries.recurring import next_on, said_of, series_from, working
from pursuit.domain.execution.rules.recurring import moved
from pursuit.kernel import clock, events, records
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Conflict, Refused
from pursuit.kernel.models import Event, Level, Share

RECUR = "tasks.recur"


def _undo_repeat(actor: Actor, happened: Sequence[Event]) -> object:
    event = happened[-1]
    if before := event.payload.data.get("before"):
        return repeat_task.run(actor, {"task": event.subject_id, **before})
    return stop_repeating(actor=actor, task=event.subject_id or 0)


@action("execution.repeat_task", right=EDIT, public="tasks.repeat", inverse=_undo_repeat)
def repeat_task(*, actor: Actor, task: TaskId, unit: Unit, **fields: Unpack[Repetition]) -> Occurrence:
    """This task and those after it recur by a rule that is counted from its due day."""
    row = loaded(actor, task)
    if row.due_on is None:
        raise Refused("no_due_day", _("Give the task a due day first: the repetition is counted from it."))
    there = Occurrence.objects.select_related("series").filter(task=row).first()
    if there is not None and Occurrence.objects.filter(series=there.series, number__gt=there.number).exists():
        raise Conflict("not_last", _("A later task of this series exists already: change the repetition there."))
    before = said_of(there.series) if there is not None and there.series.stopped_at is None else None
    if there is not None:
        _stop(there.series)
        there.delete()
    series = series_from(row.due_on, unit, fields)
    if series.until is not None and series.until < row.due_on:
        raise Refused("order", _("It would end before it begins: choose a later last day."), "until")
    series.created_by = actor.user
    series.save()
    made = Occurrence.objects.create(series=series, task=row, on=row.due_on, number=1)
    records.touch(row)
    events.record(actor, "task.repeated", row.subject, None, before=before, rule=said_of(series))
    return made


def _undo_stop(actor: Actor, happened: Sequence[Event]) -> object:
    event = happened[-1]
    return repeat_task.run(actor, {"task": event.subject_id, **event.payload.data["before"]})


@action("execution.stop_repeating", right=EDIT, public="tasks.stop-repeating", inverse=_undo_stop)
def stop_repeating(*, actor: Actor, task: TaskId) -> Task:
    """No further tasks are made; those there are stay."""
    row = loaded(actor, task)
    there = Occurrence.objects.select_related("series").filter(task=row, series__stopped_at=None).first()
    if there is None:
        raise Conflict("not_repeated", _("This task does not repeat."))
    _stop(there.series)
    records.touch(row)
    events.record(actor, "task.repetition_stopped", row.subject, None, before=said_of(there.series))
    return row


@action("execution.make_due", right=RECUR)
def make_due(*, actor: Actor) -> int:
    """The tasks whose day has come, of series that go by the day; what was missed meanwhile is made once."""
    count = 0
    for series in TaskSeries.objects.filter(stopped_at=None, after_done=False).order_by("pk"):
        last = Occurrence.objects.filter(series=series).select_related("task__subject").order_by("-number").first()
        count += bool(last and _next(actor, series, last))
    return count


def finished(actor: Actor, pk: int) -> None:
    """A task was done, or is not done after all."""
    there = Occurrence.objects.select_related("series", "task__subject").filter(task=pk).first()
    if there is None or not there.series.after_done:
        return
    later = Occurrence.objects.select_related("task__subject").filter(series=there.series, number__gt=there.number)
    if there.task.status == TaskStatus.DONE and not later.exists():
        _next(actor, there.series, there)
    elif there.task.status in (TaskStatus.TODO, TaskStatus.DOING):
        for one in later:
            # Made by mistake, and nobody has touched it since.
            if one.task.status == TaskStatus.TODO and one.task.subject.version == 1:
                records.delete(one.task, actor)
                one.delete()


def _next(actor: Actor, series: TaskSeries, last: Occurrence) -> Task | None:
    """The next task: the same words, owner, priority and check list."""
    old = last.task
    day = next_on(series, last.on, last.number)
    if day is None or old.subject.deleted_at is not None or old.status == TaskStatus.CANCELLED:
        return None
    subject = old.subject
    fields = {
        "title": subject.title, "owner": subject.owner_id or records.NOBODY, "unit": subject.unit_id,
        "due_on": moved(day, working()) if series.works else day, "priority": old.priority, "note": old.note,
    }  # fmt: skip
    row = records.create(Task, actor, fields=fields, parent=old.parent_id)
    Occurrence.objects.create(series=series, task=row, on=day, number=last.number + 1)
    CheckItem.objects.bulk_create(
        CheckItem(task=row, list=one.list, title=one.title, place=one.place, user_id=one.user_id)
        for one in CheckItem.objects.filter(task=old).order_by("place", "pk")
    )
    authors = {one for one in (subject.created_by_id, row.subject.created_by_id) if one and one != subject.owner_id}
    Share.objects.bulk_create(
        Share(subject=row.subject, user_id=one, reason=AUTHOR, level=Level.EDIT) for one in sorted(authors)
    )
    return row


def _stop(series: TaskSeries) -> None:
    series.stopped_at = clock.now()
    series.save(update_fields=["stopped_at"])
