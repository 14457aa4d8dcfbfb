"""The keywords of feeds and shares."""

from typing import Annotated, Literal, TypedDict

from django.utils.translation import gettext_lazy as _
from pydantic import Field, SecretStr

from pursuit.domain.plans.fields import RowId
from pursuit.domain.sharing.models import RowsShown
from pursuit.kernel.inputs import Choices, Label, RowOf

FeedId = Annotated[int, RowOf("calendar_feed"), Label(_("Calendar feed"))]
FeedName = Annotated[
    str,
    Field(min_length=1, max_length=80),
    Label(_("Name"), help=_("Where you read it, so that you know what stops when you revoke it.")),
]
Tasks = Annotated[bool, Label(_("My tasks"))]
Milestones = Annotated[bool, Label(_("Milestones of my projects"))]
Visits = Annotated[bool, Label(_("My visits"))]
Absences = Annotated[bool, Label(_("My absences"))]
Todos = Annotated[
    bool,
    Label(
        _("Tasks as things to do"),
        help=_("Only for programs that show to-dos, such as Thunderbird; Outlook and Google leave them out."),
    ),
]

ShareId = Annotated[int, RowOf("shared_plan"), Label(_("Share"))]
ShownRows = Annotated[
    Literal["customer", "linked", "all"],
    Choices(tuple((one.value, one.label) for one in RowsShown)),
    Label(_("Rows shown")),
]


class ShareDetails(TypedDict, total=False):
    """What may be said of a share. heading: what the reader sees on top, the project's title unless said."""

    heading: Annotated[str, Field(max_length=200), Label(_("Heading"), help=_("What the reader sees on top."))]
    message: Annotated[str, Field(max_length=2000), Label(_("A word to the reader"), widget="long")]
    rows: ShownRows
    owners: Annotated[bool, Label(_("Show who does it"))]
    language: Annotated[
        Literal["zh-hans", "en"], Choices((("zh-hans", _("Chinese")), ("en", _("English")))), Label(_("Language"))
    ]
    days: Annotated[int, Field(ge=1, le=365), Label(_("Valid for days"), widget="number")]
    password: Annotated[SecretStr, Field(max_length=200), Label(_("Password (optional)"))]
    held_back: Annotated[list[RowId], Field(max_length=5000), Label(_("Rows left out"))]


Reader = Annotated[
    str,
    Field(min_length=1, max_length=120),
    Label(_("For whom"), help=_("Only you and your colleagues see this.")),
]
