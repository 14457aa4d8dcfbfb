"""Bringing contracts over as they stand in a ledger: written down, signed, ended, through the room's actions."""

from typing import Annotated, Literal, Required, Unpack

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pursuit.domain.contracts.actions.contracts import create_contract
from pursuit.domain.contracts.actions.states import close_contract, sign_contract, terminate_contract
from pursuit.domain.contracts.fields import (
    AccountRef,
    ContractDetails,
    ContractId,
    ContractTitle,
    NewContract,
    SignedOn,
    SourceId,
    Whole,
)
from pursuit.domain.contracts.models import Contract
from pursuit.domain.contracts.queries.contracts import EDIT
from pursuit.kernel import access
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Refused
from pursuit.kernel.inputs import Choices, Label

STANDINGS = (
    ("draft", gettext_lazy("Draft")),
    ("signed", gettext_lazy("Signed")),
    ("closed", gettext_lazy("Closed")),
    ("terminated", gettext_lazy("Terminated")),
)
Standing = Annotated[
    Literal["", "draft", "signed", "closed", "terminated"], Choices(STANDINGS), Label(gettext_lazy("State"))
]


class LedgerContract(ContractDetails, total=False):
    """A row of a ledger names a customer and an amount; its name may be missing."""

    account: Required[AccountRef]
    amount: Required[Whole]
    title: ContractTitle


@action("contracts.import_contract", right="import.history")
def import_contract(
    *,
    actor: Actor,
    source_id: SourceId = "",
    signed_on: SignedOn | None = None,
    standing: Standing = "",
    **fields: Unpack[LedgerContract],
) -> Contract:
    """A contract as it stands elsewhere. One with a day of signature is signed unless the ledger says otherwise."""
    access.require(actor, EDIT)
    number = fields.get("their_number") or source_id
    given: NewContract = {**fields, "title": fields.get("title") or _("Contract %s") % number}
    row = create_contract(actor=actor, source_id=source_id, **given)
    return _stand(actor, row, signed_on, standing)


@action("contracts.import_standing", right="import.history")
def import_standing(
    *, actor: Actor, contract: ContractId, signed_on: SignedOn | None = None, standing: Standing = ""
) -> Contract:
    """A contract that came as a draft stands as signed in the same ledger now."""
    access.require(actor, EDIT)
    return _stand(actor, Contract.objects.select_related("subject").get(pk=contract), signed_on, standing)


def _stand(actor: Actor, row: Contract, signed_on: SignedOn | None, standing: Standing) -> Contract:
    wanted = standing or ("signed" if signed_on else "draft")
    if wanted == "draft":
        return row
    if wanted == "terminated" and signed_on is None:
        return terminate_contract(actor=actor, contract=row.pk, reason=_("Terminated according to the ledger"))
    if signed_on is None:
        raise Refused("no_day", _("The ledger calls it signed, and gives no day of signature."), "signed_on")
    row = sign_contract(actor=actor, contract=row.pk, signed_on=signed_on)
    if wanted == "closed":
        return close_contract(actor=actor, contract=row.pk)
    if wanted == "terminated":
        return terminate_contract(actor=actor, contract=row.pk, reason=_("Terminated according to the ledger"))
    return row
