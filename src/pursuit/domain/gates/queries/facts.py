"""Facts the system knows by itself, offered to checklists as evidence. Later rooms add theirs by `declare`."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pursuit.domain.chain.models import ChainMember
from pursuit.domain.customers.models import Visit
from pursuit.domain.gates.models import Charter
from pursuit.domain.projects.models import TRIANGLE, Project, Rival, TeamMember
from pursuit.domain.projects.queries.facts import filled
from pursuit.kernel import clock
from pursuit.kernel.errors import Text

RECENT = timedelta(days=30)
CHAIN_LEAST = 3
PARTS = ("background", "market", "technical", "commercial", "delivery", "legal", "fit")


@dataclass(frozen=True, slots=True)
class Fact:
    """Does it hold, and how it stands in figures. It never tells who or what exactly: everybody who sees the project
    reads it."""

    holds: bool
    told: str


@dataclass(frozen=True, slots=True)
class FactKind:
    """url_name: the page of a project where it is put right."""

    code: str
    label: Text
    look: Callable[[Project], Fact]
    url_name: str = ""


_kinds: dict[str, FactKind] = {}


def declare(*kinds: FactKind) -> None:
    """At start-up only."""
    for one in kinds:
        _kinds[one.code] = one


def kinds() -> dict[str, FactKind]:
    return dict(_kinds)


def look(code: str, project: Project) -> Fact:
    """An unknown fact does not hold, and says so."""
    kind = _kinds.get(code)
    return kind.look(project) if kind else Fact(False, _("The system does not know this fact."))


def _charter(project: Project) -> Fact:
    row = Charter.objects.filter(project=project).first()
    done = [name for name in PARTS if row is not None and getattr(row, name).strip()]
    told = _("%(done)s of %(all)s parts written")
    return Fact(len(done) == len(PARTS), told % {"done": len(done), "all": len(PARTS)})


def _budget(project: Project) -> Fact:
    if project.budget_status in ("approved", "allocated"):
        return Fact(True, _("The customer's budget is approved."))
    return Fact(False, _("The customer's budget is not approved."))


def _chain(project: Project) -> Fact:
    known = ChainMember.objects.filter(chain__project=project, left_at=None).exclude(role="").values("role").distinct()
    count = known.count()
    return Fact(count >= CHAIN_LEAST, _("%(n)s roles of the decision chain are known") % {"n": count})


def _rivals(project: Project) -> Fact:
    count = Rival.objects.filter(project=project).count()
    return Fact(count > 0, _("%(n)s competitors are named") % {"n": count})


def _team(project: Project) -> Fact:
    roles = TeamMember.objects.filter(project=project, active=True, role__in=TRIANGLE).values("role").distinct()
    count = roles.count()
    return Fact(count == len(TRIANGLE), _("%(n)s of AR, SR and FR are named") % {"n": count})


def _visit(project: Project) -> Fact:
    now = clock.now()
    visits = Visit.objects.filter(project_links__project=project, subject__deleted_at=None)
    made = visits.filter(happened_at__range=(now - RECENT, now)).count()
    return Fact(made > 0, _("%(n)s visits in the last 30 days") % {"n": made})


def _objective(project: Project) -> Fact:
    known = filled(project)
    done = sum(known[name] for name in ("objective", "amount", "expected_sign_on"))
    return Fact(done == 3, _("%(done)s of 3 known: objective, amount, sign date") % {"done": done})


def _plan(project: Project) -> Fact:
    step = bool(project.next_step and project.next_step_on and project.next_step_on >= clock.today())
    return Fact(step, _("A next step is set.") if step else _("No next step in the future."))


declare(
    FactKind("charter", gettext_lazy("The charter is written"), _charter, "gates:charter"),
    FactKind("customer_budget", gettext_lazy("The customer's budget is approved"), _budget, "projects:project"),
    FactKind("chain", gettext_lazy("At least three roles of the decision chain are known"), _chain, "chain:map"),
    FactKind("rivals", gettext_lazy("Competitors are known"), _rivals, "projects:team"),
    FactKind("team", gettext_lazy("AR, SR and FR are named"), _team, "projects:team"),
    FactKind("visit", gettext_lazy("The customer was visited lately"), _visit, "projects:project"),
    FactKind("objective", gettext_lazy("Objective, amount and sign date are known"), _objective, "projects:project"),
    FactKind("next_step", gettext_lazy("The next step is set"), _plan, "projects:project"),
)
