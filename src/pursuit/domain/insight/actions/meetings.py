"""Review meetings: started, ended, taken up again."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Unpack

from django.utils.translation import gettext as _

from pursuit.domain.insight.fields import HeldOn, MeetingChanges, MeetingId, Most, People, Scope
from pursuit.domain.insight.models import AgendaRow, MeetingState, ReviewMeeting
from pursuit.domain.insight.queries.agenda import candidates, freeze, lines
from pursuit.domain.insight.queries.meetings import work_of
from pursuit.kernel import clock, events, records, undo
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.context import moment
from pursuit.kernel.errors import Conflict, Refused
from pursuit.kernel.inputs import Version
from pursuit.kernel.models import Event, Level, OrgUnit, Share

EDIT = "insight.meeting.edit"
LONGEST = 3600  # a project left on the screen over lunch was not talked about so long
MOST = 40


def _undo_start(actor: Actor, happened: Sequence[Event]) -> object:
    return delete_meeting(actor=actor, meeting=happened[0].subject_id or 0)


@action("insight.start_meeting", right=EDIT, public="review-meetings.create", inverse=_undo_start)
def start_meeting(
    *,
    actor: Actor,
    scope: Scope | None = None,
    participants: People = [],  # noqa: B006  keywords are read anew for each call
    most: Most = MOST,
    held_on: HeldOn | None = None,
) -> ReviewMeeting:
    """Put the projects of a unit, or all that one sees, on an agenda: what changed most since last week comes first."""
    day = held_on or clock.day_of(moment())
    if day > clock.today():
        raise Refused("future", _("A review begins today: it compares projects with what they are now."), "held_on")
    unit = OrgUnit.objects.get(pk=scope) if scope else None
    _refuse_second(actor, scope)
    week = clock.week_of(day) - timedelta(days=7)
    found = candidates(actor, unit, week, most)
    if not found:
        raise Refused("no_projects", _("There are no open projects here that you see: choose another unit."), "scope")
    title = _("Deal review %(day)s · %(of)s") % {"day": day, "of": unit.name if unit else str(actor.user)}
    fields: dict[str, object] = {"title": title[:200]} | ({"unit": unit.pk} if unit else {})
    row = records.create(ReviewMeeting, actor, fields=fields, held_on=day, week=week, scope=scope, started_at=moment())
    made = AgendaRow.objects.bulk_create(
        AgendaRow(meeting=row, project_id=one.project, place=at, reason=one.reason, silent_days=one.silent_days)
        for at, one in enumerate(found, 1)
    )
    row.current, row.current_since = made[0], moment()
    row.save(update_fields=["current", "current_since"])
    _seat(row, participants)
    return row


def _refuse_second(actor: Actor, scope: int | None) -> None:
    running = ReviewMeeting.objects.live().filter(state=MeetingState.RUNNING, scope=scope, subject__owner=actor.user_id)
    if running.exists():
        raise Conflict("running", _("You have begun such a review already: go on with it, or end it first."))


def _seat(row: ReviewMeeting, users: Sequence[int]) -> None:
    row.participants.set(users)
    reason = "review_meeting"
    Share.objects.filter(subject=row.subject, reason=reason).exclude(user__in=users).delete()
    for user in users:
        Share.objects.get_or_create(subject=row.subject, user_id=user, reason=reason, defaults={"level": Level.VIEW})


def _undo_update(actor: Actor, happened: Sequence[Event]) -> object:
    event = happened[0]
    return update_meeting.run(actor, {"meeting": event.subject_id, **undo.before_values(event)})


@action("insight.update_meeting", right=EDIT, public="review-meetings.update", inverse=_undo_update)
def update_meeting(
    *, actor: Actor, meeting: MeetingId, version: Version | None = None, **fields: Unpack[MeetingChanges]
) -> ReviewMeeting:
    """Title, chair, unit."""
    row = records.load(ReviewMeeting, actor, meeting, EDIT, version)
    records.edit(row, actor, dict(fields))
    return row


def _undo_seats(actor: Actor, happened: Sequence[Event]) -> object:
    event = happened[0]
    return set_participants.run(actor, {"meeting": event.subject_id, **undo.before_values(event)})


@action("insight.set_participants", right=EDIT, public="review-meetings.set-participants", inverse=_undo_seats)
def set_participants(*, actor: Actor, meeting: MeetingId, participants: People) -> ReviewMeeting:
    """Who takes part; they see the meeting."""
    row = records.load(ReviewMeeting, actor, meeting, EDIT)
    before = list(row.participants.order_by("pk").values_list("pk", flat=True))
    after = sorted(set(participants))
    if before != after:
        _seat(row, after)
        records.touch(row)
        events.record(actor, "review_meeting.seated", row.subject, {"participants": (before, after)})
    return row


def _undo_end(actor: Actor, happened: Sequence[Event]) -> object:
    return reopen_meeting(actor=actor, meeting=happened[0].subject_id or 0)


@action("insight.end_meeting", right=EDIT, public="review-meetings.end", inverse=_undo_end)
def end_meeting(*, actor: Actor, meeting: MeetingId) -> ReviewMeeting:
    """Minutes and weekly report are written: how each project stood is kept as it is now."""
    row = running(actor, meeting)
    leave(row, discussed=True)
    # The agenda is the chair's: what is kept must not depend on who ends it. Readers get what they may see of it.
    rows = list(row.rows.select_related("project__subject__owner", "project__account__subject", "project__stage"))
    _decided, given = work_of(actor, rows)
    for line in lines(actor, row, rows):
        tasks = [
            {"id": one.pk, "title": one.title, "owner": str(one.subject.owner or ""), "due": str(one.due_on or "")}
            for one in given.get(line.row.pk, [])
        ]
        line.row.frozen = freeze(line, tasks)
    AgendaRow.objects.bulk_update(rows, ["frozen"], batch_size=200)
    row.ended_at, row.current, row.current_since = moment(), None, None
    records.edit(row, actor, {}, verb="review_meeting.ended", state=str(MeetingState.ENDED))
    return row


@action("insight.reopen_meeting", right=EDIT, public="review-meetings.reopen", inverse=lambda actor, happened: (
    end_meeting(actor=actor, meeting=happened[0].subject_id or 0)
))  # fmt: skip
def reopen_meeting(*, actor: Actor, meeting: MeetingId) -> ReviewMeeting:
    """It goes on; minutes are written anew when it ends."""
    row = records.load(ReviewMeeting, actor, meeting, EDIT)
    if row.state != MeetingState.ENDED:
        raise Conflict("not_ended", _("This review has not ended."))
    row.rows.update(frozen=None)
    row.ended_at = None
    records.edit(row, actor, {}, verb="review_meeting.reopened", state=str(MeetingState.RUNNING))
    return row


def _undo_delete(actor: Actor, happened: Sequence[Event]) -> object:
    return restore_meeting(actor=actor, meeting=happened[0].subject_id or 0)


@action("insight.delete_meeting", right=EDIT, public="review-meetings.delete", inverse=_undo_delete)
def delete_meeting(*, actor: Actor, meeting: MeetingId, version: Version | None = None) -> ReviewMeeting:
    """Begun by mistake. Tasks given in it stay."""
    row = records.load(ReviewMeeting, actor, meeting, EDIT, version)
    records.delete(row, actor)
    return row


@action("insight.restore_meeting", right=EDIT, public="review-meetings.restore")
def restore_meeting(*, actor: Actor, meeting: int) -> ReviewMeeting:
    """Bring a deleted meeting back."""
    return records.restore(ReviewMeeting, actor, meeting, EDIT)


def running(actor: Actor, pk: int) -> ReviewMeeting:
    """A meeting that may be written in."""
    row = records.load(ReviewMeeting, actor, pk, EDIT)
    if row.state != MeetingState.RUNNING:
        raise Conflict("ended", _("This review has ended: take it up again to change it."))
    return row


def leave(row: ReviewMeeting, *, discussed: bool) -> None:
    """The project on the screen gives way: its time is counted. (Not saved on the meeting.)"""
    now, here = moment(), row.current
    if here is None or row.current_since is None:
        return
    here.seconds += min(max(int((now - row.current_since).total_seconds()), 0), LONGEST)
    if discussed:
        here.discussed_at = here.discussed_at or now
    here.save(update_fields=["seconds", "discussed_at"])
