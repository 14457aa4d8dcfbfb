"""Setting what a line says: prices and discounts that follow from each other, what a product brings along."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from pursuit.domain.catalogue.models import PriceLine, Product
from pursuit.domain.catalogue.queries.pricebooks import active_prices
from pursuit.domain.offers.models import Quote, QuoteLine, QuoteSection
from pursuit.domain.offers.rules import figures
from pursuit.domain.strategy.models import Need
from pursuit.kernel import clock, terms
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Refused
from pursuit.kernel.money import Money

ENDED = ("stopped", "retired")
PLAIN = ("number", "title", "spec", "measure", "option", "phase", "sla", "note")
MONEY = ("listed", "price", "cost")
LARGEST = 10**15  # minor units of a line: sums of thousands of them stay within 64 bits


def keywords(line: QuoteLine, currency: str) -> dict[str, object]:
    """A line's present values as its action speaks of them."""
    amounts = {name: getattr(line, name) for name in MONEY}
    return {
        **{name: getattr(line, name) for name in PLAIN},
        "section": line.section_id,
        "need": line.need_id,
        "quantity": line.quantity / 1000,
        "effort": None if line.effort is None else line.effort / 1000,
        "discount": line.discount_bp / 100,
        "tax_rate": str(line.tax_bp // 100),
        **{name: None if minor is None else Money(minor, currency) for name, minor in amounts.items()},
    }


def write(line: QuoteLine, row: Quote, fields: Mapping[str, object]) -> None:
    """Set the given keywords; nothing is saved. A price says what the discount is, a discount what the price is."""
    for name in PLAIN:
        if name in fields:
            setattr(line, name, fields[name] or "")
    if "section" in fields:
        line.section_id = _section(row, fields["section"])
    if "need" in fields:
        line.need_id = need_of(row.project_id, fields["need"])
    if "quantity" in fields:
        line.quantity = round(_number(fields["quantity"]) * 1000)
    if "effort" in fields:
        line.effort = None if fields["effort"] is None else round(_number(fields["effort"]) * 1000)
    if "tax_rate" in fields:
        line.tax_bp = int(str(fields["tax_rate"])) * 100
    if "cost" in fields:
        line.cost = minor(row, "cost", fields["cost"])
    _prices(line, row, fields)
    if abs(line.quantity * line.price) > LARGEST * 1000:
        raise Refused("too_large", _("This line is worth more than any deal: check quantity and price."), "quantity")


def _prices(line: QuoteLine, row: Quote, fields: Mapping[str, object]) -> None:
    if "listed" in fields:
        line.listed = minor(row, "listed", fields["listed"])
    if fields.get("price") is not None:
        line.price = minor(row, "price", fields["price"]) or 0
        line.discount_bp = figures.discount_of(line.listed, line.price)
        return
    if "discount" in fields:
        line.discount_bp = round(_number(fields["discount"]) * 100)
        if line.listed is None and line.discount_bp:
            raise Refused("no_list_price", _("Without a list price there is no discount: set the price."), "discount")
    if ("discount" in fields or "listed" in fields) and line.listed is not None:
        line.price = figures.discounted(line.listed, line.discount_bp)
    elif line.listed is None:
        line.discount_bp = 0


def minor(row: Quote, name: str, value: object) -> int | None:
    """The minor units of an amount in the quote's currency."""
    if not isinstance(value, Money):
        return None
    if value.currency != row.currency:
        raise Refused("other_currency", _("This quote is in %s: give the amount in it.") % row.currency, name)
    if value.minor < 0:
        raise Refused("negative", _("A price cannot be negative."), name)
    return value.minor


def bring(actor: Actor, line: QuoteLine, row: Quote, product: int) -> None:
    """What a product of the catalogue says about itself: name, unit, price of the day, cost. One that is no longer sold
    is refused."""
    found = Product.objects.visible_to(actor).select_related("subject").get(pk=product)
    refuse_ended(found)
    line.product = found
    line.title, line.spec = found.title[:200], found.description
    line.measure = str(terms.label("measure", found.measure))[:30] if found.measure else ""
    line.listed = price_of(actor, row, found)
    line.price, line.discount_bp = line.listed or 0, 0
    if found.cost is not None and found.cost_currency == row.currency:
        line.cost = found.cost


def refuse_ended(product: Product) -> None:
    if product.lifecycle in ENDED:
        text = _("“%(product)s” is not sold any more (%(state)s): choose what replaces it.")
        state = terms.label("product_lifecycle", product.lifecycle)
        raise Refused("ended", text % {"product": product.title, "state": state}, "product")


def price_of(actor: Actor, row: Quote, product: Product) -> int | None:
    """From the quote's own price book, else the book that fits the customer, else the list price."""
    if row.book_id is not None:
        lines = PriceLine.objects.visible_to(actor).filter(
            book=row.book_id, product=product, book__currency=row.currency
        )
        if (price := lines.values_list("price", flat=True).first()) is not None:
            return price
    account = row.project.account
    fitting = active_prices(
        actor,
        [product.pk],
        clock.today(),
        currency=row.currency,
        unit=row.subject.unit_id,
        tier=account.tier if account else "",
    ).get(product.pk)
    return fitting.price.minor if fitting else None


def _section(row: Quote, pk: object) -> int | None:
    if pk is None:
        return None
    found = QuoteSection.objects.filter(quote=row, pk=int(str(pk))).values_list("pk", flat=True).first()
    if found is None:
        raise Refused("other_quote", _("This section stands in another quote."), "section")
    return found


def need_of(project: int, pk: object) -> int | None:
    """A need of this very project; whether it may be seen, the door has asked."""
    if pk is None:
        return None
    found = Need.objects.filter(strategy__project=project, pk=int(str(pk))).values_list("pk", flat=True).first()
    if found is None:
        raise Refused("other_project", _("This need is of another project: choose one of this project's."), "need")
    return found


def _number(value: object) -> float:
    return float(str(value))
