"""Looking at competitors."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from pursuit.domain.market.models import Competitor
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Missing
from pursuit.kernel.listing import Column, Listing
from pursuit.kernel.records import GONE


def competitors(actor: Actor) -> QuerySet[Competitor]:
    """Competitors the actor sees."""
    return Competitor.objects.visible_to(actor)


def competitor(actor: Actor, pk: int) -> Competitor:
    """One visible competitor."""
    row = competitors(actor).select_related("subject__owner", "subject__unit").filter(pk=pk).first()
    if row is None:
        raise Missing("not_found", GONE)
    return row


COMPETITORS = Listing(
    code="competitors",
    label=_("Competitors"),
    subject_type="competitor",
    base=competitors,
    view_right="market.competitor.view",
    url_name="market:competitor",
    sort="name_key",
    cards=("price_level", "owner", "updated"),
    columns=(
        Column("title", _("Name"), source="subject__title", default=True, sortable=False),
        Column("short_name", _("Short name"), default=True, sortable=False),
        Column("products", _("Products"), default=True, sortable=False),
        Column("strengths", _("Strengths"), default=True, sortable=False),
        Column("weaknesses", _("Weaknesses"), default=True, sortable=False),
        Column("price_level", _("Price level"), "term", term="price_level", default=True, sortable=False),
        Column("website", _("Website"), sortable=False),
        Column("owner", _("Owner"), "user", source="subject__owner_id", shown="subject__owner__name"),
        Column("name_key", _("Name order"), source="subject__title_key", filterable=False),
        Column("created", _("Created"), "moment", source="subject__created_at"),
        Column("updated", _("Last change"), "moment", source="subject__updated_at"),
    ),
)
