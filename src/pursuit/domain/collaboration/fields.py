"""The room's action keywords."""

from typing import Annotated, Literal

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from pursuit.kernel.inputs import ANY, Choices, Label, Ref

AnySubject = Annotated[int, Ref(ANY), Label(_("Record"))]
CommentId = Annotated[int, Field(ge=1), Label(_("Comment"))]
CommentText = Annotated[str, Field(min_length=1, max_length=10_000), Label(_("Comment"), widget="long")]
SignName = Annotated[
    Literal["like", "seen", "done"],
    Choices((("like", "👍"), ("seen", "👀"), ("done", "✅"))),
    Label(_("Reaction")),
]
On = Annotated[bool, Label(_("On"))]
NotificationIds = Annotated[list[int], Field(max_length=500), Label(_("Notifications"))]
