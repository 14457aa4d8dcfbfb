"""The page of a list and its fragments. A room's own view calls `list_page`; the rest is shared by all lists."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pursuit.interfaces.web.lists import filterbar, grouping, look
from pursuit.interfaces.web.shell.access import page as declared_page
from pursuit.interfaces.web.shell.request import Request
from pursuit.interfaces.web.shell.toasts import Toast, see_other
from pursuit.kernel import listing as lists
from pursuit.kernel.errors import Missing, Refused, Text
from pursuit.kernel.listing import Listing, views


@dataclass(frozen=True, slots=True)
class Create:
    """The list's primary button."""

    label: Text
    url_name: str
    right: str


@dataclass(frozen=True, slots=True)
class Tab:
    """Another face of the same things (board, list, map)."""

    label: Text
    url: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class Quick:
    """A filter people ask for every day: its parameters ("f.state=new&f.owner=me") replace those in force."""

    label: Text
    query: str


@dataclass(frozen=True, slots=True)
class BulkAction:
    """Something done to the picked rows."""

    label: Text
    url_name: str
    right: str


HAND_OVER = BulkAction(gettext_lazy("Hand over"), "people:hand-over-picked", "people.handover")


def list_page(
    request: Request,
    listing: Listing,
    *,
    title: Text = "",
    create: Create | None = None,
    tabs: Sequence[Tab] = (),
    quick: Sequence[Quick] = (),
    bulk: Sequence[BulkAction] = (),
    empty: Mapping[str, object] | None = None,
    template: str = "lists/list.html",
    context: Mapping[str, object] | None = None,
) -> HttpResponse:
    """Rows of a page with everything around them. Totals come as a fragment of their own."""
    actor = request.actor
    params = look.params(request, listing)
    try:
        query = lists.read_query(listing, actor, params)
        found = lists.sections(listing, actor, query) if query.group else lists.page(listing, actor, query)
        problem = ""
    except Refused as no:
        query = lists.read_query(listing, actor, {})
        found = lists.Page(listing, query, [], "")
        problem = str(no.message)
    kept = views.visible(actor, listing.code)
    shown = {
        "listing": listing,
        "title": title or listing.label,
        "page": found,
        "query": query,
        "problem": problem,
        "chips": filterbar.chips(request, query),
        "is_first": not query.after,
        "next_cursor": found.next,
        "filtered": bool(query.filters or query.search),
        "hidden": not (found.rows or query.filters or query.search or query.after) and lists.has_any(listing),
        "groups": grouping.choices([*listing.columns_for(actor).values()], query),
        "params": params.urlencode(),
        "totals_url": f"{reverse('list-totals', args=[listing.code])}?{params.urlencode()}",
        "views": kept,
        "view": next((one for one in kept if look.same(one.query, params)), None),
        "create": create if create and actor.may(create.right) else None,
        "tabs": tabs,
        "quick": [Tab(one.label, f"{request.path}?{one.query}", _is_set(request, one)) for one in quick],
        "bulk": [one for one in bulk if actor.may(one.right)],
        "may_export": actor.may("export.lists"),
        "empty": empty or {},
        # A phone shows four: the first of those the person chose.
        "cards": [one.code for one in query.columns[1:5]] if "cols" in params else listing.cards,
        **(context or {}),
    }
    return render(request, template, shown)


def known(request: Request, code: str) -> Listing:
    """A list by its code, for readers who may see it at all."""
    try:
        listing = lists.get(code)
    except KeyError as error:
        raise Missing("not_found", _("There is no such list.")) from error
    if not request.actor.may(listing.view_right):
        raise Missing("not_found", _("There is no such list."))
    return listing


@declared_page()
def totals(request: Request, code: str) -> HttpResponse:
    """How many, and how much, of what the filters leave."""
    listing = known(request, code)
    query = lists.read_query(listing, request.actor, request.GET)
    exact = request.GET.get("exact") == "1"
    found = lists.totals(listing, request.actor, query, exact=exact)
    context = {"totals": found, "listing": listing, "exact_url": f"{request.path}?{_with(request, exact='1')}"}
    return render(request, "lists/totals.html", context)


@declared_page("views.own", methods=("POST",))
def save_view(request: Request, code: str) -> HttpResponse:
    """Keep the present filters under a name."""
    listing = known(request, code)
    values = {name: request.POST.get(name, "") for name in ("name", "query")}
    shared = request.POST.get("shared") == "true"
    views.save_view.run(request.actor, {"listing": listing.code, **values, "shared": shared})
    here = filterbar.safe_path(request.POST.get("path", ""))
    return see_other(request, f"{here}?{values['query']}", Toast(_("The view was saved.")))


@declared_page("views.own", methods=("POST",))
def delete_view(request: Request, view: int) -> HttpResponse:
    """Remove one's own view."""
    views.delete_view.run(request.actor, {"view": view})
    return see_other(request, filterbar.safe_path(request.POST.get("path", "")), Toast(_("The view was removed.")))


def _is_set(request: Request, one: Quick) -> bool:
    """Are exactly these filters in force?"""
    present = {key: value for key, value in request.GET.items() if key.startswith("f.") or key == "q"}
    return present == dict(parse_qsl(one.query))


def _with(request: Request, **changes: str) -> str:
    params = request.GET.copy()
    for name, value in changes.items():
        params[name] = value
    return params.urlencode()
