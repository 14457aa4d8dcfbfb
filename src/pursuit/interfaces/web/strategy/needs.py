"""The needs archive of a project, its import, and the list over all projects."""

import tempfile
from pathlib import Path

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from pursuit.domain.strategy.actions.needs import import_needs
from pursuit.domain.strategy.models import Need, StrategyLine
from pursuit.domain.strategy.queries import lists, parts
from pursuit.domain.strategy.rules import kinds
from pursuit.integrations.needlist import reading
from pursuit.interfaces.web.lists.views import Quick, Tab, list_page
from pursuit.interfaces.web.records.panels import panels
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.interfaces.web.shell.toasts import Toast, see_other
from pursuit.interfaces.web.strategy.frame import EDIT, VIEW, ground, told, writable
from pursuit.interfaces.web.strategy.rows import part_url
from pursuit.kernel.errors import Missing, Refused, Text
from pursuit.kernel.records import GONE

LARGEST = 5 << 20
MANY = 20  # faults shown at once
NEEDS_QUICK = (
    Quick(gettext_lazy("Must, without compliance"), "f.priority=must&f.compliance=unknown"),
    Quick(gettext_lazy("Not met"), "f.compliance=not"),
)
LINES_QUICK = (
    Quick(gettext_lazy("Neither action nor reason"), "f.state=open"),
    Quick(gettext_lazy("Mine"), "f.owner=me"),
)


@page(VIEW)
def needs(request: Request, pk: int) -> HttpResponse:
    """Need → answer → product → compliance, with what follows from each."""
    head = ground(request, pk, "needs")
    found = parts.needs(request.actor, head.project, parts.lines(request.actor, head.project))
    asked = request.GET.get("show", "")
    shown = [one for one in found if not asked or asked in (one.row.compliance, one.row.kind, one.row.priority)]
    counts = {code: sum(one.row.compliance == code for one in found if one.open) for code in
              ("met", "over", "partly", "not", "unknown")}  # fmt: skip
    context = {
        **head.context,
        "needs": shown,
        "all": len(found),
        "asked": asked,
        "counts": [(code, label, counts[code]) for code, label in kinds.COMPLIANCE if counts[code]],
        "panels": panels(request, "strategy.needs", head.project.subject),
    }
    return render(request, "strategy/needs.html", context)


@page(VIEW)
def need(request: Request, pk: int) -> HttpResponse:
    """Where a need stands in its archive."""
    row = Need.objects.visible_to(request.actor).select_related("strategy").filter(pk=pk).first()
    if row is None:
        raise Missing("not_found", GONE)
    return HttpResponseRedirect(f"{part_url('needs', row.strategy.project_id)}#need-{row.pk}")


@page(VIEW)
def line(request: Request, pk: int) -> HttpResponse:
    """Where a line stands on its sheet."""
    row = StrategyLine.objects.visible_to(request.actor).select_related("strategy").filter(pk=pk).first()
    if row is None:
        raise Missing("not_found", GONE)
    return HttpResponseRedirect(f"{part_url('sheets', row.strategy.project_id)}#line-{row.pk}")


@page(VIEW)
def need_list(request: Request) -> HttpResponse:
    """Needs of all projects."""
    empty = {"text": _("Needs are written on the page “Strategy” of a project.")}
    return list_page(request, lists.NEEDS, tabs=_faces("needs"), quick=NEEDS_QUICK, empty=empty)


@page(VIEW)
def line_list(request: Request) -> HttpResponse:
    """Strategy lines of all projects."""
    empty = {"text": _("Lines are written on the page “Strategy” of a project.")}
    return list_page(request, lists.LINES, tabs=_faces("lines"), quick=LINES_QUICK, empty=empty)


@page(EDIT, methods=("GET", "POST"))
def bring(request: Request, pk: int) -> HttpResponse:
    """Paste lines or choose a file; what cannot be taken is listed by row and mended in place."""
    row = writable(request, pk)
    context: dict[str, object] = {"nav": "projects", "project": row, "text": "", "most": reading.MOST}
    if request.method == "GET":
        return render(request, "strategy/bring.html", context)
    try:
        text = _sent(request)
        found = reading.read(reading.cells_of(text))
        problem: Text = "" if found.rows or found.problems else _("Paste one need per line, or choose a file.")
        context |= {"text": text, "problems": found.problems[:MANY], "more": len(found.problems) - MANY}
        if found.rows and not found.problems:
            made = import_needs.run(request.actor, {"project": pk, "rows": found.rows})
            return _done(request, pk, len(made), len(found.rows) - len(made))
    except Refused as no:
        problem = no.message
    return render(request, "strategy/bring.html", {**context, "problem": problem}, status=422)


def _done(request: Request, pk: int, made: int, left: int) -> HttpResponse:
    words = ngettext("%d need was brought in.", "%d needs were brought in.", made) % made
    if left:
        words += " " + ngettext("%d was there already.", "%d were there already.", left) % left
    url = part_url("needs", pk)
    return told(request, writable(request, pk), words, url) if made else see_other(request, url, Toast(words))


def _sent(request: Request) -> str:
    """What was pasted, or the first table of the file as lines."""
    file = request.FILES.get("file")
    if file is None:
        return request.POST.get("text", "")
    if (file.size or 0) > LARGEST:
        raise Refused("file_too_large", _("The file is larger than 5 MB: split it."), "file")
    with tempfile.NamedTemporaryFile(suffix=".table") as kept:
        for chunk in file.chunks():
            kept.write(chunk)
        kept.flush()
        return reading.pasted(reading.cells_in(Path(kept.name), str(file.name)))


def _faces(current: str) -> list[Tab]:
    return [
        Tab(_("Needs"), reverse("strategy:needs-list"), current == "needs"),
        Tab(_("Strategy lines"), reverse("strategy:lines-list"), current == "lines"),
    ]
