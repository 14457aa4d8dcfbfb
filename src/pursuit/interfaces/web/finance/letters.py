"""The reconciliation letter（对账函）of a customer."""

import io

from django.http import FileResponse

from pursuit.domain.finance.actions.letters import issue_letter
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@page("finance.plan", methods=("POST",))
def letter(request: Request, pk: int) -> FileResponse:
    """As a Word file; that it left the house is on the record."""
    body, name = issue_letter.run(request.actor, {"account": pk})
    return FileResponse(io.BytesIO(body), as_attachment=True, filename=name, content_type=DOCX)
