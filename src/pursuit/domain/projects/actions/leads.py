"""From a lead to customer, contact and project, without typing anything again."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from django.utils.translation import gettext_lazy as _

from pursuit.domain.customers.actions.accounts import create_account, delete_account
from pursuit.domain.customers.actions.contacts import create_contact, delete_contact
from pursuit.domain.customers.models import Account, Contact
from pursuit.domain.market.actions.leads import mark_converted, refuse_done, unmark_converted
from pursuit.domain.market.models import Lead
from pursuit.domain.market.queries.leads import lead as visible_lead
from pursuit.domain.methods.fields import MethodId
from pursuit.domain.projects.actions.projects import create_project, delete_project
from pursuit.domain.projects.fields import AccountRef, NewProject
from pursuit.domain.projects.models import Project
from pursuit.kernel import terms
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Refused
from pursuit.kernel.inputs import Label, Ref, Title
from pursuit.kernel.models import Event
from pursuit.kernel.money import Money

LeadRef = Annotated[int, Ref("lead"), Label(_("Lead"))]
ContactRef = Annotated[int, Ref("contact"), Label(_("Contact"))]
Name = Annotated[Title, Label(_("Project name"))]


@dataclass(frozen=True, slots=True)
class Conversion:
    """What a lead became."""

    lead: Lead
    account: Account
    contact: Contact | None
    project: Project


def _undo(actor: Actor, happened: Sequence[Event]) -> object:
    """What the conversion made goes, what it found stays."""
    made = {event.verb: event.subject_id or 0 for event in happened}
    row = unmark_converted(actor=actor, lead=made["lead.converted"])
    delete_project(actor=actor, project=made["project.created"])
    if "contact.created" in made:
        delete_contact(actor=actor, contact=made["contact.created"])
    if "account.created" in made:
        delete_account(actor=actor, account=made["account.created"])
    return row


@action("projects.convert_lead", right="projects.edit", public="leads.convert", inverse=_undo)
def convert_lead(
    *,
    actor: Actor,
    lead: LeadRef,
    account: Annotated[AccountRef, Label(_("Existing account"))] | None = None,
    contact: Annotated[ContactRef, Label(_("Existing contact"))] | None = None,
    title: Name | None = None,
    method: MethodId | None = None,
) -> Conversion:
    """Customer and contact are reused where chosen, otherwise made; all of it or nothing."""
    row = visible_lead(actor, lead)
    refuse_done(row)
    customer = Account.objects.get(pk=account) if account else _account(actor, row)
    person = Contact.objects.get(pk=contact) if contact else _contact(actor, row, customer)
    fields: NewProject = {
        "title": title or row.title,
        "account": customer.pk,
        "amount": None if row.amount is None else Money(row.amount, row.amount_currency),
        "next_step_on": row.next_contact_on,
        "owner": row.subject.owner_id or actor.user_id,
        "unit": row.subject.unit_id,
    }
    project = create_project(actor=actor, method=method, **fields)
    done = mark_converted(
        actor=actor, lead=row.pk, account=customer.pk, contact=person.pk if person else None, became=project.pk
    )
    return Conversion(done, customer, person, project)


def _account(actor: Actor, row: Lead) -> Account:
    if not row.company:
        raise Refused("account_needed", _("The lead names no company: choose the account."), "account")
    origin = row.origin if terms.known("origin", row.origin) else None
    return create_account(
        actor=actor,
        title=row.company,
        region=row.region,
        origin=origin,
        owner=row.subject.owner_id or actor.user_id,
        unit=row.subject.unit_id,
    )


def _contact(actor: Actor, row: Lead, account: Account) -> Contact | None:
    if not row.contact_name:
        return None
    return create_contact(
        actor=actor,
        title=row.contact_name,
        account=account.pk,
        mobile=row.phone,
        email=row.email,
        owner=row.subject.owner_id or actor.user_id,
        unit=row.subject.unit_id,
    )
