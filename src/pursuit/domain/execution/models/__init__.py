"""Tables of the room."""

from pursuit.domain.execution.models.calendar import CalendarDay, WorkCalendar
from pursuit.domain.execution.models.checkitem import CheckItem
from pursuit.domain.execution.models.series import Occurrence, TaskSeries
from pursuit.domain.execution.models.task import OPEN, Task, TaskStatus

__all__ = ["OPEN", "CalendarDay", "CheckItem", "Occurrence", "Task", "TaskSeries", "TaskStatus", "WorkCalendar"]
