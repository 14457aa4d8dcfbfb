"""The imports so far, and where files are dropped."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from pursuit.integrations.intake import preparing
from pursuit.integrations.intake.receipt import Receipt
from pursuit.interfaces.web.imports.steps import NAV, RIGHT, TONES, address, source_name, steps, where
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.interfaces.web.shell.toasts import Toast, see_other
from pursuit.kernel import intake
from pursuit.kernel.errors import Refused
from pursuit.kernel.models import BatchState, ImportBatch

SHOWN = 30


@dataclass(frozen=True, slots=True)
class Line:
    """One import of the list."""

    batch: ImportBatch
    source: str
    files: str
    url: str
    tone: str
    created: int
    updated: int
    rejected: int


@page(RIGHT, methods=("GET", "POST"))
def history(request: Request) -> HttpResponse:
    """Newest first; POST takes files and leads on to their mapping."""
    if request.method == "POST":
        try:
            batch = preparing.receive(request.actor, request.FILES.getlist("files"))
        except Refused as no:
            return _page(request, str(no.message), status=422)
        name = batch.preparation["saved"]
        toast = Toast(_("The saved mapping “%s” was taken: look it over.") % name) if name else None
        return see_other(request, address(batch, "mapping"), toast)
    return _page(request, "")


def _page(request: Request, problem: str, status: int = 200) -> HttpResponse:
    rows = intake.batches(request.actor)
    after = request.GET.get("after", "")
    if after.isdecimal():
        rows = rows.filter(pk__lt=int(after[:18]))
    found = list(rows[: SHOWN + 1])
    context = {
        "lines": [_line(batch) for batch in found[:SHOWN]],
        "next_cursor": str(found[SHOWN - 1].pk) if len(found) > SHOWN else "",
        "is_first": not after,
        "steps": steps(None, "history"),
        "problem": problem,
        "limit": settings.IMPORT_MAX_BYTES >> 20,
        "nav": NAV,
    }
    return render(request, "imports/history.html", context, status=status)


def _line(batch: ImportBatch) -> Line:
    drafted = batch.state == BatchState.DRAFT
    told = Receipt() if drafted else Receipt.of(_counts_only(batch))
    counts = told.subjects.values()
    return Line(
        batch=batch,
        source=source_name(batch.source),
        files="、".join(str(one["name"]) for one in batch.files),
        url=where(batch),
        tone=TONES[batch.state],
        created=sum(one.created for one in counts),
        updated=sum(one.updated for one in counts),
        rejected=told.rejected,
    )


def _counts_only(batch: ImportBatch) -> dict[str, object]:
    return {"subjects": batch.receipt.get("subjects", {})}
