"""Bringing leads over with what became of them elsewhere."""

from typing import Annotated, Literal, Unpack

from django.utils.translation import gettext_lazy as _

from pursuit.domain.market.actions import leads
from pursuit.domain.market.fields import AccountRef, Became, ContactRef, NewLead, RejectReason, SourceId
from pursuit.domain.market.models import Lead
from pursuit.kernel import access
from pursuit.kernel import context as surroundings
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.inputs import Label, Line, Moment

Ended = Annotated[Literal["open", "converted", "rejected"], Label(_("State"), widget="hidden")]
Customer = Annotated[AccountRef, Label(_("Converted to account"))]
Person = Annotated[ContactRef, Label(_("Converted to contact"))]
ConvertedAt = Annotated[Moment, Label(_("Converted at"), widget="datetime")]
RejectNote = Annotated[Line, Label(_("Note on the rejection"))]


@action("market.import_lead", right="import.history")
def import_lead(
    *,
    actor: Actor,
    source_id: SourceId = "",
    state: Ended = "open",
    converted_account: Customer | None = None,
    converted_contact: Person | None = None,
    became: Became | None = None,
    converted_at: ConvertedAt | None = None,
    reject_reason: RejectReason | None = None,
    reject_note: RejectNote = "",
    **fields: Unpack[NewLead],
) -> Lead:
    """A lead as it stands elsewhere; a converted one says what it became as far as that is here."""
    access.require(actor, leads.EDIT)
    ended: dict[str, object] = {}
    if state == "converted":
        ended = {"state": state, "account": converted_account, "contact": converted_contact, "became": became}
        ended["converted_at"] = converted_at or surroundings.moment()
    elif state == "rejected":
        ended = {"state": state, "reject_reason": reject_reason or "", "reject_note": reject_note}
    return leads.begin(actor, fields, source_id, **ended)
