"""Looking at registrations, and whether somebody else has claimed the same project."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from pursuit.domain.customers.queries import whom
from pursuit.domain.market.models import Registration, RegistrationHit, RegistrationRuling
from pursuit.domain.market.rules import conflict
from pursuit.domain.market.rules.conflict import Claim, Likeness
from pursuit.kernel import clock
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Missing
from pursuit.kernel.listing import Column, Listing
from pursuit.kernel.records import GONE

STATES = (
    ("pending", _("Pending")),
    ("conflict", _("In conflict")),
    ("accepted", _("Accepted")),
    ("rejected", _("Rejected")),
    ("expired", _("Expired")),
)
REASONS = {
    "tender": _("Same tender number"),
    "owner": _("Same owner of the project"),
    "project": _("Same project name"),
    "project_similar": _("Similar project name"),
}
MOST = 20
LOOKED_AT = 2000


@dataclass(frozen=True, slots=True)
class Hit:
    """A registration that may be of the same project.

    hard: the tender number is the same; otherwise it is suspected. Not visible: nothing but the fact, by what it was
    found, whether it is protected, and with whom to talk.
    """

    id: int | None
    title: str
    owner: str
    state: str
    protected_until: date | None
    hard: bool
    score: int
    reasons: tuple[str, ...]
    visible: bool
    talk_to: tuple[str, ...] = ()

    @property
    def reason_texts(self) -> list[str]:
        return [str(REASONS[reason]) for reason in self.reasons]


def registrations(actor: Actor) -> QuerySet[Registration]:
    """Registrations the actor sees."""
    return Registration.objects.visible_to(actor)


def registration(actor: Actor, pk: int) -> Registration:
    """One visible registration."""
    rows = registrations(actor).select_related("subject__owner", "subject__unit", "account__subject")
    row = rows.filter(pk=pk).first()
    if row is None:
        raise Missing("not_found", GONE)
    return row


def rulings(row: Registration) -> list[RegistrationRuling]:
    """What was decided about it, newest first."""
    return list(row.rulings.select_related("by").order_by("-pk"))


def conflicts(
    actor: Actor,
    *,
    title: str,
    owner_name: str = "",
    tender_no: str = "",
    account: int | None = None,
    exclude: int | None = None,
) -> list[Hit]:
    """Who else has claimed this project: asked before registering, surest first."""
    mine = Claim(conflict.owner_key(owner_name), title, conflict.tender_key(tender_no), account)
    return told(actor, rivals(mine, exclude))


def hits_of(actor: Actor, row: Registration) -> list[Hit]:
    """The conflicts noted on a registration, from either side, as this reader may know them."""
    pairs = RegistrationHit.objects.filter(Q(registration=row) | Q(other=row)).select_related(
        "registration__subject__owner", "other__subject__owner"
    )
    found: dict[int, tuple[Registration, Likeness]] = {}
    for pair in pairs:
        other = pair.other if pair.registration_id == row.pk else pair.registration
        if other.subject.deleted_at is None:
            found[other.pk] = (other, Likeness(pair.hard, pair.score, tuple(pair.reasons)))
    return told(actor, found.values())


def rivals(mine: Claim, exclude: int | None = None) -> list[tuple[Registration, Likeness]]:
    """All standing claims like this one, whoever may see them. Rejected and expired ones stand in nobody's way."""
    like = Q(pk__in=[])
    if mine.tender:
        like |= Q(tender_key=mine.tender)
    if mine.owner:
        like |= Q(owner_key=mine.owner)
    if mine.account is not None:
        like |= Q(account_id=mine.account)
    rows = (
        Registration.objects.live()
        .filter(like, state__in=("pending", "conflict", "accepted"))
        .exclude(pk=exclude)
        .select_related("subject__owner")
        .order_by("-pk")[:LOOKED_AT]
    )
    today = clock.today()
    found = []
    for row in rows:
        if row.state == "accepted" and row.protected_until is not None and row.protected_until < today:
            continue  # over, even if the nightly job has not said so yet
        likeness = conflict.compare(mine, claim_of(row))
        if likeness is not None:
            found.append((row, likeness))
    return sorted(found, key=lambda pair: (not pair[1].hard, -pair[1].score, pair[0].pk))


def claim_of(row: Registration) -> Claim:
    """A stored registration as it is compared."""
    return Claim(row.owner_key, row.title, row.tender_key, row.account_id)


def told(actor: Actor, pairs: Iterable[tuple[Registration, Likeness]]) -> list[Hit]:
    """The same as people may read it: of what they cannot see, only that it is there and whom to ask."""
    found = list(pairs)[:MOST]
    seen = set(registrations(actor).filter(pk__in=[row.pk for row, _like in found]).values_list("pk", flat=True))
    talk = whom.heads({row.subject.unit_id for row, _like in found})
    return [_hit(row, like, row.pk in seen, talk.get(row.subject.unit_id, ())) for row, like in found]


def _hit(row: Registration, like: Likeness, visible: bool, talk_to: tuple[str, ...]) -> Hit:
    if not visible:
        return Hit(None, "", "", "", None, like.hard, like.score if like.hard else 0, like.reasons, False, talk_to)
    return Hit(
        row.pk,
        row.title,
        str(row.subject.owner or ""),
        row.state,
        row.protected_until,
        like.hard,
        like.score,
        like.reasons,
        True,
        talk_to,
    )


REGISTRATIONS = Listing(
    code="registrations",
    label=_("Project registrations"),
    subject_type="registration",
    base=registrations,
    view_right="market.registration.view",
    url_name="market:registration",
    cards=("owner_name", "state", "protected_until", "owner"),
    columns=(
        Column("title", _("Project name"), source="subject__title", default=True, sortable=False),
        Column("owner_name", _("Owner of the project"), default=True, sortable=False),
        Column("tender_no", _("Tender number"), default=True, sortable=False),
        Column("state", _("State"), "choice", choices=STATES, default=True),
        Column(
            "amount",
            _("Expected amount"),
            "money",
            currency="amount_currency",
            default=True,
            total=True,
            sortable=False,
        ),
        Column("expected_on", _("Expected on"), "date", default=True, sortable=False),
        Column("protected_until", _("Protected until"), "date", default=True),
        Column("protection_days", _("Protection in days"), "number", sortable=False),
        Column("by_partner", _("Registered by a partner"), "flag", sortable=False),
        Column("partner_name", _("Partner"), sortable=False),
        Column("account", _("Account"), "ref", source="account_id", shown="account__subject__title", ref="account"),
        Column("owner", _("Owner"), "user", source="subject__owner_id", shown="subject__owner__name", default=True),
        Column("unit", _("Unit"), "unit", source="subject__unit_id", shown="subject__unit__name"),
        Column("created", _("Created"), "moment", source="subject__created_at"),
        Column("updated", _("Last change"), "moment", source="subject__updated_at"),
    ),
)
