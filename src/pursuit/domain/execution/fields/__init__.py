"""The keywords of the room's actions."""

from pursuit.domain.execution.fields.calendars import (
    CalendarChanges,
    CalendarId,
    CalendarName,
    HoursText,
    WeekHours,
    Year,
)
from pursuit.domain.execution.fields.tasks import About, Assignee, NewTask, Note, TaskChanges, TaskDetails, TaskId

__all__ = [
    "About",
    "Assignee",
    "CalendarChanges",
    "CalendarId",
    "CalendarName",
    "HoursText",
    "NewTask",
    "Note",
    "TaskChanges",
    "TaskDetails",
    "TaskId",
    "WeekHours",
    "Year",
]
