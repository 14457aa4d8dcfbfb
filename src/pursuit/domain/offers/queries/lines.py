"""The lines of quotes as a list: for the API, exports and searches over all quotes."""

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from pursuit.domain.offers.models import Option, Phase, QuoteLine
from pursuit.domain.offers.queries.quotes import COST, VIEW
from pursuit.domain.strategy.models import Need
from pursuit.kernel.actor import Actor
from pursuit.kernel.listing import Column, Listing


def lines(actor: Actor) -> QuerySet[QuoteLine]:
    """Lines of quotes the actor sees, but those taken out; needs only where the actor sees those too."""
    seen = Subquery(Need.objects.visible_to(actor).filter(pk=OuterRef("need")).values("pk")[:1])
    return QuoteLine.objects.visible_to(actor).filter(removed=False).annotate(need_seen=seen)


QUOTE_LINES = Listing(
    code="quote-lines",
    label=_("Lines of quotes"),
    subject_type="quote_line",
    spine="",
    base=lines,
    view_right=VIEW,
    sort="place",
    searchable=False,
    columns=(
        Column("quote", _("Quote"), "ref", source="quote_id", shown="quote__subject__title", ref="quote", default=True),
        Column("place", _("Position"), "number", default=True),
        Column("section", _("Section of the quote"), source="section__title", default=True, sortable=False),
        Column("number", _("No."), default=True, sortable=False),
        Column("title", _("Name"), default=True, sortable=False),
        Column("spec", _("Specification"), sortable=False),
        Column("product", _("Product"), "ref", source="product_id", shown="product__subject__title", ref="product"),
        Column("measure", _("Unit of measure"), default=True, sortable=False),
        Column("quantity", _("Quantity, in thousandths"), "number", default=True, sortable=False),
        Column("listed", _("List price"), "money", currency="quote__currency", sortable=False),
        Column("discount", _("Discount, 1/100 %"), "number", source="discount_bp", sortable=False),
        Column("price", _("Unit price"), "money", currency="quote__currency", default=True, sortable=False),
        Column("cost", _("Unit cost without tax"), "money", currency="quote__currency", right=COST, sortable=False),
        Column("tax", _("Tax, 1/100 %"), "number", source="tax_bp", sortable=False),
        Column("option", _("Counts"), "choice", choices=tuple((one.value, one.label) for one in Option)),
        Column("phase", _("Part of the service"), "choice", choices=tuple((one.value, one.label) for one in Phase)),
        Column("effort", _("Effort, 1/1000 person-days"), "number", sortable=False),
        Column("sla", _("Service level"), sortable=False),
        Column("note", _("Note"), sortable=False),
        Column("need", _("Number of the need"), "number", source="need_seen", right="strategy.view", sortable=False),
    ),
)
