"""Deviations from our standard: note, change, accept, take away."""

from collections.abc import Sequence
from typing import Unpack

from django.utils.translation import gettext_lazy as _

from pursuit.domain.contracts.actions.contracts import told
from pursuit.domain.contracts.actions.loading import load, part
from pursuit.domain.contracts.fields import ContractId, DeviationChanges, DeviationId, NewDeviation
from pursuit.domain.contracts.models import Contract, Deviation
from pursuit.domain.contracts.queries.contracts import EDIT
from pursuit.kernel import context as surroundings
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Conflict
from pursuit.kernel.models import Event

ACCEPT = "contracts.accept"
NAMES = ("clause", "standard", "agreed", "risk", "answer")


def _undo_add(actor: Actor, happened: Sequence[Event]) -> object:
    return remove_deviation(actor=actor, deviation=happened[0].payload.data["deviation"])


@action("contracts.add_deviation", right=EDIT, public="deviations.create", inverse=_undo_add)
def add_deviation(*, actor: Actor, contract: ContractId, **fields: Unpack[NewDeviation]) -> Deviation:
    """Where the contract differs from what we usually sign."""
    row = load(actor, contract)
    _refuse_after_review(row)
    made = Deviation(contract=row)
    _set(made, dict(fields))
    made.save()
    told(row, actor, "contract.deviation_added", None, deviation=made.pk, clause=made.clause)
    return made


def _undo_update(actor: Actor, happened: Sequence[Event]) -> object:
    data = happened[0].payload.data
    return update_deviation.run(actor, {"deviation": data["deviation"], **data["before"]})


@action("contracts.update_deviation", right=EDIT, public="deviations.update", inverse=_undo_update)
def update_deviation(*, actor: Actor, deviation: DeviationId, **fields: Unpack[DeviationChanges]) -> Deviation:
    """Change what is given; whoever accepted it must do so again."""
    row = part(actor, Deviation, deviation)
    _refuse_after_review(row.contract)
    before = {name: getattr(row, f"{name}_id" if name == "owner" else name) for name in fields}
    _set(row, dict(fields))
    row.accepted_by = row.accepted_at = None
    row.save()
    told(row.contract, actor, "contract.deviation_changed", None, deviation=row.pk, clause=row.clause, before=before)
    return row


def _undo_accept(actor: Actor, happened: Sequence[Event]) -> object:
    data = happened[0].payload.data
    return accept_deviation(actor=actor, deviation=data["deviation"], accepted=not data["accepted"])


@action("contracts.accept_deviation", right=ACCEPT, public="deviations.accept", inverse=_undo_accept)
def accept_deviation(*, actor: Actor, deviation: DeviationId, accepted: bool = True) -> Deviation:
    """Somebody who may answers for the risk; or no longer does."""
    row = part(actor, Deviation, deviation, ACCEPT)
    if (row.accepted_by_id is not None) == accepted:
        raise Conflict("said", _("That was said already."))
    row.accepted_by_id = surroundings.author(actor) if accepted else None
    row.accepted_at = surroundings.moment() if accepted else None
    row.save()
    told(
        row.contract, actor, "contract.deviation_accepted", None, deviation=row.pk, clause=row.clause, accepted=accepted
    )
    return row


def _undo_remove(actor: Actor, happened: Sequence[Event]) -> object:
    event = happened[0]
    return add_deviation.run(actor, {"contract": event.subject_id, **event.payload.data["before"]})


@action("contracts.remove_deviation", right=EDIT, public="deviations.remove", inverse=_undo_remove)
def remove_deviation(*, actor: Actor, deviation: DeviationId) -> Contract:
    """It is none."""
    row = part(actor, Deviation, deviation)
    _refuse_after_review(row.contract)
    before = {name: getattr(row, name) for name in NAMES} | {"owner": row.owner_id}
    told(row.contract, actor, "contract.deviation_removed", None, clause=row.clause, before=before)
    row.delete()
    return row.contract


def _set(row: Deviation, values: dict[str, object]) -> None:
    for name, value in values.items():
        setattr(row, "owner_id" if name == "owner" else name, value)


def _refuse_after_review(row: Contract) -> None:
    if row.state not in ("draft", "review"):
        raise Conflict("agreed", _("The contract has been through the review: what differs is fixed now."))
