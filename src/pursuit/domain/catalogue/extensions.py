"""What the room declares: rights, lists, subject types."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from pursuit.domain.catalogue import terms as lists
from pursuit.domain.catalogue.fields import COST, BookChanges, ProductChanges
from pursuit.domain.catalogue.models import PriceBook, PriceLine, Product
from pursuit.domain.catalogue.queries.pricebooks import PRICE_BOOKS
from pursuit.domain.catalogue.queries.products import PRODUCTS
from pursuit.kernel import extensions, listing, rights, terms
from pursuit.kernel.extensions import Reference, SubjectType
from pursuit.kernel.rights import Right

STAFF = dict.fromkeys(
    ("admin", "director", "manager", "seller", "presales", "delivery", "finance", "operations"), "all"
)
EDIT = dict.fromkeys(("admin", "operations"), "all")
COSTS = dict.fromkeys(("admin", "director", "presales", "finance", "operations"), "all")


def declare() -> None:
    """Called once from wiring."""
    rights.declare(
        Right("catalogue.view", _("See products and prices"), defaults=STAFF),
        Right("catalogue.edit", _("Edit products and prices"), defaults=EDIT),
        Right(COST, _("See the cost of products"), scoped=False, defaults=COSTS),
    )
    terms.declare(*lists.ALL)
    extensions.register(
        SubjectType(
            code="product",
            label=_("Product"),
            model=Product,
            view_right="catalogue.view",
            edit_right="catalogue.edit",
            url_name="catalogue:product",
            icon="package",
            fields=ProductChanges,
            search_text=_product_text,
            references=(Reference(PriceLine, "product", unique=("book",)),),
        ),
        SubjectType(
            code="price_book",
            label=_("Price book"),
            model=PriceBook,
            view_right="catalogue.view",
            edit_right="catalogue.edit",
            url_name="catalogue:price_book",
            icon="tags",
            fields=BookChanges,
            references=(Reference(PriceLine, "book", unique=("product",)),),
        ),
    )
    listing.register(PRODUCTS, PRICE_BOOKS)


def _product_text(row: Product) -> Iterable[str]:
    return (row.code, row.description)
