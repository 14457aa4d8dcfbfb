"""Looking at visits and promises."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pursuit.domain.customers.models import Account, Commitment, Contact, Visit, VisitParticipant
from pursuit.kernel import access, clock
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Missing
from pursuit.kernel.listing import Column, Listing
from pursuit.kernel.prepared import Prepared
from pursuit.kernel.records import GONE

STATES = (
    ("open", pgettext_lazy("commitment", "Open")),
    ("kept", _("Kept")),
    ("broken", _("Broken")),
    ("cancelled", _("Cancelled")),
)
WHOSE = (("ours", _("Ours")), ("theirs", _("Theirs")))


def visits(actor: Actor) -> QuerySet[Visit]:
    """Visits the actor sees: their own and their team's, and those at accounts they see."""
    return Visit.objects.visible_to(actor)


def through_accounts(actor: Actor) -> QuerySet[Visit]:
    """Ids of visits at accounts the actor sees (for the kernel's decision)."""
    seen = access.type_q(actor, Account.SUBJECT_TYPE, "account__subject__")
    return Visit.objects.filter(seen).values("pk")  # type: ignore[return-value]


@dataclass(frozen=True, slots=True)
class VisitPage:
    """What the page of a visit shows. Contacts whom the reader may not see are only counted."""

    visit: Visit
    ours: Sequence[VisitParticipant]
    theirs: Sequence[VisitParticipant]
    unseen: int
    commitments: Sequence[Commitment]


def visit(actor: Actor, pk: int) -> Visit:
    """One visible visit."""
    row = visits(actor).select_related("subject__owner", "subject__unit", "account__subject").filter(pk=pk).first()
    if row is None:
        raise Missing("not_found", GONE)
    return row


def visit_page(actor: Actor, pk: int) -> VisitPage:
    """One visit with who was there and what was promised."""
    row = visit(actor, pk)
    people = list(row.participants.select_related("user", "contact__subject").order_by("pk"))
    promises = list(row.commitments.select_related("user", "contact__subject").order_by("whose", "due_on", "pk"))
    seen = _seen(actor, {one.contact_id for one in people})
    hide_contacts(actor, promises)
    theirs = [one for one in people if one.contact_id is not None]
    return VisitPage(
        visit=row,
        ours=[one for one in people if one.user_id is not None],
        theirs=[one for one in theirs if one.contact_id in seen],
        unseen=sum(one.contact_id not in seen for one in theirs),
        commitments=promises,
    )


def _seen(actor: Actor, contacts: set[int | None]) -> set[int]:
    named = contacts - {None}
    return set(Contact.objects.visible_to(actor).filter(pk__in=named).values_list("pk", flat=True)) if named else set()


def hide_contacts(actor: Actor, promises: Sequence[Commitment]) -> None:
    """Take the names of people whom the reader may not see off rows that are about to be shown."""
    seen = _seen(actor, {one.contact_id for one in promises})
    for promise in promises:
        if promise.contact_id not in seen:
            promise.contact = None


def commitments(actor: Actor) -> QuerySet[Commitment]:
    """Promises with customers the actor sees."""
    return Commitment.objects.visible_to(actor)


def commitment(actor: Actor, pk: int) -> Commitment:
    """One visible promise."""
    rows = commitments(actor).select_related("account__subject", "visit__subject", "user", "contact__subject")
    row = rows.filter(pk=pk).first()
    if row is None:
        raise Missing("not_found", GONE)
    hide_contacts(actor, [row])
    return row


def commitment_texts(actor: Actor, ids: Collection[int]) -> dict[int, str]:
    """What was promised, of the visible ones among some."""
    return dict(commitments(actor).filter(pk__in=ids).values_list("pk", "text")) if ids else {}


def open_commitments_of(actor: Actor, user: int | None = None) -> list[Commitment]:
    """What a person has promised or waits for and is open: the most overdue first; fifty at most."""
    return _OPEN(actor, user=user or actor.user_id)


_OPEN = Prepared(
    lambda actor, user: (
        commitments(actor)
        .filter(user_id=user, state="open")
        .select_related("account__subject", "contact__subject")
        .order_by("due_on", "pk")[:50]
    )
)


def overdue_commitments(actor: Actor) -> QuerySet[Commitment]:
    """Open promises past their day."""
    return commitments(actor).filter(state="open", due_on__lt=clock.today()).order_by("due_on", "pk")


VISITS = Listing(
    code="visits",
    label=_("Visits"),
    subject_type="visit",
    base=visits,
    view_right="customers.visit.view",
    url_name="customers:visit",
    sort="-happened_at",
    cards=("account", "kind", "happened_at", "owner"),
    columns=(
        Column("title", _("Subject"), source="subject__title", default=True, sortable=False),
        Column(
            "account",
            _("Account"),
            "ref",
            source="account_id",
            shown="account__subject__title",
            default=True,
            ref="account",
        ),
        Column("kind", _("Kind"), "term", term="visit_kind", default=True),
        Column("happened_at", _("Time"), "moment", default=True),
        Column("temperature", _("Temperature"), "term", term="visit_temperature", default=True),
        Column("minutes", _("Minutes"), "number", sortable=False),
        Column("place", _("Place"), sortable=False),
        Column("purpose", _("Purpose"), sortable=False),
        Column("summary", _("Summary"), sortable=False),
        Column("next_step", _("Next step"), sortable=False),
        Column("next_step_on", _("Next step on"), "date"),
        Column("owner", _("Owner"), "user", source="subject__owner_id", shown="subject__owner__name", default=True),
        Column("unit", _("Unit"), "unit", source="subject__unit_id", shown="subject__unit__name"),
        Column("created", _("Created"), "moment", source="subject__created_at"),
        Column("updated", _("Last change"), "moment", source="subject__updated_at"),
    ),
)
COMMITMENTS = Listing(
    code="commitments",
    label=_("Commitments"),
    subject_type="",
    base=commitments,
    view_right="customers.visit.view",
    spine="",
    searchable=False,
    url_name="customers:commitment",
    sort="due_on",
    cards=("account", "whose", "due_on", "state"),
    columns=(
        Column("text", _("What was promised"), default=True, sortable=False),
        Column("whose", _("Whose"), "choice", choices=WHOSE, default=True),
        Column(
            "account",
            _("Account"),
            "ref",
            source="account_id",
            shown="account__subject__title",
            default=True,
            ref="account",
        ),
        Column("due_on", _("Due"), "date", default=True),
        Column("state", _("State"), "choice", choices=STATES, default=True),
        Column("user", _("Responsible"), "user", source="user_id", shown="user__name", default=True),
        Column("contact", _("Promised by"), "ref", source="contact_id", shown="contact__subject__title", ref="contact"),
        Column("visit", _("Visit"), "ref", source="visit_id", shown="visit__subject__title", ref="visit"),
        Column("kept_on", _("Kept on"), "date"),
        Column("created", _("Created"), "moment", source="created_at"),
    ),
)
