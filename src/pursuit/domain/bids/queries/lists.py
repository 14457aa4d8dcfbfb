"""Rows of bids that programs read: who bids, and the check lists."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from pursuit.domain.bids.fields import PRICE, SOURCES
from pursuit.domain.bids.models import Bidder, SealItem
from pursuit.domain.bids.queries.bids import VIEW
from pursuit.kernel.actor import Actor
from pursuit.kernel.listing import Column, Listing

OF_BID = Column("bid", _("Bid"), "ref", source="bid_id", shown="bid__subject__title", ref="bid", default=True)
CURRENCY = "bid__price_currency"


def bidders(actor: Actor) -> QuerySet[Bidder]:
    """Of bids the actor sees."""
    return Bidder.objects.visible_to(actor).filter(bid__project__subject__deleted_at=None)


def seal_items(actor: Actor) -> QuerySet[SealItem]:
    """Of bids the actor sees."""
    return SealItem.objects.visible_to(actor).filter(bid__project__subject__deleted_at=None)


BIDDERS = Listing(
    code="bidders",
    label=_("Who bids"),
    subject_type="",
    base=bidders,
    view_right=VIEW,
    spine="",
    searchable=False,
    sort="order",
    columns=(
        Column("name", _("Name"), default=True, sortable=False),
        OF_BID,
        Column("competitor", _("Competitor"), "ref", source="competitor_id", shown="competitor__subject__title",
               ref="competitor", default=True),
        Column("ours", _("We"), "flag", default=True, sortable=False),
        Column("low", _("Lowest price expected"), "money", currency=CURRENCY, right=PRICE, sortable=False),
        Column("likely", _("Most likely price"), "money", currency=CURRENCY, right=PRICE, sortable=False, default=True),
        Column("high", _("Highest price expected"), "money", currency=CURRENCY, right=PRICE, sortable=False),
        Column("quoted", _("Price read out"), "money", currency=CURRENCY, right=PRICE, sortable=False, default=True),
        Column("source", _("Where the price is from"), "choice", choices=SOURCES, default=True, sortable=False),
        Column("source_note", _("Address or document"), sortable=False),
        Column("source_on", _("Published on"), "date", sortable=False),
        Column("rejected", _("Rejected because"), sortable=False),
        Column("order", _("Order"), "number", source="pk", filterable=False),
    ),
)  # fmt: skip
SEALS = Listing(
    code="bid-seals",
    label=_("Sealing check list"),
    subject_type="",
    base=seal_items,
    view_right=VIEW,
    spine="",
    searchable=False,
    sort="place",
    columns=(
        Column("title", _("What is checked"), default=True, sortable=False),
        OF_BID,
        Column("code", _("Code"), sortable=False),
        Column("day", _("On, or valid until"), "date", default=True, sortable=False),
        Column("note", _("Note"), sortable=False),
        Column("first_by", _("First pair of eyes"), "user", source="first_by_id", shown="first_by__name", default=True),
        Column("second_by", _("Second pair of eyes"), "user", source="second_by_id", shown="second_by__name",
               default=True),
        Column("place", _("Order"), "number", filterable=False),
    ),
)  # fmt: skip
