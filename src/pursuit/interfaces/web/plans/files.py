"""A plan as a file: out for Microsoft Project or as xlsx, in from it, a board or a table, with what came of it."""

import io
import tempfile
from pathlib import Path
from urllib.parse import quote

from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from pursuit.domain.plans.queries import plans
from pursuit.domain.plans.queries.stored import stored
from pursuit.domain.projects.queries.projects import project
from pursuit.integrations.boards import bringing as boards
from pursuit.integrations.msproject import bringing as msproject
from pursuit.integrations.msproject.exporting import exported
from pursuit.integrations.msproject.writer import write_plan
from pursuit.integrations.plansheet.writer import write_sheet
from pursuit.interfaces.web.lists.exports import TYPES
from pursuit.interfaces.web.plans import receipts
from pursuit.interfaces.web.plans.rows import visible_plan
from pursuit.interfaces.web.projects.frame import frame
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.kernel import access
from pursuit.kernel.errors import Refused

MOST_BYTES = 200 * 1024 * 1024
ENDINGS = (".xml", ".json", ".jsonl", ".csv", ".tsv", ".txt", ".xlsx", ".xlsm")


@page("export.lists")
def export(request: Request, pk: int) -> HttpResponse:
    """Microsoft Project XML."""
    row = project(request.actor, pk)
    plan = visible_plan(request.actor, pk)
    answer = HttpResponse(write_plan(exported(stored(request.actor, plan), row.title)), content_type="application/xml")
    name = quote(f"{row.code or pk}-{row.title}.xml")
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    return answer


@page("export.lists")
def sheet(request: Request, pk: int) -> FileResponse:
    """An xlsx workbook that can be brought in again."""
    row = project(request.actor, pk)
    out = io.BytesIO()
    write_sheet(stored(request.actor, visible_plan(request.actor, pk)), out)
    out.seek(0)
    name = f"{row.code or pk}-{row.title}.xlsx"
    return FileResponse(out, as_attachment=True, filename=name, content_type=TYPES["xlsx"])


@page("tasks.view", methods=("GET", "POST"))
def bring(request: Request, pk: int) -> HttpResponse:
    """Choose a file; afterwards what it gave, and where our dates differ from its own."""
    head = frame(request, pk, "plan")
    access.require(request.actor, plans.EDIT, head.row.subject)
    context: dict[str, object] = {**head.context, "endings": ",".join(ENDINGS)}
    if request.method == "GET":
        return render(request, "plans/bring.html", context)
    try:
        context["told"] = _brought(request, pk)
    except Refused as no:
        if no.kind == "missing":
            raise
        return render(request, "plans/bring.html", {**context, "problem": no.message}, status=422)
    return render(request, "plans/brought.html", context)


def _brought(request: Request, pk: int) -> receipts.Told:
    """By its ending: Microsoft Project's XML, or a board or table, which its reader recognises itself."""
    given = request.FILES.get("file")
    if not isinstance(given, UploadedFile):
        raise Refused("no_file", _("Choose a file first."), "file")
    if (given.size or 0) > MOST_BYTES:
        raise Refused("too_big", _("The file is larger than 200 MB."), "file")
    name = given.name or ""
    ending = Path(name).suffix.lower()
    if ending not in ENDINGS:
        told = _("“%s” is none of these: xml of Microsoft Project, json, jsonl, csv, xlsx.")
        raise Refused("bad_type", told % name, "file")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"plan{ending}"
        with path.open("wb") as file:
            for chunk in given.chunks():
                file.write(chunk)
        if ending == ".xml":
            return receipts.of_plan(msproject.bring_file(request.actor, pk, path, name))
        return receipts.of_board(boards.bring_file(request.actor, pk, path, name))
