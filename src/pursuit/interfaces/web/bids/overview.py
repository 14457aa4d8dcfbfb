"""The tab of a project, the standing of a bid, its forms, the company's list of bids."""

from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from pursuit.domain.bids.actions.bids import create_bid, delete_bid, update_bid
from pursuit.domain.bids.actions.papers import take_contents
from pursuit.domain.bids.models import Bid
from pursuit.domain.bids.queries import bids as queries
from pursuit.domain.bids.queries.matrix import matrix, progress_of
from pursuit.domain.bids.queries.sealing import sealing_findings
from pursuit.domain.bids.rules import modes
from pursuit.domain.bids.rules.sealing import ACT
from pursuit.domain.playbooks.models import Tender
from pursuit.domain.projects.models import Project
from pursuit.interfaces.web.bids.frame import OUTCOME_TONES, TONES, bid_frame, editable
from pursuit.interfaces.web.collaboration.talk import collaboration_context
from pursuit.interfaces.web.credentials.words import sections
from pursuit.interfaces.web.forms.form import ActionForm
from pursuit.interfaces.web.forms.views import form_page
from pursuit.interfaces.web.lists.views import Quick, list_page
from pursuit.interfaces.web.projects.frame import frame
from pursuit.interfaces.web.records.facts import facts, stored
from pursuit.interfaces.web.records.files import of as files_of
from pursuit.interfaces.web.records.history import lines
from pursuit.interfaces.web.records.panels import panels
from pursuit.interfaces.web.records.views import undoable
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.interfaces.web.shell.toasts import see_other
from pursuit.interfaces.web.shell.word import download
from pursuit.kernel import access, history
from pursuit.kernel.money import Money

VIEW, EDIT = queries.VIEW, queries.EDIT
NEW = ("title", "number", "lot", "agency", "mode", "method", "ceiling", "price", "electronic", "owner")
NAMES = (
    *("number", "lot", "agency", "mode", "method", "electronic", "ceiling", "price", "formula", "float_percent"),
    *("above_points", "below_points", "drop_from", "ceiling_percent", "fewest", "warn_percent", "owner", "note"),
)
SHOWN = ("mode", "method", "ceiling", "price", "agency", "electronic", "owner", "note")


@page(VIEW)
def bid_list(request: Request) -> HttpResponse:
    """All bids the reader sees."""
    quick = (
        Quick(_("Being prepared"), "f.state=preparing"),
        Quick(_("Handed in, open"), "f.state=submitted"),
        Quick(_("Bid won"), "f.outcome=won"),
        Quick(_("My bids"), "f.owner=me"),
    )
    empty = {
        "title": _("No bids yet"),
        "text": _("A bid begins in its project: open the project and choose the tab Bid."),
        "icon": "gavel",
        "button": _("Projects"),
        "url": reverse("projects:list"),
    }
    tabs = sections(request.actor, "bids:list")
    return list_page(request, queries.BIDS, tabs=tabs, quick=quick, empty=empty)


@page(VIEW)
def project_tab(request: Request, pk: int) -> HttpResponse:
    """The bids of a project; where there is one, that one."""
    found = queries.of_project(request.actor, pk)
    if len(found) == 1:
        return _standing(request, found[0].pk)
    head = frame(request, pk, "bids")
    context = head.context | {
        "cards": [_card(request, one) for one in found],
        "may_begin": queries.may_begin(request.actor, head.row),
        "steps": queries.steps(queries.days(request.actor, pk)),
    }
    return render(request, "bids/project.html", context)


def _card(request: Request, row: Bid) -> dict[str, object]:
    stops = [one for one in sealing_findings(request.actor, row) if one.severity == ACT]
    return {
        "bid": row,
        "mode": modes.label(modes.MODES, row.mode),
        "state": modes.label(modes.STATES, row.state),
        "tone": TONES[row.state],
        "outcome": modes.label(modes.OUTCOMES, row.outcome),
        "outcome_tone": OUTCOME_TONES.get(row.outcome, "unknown"),
        "stops": len(stops) if row.state == "preparing" else 0,
        "first": stops[0].text if stops else "",
        "progress": progress_of(matrix(request.actor, row)),
    }


@page(VIEW)
def bid_page(request: Request, pk: int) -> HttpResponse:
    """How it stands."""
    return _standing(request, pk)


def _standing(request: Request, pk: int) -> HttpResponse:
    head = bid_frame(request, pk, "overview")
    row, actor = head.row, request.actor
    rows = matrix(actor, row, head.known.get("opening"))
    context = head.context | {
        "facts": facts(actor, row, SHOWN),
        "progress": progress_of(rows),
        "several": len(queries.of_project(actor, row.project_id)) > 1,
        "may_export": actor.may("export.lists"),
        "files": files_of(request, row.subject),
        "happened": lines(history.of(actor, row.subject, limit=6)),
        "panels": panels(request, "bid", row.subject),
        **collaboration_context(actor, row.subject),
        "subject": row.subject,
    }
    return render(request, "bids/overview.html", context)


@page(EDIT, methods=("GET", "POST"))
def new_bid(request: Request, pk: int) -> HttpResponse:
    """Take part in a tender of this project."""
    head = frame(request, pk, "bids")
    access.require(request.actor, EDIT, head.row.subject)
    form = ActionForm(
        create_bid, request.actor, names=NEW, fixed={"project": pk}, stored=_start(request, head.row),
        unless_blank=("agency", "number", "lot"),
    )  # fmt: skip
    return form_page(
        request,
        form,
        title=_("Take part in a tender"),
        button=_("Start the bid"),
        done=lambda row: reverse("bids:bid", args=[row.pk]),
        said=_("The bid is begun. Paste the clauses of the tender document next."),
        cancel=reverse("bids:project", args=[pk]),
        context={"nav": "projects", "intro": head.row.title},
    )


def _start(request: Request, project: Project) -> dict[str, object]:
    """What the tender calendar knows already."""
    tender = Tender.objects.visible_to(request.actor).filter(project=project).first()
    mode = modes.MODE_OF.get(tender.procedure, "open") if tender else "open"
    government = bool(tender and tender.procedure.startswith("gov"))
    start: dict[str, object] = {
        "title": project.title,
        "mode": mode,
        "method": "scoring" if government or not tender else "comprehensive",
        "electronic": True,
        "owner": request.actor.user_id,
    }
    if tender and tender.budget:
        start["ceiling"] = Money(tender.budget, tender.currency)
    return start


@page(EDIT, methods=("GET", "POST"))
def edit_bid(request: Request, pk: int) -> HttpResponse:
    """All fields of a bid."""
    row = editable(request, pk)
    names = ("title", *NAMES)
    form = ActionForm(
        update_bid, request.actor, names=names, fixed={"bid": pk}, stored=stored(row, names),
        version=row.subject.version,
    )  # fmt: skip
    url = reverse("bids:bid", args=[pk])
    return form_page(
        request, form, title=row.title, button=_("Save"), done=lambda _row: url, said=_("Saved."), cancel=url,
        draft=f"bid-{pk}", context={"nav": "projects"},
    )  # fmt: skip


@page(EDIT, methods=("POST",))
def deletion(request: Request, pk: int) -> HttpResponse:
    """Hide it; the toast offers to bring it back."""
    editable(request, pk)
    row = delete_bid.run(request.actor, {"bid": pk})
    toast = undoable(_("“%s” was deleted.") % row.title, row.subject)
    return see_other(request, reverse("bids:project", args=[row.project_id]), toast)


@page("export.lists", methods=("POST",))
def contents(request: Request, pk: int) -> FileResponse:
    """标书目录 as a Word file."""
    queries.bid(request.actor, pk)
    name, made = take_contents.run(request.actor, {"bid": pk})
    return download(made, name)
