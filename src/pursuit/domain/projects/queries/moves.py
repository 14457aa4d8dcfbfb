"""What stands between a project and a stage; asked by the board's side sheet before, and by the move itself."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from pursuit.domain.methods.models import Stage
from pursuit.domain.methods.queries import methods
from pursuit.domain.methods.rules import stages as rules
from pursuit.domain.projects.models import MOVING, Project
from pursuit.domain.projects.queries import facts
from pursuit.domain.projects.queries.projects import project as visible_project
from pursuit.kernel import extensions
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Missing, Text
from pursuit.kernel.extensions import Finding
from pursuit.kernel.models import Approval, ApprovalState
from pursuit.kernel.prepared import Prepared

MOVE = "projects.stage_move"  # the kind of approval
POINT = "projects.stage"  # where later rooms register gate checks


def move_findings(actor: Actor, project: int, stage: int) -> list[Finding]:
    """Everything in the way of a move, and what is only worth knowing. Empty: go."""
    row = visible_project(actor, project)
    return findings(actor, row, target_of(row, stage))


def target_of(project: Project, stage: int) -> Stage:
    """A stage of the project's own method version; one of another version is found by its code."""
    found = Stage.objects.filter(pk=stage).first()
    if found is not None and found.version_id != project.version_id:
        found = Stage.objects.filter(version=project.version_id, code=found.code).first()
    if found is None:
        raise Missing("not_found", _("This project's method has no such stage."))
    return found


def next_stage(project: Project) -> Stage:
    """The one after its own; at the end its own, which a move refuses."""
    later = (one for one in methods.stages(project.version) if one.position > project.stage.position)
    return next(later, project.stage)


def findings(actor: Actor, project: Project, target: Stage, *, waiting: bool = True) -> list[Finding]:
    """waiting: a pending approval is in the way too."""
    found = list(_state(project, target, waiting=waiting))
    path = rules.crossed(methods.steps(methods.stages(project.version)), project.stage.position, target.position)
    if not path:
        return found
    for step in rules.skipped_points(path):
        found.append(
            Finding("decision_point", _("%s must be passed first: it cannot be skipped.") % step.point, field="stage")
        )
    for code in rules.missing(path, facts.filled(project)):
        found.append(Finding("missing", _("Fill in: %s.") % rules.REQUIREMENTS.get(code, code), field=code))
    point = {"stage": target.code, "from": project.stage.code, "decision_point": target.point_code}
    for check in extensions.gate_checks(POINT):
        found += check.check(actor, project.subject, point)
    return found


def is_back(project: Project, target: Stage) -> bool:
    return target.position < project.stage.position


def pending(project: Project) -> Approval | None:
    """The open question about a move."""
    return _PENDING.first(project=project)


_PENDING = Prepared(
    lambda project: Approval.objects.filter(subject=project, kind=MOVE, state=ApprovalState.PENDING).order_by("pk")
)


def blocking(found: Iterable[Finding]) -> list[Finding]:
    return [finding for finding in found if finding.blocking]


def _state(project: Project, target: Stage, *, waiting: bool) -> Iterable[Finding]:
    no: Text | None = None
    if project.status not in MOVING:
        no = _("Only active or won projects change their stage: resume or reopen it first.")
    elif target.pk == project.stage_id:
        no = _("The project is in this stage already.")
    elif waiting and pending(project):
        no = _("A move is waiting for approval: decide or withdraw that first.")
    if no:
        yield Finding("not_now", no, field="stage")
