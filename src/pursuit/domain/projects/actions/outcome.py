"""How a pursuit ends, rests or begins again: each a row with reason, who and when."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from pursuit.domain.projects.actions.money import set_base
from pursuit.domain.projects.actions.projects import update_project
from pursuit.domain.projects.fields import ProjectId, Reason
from pursuit.domain.projects.models import Outcome, OutcomeKind, Project, Rival
from pursuit.domain.projects.rules import outcome as rules
from pursuit.kernel import clock, events, records, undo
from pursuit.kernel import context as surroundings
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Conflict, Refused
from pursuit.kernel.inputs import Amount, Day, Label, Prose, Ref, TermOf, Version
from pursuit.kernel.models import Event
from pursuit.kernel.money import Money

EDIT = "projects.edit"
LossReason = Annotated[str, TermOf("loss_reason"), Label(_("Reason"))]
WinReason = Annotated[str, TermOf("win_reason"), Label(_("Reason"))]
Note = Annotated[Prose, Label(_("Note"), widget="long")]
DecidedBy = Annotated[str, Field(max_length=120), Label(_("Who decided"))]
DecidedOn = Annotated[Day, Label(_("Decided on"))]
Really = Annotated[Day, Label(_("Really decided on"), help=_("When it was already won or lost."))]
WonAmount = Annotated[
    Amount, Label(_("Amount agreed on"), help=_("What was agreed on; it becomes the project's amount."))
]
Winner = Annotated[int, Ref("competitor"), Label(_("Competitor who won"))]


def _undo(actor: Actor, happened: Sequence[Event]) -> object:
    """A decision is taken back by the opposite one; it stays in the history."""
    event = happened[-1]
    given = {"project": event.subject_id, "reason": str(_("The decision was undone."))}
    match event.payload.data["outcome"]:
        case OutcomeKind.SUSPENDED:
            return resume.run(actor, given)
        case OutcomeKind.RESUMED:
            return suspend.run(actor, given)
        case _:
            row = reopen.run(actor, given)
            sums = (one for one in happened if one.verb == "project.updated")
            return next((update_project.run(actor, given | undo.before_values(one)) for one in sums), row)


@action("projects.close_won", right=EDIT, public="projects.close-won", inverse=_undo)
def close_won(
    *,
    actor: Actor,
    project: ProjectId,
    reason: WinReason,
    amount: WonAmount | None = None,
    note: Note = "",
    decided_by: DecidedBy = "",
    decided_on: DecidedOn | None = None,
    really_decided_on: Really | None = None,
    version: Version | None = None,
) -> Project:
    """The customer chose us, at this amount. The stage still moves through its decision points."""
    row = records.load(Project, actor, project, EDIT, version)
    said = Outcome(
        kind=OutcomeKind.WON, reason=reason, note=note, decided_by=decided_by, decided_on=decided_on or _today(),
        really_decided_on=really_decided_on,
    )  # fmt: skip
    if amount not in (None, Money(row.amount or 0, row.amount_currency)):
        set_base(row, {"amount": amount}, said.decided_on)
        records.edit(row, actor, {"amount": amount})
    if row.status == "won" and not row.outcome_reason:  # a move made it won; now somebody says why
        return _say_why(actor, row, said)
    return _decide(actor, row, said)


@action("projects.close_lost", right=EDIT, public="projects.close-lost", inverse=_undo)
def close_lost(
    *,
    actor: Actor,
    project: ProjectId,
    reason: LossReason,
    note: Note = "",
    decided_by: DecidedBy = "",
    decided_on: DecidedOn | None = None,
    really_decided_on: Really | None = None,
    winner: Winner | None = None,
    version: Version | None = None,
) -> Project:
    """The customer chose somebody else."""
    row = records.load(Project, actor, project, EDIT, version)
    if winner is not None:
        Rival.objects.filter(project=row).exclude(competitor=winner).update(won=False)
        Rival.objects.update_or_create(project=row, competitor_id=winner, defaults={"won": True})
    said = Outcome(
        kind=OutcomeKind.LOST, reason=reason, note=note, decided_by=decided_by, decided_on=decided_on or _today(),
        really_decided_on=really_decided_on, winner_id=winner,
    )  # fmt: skip
    return _decide(actor, row, said)


@action("projects.abandon", right=EDIT, public="projects.abandon", inverse=_undo)
def abandon(
    *,
    actor: Actor,
    project: ProjectId,
    reason: LossReason,
    note: Note = "",
    decided_by: DecidedBy = "",
    decided_on: DecidedOn | None = None,
    version: Version | None = None,
) -> Project:
    """We give it up（弃标）."""
    row = records.load(Project, actor, project, EDIT, version)
    day = decided_on or _today()
    said = Outcome(kind=OutcomeKind.ABANDONED, reason=reason, note=note, decided_by=decided_by, decided_on=day)
    return _decide(actor, row, said)


@action("projects.cancel_by_customer", right=EDIT, public="projects.cancel-by-customer", inverse=_undo)
def cancel_by_customer(
    *,
    actor: Actor,
    project: ProjectId,
    reason: LossReason,
    note: Note = "",
    decided_by: DecidedBy = "",
    decided_on: DecidedOn | None = None,
    version: Version | None = None,
) -> Project:
    """The customer gave the project up（客户取消）: nobody won."""
    row = records.load(Project, actor, project, EDIT, version)
    day = decided_on or _today()
    said = Outcome(kind=OutcomeKind.CANCELLED, reason=reason, note=note, decided_by=decided_by, decided_on=day)
    return _decide(actor, row, said)


@action("projects.suspend", right=EDIT, public="projects.suspend", inverse=_undo)
def suspend(*, actor: Actor, project: ProjectId, reason: Reason, version: Version | None = None) -> Project:
    """Rest it for a while."""
    return _plain(actor, project, OutcomeKind.SUSPENDED, reason, version)


@action("projects.resume", right=EDIT, public="projects.resume", inverse=_undo)
def resume(*, actor: Actor, project: ProjectId, reason: Reason = "", version: Version | None = None) -> Project:
    """Go on with a suspended one."""
    return _plain(actor, project, OutcomeKind.RESUMED, reason, version)


@action("projects.reopen", right=EDIT, public="projects.reopen")
def reopen(*, actor: Actor, project: ProjectId, reason: Reason, version: Version | None = None) -> Project:
    """A decided project is active again; what was decided stays in its history."""
    return _plain(actor, project, OutcomeKind.REOPENED, reason, version)


def _plain(actor: Actor, project: int, kind: OutcomeKind, reason: str, version: int | None) -> Project:
    row = records.load(Project, actor, project, EDIT, version)
    if kind != OutcomeKind.RESUMED and not reason:
        raise Refused("reason_needed", _("Say why."), "reason")
    return _decide(actor, row, Outcome(kind=kind, note=reason, decided_on=_today()))


def _decide(actor: Actor, row: Project, outcome: Outcome) -> Project:
    """Write the decision and the status that follows from it."""
    if not rules.allowed(outcome.kind, row.status):
        raise Conflict("not_now", _("This cannot be done now: the project is %s.") % row.get_status_display())
    refuse_future(outcome.decided_on, outcome.really_decided_on)
    before = row.status
    outcome.project, outcome.status_before, outcome.by_id = row, before, surroundings.author(actor)
    outcome.at = surroundings.moment()
    outcome.save()
    settle(row, outcome)
    row.save()
    _record(actor, row, outcome, before)
    return row


def settle(row: Project, outcome: Outcome) -> None:
    """Set what follows from a decision; nothing is saved."""
    row.status = rules.status_after(outcome.kind)
    row.probability = rules.probability(row.status, row.stage.probability)
    decided = outcome.kind in ("won", "lost", "abandoned", "cancelled")
    row.decided_on = outcome.decided_on if decided else (row.decided_on if outcome.kind == "suspended" else None)
    row.outcome_reason = outcome.reason if decided else ""


def _say_why(actor: Actor, row: Project, said: Outcome) -> Project:
    outcome = Outcome.objects.filter(project=row, kind=OutcomeKind.WON).latest("pk")
    for name in ("reason", "note", "decided_by", "really_decided_on"):
        setattr(outcome, name, getattr(said, name))
    outcome.save()
    row.outcome_reason = outcome.reason
    row.save()
    _record(actor, row, outcome, row.status)
    return row


def _record(actor: Actor, row: Project, outcome: Outcome, before: str) -> None:
    records.touch(row)
    record(actor, row, outcome, before)


def record(actor: Actor, row: Project, outcome: Outcome, before: str) -> None:
    """The event of a decision."""
    events.record(
        actor,
        f"project.{outcome.kind}",
        row.subject,
        {"status": (before, row.status)},
        outcome=str(outcome.kind),
        reason=outcome.reason,
        note=outcome.note,
        decided_on=outcome.decided_on,
        decided_by=outcome.decided_by,
        winner=outcome.winner_id,
    )


def _today() -> date:
    return clock.day_of(surroundings.moment())


def refuse_future(*days: date | None) -> None:
    """What was decided was decided by today."""
    if any(day and day > clock.today() for day in days):
        raise Refused("future", _("A decision cannot lie in the future."), "decided_on")
