"""Merging two records of the same thing: which one stays, whose value stays per field, what moves."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from pursuit.domain.customers.actions.merge import merge_accounts, merge_contacts
from pursuit.domain.customers.models import Account, Contact
from pursuit.domain.customers.queries import accounts, contacts, duplicates, merging
from pursuit.interfaces.web.forms.field import FormField, reading
from pursuit.interfaces.web.records.facts import fields
from pursuit.interfaces.web.records.views import undoable
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.interfaces.web.shell.toasts import see_other
from pursuit.kernel import pickers
from pursuit.kernel.action import Action
from pursuit.kernel.errors import Refused


@dataclass(frozen=True, slots=True)
class Kind:
    """What differs between merging customers and merging contacts."""

    type: str
    action: Action[..., Account | Contact]
    page: str
    merge: str


ACCOUNT = Kind("account", merge_accounts, "customers:account", "customers:merge")
CONTACT = Kind("contact", merge_contacts, "customers:contact", "customers:merge_contact")


@dataclass(frozen=True, slots=True)
class Choice:
    """One field of both records in words."""

    name: str
    label: str
    keep: str
    remove: str
    take: str


@page("customers.merge", methods=("GET", "POST"))
def merge_account(request: Request, pk: int) -> HttpResponse:
    """Merge a customer into another one, or another one into it."""
    row = accounts.account(request.actor, pk)
    found = duplicates.account_candidates(
        request.actor,
        title=row.title,
        short_name=row.short_name,
        credit_code=row.credit_code,
        phone=row.phone,
        website=row.website,
        exclude=pk,
    )
    return _merge(request, ACCOUNT, row, found)


@page("customers.merge", methods=("GET", "POST"))
def merge_contact(request: Request, pk: int) -> HttpResponse:
    """The same for two cards of one person."""
    row = contacts.contact(request.actor, pk)
    found = duplicates.contact_candidates(
        request.actor,
        title=row.title,
        mobile=row.mobile,
        phone=row.phone,
        email=row.email,
        wechat=row.wechat,
        account=row.account_id,
        exclude=pk,
    )
    return _merge(request, CONTACT, row, found)


def _merge(request: Request, kind: Kind, row: Account | Contact, found: list[duplicates.Candidate]) -> HttpResponse:
    other = request.POST.get("other", "") or request.GET.get("other", "")
    if not other.isdecimal():
        return _choose(request, kind, row, found)
    # The page of the record that stays: ?stays=other turns it round.
    keep, remove = (row.pk, int(other)) if request.GET.get("stays") != "other" else (int(other), row.pk)
    problem = ""
    if request.method == "POST":
        try:
            return _run(request, kind, keep, remove)
        except Refused as no:
            if no.kind in ("missing", "forbidden"):
                raise
            problem = str(no.message)
    preview = merging.merge_preview(request.actor, kind.type, keep, remove)
    pairs = [_choice(kind, pair) for pair in preview.fields]
    context = {
        "kept": preview.keep,
        "removed": preview.remove,
        "differing": [one for one in pairs if one.keep != one.remove],
        "agreeing": [one for one in pairs if one.keep == one.remove and one.keep != "—"],
        "moving": preview.moving,
        "obstacles": preview.obstacles,
        "problem": problem,
        "turned": _turned(request, other),
        "here": request.get_full_path(),
        "other": other,
        "back": reverse(kind.page, args=[row.pk]),
        "version": preview.keep.subject.version,
    }
    return render(request, "customers/merge.html", context, status=422 if problem else 200)


def _choose(request: Request, kind: Kind, row: Account | Contact, found: list[duplicates.Candidate]) -> HttpResponse:
    """First question: with which record?"""
    lookup = reverse("lookup", args=[kind.type])
    context = {
        "row": row,
        "found": [one for one in found if one.visible],
        "field": FormField("other", _("Another record"), "ref", required=True, lookup_url=lookup),
        "back": reverse(kind.page, args=[row.pk]),
    }
    return render(request, "customers/merge_choose.html", context)


def _run(request: Request, kind: Kind, keep: int, remove: int) -> HttpResponse:
    sides = {name.removeprefix("take."): side for name, side in request.POST.items() if name.startswith("take.")}
    values = {"keep": keep, "remove": remove, "choices": sides, "version": request.POST.get("version") or None}
    row = kind.action.run(request.actor, values)
    return see_other(
        request, reverse(kind.page, args=[keep]), undoable(_("Merged into “%s”.") % row.title, row.subject)
    )


def _choice(kind: Kind, pair: merging.FieldPair) -> Choice:
    return Choice(
        pair.name, str(pair.label), _read(kind, pair.name, pair.keep), _read(kind, pair.name, pair.remove), pair.take
    )


def _read(kind: Kind, name: str, value: object) -> str:
    one = fields(kind.type).get(name)
    if one is not None:
        return reading(one, value)
    if name == "account" and isinstance(value, int):
        return pickers.titles([value]).get(value, "?")
    return "—" if value in (None, "") else str(value)


def _turned(request: Request, other: str) -> str:
    stays = "" if request.GET.get("stays") == "other" else "&stays=other"
    return f"{request.path}?other={other}{stays}"
