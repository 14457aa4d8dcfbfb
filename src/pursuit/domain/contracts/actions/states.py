"""From the draft to the signature and to the end: review (ATC), signature, closing, termination."""

from collections.abc import Mapping, Sequence
from typing import Literal

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pursuit.domain.contracts.actions.loading import load, refuse_unless
from pursuit.domain.contracts.fields import ContractId, EffectiveOn, Reason, SignedOn, Why
from pursuit.domain.contracts.models import Contract, State
from pursuit.domain.contracts.queries.contracts import EDIT, SIGN
from pursuit.kernel import access, approvals, events, records
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Conflict, Refused
from pursuit.kernel.inputs import Version
from pursuit.kernel.models import ApprovalState, Event


@action("contracts.submit_contract", right=EDIT, public="contracts.submit")
def submit_contract(
    *, actor: Actor, contract: ContractId, reason: Why = "", version: Version | None = None
) -> Contract:
    """Ask for the review (ATC). Deviations of high risk must have somebody responsible."""
    row = load(actor, contract, version)
    refuse_unless(row, "submit")
    bare = row.deviations.filter(risk="high", owner=None).first()
    if bare is not None:
        raise Refused("no_owner", _("“%s” is of high risk: name somebody responsible first.") % bare.clause)
    records.edit(row, actor, {}, verb="contract.submitted", state=str(State.REVIEW))
    title = gettext("Contract review: %s") % row.title
    approvals.ask(actor, row.subject, SIGN, title, reason=reason, amount=row.amount_base)
    return row


def on_decided(actor: Actor, event: Event, data: Mapping[str, object]) -> None:
    """Subscriber: what the review found."""
    if data.get("kind") != SIGN or event.subject is None:
        return
    state = data.get("state")
    if state == ApprovalState.APPROVED:
        _go(actor, event, State.APPROVED, "contract.approved")
    elif state == ApprovalState.REJECTED:
        _go(actor, event, State.DRAFT, "contract.rejected")


def on_withdrawn(actor: Actor, event: Event, data: Mapping[str, object]) -> None:
    """Subscriber: whoever asked has taken the question back."""
    if data.get("kind") == SIGN and event.subject is not None:
        _go(actor, event, State.DRAFT, "contract.taken_back")


def _go(actor: Actor, event: Event, state: State, verb: str) -> None:
    row = Contract.objects.select_for_update(of=("self",)).select_related("subject").get(pk=event.subject_id)
    if row.state == State.REVIEW:
        records.edit(row, actor, {}, verb=verb, state=str(state))


def _undo_sign(actor: Actor, happened: Sequence[Event]) -> object:
    event = next(one for one in happened if one.verb == "contract.signed")
    before = {name: pair[0] for name, pair in event.payload.data["changes"].items()}
    again = {"state": before.get("state", "approved")}
    if "effective_on" in before:
        again["effective_on"] = before["effective_on"]
    else:  # it was in force from that day before
        again["effective_on"] = Contract.objects.values_list("effective_on", flat=True).get(pk=event.subject_id)
    return unsign_contract.run(actor, {"contract": event.subject_id, **again})


@action("contracts.sign_contract", right=EDIT, public="contracts.sign", inverse=_undo_sign)
def sign_contract(
    *,
    actor: Actor,
    contract: ContractId,
    signed_on: SignedOn,
    effective_on: EffectiveOn | None = None,
    version: Version | None = None,
) -> Contract:
    """Both sides have signed. Only after the review; what an import brings was signed long ago."""
    row = load(actor, contract, version)
    if not (row.state == State.DRAFT and access.decide(actor, "import.history")):
        refuse_unless(row, "sign")
    if effective_on is not None and row.ends_on is not None and row.ends_on < effective_on:
        raise Refused("backwards", _("It cannot be in force only after its end."), "effective_on")
    own = {"signed_on": signed_on, "effective_on": effective_on or row.effective_on or signed_on}
    records.edit(row, actor, own, verb="contract.signed", state=str(State.SIGNED), signed_amount=row.amount)
    return row


@action("contracts.unsign_contract", right=EDIT)
def unsign_contract(
    *,
    actor: Actor,
    contract: ContractId,
    state: Literal["draft", "approved"],
    effective_on: EffectiveOn | None = None,
) -> Contract:
    """Noted as signed by mistake: what an undo does."""
    row = load(actor, contract)
    if row.state != State.SIGNED or row.changes.filter(state="approved").exists():
        raise Conflict("later_edits", _("The contract has gone on since."))
    own: dict[str, object] = {"signed_on": None, "signed_amount": None, "state": state, "effective_on": effective_on}
    records.edit(row, actor, {}, verb="contract.unsigned", **own)
    return row


def _undo_end(actor: Actor, happened: Sequence[Event]) -> object:
    return reopen_contract(actor=actor, contract=happened[0].subject_id or 0, reason=gettext("Undone"))


@action("contracts.close_contract", right=EDIT, public="contracts.close", inverse=_undo_end)
def close_contract(*, actor: Actor, contract: ContractId, version: Version | None = None) -> Contract:
    """Everything is done on both sides; what is still to be paid goes on being expected."""
    row = load(actor, contract, version)
    refuse_unless(row, "close")
    records.edit(row, actor, {}, verb="contract.closed", state=str(State.CLOSED))
    return row


@action("contracts.terminate_contract", right=EDIT, public="contracts.terminate", inverse=_undo_end)
def terminate_contract(
    *, actor: Actor, contract: ContractId, reason: Reason, version: Version | None = None
) -> Contract:
    """It ends before its time."""
    row = load(actor, contract, version)
    refuse_unless(row, "terminate")
    own = {"state": str(State.TERMINATED), "ended_reason": reason}
    records.edit(row, actor, {}, verb="contract.terminated", **own)
    return row


@action("contracts.reopen_contract", right=EDIT, public="contracts.reopen")
def reopen_contract(*, actor: Actor, contract: ContractId, reason: Reason, version: Version | None = None) -> Contract:
    """Closed or terminated too early: it is as it was before."""
    row = load(actor, contract, version)
    refuse_unless(row, "reopen")
    state = State.SIGNED if row.signed_on else State.APPROVED
    changes = records.assign(row, {"state": str(state), "ended_reason": ""})
    row.save()
    records.touch(row)
    events.record(actor, "contract.reopened", row.subject, changes, reason=reason)
    return row
