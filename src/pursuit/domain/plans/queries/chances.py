"""How likely rows are that exist only if their project gets to a stage: a gate is passed, or the deal is won."""

from collections.abc import Collection

from pursuit.domain.methods.models import Category, Stage
from pursuit.domain.plans.models import Plan, PlanRow
from pursuit.domain.plans.rules.chance import WHOLE, chance
from pursuit.domain.projects.models import Project


def chances(rows: Collection[int]) -> dict[int, int]:
    """{row: per mille} of all rows in the plans of these that are not certain; a row below a summary needs the
    summary's stage as well."""
    plans = PlanRow.objects.filter(pk__in=rows).values("plan")
    told = PlanRow.objects.filter(plan__in=plans, only_in__isnull=False, task__subject__deleted_at=None)
    found = {row: (stage or 0, about) for row, stage, about in told.values_list("pk", "only_in", "plan__subject")}
    if not found:
        return {}
    stages = Stage.objects.in_bulk({stage for stage, _about in found.values()})
    projects = Project.objects.select_related("stage").in_bulk({about for _stage, about in found.values()})
    own = {row: _chance(projects[about], stages[stage]) for row, (stage, about) in found.items() if about in projects}
    return {row: share for row, share in _inherited(own).items() if share < WHOLE}


def stages(plan: Plan) -> list[tuple[int, str]]:
    """What the project of a plan the caller has found may get to: (id, label) in order."""
    version = Project.objects.filter(pk=plan.subject_id).values("version")
    return [(one.pk, one.label) for one in Stage.objects.filter(version__in=version)]


def _chance(project: Project, wanted: Stage) -> int:
    there = project.stage.version_id == wanted.version_id and project.stage.position >= wanted.position
    return chance(
        project.probability,
        wanted.probability,
        won=wanted.category != Category.OPEN,
        there=there,
        status=project.status,
    )


def _inherited(own: dict[int, int]) -> dict[int, int]:
    """Rows below a row are at most as likely as that; one statement for each level below."""
    found, level = dict(own), dict(own)
    while level:
        below = PlanRow.objects.filter(parent__in=level).values_list("pk", "parent")
        level = {pk: min(level[parent or 0], own.get(pk, WHOLE)) for pk, parent in below}
        found |= level
    return found
