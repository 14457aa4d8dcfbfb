"""Bringing certificates over from a ledger."""

from typing import Annotated, Unpack

from django.utils.translation import gettext_lazy as _

from pursuit.domain.credentials.actions.credentials import create_credential
from pursuit.domain.credentials.fields import (
    KINDS,
    CredentialDetails,
    CredentialName,
    Kind,
    NewCredential,
    SourceId,
)
from pursuit.domain.credentials.models import Credential
from pursuit.domain.credentials.queries.credentials import EDIT
from pursuit.kernel import access
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.inputs import Choices, Label

SHORT = 4  # characters of a Chinese name


@action("credentials.import_credential", right="import.history")
def import_credential(
    *,
    actor: Actor,
    title: CredentialName,
    source_id: SourceId = "",
    kind: Annotated[Kind, Choices(KINDS), Label(_("Kind"))] | None = None,
    **fields: Unpack[CredentialDetails],
) -> Credential:
    """A paper as it stands in a ledger. Where it does not say what it is: one that names a person is a person's."""
    access.require(actor, EDIT)
    holder = fields.get("holder_name", "")
    guess: Kind = "person" if fields.get("holder") or 0 < len(holder) <= SHORT else "qualification"
    given: NewCredential = {**fields, "title": title, "kind": kind or guess}
    return create_credential(actor=actor, source_id=source_id, **given)
