"""Looking at accounts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pursuit.domain.customers.models import (
    Account,
    AccountChange,
    AccountRelationship,
    Commitment,
    Contact,
    Visit,
)
from pursuit.domain.customers.queries.visits import hide_contacts
from pursuit.domain.customers.rules.attention import Attention, Standing, attention
from pursuit.kernel import clock
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Missing
from pursuit.kernel.listing import BATCH, Column, Listing
from pursuit.kernel.models import StoredFile


def accounts(actor: Actor) -> QuerySet[Account]:
    """Accounts the actor sees."""
    return Account.objects.visible_to(actor)


def account(actor: Actor, pk: int) -> Account:
    """One visible account with what its page shows."""
    row = accounts(actor).select_related("subject__owner", "subject__unit", "parent__subject").filter(pk=pk).first()
    if row is None:
        raise Missing("not_found", _("There is no such record, or you cannot see it."))
    return row


@dataclass(frozen=True, slots=True)
class AccountPage:
    """What the page of an account shows besides its fields. Counts are of what the reader sees."""

    account: Account
    counts: Mapping[str, int]
    children: Sequence[Account]
    contacts: Sequence[Contact]
    relationships: Sequence[AccountRelationship]
    standings: Sequence[AccountChange]


def account_page(actor: Actor, pk: int) -> AccountPage:
    """One account with the first of everything on it; a fixed number of queries however much there is."""
    row = account(actor, pk)
    contacts = Contact.objects.visible_to(actor).filter(affiliations__account=row, affiliations__until=None).distinct()
    visits = Visit.objects.visible_to(actor).filter(account=row)
    commitments = Commitment.objects.visible_to(actor).filter(account=row, state="open")
    children = Account.objects.visible_to(actor).filter(parent=row)
    counts = {
        "contacts": contacts.count(),
        "visits": visits.count(),
        "open_commitments": commitments.count(),
        "overdue_commitments": commitments.filter(due_on__lt=clock.today()).count(),
        "children": children.count(),
        "files": StoredFile.objects.filter(subject_id=pk, deleted_at=None).count(),
    }
    return AccountPage(
        account=row,
        counts=counts,
        children=list(children.select_related("subject").order_by("subject__title_key")[:50]),
        contacts=list(contacts.select_related("subject").order_by("left_on", "subject__title_key")[:50]),
        relationships=relationships(row),
        standings=list(row.standings.select_related("by").order_by("-at", "-pk")[:50]),
    )


def relationships(row: Account) -> list[AccountRelationship]:
    """The assessment in force of each layer."""
    newest = AccountRelationship.objects.filter(account=row, layer=OuterRef("layer")).order_by("-assessed_on", "-pk")
    found = AccountRelationship.objects.filter(account=row, pk=Subquery(newest.values("pk")[:1]))
    return list(found.select_related("assessed_by").order_by("layer"))


@dataclass(frozen=True, slots=True)
class Notice:
    """What wants attention at an account, with the visit whose next step it is about."""

    attention: Attention
    step: Visit | None


def notice(actor: Actor, page: AccountPage) -> Notice | None:
    """The one thing that is wrong or next at an account, as far as the reader can see."""
    row = page.account
    past = Visit.objects.visible_to(actor).filter(account=row, happened_at__lte=clock.now()).order_by("-happened_at")
    last = past.first()
    step = last if last is not None and last.next_step else None
    standing = Standing(
        tier=row.tier,
        has_owner=row.subject.owner_id is not None,
        has_credit_code=bool(row.credit_code),
        contacts=page.counts["contacts"],
        overdue=page.counts["overdue_commitments"],
        since_visit=(clock.today() - timezone.localdate(last.happened_at)).days if last else None,
        next_step=step.next_step if step else "",
        next_step_on=step.next_step_on if step else None,
    )
    found = attention(standing, clock.today())
    return Notice(found, step) if found else None


def relationship_history(actor: Actor, pk: int) -> list[AccountRelationship]:
    """All assessments of a visible account, newest first."""
    rows = AccountRelationship.objects.visible_to(actor).filter(account_id=pk).select_related("assessed_by")
    return list(rows.order_by("layer", "-assessed_on", "-pk")[:100])


def visits_of(actor: Actor, pk: int) -> list[Visit]:
    """The newest visits at an account."""
    rows = Visit.objects.visible_to(actor).filter(account_id=pk).select_related("subject__owner")
    return list(rows.order_by("-happened_at")[:50])


def commitments_of(actor: Actor, pk: int) -> list[Commitment]:
    """Promises with an account: the open ones by day, then the newest settled ones."""
    rows = Commitment.objects.visible_to(actor).filter(account_id=pk).select_related("user", "contact__subject")
    still = rows.filter(state="open").order_by(F("due_on").asc(nulls_last=True), "pk")[:100]
    found = [*still, *rows.exclude(state="open").order_by("-pk")[:50]]
    hide_contacts(actor, found)
    return found


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One line of a customer's story. kind: visit (detail: its kind) or commitment (detail: its state)."""

    at: datetime
    kind: str
    id: int
    title: str
    detail: str
    user_id: int | None


def timeline(actor: Actor, pk: int, *, before: datetime | None = None, limit: int = 30) -> list[TimelineEntry]:
    """Visits and promises with a customer, newest first; `before` continues after the last one shown."""
    row = account(actor, pk)
    visits = Visit.objects.visible_to(actor).filter(account=row)
    promises = Commitment.objects.visible_to(actor).filter(account=row)
    if before is not None:
        visits, promises = visits.filter(happened_at__lt=before), promises.filter(created_at__lt=before)
    entries = [
        TimelineEntry(visit.happened_at, "visit", visit.pk, visit.title, visit.kind, visit.subject.owner_id)
        for visit in visits.select_related("subject").order_by("-happened_at")[:limit]
    ]
    entries += [
        TimelineEntry(one.created_at, "commitment", one.pk, one.text, one.state, one.user_id)
        for one in promises.order_by("-created_at")[:limit]
    ]
    return sorted(entries, key=lambda entry: entry.at, reverse=True)[:limit]


def successor(actor: Actor, pk: int) -> Account | None:
    """What a merged-away account has become, followed to the end, if the actor sees that."""
    seen: set[int] = set()
    at: int | None = pk
    while at is not None and at not in seen:
        seen.add(at)
        following = Account.objects.filter(pk=at).values_list("merged_into_id", flat=True).first()
        if following is None:
            break
        at = following
    return accounts(actor).filter(pk=at).first() if at != pk else None


ACCOUNTS = Listing(
    code="accounts",
    label=_("Accounts"),
    subject_type="account",
    base=accounts,
    view_right="customers.view",
    url_name="customers:account",
    cards=("tier", "industry", "owner", "updated"),
    columns=(
        Column("title", _("Name"), source="subject__title", default=True, sortable=False),
        Column("tier", _("Tier"), "term", term="tier", default=True),
        Column("industry", _("Industry"), "term", term="industry", default=True),
        Column("lifecycle", _("Lifecycle"), "term", term="lifecycle", default=True),
        Column("credit_grade", _("Credit grade"), "term", term="credit_grade"),
        Column("region", _("Region")),
        Column(
            "owner",
            _("Owner"),
            "user",
            source="subject__owner_id",
            shown="subject__owner__name",
            default=True,
        ),
        Column("unit", _("Unit"), "unit", source="subject__unit_id", shown="subject__unit__name"),
        Column(
            "parent",
            _("Parent account"),
            "ref",
            source="parent_id",
            shown="parent__subject__title",
            ref="account",
        ),
        Column("short_name", _("Short name")),
        Column("credit_code", _("Unified social credit code")),
        Column("origin", _("Source"), "term", term="origin"),
        Column("phone", _("Phone")),
        Column("name_key", _("Name order"), source="subject__title_key", filterable=False),
        Column("created", _("Created"), "moment", source="subject__created_at"),
        Column("updated", _("Last change"), "moment", source="subject__updated_at", default=True),
        BATCH,
    ),
)
