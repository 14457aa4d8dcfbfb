"""What is known of one project at its decision points, read once for all of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from pursuit.domain.execution.models import TaskStatus
from pursuit.domain.gates.models import (
    Answer,
    ChecklistItem,
    Condition,
    Criterion,
    Evidence,
    Passage,
    Review,
    Sheet,
    Waiver,
)
from pursuit.domain.gates.queries.house_rules import HouseRules, house_rules
from pursuit.domain.gates.rules.scorecards import Mark
from pursuit.domain.methods.queries import methods
from pursuit.domain.projects.models import Project, StageMove
from pursuit.kernel import clock


@dataclass
class Ground:
    """Eight queries."""

    project: Project
    today: date
    rules: HouseRules
    items: dict[str, list[ChecklistItem]] = field(default_factory=dict)
    proofs: Mapping[int, Evidence] = field(default_factory=dict)
    waivers: Mapping[tuple[str, str], Waiver] = field(default_factory=dict)
    reviews: Sequence[Review] = ()
    passages: Sequence[Passage] = ()
    conditions: Sequence[Condition] = ()
    used: frozenset[int] = frozenset()  # reviews acted on before the project went back
    imported: frozenset[str] = frozenset()

    def passage(self, code: str) -> Passage | None:
        """How it was passed last."""
        return next((one for one in reversed(self.passages) if one.point == code), None)


def ground_of(project: Project, codes: Sequence[str]) -> Ground:
    """The project was shown to be visible."""
    ground = Ground(project, clock.today(), house_rules())
    for item in items_for(project, codes):
        ground.items.setdefault(item.point, []).append(item)
    proofs = Evidence.objects.filter(project=project).select_related("file", "source", "by")
    ground.proofs = {one.item_id: one for one in proofs}
    ground.waivers = waived(project)
    ground.reviews = list(Review.objects.filter(project=project).select_related("chair", "concluded_by").order_by("pk"))
    passages = list(Passage.objects.filter(project=project).order_by("pk"))
    ground.passages = [one for one in passages if one.ended_at is None]
    ground.used = frozenset(one.review_id for one in passages if one.ended_at and one.review_id)
    conditions = Condition.objects.filter(project=project)
    ground.conditions = list(conditions.select_related("review", "task__subject__owner").order_by("due", "pk"))
    brought = StageMove.objects.filter(project=project, recorded_as_imported=True).select_related("to_stage")
    ground.imported = frozenset(one.to_stage.point_code for one in brought) | _jumped(brought, project)
    return ground


def _jumped(brought: Iterable[StageMove], project: Project) -> frozenset[str]:
    """Points in front of the stage in which an import began it."""
    begun = [one.to_stage.position for one in brought if one.from_stage_id is None]
    if not begun:
        return frozenset()
    return frozenset(one.point_code for one in methods.stages(project.version) if one.position <= max(begun))


def items_for(project: Project, codes: Iterable[str]) -> list[ChecklistItem]:
    """What the company asks for at these points of such a project."""
    rows = ChecklistItem.objects.filter(active=True, point__in=list(codes)).order_by("point", "position", "pk")
    return [one for one in rows if asked_of(project, one)]


def asked_of(project: Project, item: ChecklistItem) -> bool:
    """By method and grade; without a grade the strictest list applies."""
    fits = item.method_id in (None, project.version.method_id)
    return fits and (not item.grades or not project.grade or project.grade in item.grades)


def waived(project: Project) -> dict[tuple[str, str], Waiver]:
    """Waivers in force, by point and what."""
    rows = Waiver.objects.filter(project=project, withdrawn_at=None).select_related("by")
    return {(one.point, one.what): one for one in rows}


def overdue(one: Condition, today: date) -> bool:
    return not done(one) and one.due < today


def done(one: Condition) -> bool:
    """Its task is done, or it was dropped."""
    return bool(one.dropped_at) or one.task.status == TaskStatus.DONE


def marks(project: Project, sheet: Sheet) -> list[Mark]:
    """The answers of one scorecard, unanswered criteria included."""
    given = dict(Answer.objects.filter(project=project).values_list("criterion", "value"))
    rows = Criterion.objects.filter(sheet=sheet, active=True)
    return [Mark(one.weight, given.get(one.pk), one.decisive) for one in rows]
