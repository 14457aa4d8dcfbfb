"""Changes of a signed contract (ATAC): drafted, asked for, made when approved."""

from collections.abc import Mapping, Sequence
from typing import Unpack

from django.db.models import Max
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pursuit.domain.contracts.actions.contracts import told
from pursuit.domain.contracts.actions.loading import based, load, part, refuse_unless
from pursuit.domain.contracts.fields import ChangeId, ContractId, NewChange
from pursuit.domain.contracts.models import ChangeOrder, ChangeState, Contract
from pursuit.domain.contracts.queries.contracts import CHANGE, EDIT
from pursuit.domain.contracts.rules.changes import changed_amount, changed_end
from pursuit.kernel import approvals, records
from pursuit.kernel import context as surroundings
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Conflict, Refused
from pursuit.kernel.models import ApprovalState, Event
from pursuit.kernel.money import Money, rate_on, to_company


def _undo_add(actor: Actor, happened: Sequence[Event]) -> object:
    return remove_change(actor=actor, change=happened[0].payload.data["change"])


@action("contracts.add_change", right=EDIT, public="changes.create", inverse=_undo_add)
def add_change(*, actor: Actor, contract: ContractId, **fields: Unpack[NewChange]) -> ChangeOrder:
    """A draft of a change. It does something: to the amount, to the end, or to the scope."""
    row = load(actor, contract)
    refuse_unless(row, "change")
    delta = fields.get("amount_delta")
    if delta is not None and delta.currency != row.amount_currency:
        raise Refused("currency", _("A change is in the currency of its contract."), "amount_delta")
    minor = delta.minor if delta else 0
    if not (minor or fields.get("days_delta") or fields.get("scope")):
        raise Refused("no_change", _("Say what it changes: the amount, the end, or the scope."), "amount_delta")
    _refuse_below_nothing(row, minor)
    last = row.changes.aggregate(last=Max("number"))["last"] or 0
    made = ChangeOrder.objects.create(
        contract=row,
        number=last + 1,
        title=fields["title"],
        reason=fields["reason"],
        scope=fields.get("scope", ""),
        amount_delta=minor,
        days_delta=fields.get("days_delta", 0),
        asked_by_id=surroundings.author(actor),
        asked_at=surroundings.moment(),
    )
    told(row, actor, "contract.change_drafted", None, change=made.pk, title=made.title)
    return made


@action("contracts.remove_change", right=EDIT, public="changes.remove")
def remove_change(*, actor: Actor, change: ChangeId) -> Contract:
    """Only a draft is taken away; what was decided stays."""
    row = part(actor, ChangeOrder, change)
    if row.state != ChangeState.DRAFT:
        raise Conflict("decided", _("Only a draft can be taken away."))
    told(row.contract, actor, "contract.change_removed", None, title=row.title)
    row.delete()
    return row.contract


@action("contracts.submit_change", right=EDIT, public="changes.submit")
def submit_change(*, actor: Actor, change: ChangeId) -> ChangeOrder:
    """Ask for it. By how much the amount changes decides who is asked."""
    row = part(actor, ChangeOrder, change)
    refuse_unless(row.contract, "change")
    if row.state not in (ChangeState.DRAFT, ChangeState.REJECTED):
        raise Conflict("asked", _("This change is under review or decided already."))
    amount = Money(abs(row.amount_delta), row.contract.amount_currency)
    worth = to_company(amount, rate_on(amount.currency, surroundings.moment().date()))
    row.state = ChangeState.REVIEW
    row.save()
    told(row.contract, actor, "contract.change_submitted", None, change=row.pk, title=row.title)
    title = gettext("Contract change: %(contract)s: %(change)s") % {"contract": row.contract.title, "change": row.title}
    approvals.ask(
        actor, row.contract.subject, CHANGE, title, reason=row.reason, amount=worth, payload={"change": row.pk}
    )
    return row


def on_decided(actor: Actor, event: Event, data: Mapping[str, object]) -> None:
    """Subscriber: an approved change is made in the transaction of the answer, or the answer is refused."""
    state = data.get("state")
    if data.get("kind") != CHANGE or state not in (ApprovalState.APPROVED, ApprovalState.REJECTED):
        return
    row = _asked(event, data)
    if row is None:
        return
    row.decided_at = surroundings.moment()
    if state == ApprovalState.APPROVED:
        _apply(actor, row)
    else:
        row.state = ChangeState.REJECTED
        row.save()


def on_withdrawn(_actor: Actor, event: Event, data: Mapping[str, object]) -> None:
    """Subscriber: the question was taken back."""
    row = _asked(event, data) if data.get("kind") == CHANGE else None
    if row is not None:
        row.state = ChangeState.DRAFT
        row.save()


def _asked(event: Event, data: Mapping[str, object]) -> ChangeOrder | None:
    payload = data.get("payload")
    pk = int(payload["change"]) if isinstance(payload, dict) else 0
    rows = ChangeOrder.objects.filter(pk=pk, contract=event.subject_id, state=ChangeState.REVIEW)
    return rows.select_related("contract__subject").first()


def _apply(actor: Actor, row: ChangeOrder) -> None:
    about = Contract.objects.select_for_update(of=("self",)).select_related("subject").get(pk=row.contract_id)
    if about.state != "signed":
        raise Conflict("ended", _("The contract has ended since this was asked: reject it."))
    _refuse_below_nothing(about, row.amount_delta)
    row.state = ChangeState.APPROVED
    row.amount_before, row.amount_after = about.amount, about.amount + row.amount_delta
    row.save()
    after = Money(row.amount_after, about.amount_currency)
    own = {"amount": after, "ends_on": changed_end(about.ends_on, row.days_delta), **based(after)}
    if not records.edit(about, actor, {}, verb="contract.changed", **own):
        told(about, actor, "contract.changed", None, change=row.pk, title=row.title)


def _refuse_below_nothing(row: Contract, delta: int) -> None:
    if changed_amount(row.amount, delta) is None:
        raise Refused("below_nothing", _("That is more than the contract is worth."), "amount_delta")
