"""A quote as a file: docx for the customer, xlsx for the customer, xlsx with cost for those who may see it."""

from urllib.parse import quote as escaped

from django.http import HttpResponse

from pursuit.domain.offers.actions.documents import take_document
from pursuit.domain.offers.queries import quotes as queries
from pursuit.integrations.quotesheet.document import document as written
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request

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
    content, name = written(request.actor, row, form)
    answer = HttpResponse(content, content_type=TYPES[name.rpartition(".")[2]])
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{escaped(name)}"
    return answer
