"""What is typed while a review runs: notes, verdicts, decisions, tasks; going on to the next project."""

from collections.abc import Sequence
from typing import Unpack

from django.utils.translation import gettext as _

from pursuit.domain.execution.actions.tasks import create_task, delete_task
from pursuit.domain.execution.models import Task
from pursuit.domain.insight.actions.meetings import EDIT, leave, running
from pursuit.domain.insight.fields import (
    DecisionId,
    Kept,
    Kind,
    Onward,
    Read,
    RowChanges,
    RowId,
    TaskDue,
    TaskOwner,
    TaskTitle,
    Text,
)
from pursuit.domain.insight.models import AgendaRow, DecisionKind, MeetingDecision, MeetingTask, ReviewMeeting
from pursuit.domain.insight.queries.meetings import agenda_row
from pursuit.domain.insight.queries.meetings import decision as visible_decision
from pursuit.kernel import events, records, undo
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.context import author, moment
from pursuit.kernel.errors import Stale
from pursuit.kernel.models import Event


def _opened(actor: Actor, pk: int) -> AgendaRow:
    """A visible row of a meeting that runs and may be written in."""
    row = agenda_row(actor, pk)
    row.meeting = running(actor, row.meeting_id)
    row.refresh_from_db(fields=["note", "note_by", "verdict", "discussed_at", "seconds"])  # the meeting is locked now
    return row


def _note(actor: Actor, row: AgendaRow, verb: str, changes: events.Changes | None = None, **facts: object) -> None:
    records.touch(row.meeting)
    told = {"row": row.pk, "name": row.project.title, "project": row.project_id, **facts}
    events.record(actor, verb, row.meeting.subject, changes, on_behalf_of=None, **told)


def _undo_edit(actor: Actor, happened: Sequence[Event]) -> object:
    event = happened[0]
    read = event.payload.data["changes"].get("note", ["", ""])[1]
    return edit_row.run(actor, {"row": event.payload.data["row"], "read": read, **undo.before_values(event)})


@action("insight.edit_row", right=EDIT, public="agenda-rows.update", inverse=_undo_edit)
def edit_row(*, actor: Actor, row: RowId, read: Read = "", **fields: Unpack[RowChanges]) -> AgendaRow:
    """Note, verdict, discussed or not. read: the note as the writer had it before; what another person has typed since
    is not written over."""
    here = _opened(actor, row)
    changes: dict[str, tuple[object, object]] = {}
    note = fields.get("note")
    if note is not None and note != here.note:
        if here.note not in ("", read) and here.note_by_id != author(actor):
            raise Stale(
                _("Somebody else has written this note meanwhile: read it, then save again."), current=1, yours=0
            )
        changes["note"] = (here.note, note)
        here.note, here.note_by_id = note, author(actor)
    if "verdict" in fields and (fields["verdict"] or "") != here.verdict:
        changes["verdict"] = (here.verdict or None, fields["verdict"] and str(fields["verdict"]))
        here.verdict = str(fields["verdict"] or "")
    if "discussed" in fields and fields["discussed"] != bool(here.discussed_at):
        changes["discussed"] = (bool(here.discussed_at), fields["discussed"])
        here.discussed_at = moment() if fields["discussed"] else None
    if changes:
        here.save(update_fields=["note", "note_by", "verdict", "discussed_at"])
        _note(actor, here, "review_meeting.noted", changes)
    return here


@action("insight.go_to", right=EDIT, public="agenda-rows.go-to")
def go_to(*, actor: Actor, row: RowId, onward: Onward = False) -> AgendaRow:
    """Show this project; the time of the one before is counted. Gives no new version: nothing that people wrote is
    touched."""
    here = _opened(actor, row)
    meeting: ReviewMeeting = here.meeting
    if meeting.current_id != here.pk:
        leave(meeting, discussed=onward)
        meeting.current, meeting.current_since = here, moment()
        meeting.save(update_fields=["current", "current_since"])
        events.record(actor, "review_meeting.went_on", meeting.subject, row=here.pk, name=here.project.title)
    return here


def _undo_decide(actor: Actor, happened: Sequence[Event]) -> object:
    return remove_decision(actor=actor, decision=int(happened[0].payload.data["decision"]))


@action("insight.decide", right=EDIT, public="meeting-decisions.create", inverse=_undo_decide)
def decide(*, actor: Actor, row: RowId, text: Text, kind: Kind = DecisionKind.DECISION) -> MeetingDecision:
    """Write down what was decided about a project."""
    here = _opened(actor, row)
    made = MeetingDecision.objects.create(row=here, kind=kind, text=text, by_id=author(actor), at=moment())
    _note(actor, here, "review_meeting.decided", decision=made.pk, text=text, kind=str(kind))
    return made


def _undo_remove(actor: Actor, happened: Sequence[Event]) -> object:
    data = happened[0].payload.data
    return decide.run(actor, {"row": data["row"], "text": data["text"], "kind": data["kind"]})


@action("insight.remove_decision", right=EDIT, public="meeting-decisions.delete", inverse=_undo_remove)
def remove_decision(*, actor: Actor, decision: DecisionId) -> None:
    """Written down by mistake."""
    found = visible_decision(actor, decision)
    here = _opened(actor, found.row_id)
    found.delete()
    _note(actor, here, "review_meeting.undecided", text=found.text, kind=found.kind)


def _undo_mark(actor: Actor, happened: Sequence[Event]) -> object:
    event = happened[0]
    values = undo.before_values(event)
    return mark_decision.run(actor, {"decision": event.payload.data["decision"], **values})


@action("insight.mark_decision", right=EDIT, public="meeting-decisions.mark", inverse=_undo_mark)
def mark_decision(*, actor: Actor, decision: DecisionId, kept: Kept | None = None) -> MeetingDecision:
    """Was it kept? The next meeting says so; empty: nobody knows yet."""
    found = visible_decision(actor, decision)
    meeting = records.load(ReviewMeeting, actor, found.row.meeting_id, EDIT)
    found.refresh_from_db(fields=["kept"])
    if found.kept != kept:
        changes = {"kept": (found.kept, kept)}
        found.kept = kept
        found.save(update_fields=["kept"])
        records.touch(meeting)
        events.record(actor, "review_meeting.marked", meeting.subject, changes, decision=found.pk, name=found.text)
    return found


def _undo_task(actor: Actor, happened: Sequence[Event]) -> object:
    data = next(one.payload.data for one in happened if one.verb == "review_meeting.task_given")
    return delete_task(actor=actor, task=int(data["task"]))


@action("insight.add_task", right=EDIT, public="meeting-tasks.create", inverse=_undo_task)
def add_task(
    *, actor: Actor, row: RowId, title: TaskTitle, owner: TaskOwner | None = None, due_on: TaskDue | None = None
) -> Task:
    """Give a task about the project; without a name it is its owner's."""
    here = _opened(actor, row)
    doer = owner or here.project.subject.owner_id or actor.user_id
    made = create_task(actor=actor, parent=here.project_id, title=title, owner=doer, due_on=due_on)
    MeetingTask.objects.create(row=here, task=made)
    _note(actor, here, "review_meeting.task_given", task=made.pk, text=title)
    return made
