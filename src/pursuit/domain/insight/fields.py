"""The keywords of review meetings."""

from typing import Annotated, TypedDict

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from pursuit.domain.insight.models import DecisionKind, Verdict
from pursuit.kernel.inputs import Choices, Day, Label, Prose, Ref, RowOf, Title, UnitId, UserId

MeetingId = Annotated[int, Ref("review_meeting"), Label(_("Deal review"))]
RowId = Annotated[int, RowOf("agenda_row"), Label(_("Project on the agenda"))]
DecisionId = Annotated[int, RowOf("meeting_decision"), Label(_("Resolution"))]

Scope = Annotated[UnitId, Label(_("Unit"), help=_("Its projects and those of the units below; empty: all you see"))]
People = Annotated[
    list[UserId],
    Field(max_length=60),
    Label(_("Participants"), widget="people", help=_("They see the meeting, and of its projects those they may see")),
]
Most = Annotated[
    int, Field(ge=1, le=200), Label(_("Projects at most"), widget="number", help=_("The gravest changes come first"))
]
HeldOn = Annotated[Day, Label(_("Held on"), widget="hidden")]
Kind = Annotated[DecisionKind, Choices(tuple(DecisionKind.choices)), Label(_("Kind"))]
Text = Annotated[str, Field(min_length=1, max_length=500), Label(_("Resolution"))]
Kept = Annotated[bool, Label(_("Kept"))]
Onward = Annotated[bool, Label(_("The one before is discussed"), widget="hidden")]
Read = Annotated[Prose, Label(_("Note as it was read"), widget="hidden")]
TaskTitle = Annotated[Title, Label(_("Task"))]
TaskOwner = Annotated[UserId, Label(_("Assignee"))]
TaskDue = Annotated[Day, Label(_("Due on"))]


class MeetingChanges(TypedDict, total=False):
    """What may be changed of a meeting itself."""

    title: Annotated[Title, Label(_("Title"))]
    owner: Annotated[UserId, Label(_("Chair"))]
    unit: Annotated[UnitId, Label(_("Unit"))] | None


class RowChanges(TypedDict, total=False):
    """What is typed on the screen of a project."""

    note: Annotated[Prose, Label(_("Note"), widget="long")]
    verdict: Annotated[Verdict, Choices(tuple(Verdict.choices)), Label(_("Verdict"))] | None
    discussed: Annotated[bool, Label(_("Discussed"))]
