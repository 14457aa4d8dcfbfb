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
from pursuit.domain.insight.models import (
    AgendaRow,
    DecisionKind,
    FormerRow,
    MeetingDecision,
    MeetingTask,
    ReviewMeeting,
)
from pursuit.domain.insight.queries.meetings import agenda_row
from pursuit.domain.insight.queries.meetings import decision as visible_decision
from pursuit.kernel import events, records, undo
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.context import author, moment
from pursuit.kernel.errors import Conflict, Stale
from pursuit.kernel.models import Event


def _opened(actor: Actor, pk: int) -> AgendaRow:
    """A visible row of a meeting that runs and may be written in."""
    row = agenda_row(actor, pk)
    row.meeting = running(actor, row.meeting_id)
    row.refresh_from_db(fields=["note", "note_by", "verdict", "discussed_at", "seconds"])  # the meeting is locked now
    return row


def _say(actor: Actor, row: AgendaRow, verb: str, **facts: object) -> None:
    """The event names rows by id only: who takes part sees the meeting's history, but not all of its projects."""
    records.touch(row.meeting)
    events.record(actor, verb, row.meeting.subject, None, on_behalf_of=None, row=row.pk, **facts)


def _undo_edit(actor: Actor, happened: Sequence[Event]) -> object:
    data = happened[0].payload.data
    here = agenda_row(actor, int(data["row"]))
    former = FormerRow.objects.get(pk=data["former"], row=here)
    values = {"note": former.note, "verdict": former.verdict or None, "discussed": former.discussed}
    return edit_row.run(actor, {"row": here.pk, "read": here.note, **values})


@action("insight.edit_row", right=EDIT, public="agenda-rows.update", inverse=_undo_edit)
def edit_row(*, actor: Actor, row: RowId, read: Read = "", **fields: Unpack[RowChanges]) -> AgendaRow:
    """Note, verdict, discussed or not. read: the note as the writer had it before; what another person has typed since
    is not written over."""
    here = _opened(actor, row)
    former = FormerRow(row=here, note=here.note, verdict=here.verdict, discussed=bool(here.discussed_at), at=moment())
    note = fields.get("note")
    if note is not None and note != here.note:
        if here.note not in ("", read) and here.note_by_id != author(actor):
            raise Stale(
                _("Somebody else has written this note meanwhile: read it, then save again."), current=1, yours=0
            )
        here.note, here.note_by_id = note, author(actor)
    if "verdict" in fields:
        here.verdict = str(fields["verdict"] or "")
    if "discussed" in fields and fields["discussed"] != former.discussed:
        here.discussed_at = moment() if fields["discussed"] else None
    if (here.note, here.verdict, bool(here.discussed_at)) != (former.note, former.verdict, former.discussed):
        here.save(update_fields=["note", "note_by", "verdict", "discussed_at"])
        former.save()
        _say(actor, here, "review_meeting.noted", former=former.pk)
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
        events.record(actor, "review_meeting.went_on", meeting.subject, row=here.pk)
    return here


def _undo_decide(actor: Actor, happened: Sequence[Event]) -> object:
    return remove_decision(actor=actor, decision=int(happened[0].payload.data["decision"]))


@action("insight.decide", right=EDIT, public="meeting-decisions.create", inverse=_undo_decide)
def decide(*, actor: Actor, row: RowId, text: Text, kind: Kind = DecisionKind.DECISION) -> MeetingDecision:
    """Write down what was decided about a project."""
    here = _opened(actor, row)
    made = MeetingDecision.objects.create(row=here, kind=kind, text=text, by_id=author(actor), at=moment())
    _say(actor, here, "review_meeting.resolved", decision=made.pk)
    return made


def _undo_remove(actor: Actor, happened: Sequence[Event]) -> object:
    return restore_decision(actor=actor, decision=int(happened[0].payload.data["decision"]))


@action("insight.remove_decision", right=EDIT, public="meeting-decisions.delete", inverse=_undo_remove)
def remove_decision(*, actor: Actor, decision: DecisionId) -> MeetingDecision:
    """Written down by mistake."""
    return _stands(actor, decision, stands=False)


@action("insight.restore_decision", right=EDIT, public="meeting-decisions.restore", inverse=_undo_decide)
def restore_decision(*, actor: Actor, decision: DecisionId) -> MeetingDecision:
    """It was decided after all."""
    return _stands(actor, decision, stands=True)


def _stands(actor: Actor, pk: int, *, stands: bool) -> MeetingDecision:
    found = visible_decision(actor, pk)
    here = _opened(actor, found.row_id)
    found.refresh_from_db(fields=["removed_at"])
    if stands != bool(found.removed_at):
        raise Conflict("as_it_is", _("That is so already: look at the page again."))
    found.removed_at = None if stands else moment()
    found.save(update_fields=["removed_at"])
    _say(actor, here, f"review_meeting.{'resolved' if stands else 'unresolved'}", decision=found.pk)
    return found


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
        events.record(actor, "review_meeting.marked", meeting.subject, changes, decision=found.pk)
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
    _say(actor, here, "review_meeting.task_given", task=made.pk)
    return made
