"""Shipped checklists, scorecards and routes, written after migrate where they are missing."""

from dataclasses import asdict

from pursuit.domain.gates.actions.advances import KIND
from pursuit.domain.gates.models import ChecklistItem, Criterion
from pursuit.domain.gates.shipped import CRITERIA, ITEMS
from pursuit.kernel.models import ApprovalRoute, Approver, Role, RouteStep


def seed() -> None:
    """By code; one that people changed or retired stays as it is."""
    have = set(ChecklistItem.objects.values_list("code", flat=True))
    ChecklistItem.objects.bulk_create(
        ChecklistItem(**asdict(one), position=place) for place, one in enumerate(ITEMS) if one.code not in have
    )
    known = set(Criterion.objects.values_list("code", flat=True))
    Criterion.objects.bulk_create(
        Criterion(**asdict(one), position=place) for place, one in enumerate(CRITERIA) if one.code not in known
    )
    if not ApprovalRoute.objects.filter(kind=KIND).exists():
        _route()


def _route() -> None:
    """The head of the unit, then a sales director: it is the company's money."""
    route = ApprovalRoute.objects.create(kind=KIND, name="提前投入与提前发货", name_en="Advance work or delivery")
    RouteStep.objects.create(route=route, position=0, approver=Approver.HEAD)
    director = Role.objects.filter(code="director").first()
    if director is not None:
        RouteStep.objects.create(route=route, position=1, approver=Approver.ROLE, role=director)
