"""The receipt of an import, and the rows that stayed out as a file."""

import tempfile
from typing import IO

from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from pursuit.integrations.intake import preparing
from pursuit.integrations.intake.jobs import UNDO
from pursuit.integrations.intake.plan import parse
from pursuit.integrations.intake.receipt import Receipt
from pursuit.integrations.intake.returned import name_of, written
from pursuit.interfaces.web.imports.steps import RIGHT, address, busy, frame, where
from pursuit.interfaces.web.imports.words import fault_words, kind_lines, ledger_lines, made, not_given, sum_lines
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.interfaces.web.shell.toasts import see_other
from pursuit.kernel import importdrafts as drafts
from pursuit.kernel import intake
from pursuit.kernel.errors import Missing
from pursuit.kernel.listing.export import BOM
from pursuit.kernel.models import BatchState

MOST_KEPT = 200


@page(RIGHT)
def receipt(request: Request, pk: int) -> HttpResponse:
    """What came in, what did not, and how to take it back."""
    batch = intake.batch(request.actor, pk)
    if batch.state == BatchState.DRAFT:
        return see_other(request, where(batch))
    job = drafts.job_of(batch)
    if busy(job):
        return see_other(request, address(batch, "run"))
    told = Receipt.of({name: value for name, value in batch.receipt.items() if name != "undone"})
    undone = batch.receipt.get("undone")
    stays = job.result if job is not None and job.kind == UNDO and isinstance(job.result, dict) else {}
    tables = list(intake.refused_rows(batch).order_by("table").values_list("table", flat=True).distinct())
    context = frame(batch, "receipt") | {
        "receipt": told,
        "notes": list(dict.fromkeys(told.notes)),
        "kinds": kind_lines(told, made(request.actor, pk, list(told.subjects)), 0 if undone else pk),
        "sums": sum_lines(told),
        "ledgers": ledger_lines(told),
        "against": bool(told.ledgers) and not undone and request.actor.may("finance.view"),
        "tables": tables,
        "stopped": batch.state in (BatchState.RUNNING, BatchState.FAILED, BatchState.CANCELLED),
        "job": job,
        "undone": undone,
        "problem": job.message if job is not None and job.kind == UNDO and job.state == "failed" else "",
        "kept": stays.get("kept", [])[:MOST_KEPT],
        "dropped": [(table, columns) for table, columns in told.dropped.items() if columns],
        "not_given": not_given(parse(batch.plan)),
        "first_bad": [(one, fault_words(one.code)) for one in intake.refused_rows(batch)[:10]],
    }
    return render(request, "imports/receipt.html", context)


@page(RIGHT)
def rejected(request: Request, pk: int) -> HttpResponse | FileResponse:
    """The rows of one table that stay out, as they stood in the file, with the reason."""
    batch = intake.batch(request.actor, pk)
    rows = intake.refused_rows(batch)
    table = request.GET.get("table", "") or rows.values_list("table", flat=True).first()
    found = rows.filter(table=table).order_by("row", "pk")
    if not table or not found.exists():
        raise Missing("no_rows", _("No row of this table stayed out."))
    out: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=8 * 1024 * 1024)  # noqa: SIM115  FileResponse closes it
    out.write(BOM)
    told = ((table, intake.refusal(one)) for one in found.iterator(chunk_size=500))
    for line in written(told, preparing.headers(batch)):
        out.write(line.encode())
    out.seek(0)
    name = f"{name_of(table)}-{batch.pk}.csv"
    response = FileResponse(out, as_attachment=True, filename=name, content_type="text/csv; charset=utf-8")
    response["Cache-Control"] = "private, no-store"
    return response
