"""Changing price books and their prices."""

from collections.abc import Sequence
from datetime import date
from typing import Unpack

from django.utils.translation import gettext_lazy as _

from pursuit.domain.catalogue.fields import BookChanges, BookId, NewBook, Price, ProductId, SourceId
from pursuit.domain.catalogue.models import PriceBook, PriceLine
from pursuit.kernel import events, records, undo
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Missing, Refused
from pursuit.kernel.inputs import Version
from pursuit.kernel.models import Event
from pursuit.kernel.money import Money

EDIT = "catalogue.edit"
PRICED = "price_book.priced"


def _undo_create(actor: Actor, events: Sequence[Event]) -> object:
    return delete_price_book(actor=actor, book=events[0].subject_id or 0)


@action("catalogue.create_price_book", right=EDIT, public="price-books.create", inverse=_undo_create)
def create_price_book(*, actor: Actor, source_id: SourceId = "", **fields: Unpack[NewBook]) -> PriceBook:
    """A new, empty price book."""
    _refuse_span(fields.get("valid_from"), fields.get("valid_to"))
    return records.create(PriceBook, actor, fields=fields, source_id=source_id)


def _undo_update(actor: Actor, events: Sequence[Event]) -> object:
    event = events[-1]
    return update_price_book.run(actor, {"book": event.subject_id, **undo.before_values(event)})


@action("catalogue.update_price_book", right=EDIT, public="price-books.update", inverse=_undo_update)
def update_price_book(
    *, actor: Actor, book: BookId, version: Version | None = None, **fields: Unpack[BookChanges]
) -> PriceBook:
    """Change name, period or whom a book is for."""
    row = records.load(PriceBook, actor, book, EDIT, version)
    _refuse_span(fields.get("valid_from", row.valid_from), fields.get("valid_to", row.valid_to))
    records.edit(row, actor, fields)
    return row


def _undo_delete(actor: Actor, events: Sequence[Event]) -> object:
    return restore_price_book(actor=actor, book=events[0].subject_id or 0)


@action("catalogue.delete_price_book", right=EDIT, public="price-books.delete", inverse=_undo_delete)
def delete_price_book(*, actor: Actor, book: BookId, version: Version | None = None) -> PriceBook:
    """Hide a price book; its prices no longer count."""
    row = records.load(PriceBook, actor, book, EDIT, version)
    records.delete(row, actor)
    return row


@action("catalogue.restore_price_book", right=EDIT, public="price-books.restore")
def restore_price_book(*, actor: Actor, book: int) -> PriceBook:
    """Bring a deleted price book back."""
    return records.restore(PriceBook, actor, book, EDIT)


def _undo_price(actor: Actor, events: Sequence[Event]) -> object:
    event = events[-1]
    before = undo.before_values(event)["price"]
    keys = {"book": event.subject_id, "product": event.payload.data["product"]}
    return set_price.run(actor, {**keys, "price": before}) if before else drop_price.run(actor, keys)


@action("catalogue.set_price", right=EDIT, public="price-books.set-price", inverse=_undo_price)
def set_price(
    *, actor: Actor, book: BookId, product: ProductId, price: Price, version: Version | None = None
) -> PriceLine:
    """The price of a product in this book, new or changed."""
    row = records.load(PriceBook, actor, book, EDIT, version)
    if price.currency != row.currency:
        raise Refused("other_currency", _("This book is in %s: give the price in it.") % row.currency, "price")
    line = PriceLine.objects.filter(book=row, product_id=product).first()
    if line is not None and line.price == price.minor:
        return line
    before = Money(line.price, row.currency) if line else None
    line = line or PriceLine(book=row, product_id=product)
    line.price = price.minor
    line.save()
    _priced(actor, row, product, before, price)
    return line


@action("catalogue.drop_price", right=EDIT, public="price-books.drop-price", inverse=_undo_price)
def drop_price(*, actor: Actor, book: BookId, product: ProductId, version: Version | None = None) -> PriceBook:
    """Take a product out of the book: its list price counts again."""
    row = records.load(PriceBook, actor, book, EDIT, version)
    line = PriceLine.objects.filter(book=row, product_id=product).first()
    if line is None:
        raise Missing("not_found", _("This product is not in the book."), "product")
    before = Money(line.price, row.currency)
    line.delete()
    _priced(actor, row, product, before, None)
    return row


def _priced(actor: Actor, row: PriceBook, product: int, before: Money | None, after: Money | None) -> None:
    records.touch(row)
    events.record(actor, PRICED, row.subject, {"price": (before, after)}, product=product)


def _refuse_span(first: date | None, last: date | None) -> None:
    if first is not None and last is not None and last < first:
        raise Refused("ends_before", _("The end lies before the beginning."), "valid_to")
