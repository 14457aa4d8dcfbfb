"""Where people work: posts at accounts, from a day to a day; one of them is the primary one."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated

from django.utils.translation import gettext_lazy as _

from pursuit.domain.customers.actions.common import EDIT_CONTACT
from pursuit.domain.customers.actions.contacts import POST
from pursuit.domain.customers.fields.account import AccountId
from pursuit.domain.customers.fields.contact import (
    AffiliationId,
    ContactId,
    Department,
    JobTitle,
    LeftOn,
    Primary,
    Since,
    Until,
)
from pursuit.domain.customers.models import Affiliation, Contact
from pursuit.kernel import clock, events, records, undo
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Missing, Refused
from pursuit.kernel.inputs import Label, Version
from pursuit.kernel.models import Event

CHANGED = "contact.affiliation_changed"
FIELDS = ("job_title", "department", "since", "until")


def _undo_add(actor: Actor, events: Sequence[Event]) -> object:
    facts = next(event for event in events if event.verb == "contact.affiliated").payload.data
    return remove_affiliation(actor=actor, affiliation=facts["affiliation"], back_to=facts["primary_before"])


@action("customers.affiliate_contact", right=EDIT_CONTACT, public="contacts.affiliate", inverse=_undo_add)
def affiliate_contact(
    *,
    actor: Actor,
    contact: ContactId,
    account: AccountId,
    job_title: JobTitle = "",
    department: Department = "",
    since: Since | None = None,
    until: Until | None = None,
    primary: Primary = True,
    version: Version | None = None,
) -> Affiliation:
    """The person (also) works at this account. A new primary post takes the place of the old one."""
    row = records.load(Contact, actor, contact, EDIT_CONTACT, version)
    _refuse_span(since, until)
    before = _primary(row)
    made = Affiliation.objects.create(
        contact=row, account_id=account, job_title=job_title, department=department, since=since, until=until
    )
    if primary or before is None:
        _make_primary(row, made)
    changes = _show_post(row) | {"affiliation": (None, account)}
    records.touch(row)
    events.record(
        actor,
        "contact.affiliated",
        row.subject,
        changes,
        affiliation=made.pk,
        primary_before=before.pk if before else None,
    )
    return made


def _undo_change(actor: Actor, events: Sequence[Event]) -> object:
    event = next(event for event in events if event.verb == CHANGED)
    known = change_affiliation.schema.fields
    values = {name: value for name, value in undo.before_values(event).items() if name in known}
    return change_affiliation.run(actor, {"affiliation": event.payload.data["affiliation"], **values})


@action("customers.change_affiliation", right=EDIT_CONTACT, public="contacts.change-affiliation", inverse=_undo_change)
def change_affiliation(
    *,
    actor: Actor,
    affiliation: AffiliationId,
    job_title: JobTitle | None = None,
    department: Department | None = None,
    since: Since | None = None,
    until: Until | None = None,
    primary: Primary | None = None,
) -> Affiliation:
    """Correct or end a post, or make it the primary one. What is not given stays."""
    row, person = _load(actor, affiliation)
    given: dict[str, object] = {"job_title": job_title, "department": department, "since": since, "until": until}
    changes: dict[str, tuple[object, object]] = {}
    for name in FIELDS:
        if given[name] is not None and getattr(row, name) != given[name]:
            changes[name] = (getattr(row, name), given[name])
            setattr(row, name, given[name])
    _refuse_span(row.since, row.until)
    row.save()
    if primary and not row.is_primary:
        _make_primary(person, row)
        changes["primary"] = (False, True)
    if changes:
        _show_post(person)
        records.touch(person)
        events.record(actor, CHANGED, person.subject, changes, affiliation=row.pk, account=row.account_id)
    return row


@action("customers.remove_affiliation", right=EDIT_CONTACT, public="contacts.remove-affiliation")
def remove_affiliation(
    *,
    actor: Actor,
    affiliation: AffiliationId,
    back_to: Annotated[int, Label(_("Primary afterwards"), widget="hidden")] | None = None,
) -> Contact:
    """Take back a post that was entered by mistake (one that ended has an end day instead)."""
    row, person = _load(actor, affiliation)
    facts = {name: getattr(row, name) for name in FIELDS}
    account, was_primary = row.account_id, row.is_primary
    row.delete()
    if was_primary:
        rest = Affiliation.objects.filter(contact=person)
        following = rest.filter(pk=back_to or 0).first() or rest.filter(until=None).order_by("-since", "-pk").first()
        if following is not None:
            _make_primary(person, following)
    changes = _show_post(person) | {"affiliation": (account, None)}
    records.touch(person)
    events.record(actor, "contact.affiliation_removed", person.subject, changes, post=facts)
    return person


@action("customers.contact_left", right=EDIT_CONTACT, public="contacts.leave")
def contact_left(*, actor: Actor, contact: ContactId, left_on: LeftOn, version: Version | None = None) -> Contact:
    """The person left: every open post ends that day; the card stays for the history and the next employer."""
    row = records.load(Contact, actor, contact, EDIT_CONTACT, version)
    if left_on > clock.today():
        raise Refused("in_future", _("This day cannot lie in the future."), "left_on")
    ended = list(Affiliation.objects.filter(contact=row, until=None).values_list("pk", flat=True))
    Affiliation.objects.filter(pk__in=ended).update(until=left_on)
    records.edit(row, actor, {"left_on": left_on}, verb="contact.left")
    return row


def _load(actor: Actor, pk: int) -> tuple[Affiliation, Contact]:
    row = Affiliation.objects.filter(pk=pk).first()
    if row is None:
        raise Missing("not_found", records.GONE)
    person = records.load(Contact, actor, row.contact_id, EDIT_CONTACT)
    # Read again under the lock of its person.
    return Affiliation.objects.get(pk=pk), person


def _primary(person: Contact) -> Affiliation | None:
    return Affiliation.objects.filter(contact=person, is_primary=True).first()


def _make_primary(person: Contact, post: Affiliation) -> None:
    Affiliation.objects.filter(contact=person, is_primary=True).exclude(pk=post.pk).update(is_primary=False)
    post.is_primary = True
    post.save(update_fields=["is_primary"])


def _show_post(person: Contact) -> dict[str, tuple[object, object]]:
    """Bring the contact's own columns in line with the primary post; returns what changed."""
    post = _primary(person)
    wanted: dict[str, object] = {"account_id": post.account_id if post else None}
    if post is not None:
        wanted |= {name: getattr(post, name) for name in POST if getattr(post, name)}
        if post.until is None:
            wanted["left_on"] = None
    changes = {}
    for name, value in wanted.items():
        if getattr(person, name) != value:
            changes[name.removesuffix("_id")] = (getattr(person, name), value)
            setattr(person, name, value)
    person.save()
    return changes


def _refuse_span(since: date | None, until: date | None) -> None:
    if since is not None and until is not None and until < since:
        raise Refused("ends_before", _("The end lies before the beginning."), "until")
