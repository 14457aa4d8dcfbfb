"""Check lists of tasks: lines people add, tick off and remove; lists an import brings are in `saidchecks`."""

from collections.abc import Sequence
from typing import Annotated

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from pursuit.domain.execution.actions.tasks import EDIT
from pursuit.domain.execution.fields.checks import CheckDue, CheckId, CheckTitle, CheckUser, KeptCheck, ListName
from pursuit.domain.execution.fields.tasks import TaskId
from pursuit.domain.execution.models import CheckItem, Task
from pursuit.kernel import events, records
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Missing, Refused
from pursuit.kernel.inputs import Label
from pursuit.kernel.models import Event
from pursuit.kernel.records import GONE

MOST = 500  # lines of one task


def _undo_add(actor: Actor, happened: Sequence[Event]) -> object:
    return remove_check(actor=actor, check=int(happened[-1].payload.data["check"]))


@action("execution.add_check", right=EDIT, public="checks.create", inverse=_undo_add)
def add_check(
    *,
    actor: Actor,
    task: TaskId,
    title: CheckTitle,
    list: ListName = "",
    due_on: CheckDue | None = None,
    user: CheckUser | None = None,
) -> CheckItem:
    """A line at the end of the task's check list of that name."""
    row = records.load(Task, actor, task, EDIT)
    lines = CheckItem.objects.filter(task=row)
    if lines.count() >= MOST:
        raise Refused("too_many", _("A task has at most %d lines of check lists.") % MOST)
    place = (lines.aggregate(last=Max("place"))["last"] or 0) + 1
    made = CheckItem.objects.create(task=row, list=list, title=title, place=place, due_on=due_on, user_id=user)
    _told(actor, row, "task.check_added", made)
    return made


def _undo_tick(actor: Actor, happened: Sequence[Event]) -> object:
    data = happened[-1].payload.data
    return tick_check(actor=actor, check=int(data["check"]), done=not data["done"])


@action("execution.tick_check", right=EDIT, public="checks.tick", inverse=_undo_tick)
def tick_check(*, actor: Actor, check: CheckId, done: Annotated[bool, Label(_("Done"))] = True) -> CheckItem:
    """It is done, or not done after all."""
    line, row = _loaded(actor, check)
    if line.done != done:
        line.done = done
        line.save(update_fields=["done"])
        _told(actor, row, "task.check_ticked", line)
    return line


def _undo_remove(actor: Actor, happened: Sequence[Event]) -> object:
    event = happened[-1]
    return restore_check.run(actor, {"task": event.subject_id, "kept": event.payload.data})


@action("execution.remove_check", right=EDIT, public="checks.remove", inverse=_undo_remove)
def remove_check(*, actor: Actor, check: CheckId) -> Task:
    """Take a line away."""
    line, row = _loaded(actor, check)
    _told(actor, row, "task.check_removed", line)
    line.delete()
    return row


@action("execution.restore_check", right=EDIT)
def restore_check(
    *, actor: Actor, task: TaskId, kept: Annotated[KeptCheck, Label(_("Check list item"), widget="hidden")]
) -> CheckItem:
    """A removed line as it was, in its place."""
    row = records.load(Task, actor, task, EDIT)
    made = CheckItem.objects.create(task=row, user_id=kept.user, **kept.model_dump(exclude={"user"}))
    _told(actor, row, "task.check_added", made)
    return made


def _loaded(actor: Actor, pk: int) -> tuple[CheckItem, Task]:
    line = CheckItem.objects.visible_to(actor).filter(pk=pk).first()
    if line is None:
        raise Missing("not_found", GONE)
    return line, records.load(Task, actor, line.task_id, EDIT)


def _told(actor: Actor, row: Task, verb: str, line: CheckItem) -> None:
    """With all of the line, so that it can be brought back."""
    records.touch(row)
    events.record(
        actor, verb, row.subject, None, check=line.pk, list=line.list, title=line.title, place=line.place,
        done=line.done, due_on=line.due_on, user=line.user_id, key=line.key,
    )  # fmt: skip
