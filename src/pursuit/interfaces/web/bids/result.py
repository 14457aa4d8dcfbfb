"""What came of a bid, and queries and objections with their clocks."""

from collections.abc import Sequence

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from pursuit.domain.bids.actions.results import clear_result, put_objection, record_result, remove_objection
from pursuit.domain.bids.actions.table import currency_of
from pursuit.domain.bids.models import Bidder, Objection
from pursuit.domain.bids.queries import parts
from pursuit.domain.bids.queries.bids import EDIT, VIEW, days
from pursuit.domain.bids.queries.scoring import table
from pursuit.domain.bids.rules import modes
from pursuit.domain.bids.rules.clocks import ABOUT, LAWS
from pursuit.domain.playbooks.models import Tender
from pursuit.interfaces.web.bids.frame import bid_frame, editable
from pursuit.interfaces.web.bids.scoring import name_of
from pursuit.interfaces.web.bids.sheets import bid_sheet, refused
from pursuit.interfaces.web.forms.form import ActionForm
from pursuit.interfaces.web.projects.sheets import done_with_undo
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.kernel import clock
from pursuit.kernel.errors import Refused
from pursuit.kernel.money import Money

RESULT = ("outcome", "decided_on", "winner", "winner_name", "price", "rank", "points", "reason", "debrief")
MATTER = ("law", "about", "known_on", "text", "raised_on", "answered_on", "answer", "complained_on")


@page(VIEW)
def result(request: Request, pk: int) -> HttpResponse:
    """Result, debrief, queries and objections."""
    head = bid_frame(request, pk, "result")
    found = parts.result(request.actor, head.row)
    laws, about, today = dict(LAWS), dict(ABOUT), clock.today()
    winner = found.winner if found else None
    context = head.context | {
        "result": found,
        "winner": name_of(winner) if winner else "",
        "points": f"{found.points / 100:g}" if found and found.points is not None else "",
        "currency": currency_of(head.row),
        "matters": [
            {
                "row": one.row,
                "law": laws[one.row.law],
                "about": about[one.row.about],
                "clocks": [(term, (term.day - today).days if term.day else None) for term in one.clocks],
            }
            for one in parts.matters(request.actor, head.row, head.known)
        ],
    }
    return render(request, "bids/result.html", context)


@page(EDIT, methods=("GET", "POST"))
def record(request: Request, pk: int) -> HttpResponse:
    """Record it, or correct what is recorded."""
    row = editable(request, pk)
    found = parts.result(request.actor, row)
    stored: dict[str, object] = {"decided_on": days(request.actor, row.project_id).get("award") or clock.today()}
    if found:
        stored = {name: getattr(found, f"{name}_id" if name == "winner" else name) for name in RESULT}
        stored["price"] = None if found.price is None else Money(found.price, currency_of(row))
        stored["points"] = None if found.points is None else f"{found.points / 100:g}"
    return bid_sheet(
        request, row, record_result, title=_("Record the result"), names=RESULT, stored=stored, back=_url(pk),
        said=_("The result is recorded."), intro=str(modes.label(modes.METHODS, row.method)),
        shape=lambda form: _choose(form, table(request.actor, row).bidders),
    )  # fmt: skip


def _choose(form: ActionForm, bidders: Sequence[Bidder]) -> None:
    """Bidders are chosen by name: a look-up knows no rows of one bid."""
    for field in form.fields:
        if field.name == "winner":
            field.kind, field.choices = "choice", [(one.pk, name_of(one)) for one in bidders]


@page(EDIT, methods=("POST",))
def clearing(request: Request, pk: int) -> HttpResponse:
    """It is not decided after all."""
    editable(request, pk)
    try:
        row = clear_result.run(request.actor, {"bid": pk})
    except Refused as no:
        return refused(request, _url(pk), no)
    return done_with_undo(request, row.subject, _("The result was taken back."), _url(pk))


@page(EDIT, methods=("GET", "POST"))
def matter(request: Request, pk: int, matter: int = 0) -> HttpResponse:
    """A query or objection; without an id a new one."""
    row = editable(request, pk)
    stored: dict[str, object] = {"known_on": clock.today(), "about": "result", "law": _law(request, row.project_id)}
    if matter:
        one = parts.child(request.actor, row, Objection, matter)
        stored = {name: getattr(one, name) for name in MATTER}
    return bid_sheet(
        request, row, put_objection, title=_("Query or objection"), names=MATTER, stored=stored,
        fixed={"objection": matter} if matter else {}, back=_url(pk), draft=f"-{matter}",
        intro=_("Government procurement knows queries, the Bidding Law objections: each has its own clock."),
    )  # fmt: skip


def _law(request: Request, project: int) -> str:
    tender = Tender.objects.visible_to(request.actor).filter(project=project).first()
    return "query" if tender and tender.procedure.startswith("gov") else "objection"


@page(EDIT, methods=("POST",))
def matter_removal(request: Request, pk: int, matter: int) -> HttpResponse:
    """It was written down by mistake."""
    editable(request, pk)
    try:
        row = remove_objection.run(request.actor, {"bid": pk, "objection": matter})
    except Refused as no:
        return refused(request, _url(pk), no)
    return done_with_undo(request, row.subject, _("It was taken away."), _url(pk))


def _url(pk: int) -> str:
    return reverse("bids:result", args=[pk])
