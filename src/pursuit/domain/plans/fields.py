"""The keywords of plans and their rows."""

from typing import Annotated, Literal, Required, TypedDict

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from pursuit.domain.execution.fields.calendars import CalendarId
from pursuit.domain.execution.fields.tasks import Assignee, Note, TaskId
from pursuit.domain.methods.fields import StageId
from pursuit.kernel.inputs import Choices, Label, Moment, Percent, RowOf, TermOf, Title

RowId = Annotated[TaskId, Label(_("Row"))]
RowIds = Annotated[list[TaskId], Field(min_length=1, max_length=5000), Label(_("Rows"))]
LengthText = Annotated[str, Field(max_length=40)]
_LENGTHS = _("3d, 4h, 2w, 30m; 2ed counts nights and weekends too")
Limit = Annotated[
    Literal["asap", "alap", "mso", "mfo", "snet", "snlt", "fnet", "fnlt"],
    Choices(
        (
            ("asap", _("As soon as possible")),
            ("alap", _("As late as possible")),
            ("mso", _("Must start on")),
            ("mfo", _("Must finish on")),
            ("snet", _("Start no earlier than")),
            ("snlt", _("Start no later than")),
            ("fnet", _("Finish no earlier than")),
            ("fnlt", _("Finish no later than")),
        )
    ),
    Label(_("Constraint")),
]
SideName = Annotated[
    Literal["ours", "customer"], Choices((("ours", _("Ours")), ("customer", _("The customer’s")))), Label(_("Side"))
]
LinkKind = Annotated[
    Literal["fs", "ss", "ff", "sf"],
    Choices(
        (
            ("fs", _("Finish to start")),
            ("ss", _("Start to start")),
            ("ff", _("Finish to finish")),
            ("sf", _("Start to finish")),
        )
    ),
    Label(_("Kind of link")),
]
LagText = Annotated[
    str,
    Field(max_length=40),
    Label(_("Lag"), help=_("2d waits, -1d overlaps, 50% of the predecessor; 2ed by the clock")),
]
OnlyIn = Annotated[
    StageId, Label(_("Only if the project gets to"), help=_("Until then it loads people by the chance of that."))
]
LinkId = Annotated[int, RowOf("plan_link"), Label(_("Link"))]


class RowDetails(TypedDict, total=False):
    """What may be set on a row besides its title. start, finish: no earlier than that, or the dates themselves by
    hand."""

    owner: Annotated[Assignee, Label(_("Assignee"))] | None
    note: Note
    priority: Annotated[str, TermOf("priority"), Label(_("Priority"))] | None
    duration: Annotated[LengthText, Label(_("Duration"), help=_LENGTHS)]
    start: Annotated[Moment, Label(_("Start"))]
    finish: Annotated[Moment, Label(_("Finish"))]
    by_hand: Annotated[bool, Label(_("Dated by hand"))]
    limit: Limit
    limit_at: Annotated[Moment, Label(_("Constraint date"))] | None
    deadline: Annotated[Moment, Label(_("Deadline"))] | None
    percent: Annotated[Percent, Label(_("Percent done"), widget="percent")]
    begun: Annotated[Moment, Label(_("Actual start"))] | None
    ended: Annotated[Moment, Label(_("Actual finish"))] | None
    remaining: Annotated[LengthText, Label(_("Remaining"), help=_LENGTHS)] | None
    milestone: Annotated[bool, Label(_("Milestone"))]
    anchor: Annotated[bool, Label(_("Anchor"), help=_("What comes before it is planned backward from it"))]
    inactive: Annotated[bool, Label(_("Inactive"))]
    only_in: OnlyIn | None
    side: SideName
    calendar: CalendarId | None
    weight: Annotated[int, Field(ge=0, le=1000), Label(_("Weight"), widget="number")]


class RowChanges(RowDetails, total=False):
    """What may be changed on a row."""

    title: Annotated[Title, Label(_("Title"))]


class NewRow(RowDetails):
    """A new row needs a title; it takes a day unless something else is said."""

    title: Required[Annotated[Title, Label(_("Title"))]]
