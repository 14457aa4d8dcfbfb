"""Some projects in a few figures: how many and how much is open, won and lost."""

from collections.abc import Sequence

from django.db.models import Count, Q, Sum

from pursuit.domain.projects.models import Project, Status
from pursuit.kernel.actor import Actor

GROUPS = {
    "open": (Status.ACTIVE, Status.SUSPENDED),
    "won": (Status.WON, Status.CLOSED),
    "lost": (Status.LOST,),
}


def sums_of(rows: Sequence[Project]) -> dict[str, int]:
    """How many of these and how much is open, won and lost, in company currency."""
    found: dict[str, int] = {}
    for name, states in GROUPS.items():
        some = [row for row in rows if row.status in states]
        found |= {name: len(some), f"{name}_base": sum(row.amount_base or 0 for row in some)}
    return found


def with_customer(actor: Actor, account: int) -> dict[str, int]:
    """The same of all of one customer's projects, where they are too many to show."""
    groups = {name: Q(status__in=states) for name, states in GROUPS.items()}
    asked: dict[str, Count | Sum] = {name: Count("pk", filter=some) for name, some in groups.items()}
    asked |= {f"{name}_base": Sum("amount_base", filter=some) for name, some in groups.items()}
    rows: dict[str, int | None] = Project.objects.visible_to(actor).filter(account=account).aggregate(**asked)
    return {name: value or 0 for name, value in rows.items()}
