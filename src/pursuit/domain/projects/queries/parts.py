"""What hangs on one project, for its page. Callers have shown the project to be visible (queries.projects.project)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pursuit.domain.customers.models import Visit
from pursuit.domain.methods.models import Stage
from pursuit.domain.methods.queries import methods
from pursuit.domain.projects.models import (
    ExpectedDateChange,
    Outcome,
    Party,
    ProductLine,
    Project,
    Rival,
    StageMove,
    TeamMember,
)
from pursuit.domain.projects.queries import facts
from pursuit.domain.projects.rules.problems import Problem
from pursuit.domain.projects.rules.ring import Workspace
from pursuit.kernel import clock
from pursuit.kernel.actor import Actor
from pursuit.kernel.money import Money
from pursuit.kernel.prepared import Prepared


@dataclass(frozen=True, slots=True)
class Reached:
    """A stage of the track: when the project last entered it, None where it never did or has gone back from it."""

    stage: Stage
    entered_on: date | None
    here: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """How the project stands: what the head of its page shows."""

    ring: list[Workspace]
    problems: list[Problem]
    team: Sequence[TeamMember]
    track: list[Reached]


@dataclass(frozen=True, slots=True)
class Line:
    """A product line with its quantity in whole units and its sum, None without a price."""

    row: ProductLine
    quantity: float
    price: Money | None
    total: Money | None


def standing(row: Project) -> Standing:
    """Six queries."""
    near = facts.around([row])
    today = clock.today()
    return Standing(
        facts.ring_of(row, near, today), facts.problems_of(row, near, today), near.team.get(row.pk, []), track(row)
    )


def track(row: Project) -> list[Reached]:
    """The stages of its method with the days on which it entered them."""
    entered: dict[int, date] = {}
    for position, at in _PATH(project=row):
        entered = {place: day for place, day in entered.items() if place < position} | {position: clock.day_of(at)}
    return [
        Reached(stage, entered.get(stage.position), stage.pk == row.stage_id) for stage in methods.stages(row.version)
    ]


def former_team(row: Project) -> Sequence[TeamMember]:
    """Places that have ended, newest first."""
    found = TeamMember.objects.filter(project=row, active=False).select_related("user")
    return list(found.order_by("-until", "-pk")[:50])


def parties(row: Project) -> Sequence[Party]:
    return list(Party.objects.filter(project=row).select_related("account__subject"))


def lines(row: Project) -> list[Line]:
    """Product lines with their sums."""
    found = ProductLine.objects.filter(project=row).select_related("product__subject")
    return [_line(line) for line in found]


def total_of(lines: Sequence[Line]) -> list[Money]:
    """What the product lines come to, per currency."""
    found: dict[str, int] = {}
    for one in lines:
        if one.total:
            found[one.total.currency] = found.get(one.total.currency, 0) + one.total.minor
    return [Money(minor, currency) for currency, minor in found.items()]


def rivals(row: Project) -> Sequence[Rival]:
    return _RIVALS(project=row)


def visits(actor: Actor, row: Project, most: int = 20) -> Sequence[Visit]:
    """Visits made for the project that the reader sees, the newest first."""
    return _VISITS(actor, project=row)[:most]


_PATH = Prepared(
    lambda project: (
        StageMove.objects.filter(project=project).order_by("at", "pk").values_list("to_stage__position", "at")
    )
)
_RIVALS = Prepared(
    lambda project: Rival.objects.filter(project=project).select_related("competitor__subject").order_by("-stage", "pk")
)
_VISITS = Prepared(
    lambda actor, project: (
        Visit.objects.visible_to(actor)
        .filter(project_links__project=project)
        .select_related("subject__owner", "account__subject")
        .order_by("-happened_at")[:20]
    )
)


def moves(row: Project) -> Sequence[StageMove]:
    """Newest first."""
    found = StageMove.objects.filter(project=row).select_related("from_stage", "to_stage", "by")
    return list(found.order_by("-at", "-pk"))


def date_changes(row: Project) -> Sequence[ExpectedDateChange]:
    """Newest first."""
    return list(ExpectedDateChange.objects.filter(project=row).select_related("by").order_by("-at", "-pk"))


def outcomes(row: Project) -> Sequence[Outcome]:
    """Newest first."""
    found = Outcome.objects.filter(project=row).select_related("by", "winner__subject")
    return list(found.order_by("-at", "-pk"))


def _line(line: ProductLine) -> Line:
    price = None if line.price is None else Money(line.price, line.price_currency)
    total = None if price is None else Money(round(price.minor * line.quantity / 1000), price.currency)
    return Line(line, line.quantity / 1000, price, total)
