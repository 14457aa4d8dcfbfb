"""Changing credentials."""

from collections.abc import Sequence
from typing import Unpack

from django.utils.translation import gettext_lazy as _

from pursuit.domain.credentials.fields import CredentialChanges, CredentialId, NewCredential, SourceId
from pursuit.domain.credentials.models import Credential
from pursuit.domain.credentials.queries.credentials import EDIT, taken
from pursuit.kernel import records, undo
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Conflict, Refused
from pursuit.kernel.inputs import Version
from pursuit.kernel.models import Event


def _undo_create(actor: Actor, events: Sequence[Event]) -> object:
    return delete_credential(actor=actor, credential=events[0].subject_id or 0)


@action("credentials.create_credential", right=EDIT, public="credentials.create", inverse=_undo_create)
def create_credential(*, actor: Actor, source_id: SourceId = "", **fields: Unpack[NewCredential]) -> Credential:
    """A paper of the company or of a person. A person's certificate serves one bid at a time unless said otherwise."""
    own = {"exclusive": fields["kind"] == "person"} | dict(fields)
    row = records.create(Credential, actor, fields=own, source_id=source_id)
    _refuse_backwards(row)
    return row


def _undo_update(actor: Actor, events: Sequence[Event]) -> object:
    event = events[-1]
    return update_credential.run(actor, {"credential": event.subject_id, **undo.before_values(event)})


@action("credentials.update_credential", right=EDIT, public="credentials.update", inverse=_undo_update)
def update_credential(
    *, actor: Actor, credential: CredentialId, version: Version | None = None, **fields: Unpack[CredentialChanges]
) -> Credential:
    """Change some fields; a renewed paper gets its new last day."""
    row = records.load(Credential, actor, credential, EDIT, version)
    records.edit(row, actor, fields)
    _refuse_backwards(row)
    return row


def _undo_delete(actor: Actor, events: Sequence[Event]) -> object:
    return restore_credential(actor=actor, credential=events[0].subject_id or 0)


@action("credentials.delete_credential", right=EDIT, public="credentials.delete", inverse=_undo_delete)
def delete_credential(*, actor: Actor, credential: CredentialId, version: Version | None = None) -> Credential:
    """Hide one entered by mistake; what a running bid answers with stays."""
    row = records.load(Credential, actor, credential, EDIT, version)
    if taken([row.pk]):
        raise Conflict("occupied", _("A bid or project occupies it: release it there first."))
    records.delete(row, actor)
    return row


@action("credentials.restore_credential", right=EDIT, public="credentials.restore")
def restore_credential(*, actor: Actor, credential: int) -> Credential:
    """Bring a deleted one back."""
    return records.restore(Credential, actor, credential, EDIT)


def _refuse_backwards(row: Credential) -> None:
    if row.issued_on and row.expires_on and row.expires_on < row.issued_on:
        raise Refused("backwards", _("It cannot expire before it was issued."), "expires_on")
