"""Export of exactly what a list shows: same rows, same columns, same rights, and an entry in the audit trail."""

import tempfile
from typing import IO

from django.http import FileResponse, HttpResponse, QueryDict
from django.utils.translation import gettext as _

from pursuit.interfaces.web.lists import filterbar
from pursuit.interfaces.web.lists.views import known
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.kernel import clock
from pursuit.kernel import listing as lists
from pursuit.kernel.errors import Refused
from pursuit.kernel.listing import exports

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}


@page("export.lists", methods=("POST",))
def export(request: Request, code: str) -> HttpResponse | FileResponse:
    """A file of the filtered list. A POST, because an export is written into the audit trail."""
    listing = known(request, code)
    form = request.POST.get("format", "xlsx")
    if form not in TYPES:
        raise Refused("bad_format", _("Choose csv, xlsx or json."), "format")
    query = lists.read_query(listing, request.actor, _params(request))
    out: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=8 * 1024 * 1024)  # noqa: SIM115  FileResponse closes it
    words = [chip.text for chip in filterbar.chips(request, query)]
    exports.export_list(request.actor, listing, query, form, out, words)
    out.seek(0)
    name = f"{listing.label}-{clock.today():%Y%m%d}.{form}"
    return FileResponse(out, as_attachment=True, filename=name, content_type=TYPES[form])


def _params(request: Request) -> QueryDict:
    return QueryDict(request.POST.get("query", ""))
