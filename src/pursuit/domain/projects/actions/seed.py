"""The default routes for moves through a decision point, written after migrate if there is none at all."""

from pursuit.kernel.models import ApprovalRoute, Approver, Role, RouteStep

MOVE = "projects.stage_move"


def seed() -> None:
    """Only where nobody has set up any."""
    if not ApprovalRoute.objects.filter(kind=MOVE).exists():
        _routes()


def _routes() -> None:
    """A and B: the head of the unit, then a sales director; everything else: the head."""
    great = ApprovalRoute.objects.create(
        kind=MOVE, name="A、B 级决策点", name_en="Decision points, grade A and B", grades="ab", position=0
    )
    RouteStep.objects.create(route=great, position=0, approver=Approver.HEAD)
    director = Role.objects.filter(code="director").first()
    if director is not None:
        RouteStep.objects.create(route=great, position=1, approver=Approver.ROLE, role=director)
    other = ApprovalRoute.objects.create(kind=MOVE, name="其他决策点", name_en="Other decision points", position=1)
    RouteStep.objects.create(route=other, position=0, approver=Approver.HEAD)
