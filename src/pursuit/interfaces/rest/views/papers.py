"""Papers about a record as files. Those whose taking is written down are asked for by POST."""

import io

from django.http import FileResponse, HttpRequest
from django.utils.translation import gettext as _

from pursuit.domain.bids.actions.papers import take_contents
from pursuit.domain.contracts.queries import pack
from pursuit.domain.finance.actions.letters import issue_letter
from pursuit.domain.gates.queries import points, records
from pursuit.domain.gates.queries.papers import brief_docx, charter_docx, minutes_docx
from pursuit.domain.offers.actions.documents import take_document
from pursuit.domain.offers.queries.quotes import quote
from pursuit.domain.projects.queries.projects import project
from pursuit.domain.strategy.actions.versions import export_strategy
from pursuit.integrations.quotesheet.document import document
from pursuit.interfaces.rest import body
from pursuit.interfaces.rest.auth import actor_of
from pursuit.interfaces.rest.parameters import allow
from pursuit.interfaces.rest.represent import require_look
from pursuit.interfaces.rest.views.changes import run_on
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Invalid, Missing
from pursuit.kernel.records import GONE

KINDS = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
GATES, WORD = "gates.view", ".docx"


def charter(request: HttpRequest, pk: int) -> FileResponse:
    """立项申请 of a project."""
    allow(request)
    actor = _looking(request)
    row = project(actor, pk)
    return _file(charter_docx(actor, row), _("Charter application %s") % row.subject.title + WORD)


def brief(request: HttpRequest, pk: int) -> FileResponse:
    """决策简报 of a project: of the point asked for, else of the next one."""
    allow(request, "point")
    actor = _looking(request)
    row, asked = project(actor, pk), request.GET.get("point", "")
    found = next((one for one in points.points(row) if (one.code == asked if asked else one.state == "next")), None)
    if found is None:
        raise Missing("not_found", GONE)
    name = _("Decision brief %(point)s %(title)s") % {"point": found.code, "title": row.subject.title}
    return _file(brief_docx(actor, row, found.code), name + WORD)


def minutes(request: HttpRequest, pk: int) -> FileResponse:
    """评审纪要 of a review."""
    allow(request)
    actor = _looking(request)
    row = records.review(actor, pk)
    name = _("Minutes %(point)s %(title)s") % {"point": row.point, "title": row.project.subject.title}
    return _file(minutes_docx(actor, row), name + WORD)


def quoted(request: HttpRequest, pk: int) -> FileResponse:
    """A quote for the customer, {"form": "docx" or "xlsx"}; or "costed" for those who see cost and margin."""
    actor, data = actor_of(request), {"form": "docx", **body.read(request)}
    row = run_on(request, take_document, "quote", pk, data)
    return _file(*document(actor, quote(actor, row.pk), str(data["form"])))


def contents(request: HttpRequest, pk: int) -> FileResponse:
    """标书目录 of a bid."""
    _nothing_else(request)
    name, made = run_on(request, take_contents, "bid", pk, {})
    return _file(made, name)


def strategy(request: HttpRequest, pk: int) -> FileResponse:
    """The strategy of a project on one sheet."""
    _nothing_else(request)
    name, made = run_on(request, export_strategy, "project", pk, {})
    return _file(made, name)


def letter(request: HttpRequest, pk: int) -> FileResponse:
    """对账函 to a customer."""
    _nothing_else(request)
    made, name = run_on(request, issue_letter, "account", pk, {})
    return _file(made, name)


def hand_over(request: HttpRequest, pk: int) -> FileResponse:
    """The pack of a contract's hand-over."""
    allow(request)
    require_look(actor_of(request), "contracts.view")
    return _file(*pack.docx(actor_of(request), pk))


def _looking(request: HttpRequest) -> Actor:
    require_look(actor_of(request), GATES)
    return actor_of(request)


def _nothing_else(request: HttpRequest) -> None:
    allow(request)
    if body.read(request):
        raise Invalid({"": ("extra_forbidden", _("Nothing is to be said in the body of this request."))})


def _file(content: bytes, name: str) -> FileResponse:
    """As a download. A slash in a title would be taken for a folder."""
    kind = KINDS[name.rpartition(".")[2]]
    made = FileResponse(io.BytesIO(content), as_attachment=True, filename=name.replace("/", "-"), content_type=kind)
    made.headers["X-Content-Type-Options"] = "nosniff"
    return made
