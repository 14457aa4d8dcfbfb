"""The deals a person sees in a few figures, each with the filters of the list that it counts."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import BigIntegerField, Count, F, Q, Sum
from django.http import QueryDict

from pursuit.domain.projects.models import Project, Status
from pursuit.domain.projects.queries.projects import PROJECTS, projects
from pursuit.kernel.actor import Actor
from pursuit.kernel.listing import filters, read_query

GROUPS = {
    "open": (Status.ACTIVE, Status.SUSPENDED),
    "won": (Status.WON, Status.CLOSED),
    "lost": (Status.LOST,),
}
ACTIVE = "f.kind=deal&f.status=active"
FIGURES = {
    "open": ACTIVE,
    "quarter": f"{ACTIVE}&f.expected_sign_on=quarter",
    "late": f"{ACTIVE}&f.expected_sign_on=overdue",
    "idle": f"{ACTIVE}&f.next_step_on=overdue",
    "won": "f.kind=deal&f.status=won,closed&f.decided_on=year",
}


@dataclass(frozen=True, slots=True)
class Figure:
    """How many, how much and how much weighted, in company currency; `query` are the filters behind it."""

    code: str
    query: str
    count: int
    base: int
    weighted: int


def sight(actor: Actor) -> list[Figure]:
    """One query; each figure is what the list shows under the same filters."""
    weighted = F("amount_base") * F("probability") / 100
    asked: dict[str, Count | Sum] = {}
    for code, query in FIGURES.items():
        some = filters.condition(PROJECTS, actor, read_query(PROJECTS, actor, QueryDict(query)))
        asked[f"{code}_count"] = Count("pk", filter=some)
        asked[f"{code}_base"] = Sum("amount_base", filter=some)
        asked[f"{code}_weighted"] = Sum(weighted, filter=some, output_field=BigIntegerField())
    found = projects(actor).aggregate(**asked)
    return [
        Figure(code, query, *(int(found[f"{code}_{part}"] or 0) for part in ("count", "base", "weighted")))
        for code, query in FIGURES.items()
    ]


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
