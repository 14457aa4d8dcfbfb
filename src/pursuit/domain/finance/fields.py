"""The keywords of the room: one declaration for schema, form, history and field rights."""

from typing import Annotated, Literal, Required, TypedDict

from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel, ConfigDict, Field

from pursuit.kernel.inputs import (
    ANY,
    Amount,
    Choices,
    Day,
    Label,
    Line,
    Percent,
    Prose,
    Ref,
    RowOf,
    TermOf,
    Title,
    UnitId,
    UserId,
)

BOND_MONEY = "finance.field.bond"
INVOICE_KINDS = (("special", _("Special VAT invoice")), ("ordinary", _("Ordinary invoice")))
RECEIPT_KINDS = (("transfer", _("Bank transfer")), ("bill", _("Acceptance bill")))
FORMS = (("cash", _("Cash")), ("guarantee", _("Bank guarantee")), ("insurance", _("Insurance")))

ContractId = Annotated[int, Ref("contract"), Label(_("Contract"))]
AccountRef = Annotated[int, Ref("account"), Label(_("Account"))]
ReceiptId = Annotated[int, Ref("receipt"), Label(_("Receipt of money"))]
BondId = Annotated[int, Ref("bond"), Label(_("Bond"))]
InstalmentId = Annotated[int, RowOf("instalment"), Label(_("Instalment"))]
InvoiceId = Annotated[int, RowOf("invoice"), Label(_("Invoice"))]
AllocationId = Annotated[int, RowOf("allocation"), Label(_("Allocated amount"))]
PayableId = Annotated[int, RowOf("payable"), Label(_("Payment to a supplier"))]
RowId = Annotated[int, Ref("task"), Label(_("Milestone"))]
Reason = Annotated[str, Field(min_length=1, max_length=500), Label(_("Reason"), widget="long")]
Note = Annotated[str, Field(max_length=500), Label(_("Note"), widget="long")]
Sum = Annotated[Amount, Label(_("Amount"))]
On = Annotated[Day, Label(_("Day"))]
Number = Annotated[str, Field(min_length=1, max_length=40), Label(_("Number of the invoice"))]
Upload = Annotated[object, Label(_("Signed document"), widget="file")]


class InstalmentSpec(BaseModel):
    """A line of a payment plan. share: percent with up to two digits, as text; amount: instead of a share, as people
    write amounts, in the contract's currency; id: of a line that is there already."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    id: int | None = None
    name: Annotated[str, Field(max_length=120)] = ""
    trigger: Annotated[str, Field(min_length=1, max_length=60)]
    share: Annotated[str, Field(max_length=10)] = ""
    amount: Annotated[str, Field(max_length=40)] = ""
    offset_days: Annotated[int, Field(ge=-365, le=3650)] = 0
    milestone: int | None = None
    fixed_on: Day | None = None


Lines = Annotated[list[InstalmentSpec], Field(max_length=60), Label(_("Payment plan"), widget="hidden")]


class Part(BaseModel):
    """So much of one instalment. amount: as people write amounts, in the instalment's currency."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    instalment: int
    amount: Annotated[str, Field(min_length=1, max_length=40)]


Parts = Annotated[list[Part], Field(min_length=1, max_length=60), Label(_("Instalments"), widget="hidden")]


class InstalmentChanges(TypedDict, total=False):
    """What may be changed of one instalment without the plan: when it is expected, and how sure that is."""

    name: Annotated[str, Field(min_length=1, max_length=120), Label(_("Name"))]
    milestone: RowId | None
    fixed_on: Annotated[Day, Label(_("Expected on"), help=_("Where no milestone says it."))] | None
    offset_days: Annotated[int, Field(ge=-365, le=3650), Label(_("Days after that"))]
    chance: Annotated[Percent, Label(_("Chance %"), widget="percent")]
    note: Note


class InvoiceDetails(TypedDict, total=False):
    """What is asked of an invoice."""

    kind: Annotated[Literal["special", "ordinary"], Choices(INVOICE_KINDS), Label(_("Kind of invoice"))]
    buyer: Annotated[Line, Label(_("Invoice title"))]
    buyer_number: Annotated[str, Field(max_length=40), Label(_("Taxpayer number"))]
    tax_rate: Annotated[int, Field(ge=0, le=100), Label(_("Tax rate %"), widget="percent")]
    note: Note


class ReceiptDetails(TypedDict, total=False):
    """What finance notes of money that came."""

    kind: Annotated[Literal["transfer", "bill"], Choices(RECEIPT_KINDS), Label(_("Way of payment"))]
    received_on: Annotated[Day, Label(_("Received on"))]
    bank: Annotated[str, Field(max_length=120), Label(_("Our bank account"))]
    reference: Annotated[str, Field(max_length=120), Label(_("Bank reference"))]
    bill_number: Annotated[str, Field(max_length=40), Label(_("Number of the bill"))]
    matures_on: Annotated[Day, Label(_("Matures on"))] | None
    note: Annotated[Prose, Label(_("Note"), widget="long")]


Payer = Annotated[Title, Label(_("Payer"))]


class NewReceipt(ReceiptDetails, total=False):
    """Money from somebody."""

    payer: Required[Payer]
    amount: Required[Sum]


class ReceiptChanges(ReceiptDetails, total=False):
    """What may be corrected later; the amount never below what was made of it."""

    payer: Payer
    amount: Sum


class BondDetails(TypedDict, total=False):
    """What people may set on a bond besides its kind."""

    about: Annotated[int, Ref(ANY), Label(_("For the project or contract"))] | None
    form: Annotated[Literal["cash", "guarantee", "insurance"], Choices(FORMS), Label(_("Form"))]
    issuer: Annotated[Line, Label(_("Bank or insurer"))]
    amount: Annotated[Amount, Label(_("Amount of the bond"), right=BOND_MONEY)] | None
    fee: Annotated[Amount, Label(_("Fee"), right=BOND_MONEY)] | None
    out_on: Annotated[Day, Label(_("Put up on"))]
    expires_on: Annotated[Day, Label(_("Expires on"))] | None
    due_back_on: Annotated[Day, Label(_("Due back on"))] | None
    conditions: Annotated[Prose, Label(_("Conditions of return"), widget="long")]
    owner: Annotated[UserId, Label(_("Owner"))]
    unit: Annotated[UnitId, Label(_("Unit"))] | None


Kind = Annotated[str, TermOf("bond_kind"), Label(_("Kind of bond"))]
Beneficiary = Annotated[Title, Label(_("Beneficiary"))]


class NewBond(BondDetails, total=False):
    """A bond is of a kind, and for somebody."""

    kind: Required[Kind]
    beneficiary: Required[Beneficiary]
    request: Annotated[int, RowOf("bond_request"), Label(_("Bid bond that was asked for"), widget="hidden")] | None


class BondChanges(BondDetails, total=False):
    """What may be changed later."""

    kind: Kind
    beneficiary: Beneficiary
