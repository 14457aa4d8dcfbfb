"""Price books: list, page with their prices, forms."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pursuit.domain.catalogue.actions.pricebooks import (
    create_price_book,
    delete_price_book,
    drop_price,
    set_price,
    update_price_book,
)
from pursuit.domain.catalogue.models import PriceBook
from pursuit.domain.catalogue.queries import pricebooks as queries
from pursuit.domain.catalogue.queries import products
from pursuit.interfaces.web.catalogue.words import sections
from pursuit.interfaces.web.forms.form import ActionForm
from pursuit.interfaces.web.forms.views import form_page
from pursuit.interfaces.web.lists.views import Create, list_page
from pursuit.interfaces.web.records.facts import facts, stored
from pursuit.interfaces.web.records.history import lines
from pursuit.interfaces.web.records.views import undoable
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.interfaces.web.shell.toasts import see_other
from pursuit.kernel import access, clock, history
from pursuit.kernel.money import Money, company_currency

VIEW, EDIT = "catalogue.view", "catalogue.edit"
NEW = Create(gettext_lazy("New price book"), "catalogue:new_price_book", EDIT)
NAMES = ("valid_from", "valid_to", "for_unit", "for_tier", "owner", "note")
MOST = 500


@page(VIEW)
def price_books(request: Request) -> HttpResponse:
    """The list of price books."""
    return list_page(request, queries.PRICE_BOOKS, create=NEW, tabs=sections("catalogue:price_books"))


@page(VIEW)
def book_page(request: Request, pk: int) -> HttpResponse:
    """One price book with its prices."""
    actor = request.actor
    row = queries.price_book(actor, pk)
    found = list(queries.lines(actor, pk)[: MOST + 1])
    context = {
        "book": row,
        "subject": row.subject,
        "facts": facts(actor, row, NAMES),
        "lines": found[:MOST],
        "more": len(found) > MOST,
        "valid": row.valid_from <= clock.today() and (row.valid_to is None or clock.today() <= row.valid_to),
        "may_edit": bool(access.decide(actor, EDIT, row.subject)),
        "happened": lines(history.of(actor, row.subject, limit=6)),
    }
    return render(request, "catalogue/price_book.html", context)


@page(EDIT, methods=("GET", "POST"))
def new_book(request: Request) -> HttpResponse:
    """A new, empty price book."""
    start = {"owner": request.actor.user_id, "currency": company_currency(), "valid_from": clock.today()}
    form = ActionForm(create_price_book, request.actor, names=("title", "currency", *NAMES), stored=start)
    return form_page(
        request,
        form,
        title=NEW.label,
        button=_("Create"),
        done=lambda row: reverse("catalogue:price_book", args=[row.pk]),
        said=_("The price book was created."),
        cancel=reverse("catalogue:price_books"),
    )


@page(EDIT, methods=("GET", "POST"))
def edit_book(request: Request, pk: int) -> HttpResponse:
    """Name, period and whom it is for; the currency stays."""
    row = queries.price_book(request.actor, pk)
    names = ("title", *NAMES)
    form = ActionForm(
        update_price_book,
        request.actor,
        names=names,
        fixed={"book": pk},
        stored=stored(row, names),
        version=row.subject.version,
    )
    return _ask(request, row, form, row.title)


@page(EDIT, methods=("POST",))
def book_deletion(request: Request, pk: int) -> HttpResponse:
    """Hide a price book; the toast offers to bring it back."""
    row = delete_price_book.run(request.actor, {"book": pk})
    toast = undoable(_("“%s” was deleted.") % row.title, row.subject)
    return see_other(request, reverse("catalogue:price_books"), toast)


@page(EDIT, methods=("GET", "POST"))
def new_price(request: Request, pk: int) -> HttpResponse:
    """The price of a product that is not in the book yet."""
    row = queries.price_book(request.actor, pk)
    form = ActionForm(set_price, request.actor, names=("product", "price"), fixed={"book": pk})
    return _ask(request, row, _in_currency(form, row), _("Add a price"))


@page(EDIT, methods=("GET", "POST"))
def edit_price(request: Request, pk: int, product: int) -> HttpResponse:
    """Another price."""
    row = queries.price_book(request.actor, pk)
    what = products.product(request.actor, product)
    line = queries.lines(request.actor, pk).filter(product_id=product).first()
    form = ActionForm(
        set_price,
        request.actor,
        names=("price",),
        fixed={"book": pk, "product": product},
        stored={"price": Money(line.price, row.currency)} if line else {},
    )
    return _ask(request, row, _in_currency(form, row), what.title)


@page(EDIT, methods=("POST",))
def price_removal(request: Request, pk: int, product: int) -> HttpResponse:
    """Take a product out of the book."""
    row = drop_price.run(request.actor, {"book": pk, "product": product})
    url = reverse("catalogue:price_book", args=[pk])
    return see_other(request, url, undoable(_("The price was removed."), row.subject))


def _in_currency(form: ActionForm, row: PriceBook) -> ActionForm:
    """A book has one currency: there is nothing to choose."""
    for field in form.fields:
        if field.name == "price":
            field.currency = row.currency
            field.choices = [(row.currency, row.currency)]
    return form


def _ask(request: Request, row: PriceBook, form: ActionForm, title: str) -> HttpResponse:
    url = reverse("catalogue:price_book", args=[row.pk])
    return form_page(
        request,
        form,
        title=title,
        button=_("Save"),
        done=lambda _row: url,
        said=_("Saved."),
        cancel=url,
        draft=f"book-{row.pk}-{request.path.rsplit('/', 1)[-1]}",
    )
