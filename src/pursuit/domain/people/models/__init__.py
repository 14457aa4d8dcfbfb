"""Tables of the room."""

from pursuit.domain.people.models.absence import Absence
from pursuit.domain.people.models.hand_over import HandOver, HandOverLine, LineState
from pursuit.domain.people.models.invitation import Invitation

__all__ = ["Absence", "HandOver", "HandOverLine", "Invitation", "LineState"]
