"""Moving a project through its stages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel

from pursuit.domain.methods.fields import StageId
from pursuit.domain.methods.models import Category, Stage
from pursuit.domain.projects.fields import ProjectId, Reason
from pursuit.domain.projects.models import Outcome, OutcomeKind, Project, StageMove, Status
from pursuit.domain.projects.queries import moves
from pursuit.domain.projects.rules import outcome as rules
from pursuit.kernel import approvals, clock, events, records
from pursuit.kernel import context as surroundings
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Conflict, Forbidden, Invalid, Refused, Text
from pursuit.kernel.extensions import Finding
from pursuit.kernel.inputs import Label, Version
from pursuit.kernel.models import Approval, ApprovalState, Event

EDIT = "projects.edit"
Imported = Annotated[
    bool, Label(_("Recorded as imported"), widget="hidden", help=_("An import takes the moves as they were."))
]


@dataclass(frozen=True, slots=True)
class MoveResult:
    """Either the move was made, or it was asked for."""

    project: Project
    move: StageMove | None = None
    approval: Approval | None = None


class _Payload(BaseModel):
    """What an approval of a move keeps."""

    stage: int
    source: int
    reason: str


class _Asked(BaseModel):
    """The facts of an answered question that a move needs."""

    payload: _Payload
    asked_by: int


def _undo_move(actor: Actor, happened: Sequence[Event]) -> object:
    event = next(one for one in happened if one.verb == "project.stage_moved")
    before = event.payload.data["changes"]["stage"][0]
    return move_stage(actor=actor, project=event.subject_id or 0, stage=before, reason=gettext("The move was undone."))


@action("projects.move_stage", right=EDIT, public="projects.move-stage", inverse=_undo_move)
def move_stage(
    *,
    actor: Actor,
    project: ProjectId,
    stage: StageId,
    reason: Reason = "",
    version: Version | None = None,
    imported: Imported = False,
) -> MoveResult:
    """Go to another stage. A gated stage is asked for; a way back needs a reason."""
    row = records.load(Project, actor, project, EDIT, version)
    target = moves.target_of(row, stage)
    back = moves.is_back(row, target)
    if imported and actor.may("import.history"):
        _refuse_untold(row)
        return MoveResult(row, apply_move(actor, row, target, reason, by=surroundings.author(actor), imported=True))
    refuse(moves.findings(actor, row, target))
    if back and not reason:
        raise Refused("reason_needed", _("Say why the project goes back."), "reason")
    if target.needs_approval and not back:
        return MoveResult(row, approval=_ask(actor, row, target, reason))
    return MoveResult(row, apply_move(actor, row, target, reason, by=surroundings.author(actor)))


def _refuse_untold(row: Project) -> None:
    """An import tells the past, of what it brought itself or as of a day gone by; nobody else goes past a decision
    point that way. (No door but an import's can say when something happened.)"""
    around = surroundings.get()
    if around.at is None and (not around.source or row.subject.source != around.source):
        told = _("Only the import that brought this project tells its past: move it without “recorded as imported”.")
        raise Forbidden("not_imported", told, "imported")


def _ask(actor: Actor, row: Project, target: Stage, reason: str) -> Approval:
    title = gettext("%(project)s: %(point)s, to stage %(stage)s") % {
        "project": row.subject.title,
        "point": target.point_code or gettext("stage"),
        "stage": target.label,
    }
    return approvals.ask(
        actor,
        row.subject,
        moves.MOVE,
        title,
        reason=reason,
        amount=row.amount_base,
        grade=row.grade or "-",  # no letter at all would fit every route
        payload={"stage": target.pk, "source": row.stage_id, "reason": reason},
    )


def refuse(found: Sequence[Finding]) -> None:
    """All that blocks, at once; the keyword at fault where a finding names one."""
    blocking = moves.blocking(found)
    if blocking:
        faults: dict[str, tuple[str, Text]] = {}
        for at, finding in enumerate(blocking):
            faults.setdefault(finding.field or f"{finding.code}.{at}", (finding.code, finding.message))
        raise Invalid(faults)


def on_decided(actor: Actor, event: Event, data: Mapping[str, object]) -> None:
    """Subscriber: an approved move is made in the transaction of the answer, or the answer is refused."""
    if data.get("kind") != moves.MOVE or data.get("state") != ApprovalState.APPROVED or event.subject is None:
        return
    asked = _Asked.model_validate(data)
    row = Project.objects.select_for_update().select_related("stage", "version").get(pk=event.subject_id)
    row.subject = event.subject
    if row.stage_id != asked.payload.source or row.subject.deleted_at or row.status not in ("active", "won"):
        raise Conflict(
            "moved_meanwhile", _("The project has moved on since this was asked: reject it, and have it asked again.")
        )
    target = Stage.objects.get(pk=asked.payload.stage)
    found = moves.blocking(moves.findings(actor, row, target, waiting=False))
    if found:
        raise Conflict("not_ready_any_more", _("This no longer holds: %s") % found[0].message)
    apply_move(actor, row, target, asked.payload.reason, by=asked.asked_by)


def apply_move(actor: Actor, row: Project, target: Stage, reason: str, *, by: int, imported: bool = False) -> StageMove:
    """The move itself: its row, the project's stage, day and status."""
    source, at = row.stage, surroundings.moment()
    day = clock.day_of(at)
    move = StageMove.objects.create(
        project=row,
        from_stage=source,
        to_stage=target,
        at=at,
        by_id=by,
        reason=reason,
        recorded_as_imported=imported,
        days_in_previous=max((day - row.stage_entered_on).days, 0),
    )
    status = row.status
    won = Outcome.objects.filter(project=row).last()
    said = won is not None and won.kind == OutcomeKind.WON and bool(won.reason)  # by a person, not by a move
    if kind := enter(row, target, day, said=said):
        Outcome.objects.create(project=row, kind=kind, status_before=status, decided_on=day, at=at, by_id=by)
    row.save()
    records.touch(row)
    events.record(
        actor,
        "project.stage_moved",
        row.subject,
        {"stage": (source.pk, target.pk), "status": (status, row.status)},
        move=move.pk,
        reason=reason,
        from_code=source.code,
        to_code=target.code,
        point=target.point_code,
    )
    return move


def enter(row: Project, target: Stage, day: date, *, said: bool) -> OutcomeKind | None:
    """Set stage, day and status; nothing is saved. Returns the outcome that is to be noted, if the move made one.

    The first stage behind the signature makes it won, the last one closed, and a way back takes that back, unless a
    person has said that it is won.
    """
    before, source = row.status, row.stage
    row.stage, row.stage_entered_on = target, day
    if row.forecast_category in ("", source.forecast):
        row.forecast_category = target.forecast
    match target.category:
        case Category.CLOSED:
            row.status = Status.CLOSED
        case Category.WON:
            row.status = Status.WON
        case _:
            row.status = Status.WON if said else Status.ACTIVE
    row.probability = rules.probability(row.status, target.probability)
    if row.status == before:
        return None
    row.decided_on = day if row.status != Status.ACTIVE and not row.decided_on else row.decided_on
    kind = {Status.WON: OutcomeKind.WON, Status.ACTIVE: OutcomeKind.REOPENED}.get(Status(row.status))
    if before == Status.CLOSED or kind is None:
        return None
    if kind == OutcomeKind.REOPENED:
        row.decided_on, row.outcome_reason = None, ""
    return kind
