"""Tables of the room."""

from pursuit.domain.hours.models.sheet import OPEN, SheetState, TimeEntry, TimeSheet

__all__ = ["OPEN", "SheetState", "TimeEntry", "TimeSheet"]
