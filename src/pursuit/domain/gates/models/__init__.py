"""Tables of the room."""

from pursuit.domain.gates.models.charter import Charter, CharterCost
from pursuit.domain.gates.models.checklist import ChecklistItem, Confidence, EvidenceKind
from pursuit.domain.gates.models.evidence import Evidence, Waiver
from pursuit.domain.gates.models.exposure import Advance, AdvanceKind, AdvanceState
from pursuit.domain.gates.models.review import (
    OPENING,
    Conclusion,
    Condition,
    Passage,
    Review,
    ReviewState,
    Seat,
    Vote,
)
from pursuit.domain.gates.models.scorecard import Answer, Criterion, Sheet

__all__ = [
    "OPENING",
    "Advance",
    "AdvanceKind",
    "AdvanceState",
    "Answer",
    "Charter",
    "CharterCost",
    "ChecklistItem",
    "Conclusion",
    "Condition",
    "Confidence",
    "Criterion",
    "Evidence",
    "EvidenceKind",
    "Passage",
    "Review",
    "ReviewState",
    "Seat",
    "Sheet",
    "Vote",
    "Waiver",
]
