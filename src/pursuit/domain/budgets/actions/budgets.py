"""The budget itself: begun, named, hidden; frozen and released."""

from collections.abc import Sequence
from typing import Unpack

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pursuit.domain.budgets.actions import keeping
from pursuit.domain.budgets.fields import BudgetChanges, BudgetId, ProjectRef, Reason
from pursuit.domain.budgets.models import Budget, State
from pursuit.domain.budgets.queries.budgets import EDIT, FREEZE
from pursuit.domain.projects.models import Project
from pursuit.kernel import access, events, numbering, records, undo
from pursuit.kernel import context as surroundings
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.clock import day_of
from pursuit.kernel.errors import Conflict, Missing
from pursuit.kernel.inputs import Version
from pursuit.kernel.models import Event
from pursuit.kernel.money import company_currency


def _undo_create(actor: Actor, happened: Sequence[Event]) -> object:
    return delete_budget(actor=actor, budget=happened[0].subject_id or 0)


@action("budgets.create_budget", right=EDIT, public="budgets.create", inverse=_undo_create)
def create_budget(*, actor: Actor, project: ProjectRef) -> Budget:
    """Begin the budget of a project, or of an initiative; each has one. It stands where its project stands."""
    about = Project.objects.visible_to(actor).select_related("subject").filter(pk=project).first()
    if about is None:
        raise Missing("not_found", records.GONE)
    access.require(actor, EDIT, about.subject)
    before = Budget.objects.select_related("subject").filter(project=project).first()
    if before is not None and before.subject.deleted_at is None:
        raise Conflict("has_one", _("This project has a budget already: change its lines."))
    if before is not None:
        raise Conflict("deleted", _("The budget of this project lies in the bin: bring it back from there."))
    given = {
        "title": (gettext("Budget: %s") % about.title)[:200],
        "code": numbering.next_number("YS", day_of(surroundings.moment()).year),
        "project": about.pk,
        "owner": about.subject.owner_id or actor.user_id,
        "unit": about.subject.unit_id,
        "currency": company_currency(),
    }
    return records.create(Budget, actor, fields=given)


def _undo_update(actor: Actor, happened: Sequence[Event]) -> object:
    event = happened[0]
    return update_budget.run(actor, {"budget": event.subject_id, **undo.before_values(event)})


@action("budgets.update_budget", right=EDIT, public="budgets.update", inverse=_undo_update)
def update_budget(
    *, actor: Actor, budget: BudgetId, version: Version | None = None, **fields: Unpack[BudgetChanges]
) -> Budget:
    """Its name, what it assumes, who keeps it; amounts are changed by its lines."""
    row = keeping.load(actor, budget, version)
    records.edit(row, actor, dict(fields))
    return row


def _undo_delete(actor: Actor, happened: Sequence[Event]) -> object:
    return restore_budget(actor=actor, budget=happened[0].subject_id or 0)


@action("budgets.delete_budget", right=EDIT, public="budgets.delete", inverse=_undo_delete)
def delete_budget(*, actor: Actor, budget: BudgetId, version: Version | None = None) -> Budget:
    """Only one that never was approved, and waits for nothing."""
    row = keeping.load(actor, budget, version)
    if row.edition or row.state != State.DRAFT:
        raise Conflict("in_use", _("Only a budget that was never approved is deleted; an approved one is frozen."))
    records.delete(row, actor)
    return row


@action("budgets.restore_budget", right=EDIT, public="budgets.restore")
def restore_budget(*, actor: Actor, budget: int) -> Budget:
    """Bring a deleted budget back."""
    return records.restore(Budget, actor, budget, EDIT)


def _undo_freeze(actor: Actor, happened: Sequence[Event]) -> object:
    return unfreeze_budget(actor=actor, budget=happened[0].subject_id or 0)


@action("budgets.freeze_budget", right=FREEZE, public="budgets.freeze", inverse=_undo_freeze)
def freeze_budget(*, actor: Actor, budget: BudgetId, reason: Reason, version: Version | None = None) -> Budget:
    """Nothing new is promised or spent on it; what was handed in before can still be answered."""
    row = keeping.load(actor, budget, version, FREEZE)
    if row.state == State.REQUESTED:
        raise Conflict(
            "requested", _("A request is waiting: answer it, or take it back, before you freeze the budget.")
        )
    if row.state == State.FROZEN:
        raise Conflict("frozen_already", _("This budget is frozen already."))
    keeping.refuse_unapproved(row)
    records.edit(row, actor, {"frozen_reason": reason}, verb="budget.frozen", state=str(State.FROZEN))
    return row


def _undo_unfreeze(actor: Actor, happened: Sequence[Event]) -> object:
    event = happened[0]
    return freeze_budget(actor=actor, budget=event.subject_id or 0, reason=str(event.payload.data["reason"]))


@action("budgets.unfreeze_budget", right=FREEZE, public="budgets.unfreeze", inverse=_undo_unfreeze)
def unfreeze_budget(*, actor: Actor, budget: BudgetId, version: Version | None = None) -> Budget:
    """It may be spent again."""
    row = keeping.load(actor, budget, version, FREEZE)
    if row.state != State.FROZEN:
        raise Conflict("not_frozen", _("This budget is not frozen."))
    reason = row.frozen_reason
    changes = records.assign(row, {"state": str(State.APPROVED), "frozen_reason": ""})
    keeping.recount(row)
    events.record(actor, "budget.unfrozen", row.subject, changes, reason=reason)
    return row
