"""A bill of quantities into a quote: a file or pasted rows, a look first, then all good rows at once."""

import tempfile
from pathlib import Path

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from pursuit.domain.offers.actions.lines import import_lines
from pursuit.domain.offers.queries import quotes as queries
from pursuit.domain.offers.rules.boq import table_of
from pursuit.integrations.boqtables import reader
from pursuit.integrations.boqtables.reader import Found
from pursuit.interfaces.web.offers.lines import editable, quote_url
from pursuit.interfaces.web.records.views import undoable
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.interfaces.web.shell.toasts import see_other
from pursuit.kernel.errors import Refused

ENDINGS = (".xlsx", ".xlsm", ".csv", ".tsv", ".txt")
MOST_BYTES = 30 * 1024 * 1024
SHOWN = 200  # findings on the page


@page(queries.EDIT, methods=("GET", "POST"))
def bring(request: Request, pk: int) -> HttpResponse:
    """Choose or paste; look at what was understood; take it over."""
    row = editable(request, pk)
    context: dict[str, object] = {
        "nav": "offers",
        "quote": row,
        "endings": ",".join(ENDINGS),
        "pasted": request.POST.get("pasted", ""),
        "replace": request.POST.get("replace") == "true",
        "fields": reader.FIELDS,
    }
    if request.method == "GET":
        return render(request, "offers/boq.html", context)
    try:
        found = _read(request, row.currency)
        context |= {"found": found, "sections": table_of(found.bill), "findings": found.bill.findings[:SHOWN]}
        if request.POST.get("do") == "look":
            return render(request, "offers/boq.html", context)
        data = {"quote": pk, "rows": found.rows(), "replace": context["replace"]}
        row = import_lines.run(request.actor, data)
    except Refused as no:
        if no.kind == "missing":
            raise
        return render(request, "offers/boq.html", {**context, "problem": no.message}, status=422)
    text = _("%s lines were taken over.") % len(found.bill.items)
    if not found.bill.findings:
        return see_other(request, f"{quote_url(pk)}#lines", undoable(text, row.subject))
    return render(request, "offers/boq.html", {**context, "quote": row, "done": text})


def _read(request: Request, currency: str) -> Found:
    """What was sent: a file before pasted rows."""
    given = request.FILES.get("file")
    pasted = request.POST.get("pasted", "")
    chosen = {name: request.POST.get(f"col.{name}", "").strip() for name, _label in reader.FIELDS}
    if not isinstance(given, UploadedFile):
        if not pasted.strip():
            raise Refused("no_file", _("Choose a file or paste rows first."), "file")
        return _from(pasted.encode(), _("pasted.tsv"), ".tsv", chosen, currency)
    if (given.size or 0) > MOST_BYTES:
        raise Refused("too_big", _("The file is larger than 30 MB."), "file")
    ending = Path(given.name or "").suffix.lower()
    if ending not in ENDINGS:
        raise Refused("bad_type", _("“%s” is no xlsx or csv file.") % (given.name or ""), "file")
    return _from(given.read(), given.name or "", ending, chosen, currency)


def _from(body: bytes, name: str, ending: str, chosen: dict[str, str], currency: str) -> Found:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"boq{ending}"
        path.write_bytes(body)
        return reader.read_file(path, name=name, chosen=chosen, currency=currency)
