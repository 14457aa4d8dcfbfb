"""交底: the meeting in which those who sold tell those who deliver."""

from collections.abc import Sequence
from typing import Annotated, Unpack

from django.utils.translation import gettext_lazy as _

from pursuit.domain.contracts.actions.contracts import told
from pursuit.domain.contracts.actions.loading import load, refuse_unless
from pursuit.domain.contracts.fields import ContractId, HandOverDetails
from pursuit.domain.contracts.models import Contract, HandOver, State
from pursuit.domain.contracts.queries.contracts import EDIT
from pursuit.domain.contracts.rules.changes import CODES
from pursuit.domain.execution.actions.tasks import create_task
from pursuit.domain.execution.models import Task
from pursuit.kernel import records
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Refused
from pursuit.kernel.inputs import Day, Label, Title, UserId, Version
from pursuit.kernel.models import Event

HeldOn = Annotated[Day, Label(_("Held on"))]
NAMES = ("held_on", "place", "guests", "done", "note")


def _undo(actor: Actor, happened: Sequence[Event]) -> object:
    event = happened[0]
    before = event.payload.data["before"]
    if before is None:
        return remove_hand_over(actor=actor, contract=event.subject_id or 0)
    return record_hand_over.run(actor, {"contract": event.subject_id, **before})


@action("contracts.record_hand_over", right=EDIT, public="contracts.hand-over", inverse=_undo)
def record_hand_over(
    *,
    actor: Actor,
    contract: ContractId,
    held_on: HeldOn,
    version: Version | None = None,
    **fields: Unpack[HandOverDetails],
) -> HandOver:
    """Note the meeting, or correct what was noted. One for a contract. version: of the notes."""
    row = load(actor, contract)
    if row.state != State.APPROVED:
        refuse_unless(row, "change")
    if unknown := set(fields.get("done", ())) - CODES:
        raise Refused("unknown_point", _("The check list has no such point: %s.") % min(unknown), "done")
    found = HandOver.objects.filter(contract=row).first()
    records.check_version(found.version if found else 0, version)
    before = None if found is None else {**_facts(found), "people": list(found.people.values_list("pk", flat=True))}
    made = found or HandOver(contract=row)
    made.held_on = held_on
    for name in ("place", "guests", "done", "note"):
        if name in fields:
            setattr(made, name, fields[name])
    made.version = made.version + 1 if found else 1
    made.save()
    if "people" in fields:
        made.people.set(fields["people"])
    told(row, actor, "contract.handed_over_to_delivery", None, before=before, held_on=held_on)
    return made


@action("contracts.remove_hand_over", right=EDIT)
def remove_hand_over(*, actor: Actor, contract: ContractId) -> Contract:
    """It was never held: what an undo does."""
    row = load(actor, contract)
    HandOver.objects.filter(contract=row).delete()
    told(row, actor, "contract.hand_over_removed")
    return row


def _undo_point(actor: Actor, happened: Sequence[Event]) -> object:
    from pursuit.domain.execution.actions.tasks import delete_task  # noqa: PLC0415  only here

    return delete_task(actor=actor, task=happened[0].subject_id or 0)


@action("contracts.add_open_point", right=EDIT, public="contracts.add-open-point", inverse=_undo_point)
def add_open_point(
    *,
    actor: Actor,
    contract: ContractId,
    title: Annotated[Title, Label(_("Open point"))],
    owner: Annotated[UserId, Label(_("Assignee"))] | None = None,
    due_on: Annotated[Day, Label(_("Due on"))] | None = None,
) -> Task:
    """What the meeting left open becomes a task about the contract."""
    row = load(actor, contract)
    fields = {"title": title, "owner": owner or actor.user_id, "due_on": due_on}
    made: Task = create_task.run(actor, {"parent": row.pk, **fields})
    return made


def _facts(row: HandOver) -> dict[str, object]:
    return {name: getattr(row, name) for name in NAMES}
