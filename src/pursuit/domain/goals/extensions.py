"""What the room declares: rights, its list of kinds, goals as records, parts and KPIs as rows, figures, lists, work."""

from collections.abc import Collection, Iterable, Mapping
from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from pursuit.domain.goals import terms as lists
from pursuit.domain.goals.actions import keeping, seed
from pursuit.domain.goals.actions import kpis as kpi_actions
from pursuit.domain.goals.fields import GoalFacts
from pursuit.domain.goals.models import Goal, Kpi, Node, State
from pursuit.domain.goals.models.node import EDIT, VIEW
from pursuit.domain.goals.queries import figures, shipped, workspace
from pursuit.domain.goals.queries.figures import Units
from pursuit.domain.goals.queries.goals import GOALS, through
from pursuit.domain.goals.queries.kpis import KPIS
from pursuit.domain.goals.queries.progress import refresh
from pursuit.domain.projects.queries import workspaces
from pursuit.kernel import extensions, jobs, listing, pickers, platform, rights, terms, visible
from pursuit.kernel.actor import Actor
from pursuit.kernel.extensions import Reference, SubjectType
from pursuit.kernel.rights import Right

SEEN = {
    "admin": "all",
    "director": "subtree",
    "manager": "subtree",
    "seller": "team",
    "presales": "team",
    "delivery": "team",
    "finance": "all",
    "operations": "all",
    "guest": "team",
}
EDITED = {
    "admin": "all",
    "director": "subtree",
    "manager": "subtree",
    "seller": "own",
    "presales": "own",
    "delivery": "own",
    "finance": "own",
    "operations": "all",
}
KEEPERS = {"admin": "all", "operations": "all"}
TYPISTS = KEEPERS | {"director": "all", "manager": "all", "finance": "all"}


def declare() -> None:
    """Called once from wiring."""
    rights.declare(
        Right(VIEW, _("See goals and KPIs"), shared="view", defaults=SEEN),
        Right(EDIT, _("Set goals and commit to them"), shared="edit", defaults=EDITED),
        Right(kpi_actions.EDIT, _("Edit the KPI library"), scoped=False, defaults=KEEPERS),
        Right(kpi_actions.READ, _("Type readings of KPIs"), scoped=False, defaults=TYPISTS),
    )
    terms.declare(*lists.ALL)
    workspaces.declare("goals", workspace.look)
    extensions.register(
        SubjectType(
            code="goal",
            label=_("Goal"),
            model=Goal,
            view_right=VIEW,
            edit_right=EDIT,
            url_name="goals:goal",
            icon="trophy",
            fields=GoalFacts,
            search_text=_text,
            next_step=lambda row: (row.next_step, row.next_step_on),
            references=(Reference(Goal, "parent"),),
            through=through,
        )
    )
    extensions.refer("account", Reference(Goal, "account"), Reference(Node, "account"))
    extensions.refer("product", Reference(Goal, "product"), Reference(Node, "product"))
    extensions.refer("project", Reference(Goal, "project"))
    visible.row_type("goal_node", _nodes)
    visible.row_type("kpi", _kpis)
    pickers.named_rows("kpi", Kpi)
    figures.register(*shipped.FIGURES)
    listing.register(GOALS, KPIS)
    jobs.declare(
        jobs.JobKind("goals.refresh", _("Count the results of open goals"), _refresh, timedelta(hours=1)),
        jobs.JobKind("goals.keep", _("Keep the values of KPIs whose period is over"), _keep, timedelta(days=1)),
    )
    platform.on_sync(seed.seed)


def _text(row: Goal) -> Iterable[str]:
    yield row.note
    yield row.next_step


def _nodes(actor: Actor, ids: Collection[int]) -> Collection[int]:
    return set(Node.objects.visible_to(actor).filter(pk__in=ids).values_list("pk", flat=True))


def _kpis(actor: Actor, ids: Collection[int]) -> Collection[int]:
    return set(Kpi.objects.visible_to(actor).filter(pk__in=ids).values_list("pk", flat=True))


def _keep(actor: Actor, progress: jobs.Progress, _params: Mapping[str, object]) -> dict[str, int]:
    return {"readings": keeping.keep_readings(actor, progress)}


def _refresh(actor: Actor, progress: jobs.Progress, _params: Mapping[str, object]) -> dict[str, int]:
    """Lists show what was reached as of the last hour; pages count anew."""
    units, done = Units(), 0
    rows = Goal.objects.visible_to(actor).filter(state=State.OPEN).exclude(measure="").select_related("subject")
    for done, row in enumerate(rows.iterator(), 1):
        refresh(row, units)
        progress(done)
    return {"goals": done}
