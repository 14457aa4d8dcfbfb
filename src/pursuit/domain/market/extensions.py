"""What the room declares: rights, lists, subject types, nightly work."""

from collections.abc import Iterable, Mapping
from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from pursuit.domain.market import terms as lists
from pursuit.domain.market.actions.rulings import expire_all
from pursuit.domain.market.fields import CompetitorChanges, LeadChanges, RegistrationChanges
from pursuit.domain.market.models import Competitor, Lead, LeadAssignment, Registration
from pursuit.domain.market.queries.competitors import COMPETITORS
from pursuit.domain.market.queries.leads import LEADS
from pursuit.domain.market.queries.registrations import REGISTRATIONS
from pursuit.kernel import extensions, jobs, listing, rights, terms
from pursuit.kernel.actor import Actor
from pursuit.kernel.extensions import Reference, SubjectType
from pursuit.kernel.rights import Right

VIEW = {
    "admin": "all",
    "director": "subtree",
    "manager": "subtree",
    "seller": "team",
    "presales": "team",
    "operations": "all",
}
EDIT = {"admin": "all", "director": "subtree", "manager": "subtree", "seller": "own", "operations": "all"}
# Who gives leads to people: heads, and the clerks who receive them.
ASSIGN = {"admin": "all", "director": "subtree", "manager": "subtree", "operations": "all"}
STAFF = dict.fromkeys(
    ("admin", "director", "manager", "seller", "presales", "delivery", "finance", "operations"), "all"
)
KNOW = {"admin": "all", "director": "all", "manager": "all", "presales": "all", "operations": "all", "seller": "own"}
RULE = {"admin": "all", "director": "subtree", "operations": "all"}


def declare() -> None:
    """Called once from wiring."""
    rights.declare(
        Right("market.lead.view", _("See leads"), shared="view", defaults=VIEW),
        Right("market.lead.edit", _("Edit leads"), shared="edit", defaults=EDIT),
        Right("market.lead.assign", _("Assign leads"), defaults=ASSIGN),
        Right("market.competitor.view", _("See competitors"), shared="view", defaults=STAFF),
        Right("market.competitor.edit", _("Edit competitors"), shared="edit", defaults=KNOW),
        Right("market.registration.view", _("See project registrations"), shared="view", defaults=VIEW),
        Right("market.registration.edit", _("Register projects"), shared="edit", defaults=EDIT),
        Right("market.rule", _("Rule on project registrations"), defaults=RULE),
    )
    terms.declare(*lists.ALL)
    extensions.register(LEAD, COMPETITOR, REGISTRATION)
    extensions.refer("account", Reference(Lead, "account"), Reference(Registration, "account"))
    extensions.refer("contact", Reference(Lead, "contact"))
    listing.register(LEADS, COMPETITORS, REGISTRATIONS)
    jobs.declare(
        jobs.JobKind("market.expire", _("End the protection of registrations"), _expire, every=timedelta(hours=1))
    )


def _expire(actor: Actor, progress: jobs.Progress, _params: Mapping[str, object]) -> dict[str, int]:
    return {"expired": expire_all(actor, progress)}


def _lead_text(row: Lead) -> Iterable[str]:
    return (row.company, row.contact_name, row.phone, row.email)


def _competitor_text(row: Competitor) -> Iterable[str]:
    return (row.short_name, row.products)


def _registration_text(row: Registration) -> Iterable[str]:
    return (row.owner_name, row.tender_no, row.partner_name)


LEAD = SubjectType(
    code="lead",
    label=_("Lead"),
    model=Lead,
    view_right="market.lead.view",
    edit_right="market.lead.edit",
    url_name="market:lead",
    icon="bulb",
    fields=LeadChanges,
    search_text=_lead_text,
    references=(Reference(LeadAssignment, "lead"),),
)
COMPETITOR = SubjectType(
    code="competitor",
    label=_("Competitor"),
    model=Competitor,
    view_right="market.competitor.view",
    edit_right="market.competitor.edit",
    url_name="market:competitor",
    icon="swords",
    fields=CompetitorChanges,
    search_text=_competitor_text,
)
REGISTRATION = SubjectType(
    code="registration",
    label=_("Project registration"),
    model=Registration,
    view_right="market.registration.view",
    edit_right="market.registration.edit",
    url_name="market:registration",
    icon="flag",
    fields=RegistrationChanges,
    search_text=_registration_text,
)
