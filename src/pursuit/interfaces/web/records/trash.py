"""Deleted records: what one may bring back, who deleted it and when."""

from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from pursuit.interfaces.web.lists.views import Tab
from pursuit.interfaces.web.records.registry import EDITABLE, restorable
from pursuit.interfaces.web.records.views import subject_url
from pursuit.interfaces.web.shell.access import NO_RIGHT, page
from pursuit.interfaces.web.shell.request import Request
from pursuit.interfaces.web.shell.toasts import Toast, see_other
from pursuit.kernel import extensions
from pursuit.kernel import trash as kernel
from pursuit.kernel.errors import Forbidden, Missing
from pursuit.kernel.models import Subject
from pursuit.kernel.records import GONE

SIZE = 50


@page()
def trash(request: Request) -> HttpResponse:
    """What was deleted, the latest first; all of it, or what one deleted oneself; all types, or one."""
    actor = request.actor
    rights = restorable(actor)
    if not rights:
        raise Forbidden("forbidden", NO_RIGHT)
    kind, mine = request.GET.get("type", ""), request.GET.get("whose") == "me"
    rows = kernel.deleted(actor, {kind: rights[kind]} if kind in rights else rights)
    if mine:
        rows = rows.filter(deleted_by=actor.user_id)
    found = list(_after(rows, request.GET.get("after", ""))[: SIZE + 1])
    context = {
        "rows": [(row, extensions.subject_type(row.type)) for row in found[:SIZE]],
        "next_cursor": found[SIZE - 1].pk if len(found) > SIZE else "",
        "is_first": "after" not in request.GET,
        "kinds": [extensions.subject_type(code) for code in rights],
        "chosen": kind,
        "mine": mine,
        "tabs": (Tab(_("All"), reverse("trash"), not mine), Tab(_("Deleted by me"), "?whose=me", mine)),
    }
    return render(request, "records/trash.html", context)


@page(methods=("POST",))
def restoration(request: Request, pk: int) -> HttpResponse:
    """Bring a record back, and go to it."""
    row = kernel.deleted(request.actor, restorable(request.actor)).filter(pk=pk).first()
    if row is None:
        raise Missing("not_found", GONE)
    entry = EDITABLE[row.type]
    entry.restore.run(request.actor, {entry.keyword: pk})
    return see_other(request, subject_url(row) or reverse("trash"), Toast(_("“%s” is back.") % row.title))


def _after(rows: QuerySet[Subject], asked: str) -> QuerySet[Subject]:
    """What was deleted before the last row of the page before."""
    last = rows.filter(pk=int(asked)).first() if asked.isdecimal() and len(asked) < 18 else None
    if last is None:
        return rows
    return rows.filter(Q(deleted_at__lt=last.deleted_at) | Q(deleted_at=last.deleted_at, pk__lt=last.pk))
