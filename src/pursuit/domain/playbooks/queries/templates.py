"""Looking at templates; which of them a project could use now."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, Q

from pursuit.domain.playbooks.models import AppliedRow, PlanTemplate, TemplateLink, TemplateRow
from pursuit.domain.playbooks.rules.layout import Spec, Tie
from pursuit.domain.projects.models import Project
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Missing
from pursuit.kernel.prepared import Prepared
from pursuit.kernel.records import GONE

EDIT = "playbooks.edit"
SPEC = (
    "key", "title", "duration", "elapsed", "milestone", "side", "role", "percent", "work", "anchor", "before",
    "offset", "calendar_days", "tender", "checks", "evidence",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Listed:
    """A template in the list. rows: how many; used: plans it was applied to."""

    row: PlanTemplate
    rows: int
    used: int
    stage: str


def listed(actor: Actor, stages: dict[str, str]) -> list[Listed]:
    """All of them, those in use first, in the order of the stages."""
    found = PlanTemplate.objects.visible_to(actor).select_related("method", "unit")
    counts = dict(TemplateRow.objects.order_by().values_list("template").annotate(count=Count("pk")))
    live = AppliedRow.objects.filter(row__task__subject__deleted_at=None).order_by().values_list("template")
    plans = dict(live.annotate(count=Count("row__plan", distinct=True)))
    rows = [Listed(one, counts.get(one.pk, 0), plans.get(one.pk, 0), stages.get(one.stage, one.stage)) for one in found]
    places = {code: place for place, code in enumerate(stages)}
    return sorted(rows, key=lambda one: (not one.row.active, places.get(one.row.stage, len(stages)), one.row.pk))


def template(actor: Actor, pk: int) -> PlanTemplate:
    row = PlanTemplate.objects.visible_to(actor).select_related("method", "unit").filter(pk=pk).first()
    if row is None:
        raise Missing("not_found", GONE)
    return row


def may_edit(actor: Actor, row: PlanTemplate) -> bool:
    """The company's templates belong to those whose right reaches everything; a unit's to those who reach it."""
    reach = actor.reach(EDIT)
    mine = reach.own and row.by_id == actor.user_id
    return reach.all or mine or (row.unit_id is not None and row.unit_id in reach.units)


def specs(row: PlanTemplate) -> tuple[list[Spec], list[Tie]]:
    """A visible template as the rules look at it."""
    rows = list(TemplateRow.objects.filter(template=row).order_by("place", "pk"))
    keys = {one.pk: one.key for one in rows}
    found = [
        Spec(parent=keys.get(one.parent_id or 0, ""), **{name: getattr(one, name) for name in SPEC}) for one in rows
    ]
    links = TemplateLink.objects.filter(after__template=row).order_by("pk")
    ties = [Tie(keys[one.before_id], keys[one.after_id], one.kind, one.lag, one.unit) for one in links]
    return found, ties


def fitting(actor: Actor, project: Project, *, stage: str = "") -> list[PlanTemplate]:
    """Templates in use that suit a project's method and unit; stage: only those of one."""
    method = project.version.method_id
    found = PlanTemplate.objects.visible_to(actor).filter(
        Q(method=None) | Q(method=method), Q(unit=None) | Q(unit=project.subject.unit_id), active=True
    )
    if stage:
        found = found.filter(stage=stage)
    return list(found.select_related("method").order_by("pk"))


def proposed(actor: Actor, project: Project) -> list[PlanTemplate]:
    """Those of the stage the project is in that its plan has no row of yet."""
    found = fitting(actor, project, stage=project.stage.code)
    used = used_in(project.pk, [one.pk for one in found])
    return [one for one in found if one.pk not in used]


def used_in(project: int, templates: Collection[int]) -> set[int]:
    """Those that a plan has rows of."""
    return set(_USED(project=project, templates=list(templates))) if templates else set()


_USED = Prepared(
    lambda project, templates: (
        AppliedRow.objects.filter(
            row__plan__subject=project, template__in=templates.each, row__task__subject__deleted_at=None
        )
        .order_by()
        .values_list("template_id", flat=True)
        .distinct()
    )
)
