"""Tables of the room."""

from pursuit.domain.insight.models.meeting import (
    AgendaRow,
    DecisionKind,
    FormerRow,
    MeetingDecision,
    MeetingState,
    MeetingTask,
    ReviewMeeting,
    Verdict,
)
from pursuit.domain.insight.models.snapshot import ProjectSnapshot

__all__ = [
    "AgendaRow",
    "DecisionKind",
    "FormerRow",
    "MeetingDecision",
    "MeetingState",
    "MeetingTask",
    "ProjectSnapshot",
    "ReviewMeeting",
    "Verdict",
]
