"""The search page."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.kernel import extensions, search
from pursuit.kernel.models import Subject

MOST = 50
EACH = 8  # of every type, unless one is chosen
# What people mean most often comes first; other types follow as they were declared.
ORDER = ("account", "project", "contact", "lead", "task", "registration", "visit")


@page()
def found(request: Request) -> HttpResponse:
    """Records by part of a name or text, or by pinyin initials: by type, in each the newest change first."""
    asked = request.GET.get("q", "").strip()[:80]
    kinds = {kind.code: kind for kind in extensions.subject_types() if request.actor.may(kind.view_right)}
    chosen = request.GET.get("type", "")
    one = chosen in kinds
    hits = search.hits(request.actor, asked, MOST if one else EACH, types=[chosen] if one else ())
    found: dict[str, list[Subject]] = {}
    counts: dict[str, int] = {}
    for row, count in hits.rows:
        found.setdefault(row.type, []).append(row)
        counts[row.type] = count
    groups = [
        {
            "kind": kinds[code],
            "count": counts[code],
            "hits": [(row, reverse(kinds[code].url_name, args=[row.pk])) for row in few],
            "more": counts[code] > len(few),
        }
        for code, few in sorted(found.items(), key=lambda one: ORDER.index(one[0]) if one[0] in ORDER else len(ORDER))
        if code in kinds and kinds[code].url_name
    ]
    context = {
        "asked": asked,
        "groups": groups,
        "cut": hits.cut,
        "kinds": list(kinds.values()),
        "chosen": chosen,
        "nav": "search",
    }
    return render(request, "search/found.html", context)
