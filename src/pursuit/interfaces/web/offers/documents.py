"""A quote as a file: docx for the customer, xlsx for the customer, xlsx with cost for those who may see it."""

import io
from urllib.parse import quote as escaped

from django.http import HttpResponse

from pursuit.domain.offers.actions.documents import take_document
from pursuit.domain.offers.queries import quotes as queries
from pursuit.domain.offers.queries.sheet import sheet
from pursuit.integrations.quotesheet import paper, workbook
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.kernel import settings_store

TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@page("export.lists", methods=("POST",))
def document(request: Request, pk: int) -> HttpResponse:
    """A POST, because taking a quote out is written into its history."""
    row = queries.quote(request.actor, pk)
    form = request.POST.get("form", "docx")
    take_document.run(request.actor, {"quote": pk, "form": form})
    found = sheet(request.actor, row)
    company = settings_store.get("company_name", "")
    out = io.BytesIO()
    if form == "docx":
        out.write(paper.build(found, company))
    else:
        workbook.write(found, out, company, costed=form == "costed")
    kind = "docx" if form == "docx" else "xlsx"
    answer = HttpResponse(out.getvalue(), content_type=TYPES[kind])
    name = escaped(f"{row.code}-V{row.edition}-{row.title}.{kind}")
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    return answer
