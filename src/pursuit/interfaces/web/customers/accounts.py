"""Accounts: list, forms, deletion, and the look for duplicates while one is typed."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pursuit.domain.customers.actions.accounts import create_account, delete_account, update_account
from pursuit.domain.customers.queries.accounts import ACCOUNTS, account
from pursuit.domain.customers.queries.duplicates import account_candidates
from pursuit.interfaces.web.customers.looking import look
from pursuit.interfaces.web.customers.sections import sections
from pursuit.interfaces.web.forms.form import ActionForm
from pursuit.interfaces.web.forms.views import form_page
from pursuit.interfaces.web.lists.views import HAND_OVER, BulkAction, Create, Quick, list_page
from pursuit.interfaces.web.records.facts import stored
from pursuit.interfaces.web.records.views import undoable
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.interfaces.web.shell.toasts import see_other
from pursuit.kernel import access

NEW = Create(gettext_lazy("New customer"), "customers:new", "customers.edit")
BULK = (
    BulkAction(gettext_lazy("Change owner"), "customers:bulk_owner", "customers.edit"),
    BulkAction(gettext_lazy("Change standing"), "customers:bulk_standing", "customers.edit"),
    HAND_OVER,
)
QUICK = (
    Quick(gettext_lazy("Mine"), "f.owner=me"),
    Quick(gettext_lazy("VIP and A"), "f.tier=vip,a"),
    Quick(gettext_lazy("Changed this week"), "f.updated=week"),
)
FIRST = (
    "title",
    "credit_code",
    "short_name",
    "phone",
    "parent",
    "industry",
    "tier",
    "lifecycle",
    "credit_grade",
    "origin",
)
THEN = ("owner", "unit", "region", "address", "website", "note")
# What another record of the same company is recognised by.
SIGNS = ("title", "short_name", "credit_code", "phone", "website")


@page("customers.view")
def accounts(request: Request) -> HttpResponse:
    """The list of customers."""
    here = sections(request.actor, "customers:list")
    more = {"bring": True}
    return list_page(
        request, ACCOUNTS, title=_("Customers"), create=NEW, tabs=here, quick=QUICK, bulk=BULK, context=more
    )


@page("customers.edit", methods=("GET", "POST"))
def new_account(request: Request) -> HttpResponse:
    """A new customer; what looks like it is shown while one types."""
    start = {"owner": request.actor.user_id}
    parent = request.GET.get("parent", "")
    if parent.isdecimal():
        start["parent"] = account(request.actor, int(parent)).pk
    form = ActionForm(create_account, request.actor, names=(*FIRST, *THEN), stored=start)
    looking = look(form, "phone", reverse("customers:duplicates"), SIGNS)
    return form_page(
        request,
        form,
        title=NEW.label,
        button=_("Create"),
        done=lambda row: reverse("customers:account", args=[row.pk]),
        said=_("The customer was created."),
        cancel=reverse("customers:list"),
        context=looking,
    )


@page("customers.edit", methods=("GET", "POST"))
def edit_account(request: Request, pk: int) -> HttpResponse:
    """All fields of a customer in one form, or the one named by ?only=."""
    row = account(request.actor, pk)
    access.require(request.actor, "customers.edit", row.subject)
    only = request.GET.get("only", "")
    names = (only,) if only in (*FIRST, *THEN) else (*FIRST, *THEN)
    form = ActionForm(
        update_account,
        request.actor,
        names=names,
        fixed={"account": pk},
        stored=stored(row, names),
        version=row.subject.version,
    )
    url = reverse("customers:account", args=[pk])
    return form_page(
        request,
        form,
        title=row.title,
        button=_("Save"),
        done=lambda _row: url,
        said=_("Saved."),
        cancel=url,
        draft=f"account-{pk}-{only}",
    )


@page("customers.edit")
def duplicates(request: Request) -> HttpResponse:
    """A fragment: which customers look like the one being typed."""
    typed = {name: request.GET.get(name, "").strip()[:200] for name in SIGNS}
    exclude = request.GET.get("exclude", "")
    found = (
        account_candidates(request.actor, **typed, exclude=int(exclude) if exclude.isdecimal() else None)
        if any(typed.values())
        else []
    )
    return render(request, "customers/duplicates.html", {"found": found[:6], "url_name": "customers:account"})


@page("customers.edit", methods=("POST",))
def account_deletion(request: Request, pk: int) -> HttpResponse:
    """Hide a customer; the toast offers to bring it back."""
    row = delete_account.run(request.actor, {"account": pk})
    return see_other(request, reverse("customers:list"), undoable(_("“%s” was deleted.") % row.title, row.subject))
