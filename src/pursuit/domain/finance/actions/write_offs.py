"""坏账: an instalment, or what is open of it, is given up after an approval."""

from collections.abc import Mapping
from typing import Annotated

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from pydantic import Field

from pursuit.domain.finance.actions import keeping
from pursuit.domain.finance.actions.keeping import PLAN, POST
from pursuit.domain.finance.fields import InstalmentId, Reason, Sum
from pursuit.domain.finance.models import Instalment, WriteOff
from pursuit.kernel import approvals, clock
from pursuit.kernel import context as surroundings
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Conflict, Missing, Refused
from pursuit.kernel.inputs import Label
from pursuit.kernel.models import ApprovalState, Event
from pursuit.kernel.money import Money, rate_on, to_company
from pursuit.kernel.records import GONE

KIND = "finance.write_off"
WriteOffId = Annotated[int, Field(ge=1), Label(_("Write-off"), widget="hidden")]


@action("finance.ask_write_off", right=PLAN, public="instalments.ask-write-off")
def ask_write_off(*, actor: Actor, instalment: InstalmentId, amount: Sum, reason: Reason) -> WriteOff:
    """Ask to give up so much of what is open."""
    row = keeping.instalment_for(actor, instalment, PLAN)
    if amount.currency != row.currency:
        raise Refused("currency", _("It is given up in the currency of the contract."), "amount")
    if row.state not in ("receivable", "invoiced"):
        raise Conflict("not_owed", _("Only what is owed can be given up."))
    _refuse_above(row, amount.minor)
    made = WriteOff.objects.create(
        instalment=row,
        amount=amount.minor,
        reason=reason,
        asked_by_id=surroundings.author(actor),
        asked_at=surroundings.moment(),
    )
    keeping.told(actor, row.contract, "contract.write_off_asked", None, write_off=made.pk, name=row.name)
    worth = to_company(amount, rate_on(amount.currency, clock.today()))
    title = gettext("Write-off: %(contract)s: %(name)s") % {"contract": row.contract.title, "name": row.name}
    approvals.ask(actor, row.contract.subject, KIND, title, reason=reason, amount=worth, payload={"write_off": made.pk})
    return made


def on_decided(actor: Actor, _event: Event, data: Mapping[str, object]) -> None:
    """Subscriber: given up in the transaction of the answer, or the answer is refused."""
    state = data.get("state")
    if data.get("kind") != KIND or state not in (ApprovalState.APPROVED, ApprovalState.REJECTED):
        return
    made = _asked(data)
    if made is None:
        return
    made.state, made.decided_at = str(state), surroundings.moment()
    made.save()
    if state == ApprovalState.APPROVED:
        row = Instalment.objects.select_for_update(of=("self",)).select_related("contract__subject").get(
            pk=made.instalment_id
        )  # fmt: skip
        _refuse_above(row, made.amount)
        row.written_off += made.amount
        keeping.restate(row)
        keeping.told(actor, row.contract, "contract.written_off", None, write_off=made.pk, name=row.name)


def on_withdrawn(_actor: Actor, _event: Event, data: Mapping[str, object]) -> None:
    """Subscriber: the question was taken back."""
    made = _asked(data) if data.get("kind") == KIND else None
    if made is not None:
        made.state = "withdrawn"
        made.save()


@action("finance.cancel_write_off", right=POST, public="instalments.cancel-write-off")
def cancel_write_off(*, actor: Actor, write_off: WriteOffId, reason: Reason) -> WriteOff:
    """The customer pays after all: it is owed again."""
    found = WriteOff.objects.visible_to(actor).filter(pk=write_off).first()
    if found is None:
        raise Missing("not_found", GONE)
    row = keeping.instalment_for(actor, found.instalment_id, POST)
    found = WriteOff.objects.select_for_update().get(pk=write_off)
    if found.state != "approved":
        raise Conflict("not_approved", _("This was not given up."))
    found.state = "withdrawn"
    found.save()
    row.written_off -= found.amount
    keeping.restate(row)
    keeping.told(actor, row.contract, "contract.write_off_cancelled", None, name=row.name, reason=reason)
    return found


def _asked(data: Mapping[str, object]) -> WriteOff | None:
    payload = data.get("payload")
    pk = int(payload["write_off"]) if isinstance(payload, dict) else 0
    return WriteOff.objects.select_for_update().filter(pk=pk, state="review").first()


def _refuse_above(row: Instalment, minor: int) -> None:
    if not 0 < minor <= row.open_amount:
        told = f"{Money(row.open_amount, row.currency).major():,}"
        raise Refused("too_much", keeping.OFF % {"most": told, "name": row.name}, "amount")
