"""Products and prices: cost is for some, the closest price book counts."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pursuit.domain.catalogue.actions.pricebooks import (
    create_price_book,
    delete_price_book,
    drop_price,
    restore_price_book,
    set_price,
    update_price_book,
)
from pursuit.domain.catalogue.actions.products import create_product, delete_product, restore_product, update_product
from pursuit.domain.catalogue.models import PriceBook, PriceLine, Product
from pursuit.domain.catalogue.queries.pricebooks import PRICE_BOOKS, active_price, active_prices, lines
from pursuit.domain.catalogue.queries.products import PRODUCTS, prices, product
from pursuit.kernel import undo
from pursuit.kernel.errors import Forbidden, Invalid, Missing, Refused, Stale
from pursuit.kernel.history import of
from pursuit.kernel.listing import page, read_query
from pursuit.kernel.models import Event
from pursuit.kernel.money import Money
from tests.cast import Cast

DAY = date(2026, 6, 1)


@pytest.fixture
def switch(cast: Cast) -> Product:
    return create_product(
        actor=cast.actor("operations"),
        title="核心交换机",
        code="SW-100",
        family="hardware",
        measure="piece",
        price=Money(1_000_000),
        cost=Money(600_000),
    )


def book(cast: Cast, title: str, **fields: object) -> PriceBook:
    values = {"title": title, "currency": "CNY", "valid_from": "2026-01-01"} | fields
    return create_price_book.run(cast.actor("operations"), values)


def test_who_sees_and_edits(cast: Cast, switch: Product) -> None:
    assert product(cast.actor("stranger"), switch.pk)
    with pytest.raises(Missing):
        product(cast.actor("guest"), switch.pk)
    with pytest.raises(Forbidden):
        update_product(actor=cast.actor("ar"), product=switch.pk, price=Money(1))


def test_cost_is_a_field_of_its_own(cast: Cast, switch: Product) -> None:
    assert "cost" in PRODUCTS.columns_for(cast.actor("sr"))
    assert "cost" not in PRODUCTS.columns_for(cast.actor("ar"))
    update_product(actor=cast.actor("operations"), product=switch.pk, cost=Money(500_000))
    for part, seen in (("sr", True), ("ar", False)):
        found = [change.name for entry in of(cast.actor(part), switch.subject) for change in entry.changes]
        assert ("cost" in found) is seen


def test_codes_versions_undo(cast: Cast, switch: Product) -> None:
    actor = cast.actor("operations")
    with pytest.raises(Refused) as no:
        create_product(actor=actor, title="另一台", code="SW-100")
    assert no.value.field == "code"
    update_product(actor=actor, product=switch.pk, price=Money(900_000), version=1)
    with pytest.raises(Stale):
        update_product(actor=actor, product=switch.pk, price=Money(1), version=1)
    undo.undo(actor, Event.objects.filter(subject_id=switch.pk).latest("pk").pk)
    assert Product.objects.get(pk=switch.pk).price == 1_000_000
    with pytest.raises(Invalid):
        update_product(actor=actor, product=switch.pk, price=Money(-1))
    delete_product(actor=actor, product=switch.pk)
    create_product(actor=actor, title="接替者", code="SW-100")
    with pytest.raises(Refused):
        restore_product(actor=actor, product=switch.pk)


def test_the_closest_book_counts(cast: Cast, switch: Product) -> None:
    actor, units = cast.actor("operations"), cast.units
    books = {
        "all": book(cast, "全国"),
        "newer": book(cast, "全国新", valid_from="2026-05-01"),
        "east": book(cast, "华东", for_unit=units["east"].pk),
        "vip": book(cast, "VIP", for_tier="vip"),
        "past": book(cast, "去年", valid_from="2025-01-01", valid_to="2025-12-31"),
    }
    for at, one in enumerate(books.values(), start=1):
        set_price(actor=actor, book=one.pk, product=switch.pk, price=Money(at * 1000))
    ar = cast.actor("ar")

    def ask(day: date = DAY, **more: object) -> str:
        found = active_price(ar, switch.pk, day, **more)
        return found.book_title if found else ""

    assert ask() == "全国新"
    assert ask(date(2026, 2, 1)) == "全国"
    assert ask(unit=units["shanghai"].pk) == "华东"
    assert ask(unit=units["beijing"].pk) == "全国新"
    assert ask(unit=units["shanghai"].pk, tier="vip") == "VIP"
    assert ask(date(2025, 3, 1)) == "去年"
    listed = active_price(ar, switch.pk, date(2024, 1, 1))
    assert listed is not None
    assert (listed.price, listed.book) == (Money(1_000_000), None)
    assert active_price(ar, switch.pk, DAY, currency="USD") is None
    assert len(prices(ar, switch.pk)) == 5
    delete_price_book(actor=actor, book=books["newer"].pk)
    assert ask() == "全国"
    restore_price_book(actor=actor, book=books["newer"].pk)
    assert ask() == "全国新"


def test_prices_change_and_go_back(cast: Cast, switch: Product) -> None:
    actor, one = cast.actor("operations"), book(cast, "全国")
    set_price(actor=actor, book=one.pk, product=switch.pk, price=Money(100), version=1)
    set_price(actor=actor, book=one.pk, product=switch.pk, price=Money(200))
    undo.undo(actor, Event.objects.filter(subject_id=one.pk).latest("pk").pk)
    assert PriceLine.objects.get().price == 100
    drop_price(actor=actor, book=one.pk, product=switch.pk)
    assert list(lines(actor, one.pk)) == []
    undo.undo(actor, Event.objects.filter(subject_id=one.pk).latest("pk").pk)
    assert [line.price for line in lines(actor, one.pk)] == [100]
    with pytest.raises(Refused) as no:
        set_price(actor=actor, book=one.pk, product=switch.pk, price=Money(1, "USD"))
    assert no.value.field == "price"
    with pytest.raises(Refused):
        update_price_book(actor=actor, book=one.pk, valid_to=date(2020, 1, 1))
    with pytest.raises(Invalid):
        book(cast, "错", currency="XXX")


def test_many_prices_cost_the_same(cast: Cast, switch: Product) -> None:
    actor, one = cast.actor("operations"), book(cast, "全国")
    made = [create_product(actor=actor, title=f"备件{n}", price=Money(n + 1)) for n in range(20)]
    for row in made[:10]:
        set_price(actor=actor, book=one.pk, product=row.pk, price=Money(5))
    counts = []
    for some in ([made[0].pk], [row.pk for row in made]):
        with CaptureQueriesContext(connection) as queries:
            found = active_prices(actor, some, DAY)
        counts.append(len(queries))
        assert len(found) == len(some)
    assert counts[0] == counts[1]
    rows = page(PRODUCTS, actor, read_query(PRODUCTS, actor, {"f.kind": "product"}, strict=True)).rows
    assert len(rows) == 21
    assert page(PRICE_BOOKS, actor, read_query(PRICE_BOOKS, actor, {}, strict=True)).rows
