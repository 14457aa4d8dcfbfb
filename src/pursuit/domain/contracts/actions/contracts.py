"""Writing contracts down, changing drafts, hiding them."""

from collections.abc import Mapping, Sequence
from typing import Unpack

from django.utils.translation import gettext_lazy as _

from pursuit.domain.contracts.actions.loading import based, load
from pursuit.domain.contracts.fields import ContractChanges, ContractId, NewContract, SourceId
from pursuit.domain.contracts.models import Contract, State
from pursuit.domain.contracts.queries.contracts import EDIT
from pursuit.domain.projects.models import Project
from pursuit.kernel import context as surroundings
from pursuit.kernel import events, numbering, records, undo
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.clock import day_of
from pursuit.kernel.errors import Conflict, Refused
from pursuit.kernel.inputs import Version
from pursuit.kernel.models import Event
from pursuit.kernel.money import Money

AGREED = ("amount", "account", "tax_rate", "kind")  # what a change order or a new contract changes, once signed


def _undo_create(actor: Actor, happened: Sequence[Event]) -> object:
    return delete_contract(actor=actor, contract=happened[0].subject_id or 0)


@action("contracts.create_contract", right=EDIT, public="contracts.create", inverse=_undo_create)
def create_contract(*, actor: Actor, source_id: SourceId = "", **fields: Unpack[NewContract]) -> Contract:
    """A draft, with a number of its own. A contract of a project is with the project's customer unless it says so."""
    year = day_of(surroundings.moment()).year
    own: dict[str, object] = {"code": numbering.next_number("HT", year), **based(fields["amount"])}
    _refuse_own(None, fields)
    if not fields.get("unit") and not fields.get("owner") and fields.get("project"):
        # The contract stands where its project stands, whoever writes it down.
        about = Project.objects.select_related("subject").get(pk=fields["project"])
        own |= {"owner": about.subject.owner_id or actor.user_id, "unit": about.subject.unit_id}
    given: dict[str, object] = {**fields, **own}
    return records.create(Contract, actor, fields=given, source_id=source_id)


def _undo_update(actor: Actor, happened: Sequence[Event]) -> object:
    event = next(one for one in happened if one.verb == "contract.updated")
    return update_contract.run(actor, {"contract": event.subject_id, **_known(undo.before_values(event))})


def _known(values: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in values.items() if name not in ("amount_base", "rate")}


@action("contracts.update_contract", right=EDIT, public="contracts.update", inverse=_undo_update)
def update_contract(
    *, actor: Actor, contract: ContractId, version: Version | None = None, **fields: Unpack[ContractChanges]
) -> Contract:
    """Change what is given. What was agreed is changed only while it is a draft; afterwards by a change order."""
    row = load(actor, contract, version)
    changing = records.differing(row, dict(fields))
    agreed = [name for name in AGREED if name in changing]
    if agreed and row.state != State.DRAFT:
        raise Conflict(
            "agreed", _("This was agreed: take the review back, or write a change of the contract."), agreed[0]
        )
    _refuse_own(row, fields)
    own = based(fields["amount"]) if isinstance(changing.get("amount"), Money) else {}
    records.edit(row, actor, {**fields, **own})
    return row


def _undo_delete(actor: Actor, happened: Sequence[Event]) -> object:
    return restore_contract(actor=actor, contract=happened[0].subject_id or 0)


@action("contracts.delete_contract", right=EDIT, public="contracts.delete", inverse=_undo_delete)
def delete_contract(*, actor: Actor, contract: ContractId, version: Version | None = None) -> Contract:
    """Hide a draft. What was signed is terminated instead."""
    row = load(actor, contract, version)
    if row.state in (State.SIGNED, State.CLOSED):
        raise Conflict("signed", _("A signed contract is not deleted: terminate it, with the reason."))
    records.delete(row, actor)
    return row


@action("contracts.restore_contract", right=EDIT, public="contracts.restore")
def restore_contract(*, actor: Actor, contract: int) -> Contract:
    """Bring a deleted contract back."""
    return records.restore(Contract, actor, contract, EDIT)


def _refuse_own(row: Contract | None, fields: NewContract | ContractChanges) -> None:
    amount, parent = fields.get("amount"), fields.get("parent")
    if amount is not None and amount.minor < 0:
        raise Refused("negative", _("The amount of a contract is not negative."), "amount")
    if row is not None and parent is not None and _is_above(row.pk, parent):
        raise Refused("own_parent", _("A contract does not belong to itself."), "parent")


def _is_above(pk: int, parent: int) -> bool:
    """Would the contract come to lie below itself?"""
    place: int | None = parent
    while place is not None:
        if place == pk:
            return True
        place = Contract.objects.values_list("parent_id", flat=True).get(pk=place)
    return False


def told(row: Contract, actor: Actor, verb: str, changes: events.Changes | None = None, **facts: object) -> None:
    """A change of what hangs on a contract, on the contract's record."""
    events.record(actor, verb, row.subject, changes, on_behalf_of=None, **facts)
