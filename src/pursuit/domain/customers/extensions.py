"""What the room declares: rights, lists, subject types."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from pursuit.domain.customers import terms as lists
from pursuit.domain.customers.fields import AccountChanges, ContactChanges, VisitChanges
from pursuit.domain.customers.models import (
    Account,
    AccountChange,
    AccountRelationship,
    Affiliation,
    Commitment,
    Contact,
    Visit,
    VisitParticipant,
)
from pursuit.domain.customers.queries import contacts, visits
from pursuit.domain.customers.queries.accounts import ACCOUNTS
from pursuit.domain.customers.queries.contacts import CONTACTS, PRIVATE
from pursuit.domain.customers.queries.visits import COMMITMENTS, VISITS
from pursuit.kernel import extensions, listing, rights, terms, visible
from pursuit.kernel.extensions import Reference, SubjectType
from pursuit.kernel.rights import Right

VIEW = {
    "admin": "all",
    "director": "subtree",
    "manager": "subtree",
    "seller": "team",
    "presales": "team",
    "delivery": "team",
    "finance": "all",
    "operations": "all",
    "guest": "team",
}
EDIT = {"admin": "all", "director": "subtree", "manager": "subtree", "seller": "own", "operations": "all"}
# Whoever meets customers writes down what was said, and whom they met.
WRITE = EDIT | {"presales": "own", "delivery": "own"}
STAFF = dict.fromkeys(
    ("admin", "director", "manager", "seller", "presales", "delivery", "finance", "operations"), "all"
)


def declare() -> None:
    """Called once from wiring."""
    rights.declare(
        Right("customers.view", _("See customers"), shared="view", defaults=VIEW),
        Right("customers.edit", _("Edit customers"), shared="edit", defaults=EDIT),
        Right("customers.merge", _("Merge customers and contacts"), shared="edit", defaults=EDIT),
        Right("customers.contact.view", _("See contacts"), shared="view", defaults=VIEW),
        Right("customers.contact.edit", _("Edit contacts"), shared="edit", defaults=WRITE),
        Right("customers.visit.view", _("See visits"), shared="view", defaults=VIEW),
        Right("customers.visit.edit", _("Write visits"), shared="edit", defaults=WRITE),
        Right(PRIVATE, _("See birthday and preferences of contacts"), scoped=False, defaults=STAFF),
    )
    terms.declare(*lists.ALL)
    visible.row_type(
        "affiliation",
        lambda actor, ids: set(
            Affiliation.objects.filter(contact__in=contacts.contacts(actor).values("pk"), pk__in=ids).values_list(
                "pk", flat=True
            )
        ),
    )
    visible.row_type(
        "commitment",
        lambda actor, ids: set(visits.commitments(actor).filter(pk__in=ids).values_list("pk", flat=True)),
    )
    extensions.register(ACCOUNT, CONTACT, VISIT)
    listing.register(ACCOUNTS, CONTACTS, VISITS, COMMITMENTS)


def _account_text(row: Account) -> Iterable[str]:
    return (row.short_name, row.credit_code, row.phone)


def _contact_text(row: Contact) -> Iterable[str]:
    return (row.mobile, row.phone, row.email, row.job_title, row.department)


def _visit_text(row: Visit) -> Iterable[str]:
    return (row.account.title, row.purpose, row.summary, row.customer_words)


ACCOUNT = SubjectType(
    code="account",
    label=_("Account"),
    model=Account,
    view_right="customers.view",
    edit_right="customers.edit",
    url_name="customers:account",
    icon="building",
    fields=AccountChanges,
    search_text=_account_text,
    references=(
        Reference(Account, "parent"),
        Reference(Account, "merged_into"),
        Reference(AccountChange, "account"),
        Reference(AccountRelationship, "account"),
        Reference(Contact, "account"),
        Reference(Affiliation, "account", unique=("contact", "job_title")),
        Reference(Visit, "account"),
        Reference(Commitment, "account"),
    ),
)
CONTACT = SubjectType(
    code="contact",
    label=_("Contact"),
    model=Contact,
    view_right="customers.contact.view",
    edit_right="customers.contact.edit",
    url_name="customers:contact",
    icon="user",
    fields=ContactChanges,
    search_text=_contact_text,
    references=(
        Reference(Contact, "reports_to"),
        Reference(Contact, "merged_into"),
        Reference(Affiliation, "contact", unique=("account", "job_title")),
        Reference(VisitParticipant, "contact"),
        Reference(Commitment, "contact"),
    ),
    through=contacts.through_accounts,
)
VISIT = SubjectType(
    code="visit",
    label=_("Visit"),
    model=Visit,
    view_right="customers.visit.view",
    edit_right="customers.visit.edit",
    url_name="customers:visit",
    icon="message-circle",
    fields=VisitChanges,
    search_text=_visit_text,
    references=(Reference(Commitment, "visit"), Reference(VisitParticipant, "visit")),
    through=visits.through_accounts,
)
