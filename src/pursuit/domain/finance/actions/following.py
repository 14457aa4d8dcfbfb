"""What follows from elsewhere: milestones that move, contracts that are signed, changed, ended, hidden."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from pursuit.domain.contracts.models import Contract
from pursuit.domain.finance.actions import keeping
from pursuit.domain.finance.actions.plans import agreed, resplit
from pursuit.domain.finance.models import Instalment
from pursuit.kernel.actor import Actor
from pursuit.kernel.context import beside
from pursuit.kernel.errors import Conflict
from pursuit.kernel.models import Event


def on_dated(actor: Actor, _event: Event, data: Mapping[str, object]) -> None:
    """Subscriber: milestones of a plan have moved, so what hangs on them is due on another day. An event of its own on
    each contract; undoing the change of the plan dates it anew, and moves all of this back."""
    moved = data.get("rows")
    rows = Instalment.objects.select_for_update(of=("self",)).select_related("contract__subject").filter(
        milestone__in=moved if isinstance(moved, list) else [], triggered_on=None, cancelled=False
    )  # fmt: skip
    for row in rows:
        due = row.due_on
        keeping.replan(row)
        keeping.restate(row)
        if due != row.due_on:
            with beside():
                keeping.told(
                    actor, row.contract, "contract.instalment_moved", {"due_on": (due, row.due_on)},
                    instalment=row.pk, name=row.name,
                )  # fmt: skip


def on_contract(_actor: Actor, event: Event, data: Mapping[str, object]) -> None:
    """Subscriber: whatever happened to a contract, its instalments stand as it does now."""
    about = Contract.objects.select_related("subject").filter(pk=event.subject_id).first()
    if about is None or not Instalment.objects.filter(contract=about).exists():
        return
    changes = data.get("changes")
    changed = set(changes) if isinstance(changes, dict) else set()
    live = keeping.in_force(about)
    for row in Instalment.objects.select_for_update().filter(contract=about).order_by("position"):
        if row.currency != about.amount_currency:
            if row.paid or row.invoiced or row.written_off:
                raise Conflict("in_use", _("There is an invoice or money in the old currency already."), "amount")
            row.currency = about.amount_currency
        row.account_id = about.account_id
        if event.verb == "contract.signed":
            row.agreed_on = agreed(row)
        _end(row, about, live=live)
        row.live = live or (about.state == "terminated" and row.state in ("receivable", "invoiced", "paid"))
        keeping.restate(row)
    if "amount" in changed:
        resplit(about)


def _end(row: Instalment, about: Contract, *, live: bool) -> None:
    """A terminated contract owes what it owed; the rest falls away, and comes back when it is reopened."""
    if about.state == "terminated" and row.state == "expected" and not row.paid:
        row.cancelled = True
    elif live:
        row.cancelled = False
