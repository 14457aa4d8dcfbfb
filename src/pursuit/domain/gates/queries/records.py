"""Rows behind the pages of a project that was shown to be visible, and the company's lists."""

from collections.abc import Mapping, Sequence

from pursuit.domain.gates.models import (
    Answer,
    Charter,
    CharterCost,
    ChecklistItem,
    Condition,
    Criterion,
    Evidence,
    EvidenceKind,
    Review,
    Seat,
    Sheet,
)
from pursuit.domain.methods.models import Stage
from pursuit.domain.projects.models import Project, TeamMember
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Missing
from pursuit.kernel.models import User
from pursuit.kernel.records import GONE

REVIEWED = (
    "project__subject__owner", "project__account__subject", "project__stage", "project__version__method", "chair",
    "concluded_by",
)  # fmt: skip


def charter_of(project: Project) -> Charter:
    """The charter; an unsaved one before anything is written."""
    return Charter.objects.filter(project=project).first() or Charter(project=project)


def costs_of(project: Project) -> Sequence[CharterCost]:
    return list(CharterCost.objects.filter(project=project))


def claim(code: str) -> ChecklistItem:
    """A claim that people prove, by its code."""
    found = ChecklistItem.objects.exclude(kind=EvidenceKind.FACT).filter(code=code).first()
    if found is None:
        raise Missing("not_found", GONE)
    return found


def item(pk: int) -> ChecklistItem:
    found = ChecklistItem.objects.filter(pk=pk).first()
    if found is None:
        raise Missing("not_found", GONE)
    return found


def proof_of(project: Project, asked: ChecklistItem) -> Evidence | None:
    return Evidence.objects.filter(project=project, item=asked).first()


def review(actor: Actor, pk: int) -> Review:
    """A review of a project one sees."""
    found = Review.objects.visible_to(actor).select_related(*REVIEWED).filter(pk=pk).first()
    if found is None:
        raise Missing("not_found", GONE)
    return found


def seats_of(row: Review) -> Sequence[Seat]:
    return list(Seat.objects.filter(review=row).select_related("user"))


def conditions_of(row: Review) -> Sequence[Condition]:
    return list(Condition.objects.filter(review=row).select_related("task__subject__owner"))


def condition(actor: Actor, pk: int) -> Condition:
    found = Condition.objects.visible_to(actor).select_related("project__subject").filter(pk=pk).first()
    if found is None:
        raise Missing("not_found", GONE)
    return found


def candidates(row: Review) -> Sequence[User]:
    """Who may be given a condition: the team and the participants."""
    team = TeamMember.objects.filter(project=row.project_id, active=True).values("user")
    seated = Seat.objects.filter(review=row).values("user")
    people = User.objects.filter(pk__in=team) | User.objects.filter(pk__in=seated)
    return list(people.order_by("name_key", "pk"))


def answers_of(project: Project) -> Mapping[int, Answer]:
    """By criterion."""
    return {one.criterion_id: one for one in Answer.objects.filter(project=project).select_related("by")}


def criteria(sheet: Sheet) -> Sequence[Criterion]:
    """Those in use."""
    return list(Criterion.objects.filter(sheet=sheet, active=True))


def criterion(pk: int) -> Criterion:
    found = Criterion.objects.filter(pk=pk).first()
    if found is None:
        raise Missing("not_found", GONE)
    return found


def point_codes() -> Sequence[tuple[str, str]]:
    """Codes of decision points with their names, over all methods."""
    gated = Stage.objects.exclude(point_code="").order_by("point_code")
    return list(gated.values_list("point_code", "point_name").distinct())
