"""Which people a request goes to: the first active route of its kind whose limits and grades hold."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pursuit.kernel.errors import Refused
from pursuit.kernel.models.approval import ApprovalRoute, Approver, RouteStep
from pursuit.kernel.models.org import Membership, OrgUnit
from pursuit.kernel.models.role import Grant
from pursuit.kernel.models.subject import Subject

Seat = tuple[int, bool, int]  # step, everyone must agree, user id


def seats(kind: str, subject: Subject, *, amount: int | None, grade: str, asker: int) -> list[Seat]:
    """The seats of every step. A step nobody can fill, or only the asker, is left out; none at all is refused."""
    route = _route(kind, amount, grade)
    found: list[Seat] = []
    if route is not None:
        for step in route.steps.select_related("role", "user"):
            people = sorted(_people(step, subject, asker) - {asker})
            found += [(step.position, step.everyone, user) for user in people]
    if not found:
        raise Refused(
            "no_approver",
            _("Nobody can approve this: an administrator must set up a route or a head for the unit."),
        )
    first = min(step for step, _everyone, _user in found)
    return [(step - first, everyone, user) for step, everyone, user in found]


def exists(kind: str) -> bool:
    """Is there any active route of this kind?"""
    return ApprovalRoute.objects.filter(kind=kind, active=True).exists()


def _route(kind: str, amount: int | None, grade: str) -> ApprovalRoute | None:
    worth = amount or 0
    limits = (Q(floor=None) | Q(floor__lte=worth)) & (Q(ceiling=None) | Q(ceiling__gt=worth))
    for route in ApprovalRoute.objects.filter(limits, kind=kind, active=True).order_by("position", "pk"):
        if not route.grades or grade in route.grades:
            return route
    return None


def _people(step: RouteStep, subject: Subject, asker: int) -> set[int]:
    match step.approver:
        case Approver.USER:
            return {step.user.pk} if step.user and step.user.is_active else set()
        case Approver.ROLE:
            return _holders(step, subject)
        case Approver.UPPER:
            return _head(subject.unit.parent if subject.unit else None, asker)
        case _:
            return _head(subject.unit, asker)


def _head(unit: OrgUnit | None, asker: int) -> set[int]:
    """Heads of a unit; one without a head, or led by the asker alone, is answered for by the unit above."""
    while unit is not None:
        heads = set(
            Membership.objects.filter(unit=unit, is_head=True, user__is_active=True)
            .exclude(user_id=asker)
            .values_list("user_id", flat=True)
        )
        if heads:
            return heads
        unit = unit.parent
    return set()


def _holders(step: RouteStep, subject: Subject) -> set[int]:
    """Holders of a role whose unit is the subject's or above it (or who hold it everywhere)."""
    above: set[int] = set()
    unit = subject.unit
    while unit is not None:
        above.add(unit.pk)
        unit = unit.parent
    fits = Q(unit=None) | Q(unit__in=above)
    held = Grant.objects.filter(fits, role=step.role, user__is_active=True)
    return set(held.values_list("user_id", flat=True))
