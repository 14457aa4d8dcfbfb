"""Changing projects."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Unpack

from django.utils.translation import gettext_lazy as _

from pursuit.domain.methods.fields import MethodId
from pursuit.domain.methods.models import Kind, Method, MethodVersion, Stage
from pursuit.domain.methods.queries import methods
from pursuit.domain.projects.actions import access, team
from pursuit.domain.projects.actions.money import base_of, set_base
from pursuit.domain.projects.fields import (
    NewProject,
    NextStep,
    ProjectChanges,
    ProjectDetails,
    ProjectId,
    Reason,
    SourceId,
)
from pursuit.domain.projects.models import ExpectedDateChange, Project, StageMove
from pursuit.kernel import blank, clock, collecting, numbering, records, undo
from pursuit.kernel import context as surroundings
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Forbidden, Refused
from pursuit.kernel.inputs import Label, Version
from pursuit.kernel.models import Event

EDIT = "projects.edit"
DELETE = "projects.delete"
PREFIX = "SP"
StageCode = Annotated[str, Label(_("Stage"), help=_("Only an import starts later than in the first stage."))]


def _undo_create(actor: Actor, happened: Sequence[Event]) -> object:
    return delete_project(actor=actor, project=happened[0].subject_id or 0)


@action("projects.create_project", right=EDIT, public="projects.create", inverse=_undo_create)
def create_project(
    *,
    actor: Actor,
    method: MethodId | None = None,
    stage: StageCode = "",
    source_id: SourceId = "",
    **fields: Unpack[NewProject],
) -> Project:
    """A new deal or initiative, in the first stage of a method's newest version; its owner is the AR."""
    values, own, _stages = beginning(actor, method, stage, fields)
    code = numbering.next_number(PREFIX, _today().year)
    row = records.create(Project, actor, fields=values, source_id=source_id, code=code, **own)
    place = [team.owner_place(row, row.subject.owner_id)] if row.subject.owner_id else []
    collecting.beside([first_move(actor, row, imported=bool(stage)), *place])
    access.open_new(row, place)
    return row


def beginning(
    actor: Actor, method: int | None, stage: str, fields: NewProject
) -> tuple[NewProject, dict[str, object], list[Stage]]:
    """What a project starts with: its keywords, what follows from method and stage, and the stages it will take."""
    how, version, stages = collecting.once(("method", method), lambda: _newest(method))
    first = _first_stage(actor, stages, stage)
    rate, base = base_of(fields.get("amount"), _today())
    values: NewProject = {**fields, "forecast_category": fields.get("forecast_category") or first.forecast}
    if fields.get("next_step") and not fields.get("next_step_owner"):
        values["next_step_owner"] = fields.get("owner") or actor.user_id
    own: dict[str, object] = {
        "kind": how.kind,
        "version": version,
        "stage": first,
        "probability": first.probability,
        "rate": rate,
        "amount_base": base,
        "original_expected_sign_on": fields.get("expected_sign_on"),
        "stage_entered_on": _today(),
    }
    return values, own, stages


def first_move(actor: Actor, row: Project, *, imported: bool) -> StageMove:
    """Into the stage it begins in."""
    at, by = surroundings.moment(), surroundings.author(actor)
    to = row.stage_id
    return blank.row(StageMove, project_id=row.pk, to_stage_id=to, at=at, by_id=by, recorded_as_imported=imported)


def _newest(method: int | None) -> tuple[Method, MethodVersion, list[Stage]]:
    """The method, its newest version, and the stages of that."""
    how = _method(method)
    version = methods.published(how)
    if version is None:
        raise Refused("not_published", _("This method has no published version yet."), "method")
    return how, version, methods.stages(version)


def _undo_update(actor: Actor, happened: Sequence[Event]) -> object:
    event = next(one for one in reversed(happened) if one.payload.data.get("changes"))
    return update_project.run(actor, {"project": event.subject_id, **undo.before_values(event)})


@action("projects.update_project", right=EDIT, public="projects.update", inverse=_undo_update)
def update_project(
    *,
    actor: Actor,
    project: ProjectId,
    version: Version | None = None,
    reason: Reason = "",
    **fields: Unpack[ProjectChanges],
) -> Project:
    """Change some fields; `reason` says why the sign date moves."""
    row = records.load(Project, actor, project, EDIT, version)
    before = (row.next_step_owner_id, row.account_id, row.subject.owner_id)
    set_base(row, fields, _today())
    if "expected_sign_on" in fields:
        _move_sign_date(actor, row, fields["expected_sign_on"], reason)
    if not records.edit(row, actor, fields):
        return row
    if row.subject.owner_id != before[2]:
        team.owner_moved(actor, row, before[2], row.subject.owner_id)
    elif (row.next_step_owner_id, row.account_id) != before[:2]:
        access.sync(row, former_account=before[1])
    return row


def _move_sign_date(actor: Actor, row: Project, after: date | None, reason: str) -> None:
    before = row.expected_sign_on
    if before == after:
        return
    at, by = surroundings.moment(), surroundings.author(actor)
    ExpectedDateChange.objects.create(project=row, before=before, after=after, at=at, by_id=by, reason=reason)
    count_slip(row, before, after)


def count_slip(row: Project, before: date | None, after: date | None) -> None:
    """A later sign date is a slip; the first one is remembered. Nothing is saved."""
    if before and after and after > before:
        row.slip_count += 1
    if row.original_expected_sign_on is None:
        row.original_expected_sign_on = after


@action("projects.set_next_step", right=EDIT, public="projects.set-next-step", inverse=_undo_update)
def set_next_step(*, actor: Actor, project: ProjectId, **fields: Unpack[NextStep]) -> Project:
    """What happens next, when and by whom (if nobody is named: who it is with now, or the owner)."""
    row = records.load(Project, actor, project, EDIT)
    values: ProjectDetails = {}
    values.update(fields)  # type: ignore[typeddict-item]
    if fields.get("next_step") and not (fields.get("next_step_owner") or row.next_step_owner_id):
        values["next_step_owner"] = row.subject.owner_id
    if "next_step_owner" in records.edit(row, actor, values, verb="project.next_step_set"):
        access.sync(row)
    return row


def _undo_delete(actor: Actor, happened: Sequence[Event]) -> object:
    return restore_project(actor=actor, project=happened[0].subject_id or 0)


@action("projects.delete_project", right=DELETE, public="projects.delete", inverse=_undo_delete)
def delete_project(*, actor: Actor, project: ProjectId, version: Version | None = None) -> Project:
    """Hide a project; its team loses what it saw through it."""
    row = records.load(Project, actor, project, DELETE, version)
    access.sync(row, gone=True)
    records.delete(row, actor)
    return row


@action("projects.restore_project", right=DELETE, public="projects.restore")
def restore_project(*, actor: Actor, project: int) -> Project:
    """Bring a deleted project back, and its team with it."""
    row = records.restore(Project, actor, project, DELETE)
    access.sync(row)
    return row


def _method(pk: int | None) -> Method:
    found = Method.objects.filter(active=True)
    row = found.filter(pk=pk).first() if pk else found.filter(kind=Kind.DEAL).order_by("position", "pk").first()
    if row is None:
        raise Refused("no_method", _("There is no such method, or it takes no new projects."), "method")
    return row


def _first_stage(actor: Actor, stages: list[Stage], code: str) -> Stage:
    if not code:
        return stages[0]
    if not actor.may("import.history"):
        raise Forbidden("forbidden_field", _("Only an import may start in a later stage."), "stage")
    found = next((stage for stage in stages if stage.code == code), None)
    if found is None:
        raise Refused("no_stage", _("The method has no stage with this code."), "stage")
    return found


def _today() -> date:
    return clock.day_of(surroundings.moment())
