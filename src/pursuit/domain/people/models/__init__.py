"""Tables of the room."""

from pursuit.domain.people.models.absence import Absence
from pursuit.domain.people.models.hand_over import HandOver, HandOverLine, LineState
from pursuit.domain.people.models.invitation import Invitation
from pursuit.domain.people.models.planning import Capacity, CostRate, Level, PersonSkill

__all__ = ["Absence", "Capacity", "CostRate", "HandOver", "HandOverLine", "Invitation", "Level", "LineState",
           "PersonSkill"]  # fmt: skip
