"""Tables of the room."""

from pursuit.domain.plans.models.baseline import Baseline, BaselineRow
from pursuit.domain.plans.models.plan import Plan, PlanCalendar, PlanLink, PlanRow, Side, WorkType
from pursuit.domain.plans.models.resource import Assignment, PlanResource, ResourceKind

__all__ = [
    "Assignment",
    "Baseline",
    "BaselineRow",
    "Plan",
    "PlanCalendar",
    "PlanLink",
    "PlanResource",
    "PlanRow",
    "ResourceKind",
    "Side",
    "WorkType",
]
