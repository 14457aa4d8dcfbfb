"""Looking at review meetings: the list, one, the screen of a project, what was decided and given."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from pursuit.domain.execution.models import Task
from pursuit.domain.gates.queries.points import Point, points
from pursuit.domain.insight.models import AgendaRow, MeetingDecision, MeetingState, ReviewMeeting
from pursuit.domain.insight.queries.agenda import RELATED, Line, lines, silence
from pursuit.domain.projects.queries import facts
from pursuit.domain.projects.rules.problems import Problem
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Missing
from pursuit.kernel.listing import Column, Listing
from pursuit.kernel.records import GONE

VIEW = "insight.meeting.view"


def meetings(actor: Actor) -> QuerySet[ReviewMeeting]:
    """Meetings the actor sees: their units', their own, those they took part in."""
    return ReviewMeeting.objects.visible_to(actor)


def meeting(actor: Actor, pk: int) -> ReviewMeeting:
    """One visible meeting."""
    row = meetings(actor).select_related("subject__owner", "subject__unit", "scope").filter(pk=pk).first()
    if row is None:
        raise Missing("not_found", GONE)
    return row


def agenda_row(actor: Actor, pk: int) -> AgendaRow:
    """One row whose meeting and project the actor sees."""
    rows = AgendaRow.objects.visible_to(actor).filter(pk=pk)
    row = rows.select_related(*RELATED, "meeting__subject").first()
    if row is None:
        raise Missing("not_found", GONE)
    return row


def decision(actor: Actor, pk: int) -> MeetingDecision:
    """One visible decision."""
    row = MeetingDecision.objects.visible_to(actor).select_related("row__meeting__subject").filter(pk=pk).first()
    if row is None:
        raise Missing("not_found", GONE)
    return row


@dataclass(frozen=True, slots=True)
class Screen:
    """One project as the meeting looks at it."""

    line: Line
    place: int
    count: int
    discussed: int
    seconds: int
    before: int | None
    after: int | None
    silent_days: int
    problems: Sequence[Problem]
    faces: Mapping[str, object]
    point: Point | None
    decisions: Sequence[MeetingDecision]
    tasks: Sequence[Task]


def neighbours(actor: Actor, row: AgendaRow) -> list[AgendaRow]:
    """The agenda the row lies on, as the reader sees it."""
    return list(AgendaRow.objects.visible_to(actor).filter(meeting=row.meeting_id).order_by("place").defer("frozen"))


def screen(actor: Actor, row: AgendaRow) -> Screen:
    """The row was shown to be visible."""
    around = neighbours(actor, row)
    ids = [one.pk for one in around]
    at = ids.index(row.pk)
    near = facts.around([row.project])
    decided, given = work_of(actor, [row])
    ahead = next((one for one in points(row.project) if one.state == "next"), None)
    return Screen(
        line=lines(actor, row.meeting, [row])[0],
        place=at + 1,
        count=len(ids),
        discussed=sum(1 for one in around if one.discussed_at),
        seconds=sum(one.seconds for one in around),
        before=ids[at - 1] if at else None,
        after=ids[at + 1] if at + 1 < len(ids) else None,
        silent_days=silence(row.project, near),
        problems=facts.problems_of(row.project, near),
        faces=near.faces(row.project_id),
        point=ahead,
        decisions=decided.get(row.pk, []),
        tasks=given.get(row.pk, []),
    )


def work_of(actor: Actor, rows: Sequence[AgendaRow]) -> tuple[dict[int, list[MeetingDecision]], dict[int, list[Task]]]:
    """Decisions and tasks by row, of rows that were shown to be visible."""
    pks = [row.pk for row in rows]
    decided: dict[int, list[MeetingDecision]] = {}
    for one in MeetingDecision.objects.standing().filter(row__in=pks).select_related("by"):
        decided.setdefault(one.row_id, []).append(one)
    given: dict[int, list[Task]] = {}
    found = Task.objects.visible_to(actor).filter(meeting_link__row__in=pks).order_by("pk")
    for task in found.select_related("subject__owner", "meeting_link"):
        given.setdefault(task.meeting_link.row_id, []).append(task)
    return decided, given


STATES = tuple((one.value, one.label) for one in MeetingState)
MEETINGS = Listing(
    code="review_meetings",
    label=_("Deal reviews"),
    subject_type=ReviewMeeting.SUBJECT_TYPE,
    base=meetings,
    view_right=VIEW,
    url_name="insight:meeting",
    sort="-held_on",
    cards=("held_on", "state", "owner"),
    columns=(
        Column("title", _("Title"), source="subject__title", default=True, sortable=False),
        Column("held_on", _("Held on"), "date", default=True),
        Column("state", _("State"), "choice", choices=STATES, default=True, sortable=False),
        Column("scope", _("Unit gone through"), "unit", source="scope_id", shown="scope__name", default=True,
               sortable=False),
        Column("owner", _("Chair"), "user", source="subject__owner_id", shown="subject__owner__name", default=True,
               sortable=False),
        Column("started_at", _("Begun at"), "moment", sortable=False),
        Column("ended_at", _("Ended at"), "moment", sortable=False),
        Column("updated", _("Last change"), "moment", source="subject__updated_at"),
    ),
)  # fmt: skip
