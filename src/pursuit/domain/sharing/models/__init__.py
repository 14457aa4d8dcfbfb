"""Tables of the room."""

from pursuit.domain.sharing.models.feed import CalendarFeed
from pursuit.domain.sharing.models.share import RowsShown, SharedPlan

__all__ = ["CalendarFeed", "RowsShown", "SharedPlan"]
