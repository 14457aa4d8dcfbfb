"""Looking at contacts."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from pursuit.domain.customers.models import Account, Affiliation, Commitment, Contact, Visit
from pursuit.kernel import access
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Missing
from pursuit.kernel.listing import BATCH, Column, Listing
from pursuit.kernel.records import GONE

PRIVATE = "customers.field.private"


def contacts(actor: Actor) -> QuerySet[Contact]:
    """Contacts the actor sees: their own and their team's, and everybody at an account they see."""
    return Contact.objects.visible_to(actor)


def through_accounts(actor: Actor) -> QuerySet[Affiliation]:
    """Ids of contacts at accounts the actor sees (for the kernel's decision)."""
    seen = access.type_q(actor, Account.SUBJECT_TYPE, "account__subject__")
    return Affiliation.objects.filter(seen).values("contact_id")  # type: ignore[return-value]


def at(actor: Actor, account: int) -> QuerySet[Affiliation]:
    """Ids of contacts who work at a visible account now: what a form offers once the account is chosen."""
    there = Affiliation.objects.visible_to(actor).filter(account_id=account, until=None)
    return there.values("contact_id")  # type: ignore[return-value]


def contact(actor: Actor, pk: int) -> Contact:
    """One visible contact."""
    rows = contacts(actor).select_related("subject__owner", "subject__unit", "account__subject", "reports_to__subject")
    row = rows.filter(pk=pk).first()
    if row is None:
        raise Missing("not_found", GONE)
    return row


@dataclass(frozen=True, slots=True)
class ContactPage:
    """What the page of a contact shows besides its fields."""

    contact: Contact
    affiliations: Sequence[Affiliation]
    visits: Sequence[Visit]
    commitments: Sequence[Commitment]
    reports: Sequence[Contact]
    private: bool  # may the reader see birthday and preferences?


def contact_page(actor: Actor, pk: int) -> ContactPage:
    """One contact with posts (of visible accounts), meetings and promises."""
    row = contact(actor, pk)
    return ContactPage(
        contact=row,
        affiliations=affiliations(actor, row),
        visits=list(
            Visit.objects.visible_to(actor)
            .filter(participants__contact=row)
            .select_related("subject__owner", "account__subject")
            .order_by("-happened_at")[:50]
        ),
        commitments=list(
            Commitment.objects.visible_to(actor).filter(contact=row).select_related("user").order_by("state", "due_on")
        ),
        reports=list(contacts(actor).filter(reports_to=row).select_related("subject").order_by("subject__title_key")),
        private=actor.may(PRIVATE),
    )


def affiliations(actor: Actor, row: Contact) -> list[Affiliation]:
    """Posts at accounts the actor sees, the present ones first."""
    found = Affiliation.objects.visible_to(actor).filter(contact=row).select_related("account__subject")
    return sorted(found, key=lambda one: (one.until is not None, not one.is_primary, one.since is None), reverse=False)


CONTACTS = Listing(
    code="contacts",
    label=_("Contacts"),
    subject_type="contact",
    base=contacts,
    view_right="customers.contact.view",
    url_name="customers:contact",
    cards=("account", "job_title", "mobile", "updated"),
    columns=(
        Column("title", _("Name"), source="subject__title", default=True, sortable=False),
        Column(
            "account",
            _("Account"),
            "ref",
            source="account_id",
            shown="account__subject__title",
            default=True,
            ref="account",
        ),
        Column("job_title", _("Job title"), default=True),
        Column("department", _("Department"), default=True),
        Column("mobile", _("Mobile"), default=True, sortable=False),
        Column("phone", _("Phone"), sortable=False),
        Column("email", _("E-mail"), sortable=False),
        Column("wechat", _("WeChat"), sortable=False),
        Column("birthday", _("Birthday"), "date", right=PRIVATE),
        Column(
            "reports_to",
            _("Reports to"),
            "ref",
            source="reports_to_id",
            shown="reports_to__subject__title",
            ref="contact",
        ),
        Column("left_on", _("Left on"), "date"),
        Column("owner", _("Owner"), "user", source="subject__owner_id", shown="subject__owner__name", default=True),
        Column("unit", _("Unit"), "unit", source="subject__unit_id", shown="subject__unit__name"),
        Column("name_key", _("Name order"), source="subject__title_key", filterable=False),
        Column("created", _("Created"), "moment", source="subject__created_at"),
        Column("updated", _("Last change"), "moment", source="subject__updated_at", default=True),
        BATCH,
    ),
)
