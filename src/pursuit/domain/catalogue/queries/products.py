"""Looking at products."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from pursuit.domain.catalogue.models import PriceLine, Product
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Missing
from pursuit.kernel.listing import BATCH, Column, Listing
from pursuit.kernel.records import GONE

COST = "catalogue.field.cost"
KINDS = (("product", _("Product")), ("service", _("Service")))


def products(actor: Actor) -> QuerySet[Product]:
    """Products the actor sees."""
    return Product.objects.visible_to(actor)


def product(actor: Actor, pk: int) -> Product:
    """One visible product."""
    row = products(actor).select_related("subject__owner", "subject__unit").filter(pk=pk).first()
    if row is None:
        raise Missing("not_found", GONE)
    return row


def prices(actor: Actor, pk: int) -> list[PriceLine]:
    """In which visible books a product stands, newest book first."""
    lines = PriceLine.objects.visible_to(actor).filter(product_id=pk)
    return list(lines.select_related("book__subject").order_by("-book__valid_from", "book_id"))


PRODUCTS = Listing(
    code="products",
    label=_("Products"),
    subject_type="product",
    base=products,
    view_right="catalogue.view",
    url_name="catalogue:product",
    sort="name_key",
    cards=("code", "family", "price", "lifecycle"),
    columns=(
        Column("title", _("Name"), source="subject__title", default=True, sortable=False),
        Column("code", _("Code"), default=True),
        Column("kind", _("Kind"), "choice", choices=KINDS, default=True, sortable=False),
        Column("family", _("Product family"), "term", term="product_family", default=True),
        Column("measure", _("Unit of measure"), "term", term="measure", default=True, sortable=False),
        Column("lifecycle", _("Product life cycle"), "term", term="product_lifecycle", default=True),
        Column("price", _("List price"), "money", currency="price_currency", default=True),
        Column("cost", _("Cost"), "money", currency="cost_currency", right=COST),
        Column("description", _("Description"), sortable=False),
        Column("owner", _("Owner"), "user", source="subject__owner_id", shown="subject__owner__name"),
        Column("name_key", _("Name order"), source="subject__title_key", filterable=False),
        Column("created", _("Created"), "moment", source="subject__created_at"),
        Column("updated", _("Last change"), "moment", source="subject__updated_at"),
        BATCH,
    ),
)
