"""Looking at credentials: one, the list, what runs out, who occupies what."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from pursuit.domain.credentials.fields import KINDS
from pursuit.domain.credentials.models import Credential, CredentialUse
from pursuit.domain.credentials.rules.expiry import SOON
from pursuit.kernel import clock, pickers
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Missing
from pursuit.kernel.listing import BATCH, Column, Listing
from pursuit.kernel.models import StoredFile
from pursuit.kernel.records import GONE

VIEW, EDIT, USE = "credentials.view", "credentials.edit", "credentials.use"


@dataclass(frozen=True, slots=True)
class Use:
    """An occupation as a reader may see it: about is "" where they do not see what occupies it."""

    row: CredentialUse
    about: str


def credentials(actor: Actor) -> QuerySet[Credential]:
    """Credentials the actor sees."""
    return Credential.objects.visible_to(actor)


def credential(actor: Actor, pk: int) -> Credential:
    """One visible credential."""
    related = ("subject__owner", "subject__unit", "holder", "account__subject")
    row = credentials(actor).select_related(*related).filter(pk=pk).first()
    if row is None:
        raise Missing("not_found", GONE)
    return row


def uses(actor: Actor, pk: int) -> list[Use]:
    """What occupies it and did, the newest first."""
    rows = list(CredentialUse.objects.visible_to(actor).filter(credential=pk).select_related("by", "subject")[:50])
    named = pickers.titles({one.subject_id for one in rows}, actor)
    return [Use(one, named.get(one.subject_id, "")) for one in rows]


def taken(ids: Collection[int]) -> dict[int, list[int]]:
    """By credential: the subjects that occupy it now. For rules that decide, whoever sees them."""
    found: dict[int, list[int]] = {}
    rows = CredentialUse.objects.filter(credential__in=ids, released_at=None, subject__deleted_at=None)
    for pk, subject in rows.values_list("credential_id", "subject_id"):
        found.setdefault(pk, []).append(subject)
    return found


def with_scan(ids: Collection[int]) -> set[int]:
    """Which of these have a file."""
    return set(StoredFile.objects.filter(subject__in=ids, deleted_at=None).values_list("subject_id", flat=True))


def ending(actor: Actor, within: int = SOON) -> QuerySet[Credential]:
    """Those that run out within so many days or have run out, the first first."""
    last = clock.today() + timedelta(days=within)
    return credentials(actor).filter(expires_on__lte=last).select_related("subject").order_by("expires_on", "pk")


def border(within: int = SOON) -> date:
    """The last day a list of what runs out looks at."""
    return clock.today() + timedelta(days=within)


CREDENTIALS = Listing(
    code="credentials",
    label=_("Credentials"),
    subject_type="credential",
    base=credentials,
    view_right=VIEW,
    url_name="credentials:credential",
    sort="expires_on",
    cards=("kind", "level", "holder", "expires_on"),
    asks=("kind", "expires_on", "holder"),
    columns=(
        Column("title", _("Name"), source="subject__title", default=True, sortable=False),
        Column("kind", _("Kind"), "choice", choices=KINDS, default=True),
        Column("number", _("Certificate number"), default=True, sortable=False),
        Column("level", _("Level of the paper"), default=True, sortable=False),
        Column("issuer", _("Issued by"), sortable=False),
        Column("holder", _("Holder among us"), "user", source="holder_id", shown="holder__name", default=True),
        Column("holder_name", _("Holder"), sortable=False),
        Column("account", _("Customer or manufacturer"), "ref", source="account_id", shown="account__subject__title",
               ref="account"),
        Column("amount", _("Contract amount"), "money", currency="amount_currency"),
        Column("issued_on", _("Issued on"), "date"),
        Column("expires_on", _("Expires on"), "date", default=True),
        Column("exclusive", _("For one running bid or project at a time"), "flag"),
        Column("tags", _("Tags"), sortable=False),
        Column("owner", _("Keeper"), "user", source="subject__owner_id", shown="subject__owner__name", default=True),
        Column("unit", _("Unit"), "unit", source="subject__unit_id", shown="subject__unit__name"),
        Column("name_key", _("Name order"), source="subject__title_key", filterable=False),
        Column("created", _("Created"), "moment", source="subject__created_at"),
        Column("updated", _("Last change"), "moment", source="subject__updated_at"),
        BATCH,
    ),
)  # fmt: skip
