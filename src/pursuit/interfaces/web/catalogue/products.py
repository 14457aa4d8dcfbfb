"""Products: list, page, forms. Cost is there only for those who may see it."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pursuit.domain.catalogue.actions.products import create_product, delete_product, update_product
from pursuit.domain.catalogue.queries import products as queries
from pursuit.interfaces.web.catalogue.words import sections
from pursuit.interfaces.web.collaboration.talk import collaboration_context
from pursuit.interfaces.web.forms.form import ActionForm
from pursuit.interfaces.web.forms.views import form_page
from pursuit.interfaces.web.lists.views import Create, Quick, list_page
from pursuit.interfaces.web.records.facts import custom_facts, facts, stored
from pursuit.interfaces.web.records.files import of as files_of
from pursuit.interfaces.web.records.history import lines
from pursuit.interfaces.web.records.panels import panels
from pursuit.interfaces.web.records.views import undoable
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.interfaces.web.shell.toasts import see_other
from pursuit.kernel import access, clock, history

VIEW, EDIT = "catalogue.view", "catalogue.edit"
NEW = Create(gettext_lazy("New product"), "catalogue:new_product", EDIT)
QUICK = (
    Quick(gettext_lazy("On sale"), "f.lifecycle=on_sale"),
    Quick(gettext_lazy("Products"), "f.kind=product"),
    Quick(gettext_lazy("Services"), "f.kind=service"),
)
NAMES = ("code", "kind", "family", "measure", "lifecycle", "price", "cost", "owner", "unit", "description")


@page(VIEW)
def products(request: Request) -> HttpResponse:
    """The list of products."""
    return list_page(request, queries.PRODUCTS, create=NEW, tabs=sections("catalogue:list"), quick=QUICK)


@page(VIEW)
def product_page(request: Request, pk: int) -> HttpResponse:
    """One product and in which price books it stands."""
    actor = request.actor
    row = queries.product(actor, pk)
    today = clock.today()
    context = {
        "product": row,
        "subject": row.subject,
        "kind": dict(queries.KINDS).get(row.kind, row.kind),
        "facts": facts(actor, row, NAMES),
        "custom": custom_facts(actor, row.subject),
        "prices": [
            (line, _is_valid(line.book.valid_from, line.book.valid_to, today)) for line in queries.prices(actor, pk)
        ],
        "may_edit": bool(access.decide(actor, EDIT, row.subject)),
        "happened": lines(history.of(actor, row.subject, limit=6)),
        "files": files_of(request, row.subject),
        "panels": panels(request, "product", row.subject),
        **collaboration_context(actor, row.subject),
    }
    return render(request, "catalogue/product.html", context)


@page(EDIT, methods=("GET", "POST"))
def new_product(request: Request) -> HttpResponse:
    """A new product or service."""
    start = {"owner": request.actor.user_id, "kind": "product", "lifecycle": "on_sale"}
    form = ActionForm(create_product, request.actor, names=("title", *NAMES), stored=start)
    return form_page(
        request,
        form,
        title=NEW.label,
        button=_("Create"),
        done=lambda row: reverse("catalogue:product", args=[row.pk]),
        said=_("The product was created."),
        cancel=reverse("catalogue:list"),
    )


@page(EDIT, methods=("GET", "POST"))
def edit_product(request: Request, pk: int) -> HttpResponse:
    """All fields of a product."""
    row = queries.product(request.actor, pk)
    names = ("title", *NAMES)
    form = ActionForm(
        update_product,
        request.actor,
        names=names,
        fixed={"product": pk},
        stored=stored(row, names),
        version=row.subject.version,
    )
    url = reverse("catalogue:product", args=[pk])
    return form_page(
        request,
        form,
        title=row.title,
        button=_("Save"),
        done=lambda _row: url,
        said=_("Saved."),
        cancel=url,
        draft=f"product-{pk}",
    )


@page(EDIT, methods=("POST",))
def product_deletion(request: Request, pk: int) -> HttpResponse:
    """Hide a product; the toast offers to bring it back."""
    row = delete_product.run(request.actor, {"product": pk})
    return see_other(request, reverse("catalogue:list"), undoable(_("“%s” was deleted.") % row.title, row.subject))


def _is_valid(first: date, last: date | None, day: date) -> bool:
    return first <= day and (last is None or day <= last)
