"""What the rules need to know about projects, gathered for a whole page in a fixed number of queries."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Max

from pursuit.domain.methods.models import Kind
from pursuit.domain.projects.models import (
    TRIANGLE,
    Party,
    ProductLine,
    Project,
    Rival,
    Status,
    TeamMember,
    VisitLink,
    WorkspaceState,
)
from pursuit.domain.projects.queries import workspaces
from pursuit.domain.projects.queries.brief import Brief
from pursuit.domain.projects.rules import problems, ring
from pursuit.kernel import clock
from pursuit.kernel.models import User, private
from pursuit.kernel.prepared import Prepared

RELATED = ("subject__owner", "stage", "account__subject", "next_step_owner")

_TEAMS = Prepared(
    lambda pks: (
        TeamMember.objects.filter(project__in=pks.each, active=True)
        .order_by("pk")
        .select_related("user")
        .defer(*private("user"))
    )
)
_OVERRIDES = Prepared(
    lambda pks: WorkspaceState.objects.filter(project__in=pks.each).select_related("by").defer(*private("by"))
)
_VISITS = Prepared(
    lambda pks: (
        VisitLink.objects.filter(project__in=pks.each, visit__subject__deleted_at=None)
        .order_by()
        .values_list("project")
        .annotate(last=Max("visit__happened_at"))
    )
)


@dataclass(frozen=True, slots=True)
class Around:
    """What lies around some projects, by project id."""

    team: Mapping[int, list[TeamMember]] = field(default_factory=dict)
    visits: Mapping[int, datetime] = field(default_factory=dict)
    overrides: Mapping[tuple[int, str], WorkspaceState] = field(default_factory=dict)
    known: Mapping[int, ring.Known] = field(default_factory=dict)

    def roles(self, pk: int) -> frozenset[str]:
        return frozenset(member.role for member in self.team.get(pk, ()))

    def faces(self, pk: int) -> dict[str, User]:
        """AR, SR and FR."""
        return {member.role: member.user for member in self.team.get(pk, ()) if member.role in TRIANGLE}


def around(rows: Iterable[Project]) -> Around:
    """Four queries, however many projects."""
    pks = [row.pk for row in rows]
    team: dict[int, list[TeamMember]] = {}
    for member in _TEAMS(pks=pks):
        team.setdefault(member.project_id, []).append(member)
    overrides = {(row.project_id, row.workspace): row for row in _OVERRIDES(pks=pks)}
    return Around(team, dict(_VISITS(pks=pks)), overrides, workspaces.known(pks))


def near_enough(rows: Iterable[Project | Brief]) -> Around:
    """What the problems of many projects ask for, and no more: one query."""
    return Around(visits=dict(_VISITS(pks=[row.pk for row in rows])))


def problems_of(row: Project | Brief, near: Around, today: date | None = None) -> list[problems.Problem]:
    """What is wrong with one project."""
    return problems.problems(_problem_facts(row, near, today or clock.today()))


def ring_of(row: Project, near: Around, today: date | None = None) -> list[ring.Workspace]:
    """The seven workspaces; a person's word stands in place of the rule."""
    found = []
    for workspace in ring.ring(_ring_facts(row, near, today or clock.today())):
        word = near.overrides.get((row.pk, workspace.code))
        if word is not None and word.state:
            found.append(ring.Workspace(workspace.code, word.state, word.reason, str(word.by)))
        else:
            found.append(workspace)
    return found


def filled(row: Project) -> dict[str, bool]:
    """Which of the things a stage may require this project has."""
    roles = set(TeamMember.objects.filter(project=row, active=True).values_list("role", flat=True))
    rows = {
        "rivals": Rival.objects.filter(project=row).exists(),
        "parties": Party.objects.filter(project=row).exists(),
        "lines": ProductLine.objects.filter(project=row).exists(),
    }
    numbers = {"amount": row.amount, "margin_percent": row.margin_percent, "owner_probability": row.owner_probability}
    texts = (
        *("grade", "deal_type", "budget_status", "funding_source", "procurement_mode", "objective", "strategy"),
        *("next_step", "expected_sign_on", "customer_charter_on", "sales_charter_on", "delivery_charter_on"),
    )
    return (
        rows
        | {f"team.{role}": role in roles for role in TRIANGLE}
        | {code: value is not None for code, value in numbers.items()}
        | {code: bool(getattr(row, code)) for code in texts}
        | {"account": row.account_id is not None}
    )


def _problem_facts(row: Project | Brief, near: Around, today: date) -> problems.Facts:
    touched = [clock.day_of(row.subject.updated_at)]
    if row.pk in near.visits:
        touched.append(min(clock.day_of(near.visits[row.pk]), today))
    return problems.Facts(
        today=today,
        active=row.status == Status.ACTIVE,
        deal=row.kind == Kind.DEAL,
        account=row.account_id is not None,
        amount=row.amount is not None,
        expected_sign_on=row.expected_sign_on,
        slip_count=row.slip_count,
        next_step=row.next_step,
        next_step_on=row.next_step_on,
        budget_status=row.budget_status,
        stage_entered_on=row.stage_entered_on,
        max_days=row.stage.max_days,
        last_touch=max(touched),
    )


def _ring_facts(row: Project, near: Around, today: date) -> ring.Facts:
    decided = row.status not in (Status.ACTIVE, Status.SUSPENDED)
    return ring.Facts(
        charter_on=row.sales_charter_on,
        account=row.account_id is not None,
        grade=row.grade,
        amount=row.amount is not None,
        expected_sign_on=row.expected_sign_on,
        objective=bool(row.objective),
        strategy=bool(row.strategy),
        roles=near.roles(row.pk),
        next_step=bool(row.next_step),
        next_step_on=row.next_step_on,
        decided=decided,
        won=row.status == Status.WON,
        closed=row.status == Status.CLOSED,
        reasons=bool(row.outcome_reason),
        slip_count=row.slip_count,
        days_in_stage=(today - row.stage_entered_on).days,
        max_days=row.stage.max_days,
        deal=row.kind == Kind.DEAL,
        today=today,
        known=near.known.get(row.pk, ring.Known()),
    )
