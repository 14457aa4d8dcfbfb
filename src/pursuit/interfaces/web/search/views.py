"""The search page."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.kernel import extensions, search

MOST = 50


@page()
def found(request: Request) -> HttpResponse:
    """Records by part of a name or text, or by pinyin initials; the newest change first."""
    asked = request.GET.get("q", "").strip()[:80]
    kinds = {kind.code: kind for kind in extensions.subject_types() if request.actor.may(kind.view_right)}
    chosen = request.GET.get("type", "")
    rows = search.subjects(request.actor, asked, types=[chosen] if chosen in kinds else ())
    hits = [
        {
            "title": row.title,
            "url": reverse(kinds[row.type].url_name, args=[row.pk]) if kinds[row.type].url_name else "",
            "kind": kinds[row.type],
            "owner": row.owner,
            "changed": row.updated_at,
        }
        for row in rows.select_related("owner")[: MOST + 1]
        if row.type in kinds
    ]
    context = {
        "asked": asked,
        "hits": hits[:MOST],
        "more": len(hits) > MOST,
        "kinds": list(kinds.values()),
        "chosen": chosen,
        "nav": "search",
    }
    return render(request, "search/found.html", context)
