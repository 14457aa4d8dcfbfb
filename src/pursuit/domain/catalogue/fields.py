"""The room's action keywords: one declaration for schema, form, history and field rights."""

from typing import Annotated, Literal, Required, TypedDict

from django.utils.translation import gettext_lazy as _
from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from pursuit.kernel.inputs import Amount, Choices, Day, Label, Prose, Ref, TermOf, Title, UnitId, UserId
from pursuit.kernel.money import CURRENCIES, Money

COST = "catalogue.field.cost"
KINDS = (("product", _("Product")), ("service", _("Service")))


def _not_negative(money: Money) -> Money:
    if money is not None and money.minor < 0:
        reason = str(_("A price cannot be negative."))
        raise PydanticCustomError("negative", "{reason}", {"reason": reason})
    return money


def _currency(code: str) -> str:
    if code not in CURRENCIES:
        reason = str(_("Unknown currency %s.")) % code
        raise PydanticCustomError("unknown_currency", "{reason}", {"reason": reason})
    return code


Owner = Annotated[UserId, Label(_("Owner"))]
Unit = Annotated[UnitId, Label(_("Unit"))]
SourceId = Annotated[str, Field(max_length=120), Label(_("Id in the source system"), widget="hidden")]
Positive = Annotated[Amount, AfterValidator(_not_negative)]
Currency = Annotated[str, AfterValidator(_currency), Label(_("Currency"))]

ProductId = Annotated[int, Ref("product"), Label(_("Product"))]
ProductName = Annotated[Title, Label(_("Name"))]
BookId = Annotated[int, Ref("price_book"), Label(_("Price book"))]
BookName = Annotated[Title, Label(_("Name"))]
Price = Annotated[Positive, Label(_("Price"))]


class ProductDetails(TypedDict, total=False):
    """What people may set on a product besides its name."""

    code: Annotated[str, Field(max_length=60), Label(_("Code"))]
    kind: Annotated[Literal["product", "service"], Choices(KINDS), Label(_("Kind"))]
    family: Annotated[str, TermOf("product_family"), Label(_("Product family"))] | None
    measure: Annotated[str, TermOf("measure"), Label(_("Unit of measure"))] | None
    lifecycle: Annotated[str, TermOf("product_lifecycle"), Label(_("Product life cycle"))] | None
    price: Annotated[Positive, Label(_("List price"))] | None
    cost: Annotated[Positive, Label(_("Cost"), right=COST)] | None
    description: Annotated[Prose, Label(_("Description"), widget="long")]
    owner: Owner
    unit: Unit | None


class NewProduct(ProductDetails):
    """A new product needs a name."""

    title: Required[ProductName]


class ProductChanges(ProductDetails, total=False):
    """What may be changed later."""

    title: ProductName


class BookDetails(TypedDict, total=False):
    """What people may set on a price book besides name, currency and first day."""

    valid_to: Annotated[Day, Label(_("Valid to"))] | None
    for_unit: Annotated[UnitId, Label(_("For unit"), help=_("And the units below; empty: for all."))] | None
    for_tier: Annotated[str, TermOf("tier"), Label(_("For customer tier"))] | None
    note: Annotated[Prose, Label(_("Note"), widget="long")]
    owner: Owner
    unit: Unit | None


class NewBook(BookDetails, total=False):
    """A new price book has a name, a currency and a first day."""

    title: Required[BookName]
    currency: Required[Currency]
    valid_from: Required[Annotated[Day, Label(_("Valid from"))]]


class BookChanges(BookDetails, total=False):
    """What may be changed later; the currency stays: the prices are in it."""

    title: BookName
    valid_from: Annotated[Day, Label(_("Valid from"))]
