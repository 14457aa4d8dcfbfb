"""What concerns somebody, as ids: to be asked first, by nothing else. Asked together with how things stand, a database
goes through everything that is under way."""

from django.db.models import QuerySet

from pursuit.domain.projects.models import TRIANGLE, TeamMember
from pursuit.kernel.models import Subject

TENDER = (*TRIANGLE, "bid_manager")  # whose business a tender is


def owned(me: object, *types: str) -> QuerySet[Subject, dict[str, object]]:
    """Ids of the subjects of these types that are theirs. me: the user, or the place for one."""
    return Subject.objects.filter(owner=me, type__in=types).values("pk")  # type: ignore[misc,return-value]


def worked_on(me: object, roles: tuple[str, ...] = TRIANGLE) -> QuerySet[TeamMember, dict[str, object]]:
    """Ids of the projects in which they have one of these parts."""
    rows = TeamMember.objects.filter(user=me, active=True, role__in=roles)  # type: ignore[misc]
    return rows.values("project")  # type: ignore[return-value]
