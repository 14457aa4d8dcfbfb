"""Bringing receivables and bonds over from ledgers: instalments, what was paid of them, bonds that are out or back."""

from collections.abc import Sequence
from typing import Annotated, Literal, Unpack

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import Field

from pursuit.domain.contracts.models import Contract
from pursuit.domain.finance.actions import keeping
from pursuit.domain.finance.actions.allocations import allocate, release_all
from pursuit.domain.finance.actions.bonds import EDIT, create_bond, lose_bond, return_bond
from pursuit.domain.finance.actions.keeping import PLAN
from pursuit.domain.finance.actions.receipts import claim_receipt, post_receipt
from pursuit.domain.finance.fields import BondId, ContractId, NewBond, Note, On, Part, Sum
from pursuit.domain.finance.models import Bond, Instalment, Receipt
from pursuit.kernel import access, clock, terms
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Refused
from pursuit.kernel.inputs import Choices, Label, Line, TermOf
from pursuit.kernel.money import Money

IMPORT = "import.history"
BACK = (
    ("out", gettext_lazy("Out")),
    ("returned", gettext_lazy("Returned")),
    ("lost", gettext_lazy("Forfeited")),
)
Back = Annotated[Literal["", "out", "returned", "lost"], Choices(BACK), Label(gettext_lazy("State"))]
Trigger = Annotated[str, TermOf("payment_trigger"), Label(gettext_lazy("What it hangs on"))]
SourceId = Annotated[str, Field(max_length=120), Label(gettext_lazy("Id in the source system"), widget="hidden")]
ReturnedOn = Annotated[On, Label(gettext_lazy("Returned on"))]


@action("finance.import_receivable", right=IMPORT)
def import_receivable(
    *,
    actor: Actor,
    contract: ContractId,
    name: Annotated[str, Field(max_length=120), Label(gettext_lazy("Name of the instalment"))] = "",
    trigger: Trigger = "other",
    due_on: Annotated[On, Label(gettext_lazy("Due on"))] | None = None,
    amount: Annotated[Sum, Label(gettext_lazy("Amount due"))] | None = None,
    paid: Annotated[Sum, Label(gettext_lazy("Amount paid"))] | None = None,
    paid_on: Annotated[On, Label(gettext_lazy("Paid on"))] | None = None,
    payer: Annotated[Line, Label(gettext_lazy("Payer"))] = "",
    note: Note = "",
) -> tuple[Instalment | None, Receipt | None]:
    """A line of a ledger: what is due, what came of it, or only what came. What is due by now is owed."""
    about = keeping.contract_for(actor, contract, PLAN)
    for money in (amount, paid):
        if money is not None and money.currency != about.amount_currency:
            told = _("The contract is in %s: this is another currency.") % about.amount_currency
            raise Refused("currency", told, "amount")
        if money is not None and money.minor < 0:
            raise Refused("negative", _("The amount must be above nothing."), "amount")
    row = None
    if amount is not None and amount.minor:
        called = name or terms.label("payment_trigger", trigger)
        row = _instalment(about, called[:120], trigger, amount.minor, due_on, note)
        facts = {"instalment": row.pk, "name": row.name, "amount": str(amount.major())}
        keeping.told(actor, about, "contract.receivable_imported", None, **facts)
    if paid is None or not paid.minor:
        if row is None:
            raise Refused("missing", _("The row says neither what is due nor what was paid."), "amount")
        return row, None
    return row, _paid(actor, about, row, paid, _day(paid_on, due_on), payer or about.account.title)


def _instalment(about: Contract, name: str, trigger: str, minor: int, due_on: On | None, note: str) -> Instalment:
    last = Instalment.objects.filter(contract=about).order_by("-position").values_list("position", flat=True).first()
    row = Instalment(contract=about, account_id=about.account_id, position=(last or 0) + 1, name=name, trigger=trigger)
    row.amount, row.currency, row.fixed_on, row.note = minor, about.amount_currency, due_on, note
    row.live = keeping.in_force(about)
    if due_on is not None and due_on <= clock.today():
        row.triggered_on = due_on
    row.agreed_on = due_on
    keeping.replan(row)
    return keeping.restate(row)


def _day(paid_on: On | None, due_on: On | None) -> On:
    """When money came: where the ledger does not say, when it was due, at the latest today."""
    return paid_on or min(due_on or clock.today(), clock.today())


def _paid(actor: Actor, about: Contract, row: Instalment | None, paid: Money, day: On, payer: str) -> Receipt:
    reference = (about.their_number or about.code)[:120]
    made = post_receipt(actor=actor, payer=payer[:200], amount=paid, received_on=day, reference=reference)
    claim_receipt(actor=actor, receipt=made.pk, account=about.account_id)
    wanted, rest = [], paid.minor
    rows = [row] if row is not None else _open(about)
    for one in rows if about.state in ("signed", "closed") else ():
        minor = min(rest, one.open_amount)
        if minor > 0:
            wanted.append(Part(instalment=one.pk, amount=str(Money(minor, one.currency).major())))
            rest -= minor
    if wanted:
        allocate(actor=actor, receipt=made.pk, parts=wanted[:60])
    return made


def _open(about: Contract) -> Sequence[Instalment]:
    rows = Instalment.objects.filter(contract=about, open_amount__gt=0, cancelled=False)
    return list(rows.order_by("due_on", "position"))


@action("finance.remove_imported", right=IMPORT)
def remove_imported(*, actor: Actor, instalments: list[int], receipts: list[int]) -> list[int]:
    """Take an import back: what its receipts paid is open again, its instalments go. Returns those that stay, because
    documents or other money hang on them."""
    access.require(actor, PLAN)
    for pk in sorted(receipts):
        release_all(actor, pk)
    stay = []
    for row in Instalment.objects.select_for_update().filter(pk__in=instalments).order_by("-pk"):
        used = row.paid or row.written_off or row.invoice_lines.exists() or row.write_offs.exists()
        if used or row.allocations.exists() or row.payables.exists():
            stay.append(row.pk)
        else:
            row.delete()
    return stay


@action("finance.import_bond", right=IMPORT)
def import_bond(
    *, actor: Actor, source_id: SourceId = "", returned_on: ReturnedOn | None = None, standing: Back = "",
    **fields: Unpack[NewBond],
) -> Bond:  # fmt: skip
    """A bond as it stands elsewhere; one with a day on which it came back is back."""
    access.require(actor, EDIT)
    row = create_bond(actor=actor, **fields)
    if source_id:
        row.subject.source_id = source_id
        row.subject.save(update_fields=["source_id"])
    return _stand(actor, row, returned_on, standing)


@action("finance.import_return", right=IMPORT)
def import_return(
    *, actor: Actor, bond: BondId, returned_on: ReturnedOn | None = None, standing: Back = ""
) -> Bond:  # fmt: skip
    """A bond that came as out is back in the same ledger now."""
    access.require(actor, EDIT)
    return _stand(actor, Bond.objects.select_related("subject").get(pk=bond), returned_on, standing)


def _stand(actor: Actor, row: Bond, returned_on: On | None, standing: Back) -> Bond:
    if standing == "lost":
        return lose_bond(actor=actor, bond=row.pk, reason=_("Forfeited according to the ledger"))
    if returned_on is None and standing != "returned":
        return row
    if returned_on is None:
        raise Refused(
            "no_day", _("The ledger calls it returned, and gives no day on which it came back."), "returned_on"
        )
    return return_bond(actor=actor, bond=row.pk, returned_on=returned_on)
