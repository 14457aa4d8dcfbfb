"""Pages of products and price books."""

from dataclasses import dataclass

import pytest
from django.test import Client

from pursuit.domain.catalogue.actions.pricebooks import create_price_book, set_price
from pursuit.domain.catalogue.actions.products import create_product
from pursuit.domain.catalogue.models import PriceBook, PriceLine, Product
from pursuit.kernel import clock
from pursuit.kernel.models import Event
from pursuit.kernel.money import Money
from tests.cast import Cast
from tests.web.customers_cast import enter

SHEET = {"HX-Request": "true", "HX-Target": "sheet-host"}
PAGES = ("/products/", "/price-books/", "/products/{product}", "/price-books/{book}")
FORMS = (
    "/products/new",
    "/price-books/new",
    "/products/{product}/edit",
    "/price-books/{book}/edit",
    "/price-books/{book}/prices/new",
    "/price-books/{book}/prices/{product}",
)


@dataclass(frozen=True)
class World:
    product: Product
    book: PriceBook

    def path(self, pattern: str) -> str:
        return pattern.format(product=self.product.pk, book=self.book.pk)


@pytest.fixture
def world(cast: Cast) -> World:
    staff = cast.actor("operations")
    product = create_product(actor=staff, title="闸口识别一体机", price=Money(8600000), cost=Money(5123400))
    book = create_price_book(actor=staff, title="标准价", currency="CNY", valid_from=clock.today())
    set_price(actor=staff, book=book.pk, product=product.pk, price=Money(7740000))
    return World(product, book)


@pytest.mark.parametrize("path", (*PAGES, *FORMS))
def test_works(client: Client, cast: Cast, world: World, path: str) -> None:
    assert enter(client, cast, "operations").get(world.path(path)).status_code == 200


@pytest.mark.parametrize("path", PAGES)
def test_a_seller_reads(client: Client, cast: Cast, world: World, path: str) -> None:
    assert enter(client, cast, "ar").get(world.path(path)).status_code == 200


@pytest.mark.parametrize("path", FORMS)
def test_a_seller_may_not_write(client: Client, cast: Cast, world: World, path: str) -> None:
    assert enter(client, cast, "ar").get(world.path(path)).status_code == 403


@pytest.mark.parametrize("path", PAGES)
def test_a_guest_gets_403(client: Client, cast: Cast, world: World, path: str) -> None:
    assert enter(client, cast, "guest").get(world.path(path)).status_code == 403


@pytest.mark.parametrize("path", ["/products/98765", "/price-books/98765", "/price-books/98765/prices/new"])
def test_an_unknown_id(client: Client, cast: Cast, path: str) -> None:
    assert enter(client, cast, "operations").get(path).status_code == 404


def test_cost_is_for_its_holders(client: Client, cast: Cast, world: World) -> None:
    for path in ("/products/{product}", "/records/{product}/history", "/products/?cols=title,cost"):
        assert (
            "51,234" in enter(client, cast, "sr").get(world.path(path)).content.decode()
            or "5.12" in client.get(world.path(path)).content.decode()
        )
        page = enter(client, cast, "ar").get(world.path(path)).content.decode()
        assert "51,234" not in page and "5.12" not in page and "5123400" not in page


def test_prices(client: Client, cast: Cast, world: World) -> None:
    enter(client, cast, "operations")
    url = f"/price-books/{world.book.pk}/prices"
    sent = {"price": "8万", "price_currency": "CNY"}
    assert client.post(f"{url}/{world.product.pk}", sent, headers=SHEET).status_code == 204
    assert PriceLine.objects.get().price == 8000000
    other = {"price": "100", "price_currency": "USD"}
    assert client.post(f"{url}/{world.product.pk}", other, headers=SHEET).status_code == 422
    assert client.post(f"{url}/{world.product.pk}/removal").status_code == 303
    assert not PriceLine.objects.exists()
    sent |= {"product": str(world.product.pk)}
    assert client.post(f"{url}/new", sent, headers=SHEET).status_code == 204


def test_delete_and_undo(client: Client, cast: Cast, world: World) -> None:
    enter(client, cast, "operations")
    assert client.post(f"/products/{world.product.pk}/deletion").status_code == 303
    assert client.get(f"/products/{world.product.pk}").status_code == 404
    event = Event.objects.filter(subject_id=world.product.pk).latest("pk")
    assert client.post(f"/events/{event.pk}/undo")["Location"] == f"/products/{world.product.pk}"
