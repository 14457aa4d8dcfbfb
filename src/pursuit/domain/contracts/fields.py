"""The keywords of contracts: one declaration for schema, form, history and field rights."""

from typing import Annotated, Literal, Required, TypedDict

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from pursuit.domain.contracts.rules.changes import RISKS
from pursuit.kernel.inputs import (
    Amount,
    Choices,
    Day,
    Label,
    Line,
    Prose,
    Ref,
    RowOf,
    TermOf,
    Title,
    UnitId,
    UserId,
)

ContractId = Annotated[int, Ref("contract"), Label(_("Contract"))]
ProjectRef = Annotated[int, Ref("project"), Label(_("Project"))]
AccountRef = Annotated[int, Ref("account"), Label(_("Account"))]
DeviationId = Annotated[int, RowOf("deviation"), Label(_("Deviation"))]
ChangeId = Annotated[int, RowOf("change_order"), Label(_("Change"))]
Reason = Annotated[str, Field(min_length=1, max_length=500), Label(_("Reason"), widget="long")]
Why = Annotated[Prose, Label(_("Reason"), widget="long")]
SourceId = Annotated[str, Field(max_length=120), Label(_("Id in the source system"), widget="hidden")]
ContractTitle = Annotated[Title, Label(_("Name of the contract"))]
SignedOn = Annotated[Day, Label(_("Signed on"))]
EffectiveOn = Annotated[Day, Label(_("In force from"))]
Whole = Annotated[Amount, Label(_("Amount with tax"))]


class ContractDetails(TypedDict, total=False):
    """What people may set on a contract besides its name."""

    project: ProjectRef | None
    kind: Annotated[str, TermOf("contract_kind"), Label(_("Kind of contract"))]
    parent: Annotated[int, Ref("contract"), Label(_("Belongs to the contract"))] | None
    their_number: Annotated[str, Field(max_length=80), Label(_("Customer's number"))]
    tax_rate: Annotated[int, Field(ge=0, le=100), Label(_("Tax rate %"), widget="percent")]
    effective_on: EffectiveOn | None
    ends_on: Annotated[Day, Label(_("Runs until"))] | None
    warranty_months: Annotated[int, Field(ge=0, le=240), Label(_("Warranty in months"))] | None
    scope: Annotated[Prose, Label(_("Scope"), widget="long")]
    terms: Annotated[Prose, Label(_("Terms"), widget="long", help=_("Delivery, acceptance, liability, penalties."))]
    owner: Annotated[UserId, Label(_("Owner"))]
    unit: Annotated[UnitId, Label(_("Unit"))] | None


class NewContract(ContractDetails, total=False):
    """A new contract needs a name, a customer and an amount."""

    title: Required[ContractTitle]
    account: Required[AccountRef]
    amount: Required[Whole]


class ContractChanges(ContractDetails, total=False):
    """What may be changed later; amount and customer only while it is a draft."""

    title: ContractTitle
    account: AccountRef
    amount: Whole


class DeviationDetails(TypedDict, total=False):
    """What people may set on a deviation besides its clause."""

    standard: Annotated[Prose, Label(_("Our standard"), widget="long")]
    risk: Annotated[Literal["low", "medium", "high"], Choices(RISKS), Label(_("Risk"))]
    answer: Annotated[Prose, Label(_("What we do about it"), widget="long")]
    owner: Annotated[UserId, Label(_("Responsible"))] | None


Clause = Annotated[Title, Label(_("Clause"))]
Agreed = Annotated[str, Field(min_length=1, max_length=20_000), Label(_("As agreed"), widget="long")]


class NewDeviation(DeviationDetails, total=False):
    """A deviation says in which clause, and what was agreed instead."""

    clause: Required[Clause]
    agreed: Required[Agreed]


class DeviationChanges(DeviationDetails, total=False):
    """What may be changed later."""

    clause: Clause
    agreed: Agreed


class ChangeDetails(TypedDict, total=False):
    """What a change does. delta: more or less than before."""

    amount_delta: Annotated[Amount, Label(_("Amount more or less"), help=_("Less: with a minus before it."))]
    days_delta: Annotated[int, Field(ge=-3650, le=3650), Label(_("Days later (or earlier: with a minus)"))]
    scope: Annotated[Prose, Label(_("What changes in the scope"), widget="long")]


class NewChange(ChangeDetails, total=False):
    """A change has a name and a reason."""

    title: Required[Annotated[Title, Label(_("What changes"))]]
    reason: Required[Annotated[str, Field(min_length=1, max_length=20_000), Label(_("Reason"), widget="long")]]


class HandOverDetails(TypedDict, total=False):
    """What is noted of the meeting besides its day."""

    place: Annotated[Line, Label(_("Place"))]
    people: Annotated[list[UserId], Field(max_length=50), Label(_("Who took part"), widget="people")]
    guests: Annotated[str, Field(max_length=500), Label(_("Guests"))]
    done: Annotated[list[str], Field(max_length=20), Label(_("Gone through"), widget="hidden")]
    note: Annotated[Prose, Label(_("Note"), widget="long")]
