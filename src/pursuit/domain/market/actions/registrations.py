"""项目报备: claim a project, change the claim, withdraw it. Rulings are in a file of their own."""

from collections.abc import Sequence
from typing import Unpack

from django.utils.translation import gettext_lazy as _

from pursuit.domain.market.actions.claims import CLAIM, OPEN, check, load, one_by_one, relieve, value
from pursuit.domain.market.fields import NewRegistration, RegistrationChanges, RegistrationId, SourceId
from pursuit.domain.market.models import Registration
from pursuit.kernel import records, undo
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Conflict, Refused
from pursuit.kernel.inputs import Version
from pursuit.kernel.models import Event, Subject

EDIT = "market.registration.edit"


def _undo_create(actor: Actor, events: Sequence[Event]) -> object:
    return delete_registration(actor=actor, registration=events[0].subject_id or 0)


@action("market.create_registration", right=EDIT, public="registrations.create", inverse=_undo_create)
def create_registration(*, actor: Actor, source_id: SourceId = "", **fields: Unpack[NewRegistration]) -> Registration:
    """Claim a project before work on it starts. Where somebody has claimed it already it waits for a ruling."""
    one_by_one()
    fields["owner_name"] = _owner_name(fields)
    _refuse_partner(fields.get("by_partner", False), fields.get("partner_name", ""))
    # Keys are no business of the history: they go in with the row, not as keywords.
    row = records.create(Registration, actor, fields=fields, source_id=source_id)
    check(row)
    row.save()
    return row


def _undo_update(actor: Actor, events: Sequence[Event]) -> object:
    event = events[-1]
    known = update_registration.schema.fields
    before = {name: value for name, value in undo.before_values(event).items() if name in known}
    return update_registration.run(actor, {"registration": event.subject_id, **before})


@action("market.update_registration", right=EDIT, public="registrations.update", inverse=_undo_update)
def update_registration(
    *,
    actor: Actor,
    registration: RegistrationId,
    version: Version | None = None,
    **fields: Unpack[RegistrationChanges],
) -> Registration:
    """Change some fields. What was ruled on is another matter: who, which project and tender stay then."""
    row = load(actor, registration, EDIT, version)
    changed = {name for name, wanted in fields.items() if name in CLAIM and wanted != value(row, name)}
    if row.state not in OPEN and changed | (set(fields) & {"protection_days"}):
        raise Conflict("ruled", _("This was ruled on: register anew for another project, or ask for an extension."))
    _refuse_partner(fields.get("by_partner", row.by_partner), fields.get("partner_name", row.partner_name))
    if changed:
        check(row, fields)
    records.edit(row, actor, fields)
    return row


def _undo_delete(actor: Actor, events: Sequence[Event]) -> object:
    return restore_registration(actor=actor, registration=events[0].subject_id or 0)


@action("market.delete_registration", right=EDIT, public="registrations.delete", inverse=_undo_delete)
def delete_registration(*, actor: Actor, registration: RegistrationId, version: Version | None = None) -> Registration:
    """Withdraw a registration; those it stood in the way of are free of it."""
    row = load(actor, registration, EDIT, version)
    records.delete(row, actor)
    relieve([row.pk])
    return row


@action("market.restore_registration", right=EDIT, public="registrations.restore")
def restore_registration(*, actor: Actor, registration: int) -> Registration:
    """Bring a withdrawn registration back; an open one is checked anew."""
    one_by_one()
    row = records.restore(Registration, actor, registration, EDIT)
    if row.state in OPEN:
        check(row)
        row.save()
    return row


def _owner_name(fields: NewRegistration) -> str:
    name, account = fields.get("owner_name", ""), fields.get("account")
    if name:
        return name
    if account is None:
        raise Refused("required", _("Name the owner of the project, or choose the account."), "owner_name")
    return Subject.objects.get(pk=account).title


def _refuse_partner(by_partner: bool, name: str) -> None:
    if by_partner and not name:
        raise Refused("required", _("Name the partner who registers this project."), "partner_name")
