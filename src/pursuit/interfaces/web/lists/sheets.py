"""The side sheets of a list: every filter with what is set, and which columns to show."""

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from pursuit.interfaces.web.lists import filterbar, look
from pursuit.interfaces.web.lists.views import known
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.interfaces.web.shell.toasts import see_other
from pursuit.kernel import listing as lists
from pursuit.kernel.listing import views


@page()
def filter_sheet(request: Request, code: str) -> HttpResponse:
    """Every filter of a list; those asked for most stand open, the others behind one line."""
    listing = known(request, code)
    query = lists.read_query(listing, request.actor, request.GET)
    first, more = filterbar.fields(listing, request.actor, query)
    names = {field.name for field in (*first, *more)}
    # What no field of the sheet can hold (is not, is empty) goes along unchanged.
    carried = [(one.key, ",".join(one.values)) for one in query.filters if one.key not in names]
    kept = filterbar.kept(request.GET, drop=("f.", "q", "after"))
    here = filterbar.safe_path(request.GET.get("path", ""))
    context = {
        "listing": listing,
        "fields": first,
        "more": more,
        "more_set": sum(bool(field.value) for field in more),
        "kept": [*filterbar.kept(request.GET, drop=("f.", "after")), *carried],
        "here": here,
        "clear": f"{here}?{urlencode(kept)}",
        "title": _("Filter"),
    }
    return render(request, "lists/filter_sheet.html", context)


@page("views.own")
def view_sheet(request: Request, code: str) -> HttpResponse:
    """The saved views, for faces of a list that do not look them up each time."""
    listing = known(request, code)
    params = request.GET.copy()
    here = filterbar.safe_path(params.pop("path", [""])[0])
    kept = views.visible(request.actor, listing.code)
    context = {
        "listing": listing,
        "views": kept,
        "view": next((one for one in kept if look.same(one.query, params)), None),
        "here": here,
        "params": params.urlencode(),
        "title": _("Views"),
    }
    return render(request, "lists/view_sheet.html", context)


@page(methods=("GET", "POST"))
def column_sheet(request: Request, code: str) -> HttpResponse:
    """Which columns to show; the choice is remembered for the next time."""
    listing = known(request, code)
    if request.method == "POST":
        return _choose(request, listing)
    query = lists.read_query(listing, request.actor, request.GET)
    chosen = {column.code: True for column in query.columns}
    every = listing.columns_for(request.actor)
    rest = [code for code in every if code not in chosen]
    context = {
        "listing": listing,
        # Those shown come first, in the order they are shown in.
        "columns": [(every[code], code in chosen) for code in (*chosen, *rest)],
        "kept": filterbar.kept(request.GET, drop=("cols", "after")),
        "here": filterbar.safe_path(request.GET.get("path", "")),
        "title": _("Columns"),
    }
    return render(request, "lists/column_sheet.html", context)


def _choose(request: Request, listing: lists.Listing) -> HttpResponse:
    sent = request.POST.copy()
    here = filterbar.safe_path(sent.get("path", ""))
    for name in ("path", "csrfmiddlewaretoken"):
        sent.pop(name, None)
    again = sent.pop("reset", None)
    chosen = "" if again else ",".join(column.code for column in lists.read_query(listing, request.actor, sent).columns)
    look.keep_columns(request, listing, chosen)
    sent.pop("cols", None)
    if chosen:
        sent["cols"] = chosen
    return see_other(request, f"{here}?{sent.urlencode(safe=',')}")
