"""Looking at goals: one, those of a project, the list."""

from django.db.models import Case, F, Q, QuerySet, When
from django.utils.translation import gettext_lazy as _

from pursuit.domain.goals.models import Goal, GoalResult, Node, Scale, Scope, State
from pursuit.domain.goals.models.node import EDIT, VIEW, within_reach
from pursuit.domain.goals.queries import figures
from pursuit.domain.people.queries.scope import reaches
from pursuit.kernel import access
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Forbidden, Missing
from pursuit.kernel.listing import BATCH, Column, Listing
from pursuit.kernel.records import GONE

RELATED = (
    "subject__owner", "subject__unit", "project__subject", "parent__subject", "account__subject", "product__subject",
)  # fmt: skip
NOT_YOURS = _("This goal belongs to others: ask its owner.")


def goals(actor: Actor) -> QuerySet[Goal]:
    """Goals the actor sees."""
    return Goal.objects.visible_to(actor)


def goal(actor: Actor, pk: int) -> Goal:
    """One visible goal with what its page shows."""
    row = goals(actor).select_related(*RELATED).filter(pk=pk).first()
    if row is None:
        raise Missing("not_found", GONE)
    return row


def of_project(actor: Actor, project: int) -> list[Goal]:
    """The goals of a project, open ones first."""
    rows = goals(actor).select_related(*RELATED).filter(project=project)
    return sorted(rows, key=lambda one: (one.state != State.OPEN, one.due_on is None, one.due_on, one.pk))


def below(actor: Actor, row: Goal) -> list[Goal]:
    """The goals that serve it and that the actor sees."""
    rows = goals(actor).select_related(*RELATED).filter(parent=row.pk)
    return list(rows.order_by("subject__title_key", "pk")[:100])


def results(actor: Actor, row: Goal) -> QuerySet[GoalResult]:
    """The newest results that people typed."""
    return GoalResult.objects.visible_to(actor).filter(goal=row).select_related("by").order_by("-day")[:24]


def through(actor: Actor) -> QuerySet[Goal]:
    """Ids of goals seen because one sees their project, or has a part in them (for the kernel's decision)."""
    of_projects = Q(project__isnull=False) & access.type_q(actor, "project", "project__subject__")
    parts = Node.objects.filter(within_reach(actor)).order_by().values("goal_id")
    return Goal.objects.filter(of_projects | Q(pk__in=parts)).values("pk")  # type: ignore[return-value]


def may_edit(actor: Actor, row: Goal) -> bool:
    """Whom the right reaches, and whoever may change the project it belongs to."""
    if access.decide(actor, EDIT, row.subject):
        return True
    return bool(
        row.project is not None and actor.may(EDIT) and access.decide(actor, "projects.edit", row.project.subject)
    )


def require_edit(actor: Actor, row: Goal) -> None:
    if not may_edit(actor, row):
        raise Forbidden("forbidden", NOT_YOURS)


def may_count(actor: Actor, row: Goal) -> bool:
    """May these results be shown around? Whoever sees a goal sees its figure, so the setter's right goes that far."""
    reach = actor.reach(EDIT)
    if reach.all or row.scope == Scope.PROJECT:
        return True
    if row.scope == Scope.PERSON:
        owner = row.subject.owner
        return owner is not None and reaches(actor, EDIT, owner)
    return row.scope == Scope.UNIT and row.subject.unit_id in reach.units


def _listed(actor: Actor) -> QuerySet[Goal]:
    """Results of figures whose right the reader lacks are left out."""
    secret = figures.hidden(actor)
    return goals(actor).annotate(
        achieved_seen=Case(When(measure__in=secret, then=None), default=F("achieved")),
        percent_seen=Case(When(measure__in=secret, then=None), default=F("reached_percent")),
    )


def _choices(kind: type[Scale | Scope | State]) -> tuple[tuple[str, object], ...]:
    return tuple((one.value, one.label) for one in kind)


GOALS = Listing(
    code="goals",
    label=_("Goals"),
    subject_type="goal",
    base=_listed,
    view_right=VIEW,
    url_name="goals:goal",
    sort="due_on",
    cards=("kind", "percent", "due_on", "owner"),
    columns=(
        Column("title", _("Statement"), source="subject__title", default=True, sortable=False),
        Column("kind", _("Kind of goal"), "term", term="goal_kind", default=True),
        Column("state", _("State"), "choice", choices=tuple((one.value, one.label) for one in State), default=True),
        Column(
            "percent", _("Reached %"), "number", source="percent_seen", default=True, sortable=False, filterable=False
        ),
        Column("scale", _("Unit of the figure"), "choice", choices=tuple((one.value, one.label) for one in Scale)),
        Column("baseline", _("Baseline (as kept)"), "number", sortable=False, filterable=False),
        Column("target", _("Target (as kept)"), "number", sortable=False, filterable=False),
        Column("achieved", _("Reached (as kept)"), "number", source="achieved_seen", sortable=False, filterable=False),
        Column("measure", _("Figure"), sortable=False),
        Column("scope", _("Whose results count"), "choice", choices=tuple((one.value, one.label) for one in Scope)),
        Column("begins_on", _("Begins on"), "date"),
        Column("due_on", _("Due on"), "date", default=True),
        Column(
            "project",
            _("Project"),
            "ref",
            source="project_id",
            shown="project__subject__title",
            ref="project",
            default=True,
        ),
        Column("parent", _("Goal above"), "ref", source="parent_id", shown="parent__subject__title", ref="goal"),
        Column("next_step", _("Next step"), sortable=False),
        Column("next_step_on", _("Next step on"), "date"),
        Column("owner", _("Owner"), "user", source="subject__owner_id", shown="subject__owner__name", default=True),
        Column("unit", _("Unit"), "unit", source="subject__unit_id", shown="subject__unit__name", default=True),
        Column("created", _("Created"), "moment", source="subject__created_at"),
        Column("updated", _("Last change"), "moment", source="subject__updated_at"),
        BATCH,
    ),
)
