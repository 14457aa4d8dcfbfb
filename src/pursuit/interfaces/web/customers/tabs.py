"""The page of a customer: one tab per address, with the same head and rail around each."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from pursuit.domain.customers.queries import accounts as queries
from pursuit.domain.customers.queries.accounts import AccountPage
from pursuit.interfaces.web.collaboration.talk import collaboration_context
from pursuit.interfaces.web.customers.notices import head_line
from pursuit.interfaces.web.customers.relationships import layers, standings
from pursuit.interfaces.web.lists.views import Tab
from pursuit.interfaces.web.records.facts import custom_facts
from pursuit.interfaces.web.records.facts import facts as facts_of
from pursuit.interfaces.web.records.files import of as files_of
from pursuit.interfaces.web.records.history import lines
from pursuit.interfaces.web.records.panels import panels
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.kernel import access
from pursuit.kernel import history as past

MAIN = (
    "short_name",
    "parent",
    "credit_code",
    "industry",
    "tier",
    "lifecycle",
    "credit_grade",
    "origin",
    "owner",
    "unit",
)
MORE = ("region", "phone", "website", "address", "note")


@page("customers.view")
def overview(request: Request, pk: int) -> HttpResponse:
    """What a customer is, how we stand there, what later rooms know."""
    found = queries.account_page(request.actor, pk)
    row = found.account
    return _tab(
        request,
        found,
        "customers:account",
        "customers/overview.html",
        facts=facts_of(request.actor, row, (*MAIN, *MORE)),
        custom=custom_facts(request.actor, row.subject),
        layers=layers(found.relationships),
        standings=standings(found.standings),
        panels=panels(request, "account", row.subject),
        **collaboration_context(request.actor, row.subject),
    )


@page("customers.view")
def contacts(request: Request, pk: int) -> HttpResponse:
    """Who works there."""
    found = queries.account_page(request.actor, pk)
    return _tab(request, found, "customers:account_contacts", "customers/account_contacts.html", people=found.contacts)


@page("customers.view")
def visits(request: Request, pk: int) -> HttpResponse:
    """What was said and what was promised."""
    found = queries.account_page(request.actor, pk)
    return _tab(
        request,
        found,
        "customers:account_visits",
        "customers/account_visits.html",
        visits=queries.visits_of(request.actor, pk),
        commitments=queries.commitments_of(request.actor, pk),
    )


@page("customers.view")
def files(request: Request, pk: int) -> HttpResponse:
    """The papers."""
    found = queries.account_page(request.actor, pk)
    shown = files_of(request, found.account.subject)
    return _tab(request, found, "customers:account_files", "customers/account_files.html", files=shown)


@page("customers.view")
def history(request: Request, pk: int) -> HttpResponse:
    """What changed, newest first; older entries come as they are scrolled to."""
    found = queries.account_page(request.actor, pk)
    entries = past.of(request.actor, found.account.subject)
    more = entries[-1].id if len(entries) == 30 else None
    return _tab(
        request,
        found,
        "customers:account_history",
        "customers/account_history.html",
        entries=lines(entries),
        more=more,
    )


def _tab(request: Request, found: AccountPage, current: str, template: str, **context: object) -> HttpResponse:
    actor, row = request.actor, found.account
    shown = {
        "account": row,
        "subject": row.subject,
        "counts": found.counts,
        "children": found.children,
        "head": head_line(actor, found, queries.notice(actor, found)),
        "tabs": _tabs(found, current),
        "may_edit": bool(access.decide(actor, "customers.edit", row.subject)),
        "may_write": actor.may("customers.visit.edit"),
        "may_merge": actor.may("customers.merge"),
        "timeline": queries.timeline(actor, row.pk, limit=8),
        **context,
    }
    return render(request, template, shown)


def _tabs(found: AccountPage, current: str) -> list[Tab]:
    counts = found.counts
    names = (
        (_("Overview"), "customers:account", 0),
        (_("Contacts"), "customers:account_contacts", counts["contacts"]),
        (_("Visits and commitments"), "customers:account_visits", counts["visits"]),
        (_("Files"), "customers:account_files", counts["files"]),
        (_("History"), "customers:account_history", 0),
    )
    return [
        Tab(f"{label} {count}" if count else label, reverse(url, args=[found.account.pk]), url == current)
        for label, url, count in names
    ]
