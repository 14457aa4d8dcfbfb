"""The keywords of time."""

from typing import Annotated

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from pursuit.kernel.inputs import ANY, Day, Label, Ref, RowOf, TermOf, UserId

EntryId = Annotated[int, RowOf("time_entry"), Label(_("Time entry"))]
SheetId = Annotated[int, RowOf("time_sheet"), Label(_("Time sheet"))]
SheetIds = Annotated[list[SheetId], Field(min_length=1, max_length=200), Label(_("Time sheets"))]
WorkedOn = Annotated[int, Ref(ANY), Label(_("Task or record"))]
DayOf = Annotated[Day, Label(_("Day"))]
Week = Annotated[Day, Label(_("Week"), help=_("Any day of it"))]
Minutes = Annotated[int, Field(ge=1, le=1440), Label(_("Minutes"), widget="number")]
TimeKind = Annotated[str, TermOf("time_kind"), Label(_("Kind of work"))]
TimeNote = Annotated[str, Field(max_length=500), Label(_("Note"), widget="long")]
Whose = Annotated[UserId, Label(_("Person"), help=_("Empty: oneself"))]
Why = Annotated[str, Field(min_length=1, max_length=500), Label(_("Reason"), widget="long")]
