"""Changing contacts."""

from collections.abc import Sequence
from typing import Unpack

from django.utils.translation import gettext_lazy as _

from pursuit.domain.customers.actions.common import (
    EDIT_CONTACT,
    before_all,
    keys_of,
    new_keys,
    refuse_merged,
    sync_keys,
)
from pursuit.domain.customers.fields.common import SourceId
from pursuit.domain.customers.fields.contact import ContactChanges, ContactDetails, ContactId, NewContact
from pursuit.domain.customers.models import Affiliation, Contact
from pursuit.kernel import blank, clock, collecting, records
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Refused
from pursuit.kernel.inputs import Version
from pursuit.kernel.models import Event

EDIT = EDIT_CONTACT
# What a contact shows of its primary post.
POST = ("job_title", "department")


def _undo_create(actor: Actor, events: Sequence[Event]) -> object:
    return delete_contact(actor=actor, contact=events[0].subject_id or 0)


@action("customers.create_contact", right=EDIT, public="contacts.create", inverse=_undo_create)
def create_contact(*, actor: Actor, source_id: SourceId = "", **fields: Unpack[NewContact]) -> Contact:
    """A new person at a customer; the account becomes the primary affiliation."""
    _refuse_day(fields)
    values = {name: value for name, value in fields.items() if name != "since"}
    row = records.create(Contact, actor, fields=values, source_id=source_id)
    if row.account_id is not None:
        post = blank.row(
            Affiliation,
            contact_id=row.pk,
            account_id=row.account_id,
            job_title=row.job_title,
            department=row.department,
            since=fields.get("since"),
            is_primary=True,
        )
        collecting.beside([post])
    new_keys(row)
    return row


def _undo_update(actor: Actor, events: Sequence[Event]) -> object:
    values = before_all(events, update_contact.schema.fields)
    return update_contact.run(actor, {"contact": events[0].subject_id, **values})


@action("customers.update_contact", right=EDIT, public="contacts.update", inverse=_undo_update)
def update_contact(
    *, actor: Actor, contact: ContactId, version: Version | None = None, **fields: Unpack[ContactChanges]
) -> Contact:
    """Change some fields of a contact; title and department are those of the primary post."""
    row = records.load(Contact, actor, contact, EDIT, version)
    _refuse_day(fields)
    _refuse_loop(row, fields.get("reports_to"))
    before = keys_of(row)
    changes = records.edit(row, actor, fields)
    sync_keys(row, before)
    if set(changes) & set(POST):
        Affiliation.objects.filter(contact=row, is_primary=True).update(**{name: getattr(row, name) for name in POST})
    return row


def _undo_delete(actor: Actor, events: Sequence[Event]) -> object:
    return restore_contact(actor=actor, contact=events[0].subject_id or 0)


@action("customers.delete_contact", right=EDIT, public="contacts.delete", inverse=_undo_delete)
def delete_contact(*, actor: Actor, contact: ContactId, version: Version | None = None) -> Contact:
    """Hide a contact; what it was part of still names it."""
    row = records.load(Contact, actor, contact, EDIT, version)
    records.delete(row, actor)
    return row


@action("customers.restore_contact", right=EDIT, public="contacts.restore")
def restore_contact(*, actor: Actor, contact: int) -> Contact:
    """Bring a deleted contact back."""
    row = records.restore(Contact, actor, contact, EDIT)
    refuse_merged(row)
    return row


def _refuse_day(fields: ContactDetails) -> None:
    today = clock.today()
    for name in ("birthday", "left_on"):
        day = fields.get(name)
        if day is not None and day > today:  # type: ignore[operator]
            raise Refused("in_future", _("This day cannot lie in the future."), name)


def _refuse_loop(row: Contact, boss: int | None) -> None:
    """Nobody reports to themselves, however long the way."""
    seen = set()
    while boss is not None and boss not in seen:
        if boss == row.pk:
            raise Refused("loop", _("A person cannot report to themselves."), "reports_to")
        seen.add(boss)
        boss = Contact.objects.filter(pk=boss).values_list("reports_to_id", flat=True).first()
