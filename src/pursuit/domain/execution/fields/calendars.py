"""The keywords of work calendars."""

from typing import Annotated, TypedDict

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from pursuit.domain.execution.rules.official import FIRST, LAST
from pursuit.kernel.inputs import Label, RowOf

CalendarId = Annotated[int, RowOf("calendar"), Label(_("Work calendar"))]
CalendarName = Annotated[str, Field(min_length=1, max_length=120), Label(_("Name"))]
HoursText = Annotated[str, Field(max_length=120)]
_FREE = _("Empty: a day off")
Year = Annotated[int, Field(ge=FIRST, le=LAST), Label(_("Year"), widget="number")]


class WeekHours(TypedDict, total=False):
    """The hours of a week, as people write them."""

    monday: Annotated[HoursText, Label(_("Monday"))]
    tuesday: Annotated[HoursText, Label(_("Tuesday"))]
    wednesday: Annotated[HoursText, Label(_("Wednesday"))]
    thursday: Annotated[HoursText, Label(_("Thursday"))]
    friday: Annotated[HoursText, Label(_("Friday"))]
    saturday: Annotated[HoursText, Label(_("Saturday"), help=_FREE)]
    sunday: Annotated[HoursText, Label(_("Sunday"), help=_FREE)]


class CalendarChanges(WeekHours, total=False):
    """What may be changed on a calendar."""

    name: CalendarName
