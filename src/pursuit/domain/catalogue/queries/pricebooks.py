"""Looking at price books, and the one question they answer: what does this cost, on this day, for this customer?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from pursuit.domain.catalogue.models import PriceBook, PriceLine, Product
from pursuit.domain.catalogue.rules import choosing
from pursuit.domain.catalogue.rules.choosing import Offer
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Missing
from pursuit.kernel.listing import Column, Listing
from pursuit.kernel.models import OrgUnit
from pursuit.kernel.money import Money
from pursuit.kernel.records import GONE


@dataclass(frozen=True, slots=True)
class ActivePrice:
    """The price that counts, and from which book (none: the list price)."""

    price: Money
    book: int | None
    book_title: str


def price_books(actor: Actor) -> QuerySet[PriceBook]:
    """Price books the actor sees."""
    return PriceBook.objects.visible_to(actor)


def price_book(actor: Actor, pk: int) -> PriceBook:
    """One visible price book."""
    row = price_books(actor).select_related("subject__owner", "for_unit").filter(pk=pk).first()
    if row is None:
        raise Missing("not_found", GONE)
    return row


def lines(actor: Actor, pk: int) -> QuerySet[PriceLine]:
    """The prices of a visible book by product name."""
    return (
        PriceLine.objects.visible_to(actor)
        .filter(book_id=pk, product__subject__deleted_at=None)
        .select_related("product__subject", "book")
        .order_by("product__subject__title_key", "pk")
    )


def active_prices(
    actor: Actor, products: Iterable[int], day: date, *, currency: str = "CNY", unit: int | None = None, tier: str = ""
) -> dict[int, ActivePrice]:
    """The price of each product on a day: the book that fits most closely, else the list price in that currency."""
    wanted = list(products)
    valid = Q(book__valid_to=None) | Q(book__valid_to__gte=day)
    fitting = Q(book__for_tier="") | Q(book__for_tier=tier)
    above = _line_of(unit)
    rows = (
        PriceLine.objects.visible_to(actor)
        .filter(valid, fitting, product__in=wanted, book__currency=currency, book__valid_from__lte=day)
        .filter(Q(book__for_unit=None) | Q(book__for_unit__in=above))
        .select_related("book__subject")
    )
    found: dict[int, ActivePrice] = {}
    offers: dict[int, list[Offer]] = {}
    for row in rows:
        offers.setdefault(row.product_id, []).append(_offer(row, above))
    for product, choices in offers.items():
        best = choosing.best(choices)
        found[product] = ActivePrice(Money(best.price, currency), best.book, best.title)
    listed = Product.objects.visible_to(actor).filter(pk__in=wanted, price__isnull=False, price_currency=currency)
    for pk, price in listed.values_list("pk", "price"):
        if pk not in found and price is not None:
            found[pk] = ActivePrice(Money(price, currency), None, "")
    return found


def active_price(
    actor: Actor, product: int, day: date, *, currency: str = "CNY", unit: int | None = None, tier: str = ""
) -> ActivePrice | None:
    """The same for one product."""
    return active_prices(actor, [product], day, currency=currency, unit=unit, tier=tier).get(product)


def _offer(row: PriceLine, above: list[int]) -> Offer:
    book = row.book
    near = above.index(book.for_unit_id) if book.for_unit_id is not None else None
    return Offer(row.price, book.pk, book.title, near, bool(book.for_tier), book.valid_from)


def _line_of(unit: int | None) -> list[int]:
    """A unit and those above it, the nearest first."""
    if unit is None:
        return []
    parents = dict(OrgUnit.objects.order_by().values_list("pk", "parent_id"))
    found: list[int] = []
    while unit is not None and unit not in found:
        found.append(unit)
        unit = parents.get(unit)
    return found


PRICE_BOOKS = Listing(
    code="price_books",
    label=_("Price books"),
    subject_type="price_book",
    base=price_books,
    view_right="catalogue.view",
    url_name="catalogue:price_book",
    sort="name_key",
    cards=("currency", "valid_from", "valid_to"),
    columns=(
        Column("title", _("Name"), source="subject__title", default=True, sortable=False),
        Column("currency", _("Currency"), default=True),
        Column("valid_from", _("Valid from"), "date", default=True, sortable=False),
        Column("valid_to", _("Valid to"), "date", default=True, sortable=False),
        Column("for_unit", _("For unit"), "unit", source="for_unit_id", shown="for_unit__name", default=True),
        Column("for_tier", _("For customer tier"), "term", term="tier", default=True, sortable=False),
        Column("owner", _("Owner"), "user", source="subject__owner_id", shown="subject__owner__name"),
        Column("name_key", _("Name order"), source="subject__title_key", filterable=False),
        Column("updated", _("Last change"), "moment", source="subject__updated_at", default=True),
    ),
)
