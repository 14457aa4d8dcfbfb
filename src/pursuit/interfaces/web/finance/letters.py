"""The reconciliation letter（对账函）of a customer."""

from django.http import FileResponse

from pursuit.domain.finance.actions.letters import issue_letter
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.interfaces.web.shell.word import download


@page("finance.plan", methods=("POST",))
def letter(request: Request, pk: int) -> FileResponse:
    """As a Word file; that it left the house is on the record."""
    body, name = issue_letter.run(request.actor, {"account": pk})
    return download(body, name)
