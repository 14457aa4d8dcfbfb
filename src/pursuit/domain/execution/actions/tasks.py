"""Changing tasks."""

from collections.abc import Sequence
from typing import Annotated, Unpack

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from pursuit.domain.execution.fields import About, Assignee, NewTask, Note, TaskChanges, TaskId
from pursuit.domain.execution.models import OPEN, Task, TaskStatus
from pursuit.kernel import access, collecting, records, undo
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.context import moment
from pursuit.kernel.errors import Conflict, Forbidden, Refused
from pursuit.kernel.inputs import Label, Moment, Version
from pursuit.kernel.models import Event, Level, Share, Subject, User

EDIT = "tasks.edit"
AUTHOR = "task.author"
SourceId = Annotated[str, Field(max_length=120), Label(_("Id in the source system"), widget="hidden")]

BeginsAs = Annotated[TaskStatus, Label(_("Status"), widget="hidden")]
DoneAt = Annotated[Moment, Label(_("Done at"), widget="hidden", help=_("Only an import says when."))]


def _undo_create(actor: Actor, happened: Sequence[Event]) -> object:
    return delete_task(actor=actor, task=happened[0].subject_id or 0)


@action("execution.create_task", right=EDIT, public="tasks.create", inverse=_undo_create)
def create_task(
    *,
    actor: Actor,
    parent: About | None = None,
    status: BeginsAs = TaskStatus.TODO,
    done_at: DoneAt | None = None,
    source_id: SourceId = "",
    **fields: Unpack[NewTask],
) -> Task:
    """Something to do, for oneself or for somebody else, about any visible record or about none."""
    about = Subject.objects.get(pk=parent) if parent else None
    if about is not None and about.type == Task.SUBJECT_TYPE:
        raise Refused("task_of_task", _("A task is about a record, not about another task."), "parent")
    refuse_blind(fields.get("owner") or actor.user_id, about)
    if done_at is not None and not actor.may("import.history"):
        raise Forbidden("forbidden_field", _("Only an import may say when something was done."), "done_at")
    done_at = (done_at or moment()) if status == TaskStatus.DONE else None
    own = {"parent": parent, "status": str(status), "done_at": done_at}
    row = records.create(Task, actor, fields=fields, source_id=source_id, **own)
    author = row.subject.created_by_id
    if author and author != row.subject.owner_id:
        collecting.beside([Share(subject=row.subject, user_id=author, reason=AUTHOR, level=Level.EDIT)])
    return row


def _undo_update(actor: Actor, happened: Sequence[Event]) -> object:
    event = happened[0]  # what a plan made of it comes after
    before = undo.before_values(event)
    status = before.pop("status", None)
    before.pop("done_at", None)
    if status is not None:
        return set_status.run(actor, {"task": event.subject_id, "status": status})
    return update_task.run(actor, {"task": event.subject_id, **before})


@action("execution.update_task", right=EDIT, public="tasks.update", inverse=_undo_update)
def update_task(*, actor: Actor, task: TaskId, version: Version | None = None, **fields: Unpack[TaskChanges]) -> Task:
    """Change some fields; another owner is another assignee."""
    row = loaded(actor, task, version)
    if "owner" in fields:
        refuse_blind(fields["owner"], row.parent)
    records.edit(row, actor, fields)
    _keep_author(row)
    return row


@action("execution.reassign_task", right=EDIT, public="tasks.reassign", inverse=_undo_update)
def reassign_task(*, actor: Actor, task: TaskId, owner: Assignee) -> Task:
    """Give it to somebody else."""
    row = loaded(actor, task)
    refuse_blind(owner, row.parent)
    records.edit(row, actor, {"owner": owner}, verb="task.reassigned")
    _keep_author(row)
    return row


@action("execution.set_task_status", right=EDIT, public="tasks.set-status", inverse=_undo_update)
def set_status(
    *, actor: Actor, task: TaskId, status: Annotated[TaskStatus, Label(_("Status"))], version: Version | None = None
) -> Task:
    """To do, doing, done or cancelled."""
    row = loaded(actor, task, version)
    return _set(actor, row, status, "task.status_set")


@action("execution.complete_task", right=EDIT, public="tasks.complete", inverse=_undo_update)
def complete_task(*, actor: Actor, task: TaskId, note: Note = "") -> Task:
    """It is done; a note says how."""
    row = loaded(actor, task)
    if row.status not in OPEN:
        raise Conflict("not_open", _("This task is finished already."))
    if note:
        row.note = f"{row.note}\n{note}".strip()
    return _set(actor, row, TaskStatus.DONE, "task.completed")


@action("execution.reopen_task", right=EDIT, public="tasks.reopen", inverse=_undo_update)
def reopen_task(*, actor: Actor, task: TaskId) -> Task:
    """It is not done after all."""
    row = loaded(actor, task)
    if row.status in OPEN:
        raise Conflict("open", _("This task is open."))
    return _set(actor, row, TaskStatus.TODO, "task.reopened")


def _undo_delete(actor: Actor, happened: Sequence[Event]) -> object:
    return [restore_task(actor=actor, task=one.subject_id or 0) for one in happened if one.verb == "task.deleted"]


@action("execution.delete_task", right=EDIT, public="tasks.delete", inverse=_undo_delete)
def delete_task(*, actor: Actor, task: TaskId, version: Version | None = None) -> Task:
    """Hide a task."""
    row = loaded(actor, task, version)
    records.delete(row, actor)
    return row


@action("execution.restore_task", right=EDIT, public="tasks.restore")
def restore_task(*, actor: Actor, task: int) -> Task:
    """Bring a deleted task back."""
    row = Task.objects.select_related("subject", "parent").filter(pk=task).first()
    over = row.parent if row and row.subject.owner_id is None else None
    return records.restore(Task, actor, task, EDIT, over)


def _set(actor: Actor, row: Task, status: TaskStatus, verb: str) -> Task:
    done_at = moment() if status == TaskStatus.DONE else None
    records.edit(row, actor, {}, verb=verb, status=str(status), done_at=done_at)
    return row


def loaded(actor: Actor, pk: int, version: int | None = None) -> Task:
    """A task for a change. What nobody owns yet may be changed by whoever may change tasks of what it is about."""
    try:
        return records.load(Task, actor, pk, EDIT, version)
    except Forbidden:
        row = Task.objects.visible_to(actor).select_related("subject", "parent").filter(pk=pk).first()
        if row is None or row.parent is None or row.subject.owner_id or not access.decide(actor, EDIT, row.parent):
            raise
        records.check_version(row.subject.version, version)
        return row


def refuse_blind(owner: int, about: Subject | None) -> None:
    """Whoever is to do it must see what it is about."""
    if about is None:
        return
    doer = collecting.once(("actor", owner), lambda: Actor.of(User.objects.get(pk=owner)))
    if not Subject.objects.visible_to(doer, [about.pk]).exists():
        raise Refused(
            "assignee_cannot_see",
            _("%s cannot see the record this is about: add them to its team first.") % doer.user,
            "owner",
        )


def _keep_author(row: Task) -> None:
    """Who gave a task away may still change it."""
    author = row.subject.created_by_id
    if author and author != row.subject.owner_id:
        Share.objects.get_or_create(subject=row.subject, user_id=author, reason=AUTHOR, defaults={"level": Level.EDIT})
