"""Looking at leads."""

from collections.abc import Sequence

from django.db.models import Max, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pursuit.domain.customers.queries import duplicates
from pursuit.domain.customers.queries.duplicates import Candidate
from pursuit.domain.market.models import Lead, LeadAssignment
from pursuit.kernel import clock
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Missing
from pursuit.kernel.listing import BATCH, Column, Listing
from pursuit.kernel.models import Grant, Membership, RoleRight
from pursuit.kernel.prepared import Prepared
from pursuit.kernel.records import GONE

EDIT = "market.lead.edit"
MATURITY = (("cold", _("Cold")), ("warm", _("Warm")), ("hot", _("Hot")))
STATES = (
    ("new", pgettext_lazy("lead", "New")),
    ("assigned", _("Assigned")),
    ("working", _("In work")),
    ("converted", _("Converted")),
    ("rejected", pgettext_lazy("lead", "Rejected")),
)


def leads(actor: Actor) -> QuerySet[Lead]:
    """Leads the actor sees."""
    return Lead.objects.visible_to(actor)


def lead(actor: Actor, pk: int) -> Lead:
    """One visible lead."""
    rows = leads(actor).select_related(
        "subject__owner", "subject__unit", "account__subject", "contact__subject", "became"
    )
    row = rows.filter(pk=pk).first()
    if row is None:
        raise Missing("not_found", GONE)
    return row


def assignments(row: Lead) -> list[LeadAssignment]:
    """Who had it when, newest first."""
    return list(row.assignments.select_related("user", "by").order_by("-pk"))


def due(actor: Actor) -> list[Lead]:
    """The actor's own leads that want something today: to be accepted, or contacted. The first fifty."""
    return _DUE(actor, owner=actor.user_id, today=clock.today())


_DUE = Prepared(
    lambda actor, owner, today: (
        leads(actor)
        .filter(Q(state="assigned") | Q(state="working", next_contact_on__lte=today), subject__owner_id=owner)
        .select_related("subject")
        .order_by("next_contact_on", "pk")[:50]
    )
)


def turns(unit: int) -> list[int]:
    """People of a unit who may work on leads, whose turn is longest ago first."""
    today = clock.today()
    roles = RoleRight.objects.filter(right=EDIT).values("role_id")
    able = Grant.objects.filter(role__in=roles).values("user_id")
    people = (
        Membership.objects.filter(
            Q(since=None) | Q(since__lte=today),
            Q(until=None) | Q(until__gte=today),
            unit_id=unit,
            user__in=able,
            user__is_active=True,
        )
        .order_by("user_id")
        .values_list("user_id", flat=True)
    )
    last = dict(
        LeadAssignment.objects.filter(unit_id=unit)
        .values("user_id")
        .annotate(last=Max("pk"))
        .values_list("user_id", "last")
    )
    return sorted(people, key=lambda user: (last.get(user, 0), user))


def known_accounts(actor: Actor, row: Lead) -> Sequence[Candidate]:
    """Customers this lead may come from: asked before it is converted."""
    return duplicates.account_candidates(actor, title=row.company, phone=row.phone) if row.company else []


def known_contacts(actor: Actor, row: Lead, account: int | None = None) -> Sequence[Candidate]:
    """People this lead may come from."""
    if not (row.contact_name or row.phone or row.email):
        return []
    return duplicates.contact_candidates(
        actor, title=row.contact_name, mobile=row.phone, email=row.email, account=account
    )


LEADS = Listing(
    code="leads",
    label=_("Leads"),
    subject_type="lead",
    base=leads,
    view_right="market.lead.view",
    url_name="market:lead",
    cards=("company", "state", "maturity", "owner"),
    columns=(
        Column("title", _("Subject"), source="subject__title", default=True, sortable=False),
        Column("company", _("Company"), default=True),
        Column("contact_name", _("Contact name"), default=True, sortable=False),
        Column("phone", _("Phone"), sortable=False),
        Column("email", _("E-mail"), sortable=False),
        Column("origin", _("Source"), "term", term="origin", default=True),
        Column("maturity", _("Maturity"), "choice", choices=MATURITY, default=True),
        Column("state", _("State"), "choice", choices=STATES, default=True),
        Column("budget_known", _("Budget is known"), "flag", sortable=False),
        Column("amount", _("Expected amount"), "money", currency="amount_currency", default=True, total=True),
        Column("region", _("Region"), sortable=False),
        Column("next_contact_on", _("Next contact on"), "date", default=True),
        Column("reject_reason", _("Reason for rejecting"), "term", term="lead_reject_reason"),
        Column("account", _("Account"), "ref", source="account_id", shown="account__subject__title", ref="account"),
        Column("converted_at", _("Converted"), "moment"),
        Column("owner", _("Owner"), "user", source="subject__owner_id", shown="subject__owner__name", default=True),
        Column("unit", _("Unit"), "unit", source="subject__unit_id", shown="subject__unit__name"),
        Column("created", _("Created"), "moment", source="subject__created_at"),
        Column("updated", _("Last change"), "moment", source="subject__updated_at", default=True),
        BATCH,
    ),
)
