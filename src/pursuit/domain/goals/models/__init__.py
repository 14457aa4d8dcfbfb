"""Tables of the room."""

from pursuit.domain.goals.models.goal import ADDS_UP, Goal, GoalResult, Scale, Scope, State
from pursuit.domain.goals.models.kpi import Direction, Frequency, Kpi, KpiReading
from pursuit.domain.goals.models.node import Cell, Node, NodeAbove

__all__ = [
    "ADDS_UP",
    "Cell",
    "Direction",
    "Frequency",
    "Goal",
    "GoalResult",
    "Kpi",
    "KpiReading",
    "Node",
    "NodeAbove",
    "Scale",
    "Scope",
    "State",
]
