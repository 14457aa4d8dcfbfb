"""The default route of write-offs, written after migrate if there is none at all."""

from pursuit.domain.finance.actions.write_offs import KIND
from pursuit.kernel.models import ApprovalRoute, Approver, Role, RouteStep


def seed() -> None:
    """Only where nobody has set up any: the head, then a sales director."""
    if ApprovalRoute.objects.filter(kind=KIND).exists():
        return
    route = ApprovalRoute.objects.create(kind=KIND, name="坏账核销", name_en="Write-offs", position=0)
    RouteStep.objects.create(route=route, position=0, approver=Approver.HEAD)
    director = Role.objects.filter(code="director").first()
    if director is not None:
        RouteStep.objects.create(route=route, position=1, approver=Approver.ROLE, role=director)
