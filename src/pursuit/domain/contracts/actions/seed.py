"""The default routes of reviews and changes, written after migrate if there is none at all."""

from pursuit.domain.contracts.queries.contracts import CHANGE, SIGN
from pursuit.kernel.models import ApprovalRoute, Approver, Role, RouteStep

LARGE = 300_000_000  # three million, in minor units of the company currency
KINDS = (
    (SIGN, "合同评审：300 万以上", "Contract review, 3 million and more", "合同评审", "Contract review"),
    (CHANGE, "合同变更：300 万以上", "Contract change, 3 million and more", "合同变更", "Contract change"),
)


def seed() -> None:
    """Only where nobody has set up any: the head; for large ones a director after that."""
    for kind, large, large_en, other, other_en in KINDS:
        if ApprovalRoute.objects.filter(kind=kind).exists():
            continue
        great = ApprovalRoute.objects.create(kind=kind, name=large, name_en=large_en, floor=LARGE, position=0)
        RouteStep.objects.create(route=great, position=0, approver=Approver.HEAD)
        director = Role.objects.filter(code="director").first()
        if director is not None:
            RouteStep.objects.create(route=great, position=1, approver=Approver.ROLE, role=director)
        rest = ApprovalRoute.objects.create(kind=kind, name=other, name_en=other_en, position=1)
        RouteStep.objects.create(route=rest, position=0, approver=Approver.HEAD)
