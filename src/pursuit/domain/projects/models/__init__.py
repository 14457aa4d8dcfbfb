"""Tables of the room."""

from pursuit.domain.projects.models.history import ExpectedDateChange, Outcome, OutcomeKind, StageMove, WorkspaceState
from pursuit.domain.projects.models.lines import ProductLine, Rival, VisitLink
from pursuit.domain.projects.models.people import TRIANGLE, Party, TeamMember
from pursuit.domain.projects.models.project import MOVING, Project, Status

__all__ = [
    "MOVING",
    "TRIANGLE",
    "ExpectedDateChange",
    "Outcome",
    "OutcomeKind",
    "Party",
    "ProductLine",
    "Project",
    "Rival",
    "StageMove",
    "Status",
    "TeamMember",
    "VisitLink",
    "WorkspaceState",
]
