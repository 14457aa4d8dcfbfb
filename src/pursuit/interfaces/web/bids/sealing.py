"""封标: the check list with two pairs of eyes, the bond, sealing and handing in."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pursuit.domain.bids.actions.bids import reopen_bid, seal_bid, submit_bid
from pursuit.domain.bids.actions.results import ask_bond, settle_bond
from pursuit.domain.bids.actions.sealing import clear_seal, confirm_seal, put_seal, remove_seal, start_list
from pursuit.domain.bids.fields import BOND_STATES, FORMS
from pursuit.domain.bids.models import Bid, SealItem
from pursuit.domain.bids.queries import parts
from pursuit.domain.bids.queries.bids import EDIT, VIEW, days
from pursuit.domain.bids.rules.checklist import steps
from pursuit.domain.playbooks.models import Tender
from pursuit.interfaces.web.bids.frame import bid_frame, editable
from pursuit.interfaces.web.bids.sheets import bid_sheet, refused
from pursuit.interfaces.web.projects.sheets import done_with_undo
from pursuit.interfaces.web.records.panels import panels
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.kernel.action import AnyAction
from pursuit.kernel.errors import Missing, Refused, Text
from pursuit.kernel.money import Money

BOND_TONES = {"asked": "watch", "arrived": "sound", "withdrawn": "unknown"}
SEAL_MOVES: dict[str, tuple[AnyAction, Text]] = {
    "confirmation": (confirm_seal, gettext_lazy("Confirmed with your name.")),
    "clearing": (clear_seal, gettext_lazy("Both look at it again.")),
    "removal": (remove_seal, gettext_lazy("The line was taken away.")),
}
BID_MOVES: dict[str, AnyAction] = {"list": start_list, "reopening": reopen_bid, "submission": submit_bid}


@page(VIEW)
def sealing(request: Request, pk: int) -> HttpResponse:
    """The list, the bond, the button."""
    head = bid_frame(request, pk, "sealing")
    rows = parts.seals(request.actor, head.row)
    there = {one.code for one in rows}
    forms, states = dict(FORMS), dict(BOND_STATES)
    tender = Tender.objects.visible_to(request.actor).filter(project=head.row.project_id).first()
    context = head.context | {
        "seals": rows,
        "confirmed": sum(one.second_by_id is not None for one in rows),
        "missing_lines": any(code not in there for code, _title in steps(electronic=head.row.electronic)),
        "me": request.actor.user_id,
        "panels": panels(request, "bid_bonds", head.row.subject),
        "bonds": [
            {"row": one, "form": forms[one.form], "state": states[one.state], "tone": BOND_TONES[one.state]}
            for one in parts.bonds(request.actor, head.row)
        ],
        "wanted": tender.bond if tender and head.context["sees_bond"] else None,
        "wanted_currency": tender.currency if tender else "",
    }
    return render(request, "bids/sealing.html", context)


@page(EDIT, methods=("POST",))
def bid_move(request: Request, pk: int, move: str) -> HttpResponse:
    """A button about the bid as a whole: start the list, open it again, hand it in."""
    if move not in BID_MOVES:
        raise Missing("not_found", _("There is no such page."))
    editable(request, pk)
    try:
        row: Bid = BID_MOVES[move].run(request.actor, {"bid": pk})  # type: ignore[assignment]
    except Refused as no:
        return refused(request, _url(pk), no)
    said = {"list": _("The usual lines are there."), "reopening": _("The bid is open again."),
            "submission": _("Handed in. Good luck!")}  # fmt: skip
    return done_with_undo(request, row.subject, said[move], _url(pk))


@page(EDIT, methods=("POST",))
def seal_move(request: Request, pk: int, seal: int, move: str) -> HttpResponse:
    """A button on a line: confirm, look again, take away."""
    if move not in SEAL_MOVES:
        raise Missing("not_found", _("There is no such page."))
    row = editable(request, pk)
    run, said = SEAL_MOVES[move]
    try:
        run.run(request.actor, {"bid": pk, "seal": seal})
    except Refused as no:
        return refused(request, _url(pk), no)
    return done_with_undo(request, row.subject, str(said), _url(pk))


@page(EDIT, methods=("GET", "POST"))
def seal_line(request: Request, pk: int, seal: int = 0) -> HttpResponse:
    """A line of the list; without an id a new one."""
    row = editable(request, pk)
    stored: dict[str, object] = {}
    if seal:
        one = parts.child(request.actor, row, SealItem, seal)
        stored = {"title": one.title, "day": one.day, "note_text": one.note}
    return bid_sheet(
        request, row, put_seal, title=_("Line of the check list"), names=("title", "day", "note_text"), stored=stored,
        fixed={"seal": seal} if seal else {}, back=_url(pk), draft=f"-{seal}",
    )  # fmt: skip


@page(EDIT, methods=("GET", "POST"))
def seal(request: Request, pk: int) -> HttpResponse:
    """Seal it; a reason where something still stands against it."""
    row = editable(request, pk)
    return bid_sheet(
        request, row, seal_bid, title=_("Seal the bid"), button=_("Seal now"), names=("reason",), back=_url(pk),
        said=_("Sealed: answers and price stay as they are."),
        intro=_("Where something still stands against it, say why it is sealed all the same."),
    )  # fmt: skip


@page(EDIT, methods=("GET", "POST"))
def bond(request: Request, pk: int) -> HttpResponse:
    """Ask finance for the bond; what the tender says stands there already."""
    row = editable(request, pk)
    tender = Tender.objects.visible_to(request.actor).filter(project=row.project_id).first()
    known = days(request.actor, row.project_id)
    stored: dict[str, object] = {"form": "cash", "due_on": known.get("bond_due") or known.get("opening")}
    if tender and tender.bond:
        stored["amount"] = Money(tender.bond, tender.currency)
    return bid_sheet(
        request, row, ask_bond, title=_("Request the bid bond"), button=_("Request"), back=_url(pk), stored=stored,
        names=("amount", "due_on", "form", "payee", "account", "note"), said=_("Finance is asked for the bond."),
    )  # fmt: skip


@page(EDIT, methods=("POST",))
def bond_state(request: Request, pk: int, bond: int, state: str) -> HttpResponse:
    """It arrived, or is not wanted any more."""
    row = editable(request, pk)
    settle_bond.run(request.actor, {"bid": pk, "bond": bond, "state": state})
    return done_with_undo(request, row.subject, _("Saved."), _url(pk))


def _url(pk: int) -> str:
    return reverse("bids:sealing", args=[pk])
