"""Decision points of all projects the reader sees: what waits, what ends, what is at risk."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import QuerySet, Sum
from django.utils.translation import gettext_lazy as _

from pursuit.domain.execution.models import OPEN, TaskStatus
from pursuit.domain.gates.models import (
    Advance,
    AdvanceKind,
    AdvanceState,
    ChecklistItem,
    Conclusion,
    Condition,
    Criterion,
    Evidence,
    Passage,
    Review,
    ReviewState,
)
from pursuit.domain.gates.queries.exposure import RUNNING
from pursuit.domain.gates.rules.evidence import SOON
from pursuit.domain.projects.models import MOVING
from pursuit.kernel import clock
from pursuit.kernel.actor import Actor
from pursuit.kernel.listing import Column, Listing

MOST = 50


@dataclass(frozen=True, slots=True)
class Overview:
    """The first of each; at_risk: the sum of approved and asked for, in minor units of the company currency."""

    reviews: Sequence[Review]
    conditions: Sequence[Condition]
    lapsed: Sequence[Passage]
    ending: Sequence[Evidence]
    advances: Sequence[Advance]
    at_risk: int


def overview(actor: Actor) -> Overview:
    """Six queries."""
    today = clock.today()
    reviews = Review.objects.visible_to(actor).filter(state=ReviewState.OPEN).order_by("held_on", "pk")
    conditions = open_conditions(actor).order_by("due", "pk")
    lapsed = Passage.objects.visible_to(actor).filter(
        lapsed_on__isnull=False, ended_at=None, project__status__in=MOVING
    )
    until = today + timedelta(days=SOON)
    ending = Evidence.objects.visible_to(actor).filter(expires_on__range=(today, until), project__status__in=MOVING)
    advances = Advance.objects.visible_to(actor).filter(state__in=RUNNING)
    return Overview(
        reviews=list(reviews.select_related("project__subject", "chair")[:MOST]),
        conditions=list(conditions.select_related("project__subject", "task__subject__owner", "review")[:MOST]),
        lapsed=list(lapsed.select_related("project__subject").order_by("lapsed_on", "pk")[:MOST]),
        ending=list(ending.select_related("project__subject", "item").order_by("expires_on", "pk")[:MOST]),
        advances=list(advances.select_related("project__subject", "asked_by").order_by("sign_by", "pk")[:MOST]),
        at_risk=advances.aggregate(sum=Sum("exposure"))["sum"] or 0,
    )


def open_conditions(actor: Actor) -> QuerySet[Condition]:
    """Neither met nor dropped."""
    return Condition.objects.visible_to(actor).filter(dropped_at=None, task__status__in=OPEN)


def setup() -> tuple[Mapping[str, list[ChecklistItem]], list[Criterion]]:
    """The company's lists: claims by point, criteria by sheet."""
    found: dict[str, list[ChecklistItem]] = {}
    for one in ChecklistItem.objects.select_related("method"):
        found.setdefault(one.point, []).append(one)
    return found, list(Criterion.objects.all())


def _reviews(actor: Actor) -> QuerySet[Review]:
    return Review.objects.visible_to(actor)


def _conditions(actor: Actor) -> QuerySet[Condition]:
    return Condition.objects.visible_to(actor)


def _advances(actor: Actor) -> QuerySet[Advance]:
    return Advance.objects.visible_to(actor)


_PROJECT = Column(
    "project", _("Project"), "ref", source="project_id", shown="project__subject__title", ref="project", default=True
)
_ID = Column("project_id", _("Number of the project"), "number", filterable=False, sortable=False)
REVIEWS = Listing(
    code="reviews",
    label=_("Reviews"),
    subject_type="gate_review",
    base=_reviews,
    view_right="gates.view",
    spine="",
    searchable=False,
    sort="-held_on",
    columns=(
        _PROJECT,
        Column("point", _("Decision point"), default=True),
        Column("number", _("Round"), "number", default=True, filterable=False),
        Column("held_on", _("Reviewed on"), "date", default=True),
        Column("state", _("State"), "choice", choices=tuple(ReviewState.choices), default=True),
        Column("conclusion", _("Conclusion"), "choice", choices=tuple(Conclusion.choices), default=True),
        Column("chair", _("Chair"), "user", source="chair_id", shown="chair__name", default=True),
        Column("score", _("Evidence score"), "number", default=True),
        Column("valid_until", _("Holds until"), "date"),
        _ID,
        Column("version", _("Version"), "number", filterable=False, sortable=False),
    ),
)
ADVANCES = Listing(
    code="advances",
    label=_("Advances"),
    subject_type="gate_advance",
    base=_advances,
    view_right="gates.view",
    spine="",
    searchable=False,
    sort="sign_by",
    columns=(
        _PROJECT,
        Column("kind", _("Kind"), "choice", choices=tuple(AdvanceKind.choices), default=True),
        Column("exposure", _("Exposure"), "number", default=True),
        Column("sign_by", _("To be signed by"), "date", default=True),
        Column("state", _("State"), "choice", choices=tuple(AdvanceState.choices), default=True),
        _ID,
    ),
)
CONDITIONS = Listing(
    code="gate-conditions",
    label=_("Conditions of decision points"),
    subject_type="gate_condition",
    base=_conditions,
    view_right="gates.view",
    spine="",
    searchable=False,
    sort="due",
    columns=(
        _PROJECT,
        Column("text", _("Condition"), default=True),
        Column("point", _("Decision point"), source="review__point", default=True),
        Column(
            "owner",
            _("Who sees to it"),
            "user",
            source="task__subject__owner_id",
            shown="task__subject__owner__name",
            default=True,
        ),
        Column("due", _("Due on"), "date", default=True),
        Column("task", _("Task"), "ref", source="task_id", shown="task__subject__title", ref="task"),
        Column("status", _("Status"), "choice", source="task__status", choices=tuple(TaskStatus.choices), default=True),
        Column("dropped", _("Dropped"), sortable=False),
        _ID,
    ),
)
