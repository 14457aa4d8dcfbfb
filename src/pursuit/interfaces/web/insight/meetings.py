"""Deal reviews（过单会）: the list, starting one, its agenda while it runs, what came of it, its papers."""

from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pursuit.domain.insight.actions import meetings as actions
from pursuit.domain.insight.actions.meetings import EDIT
from pursuit.domain.insight.models import MeetingState, ReviewMeeting
from pursuit.domain.insight.queries import meetings as queries
from pursuit.domain.insight.queries.agenda import lines
from pursuit.domain.insight.queries.meetings import VIEW
from pursuit.domain.insight.queries.papers import minutes_docx, outcome, weekly_docx
from pursuit.interfaces.web.forms.form import ActionForm
from pursuit.interfaces.web.forms.views import form_page
from pursuit.interfaces.web.insight.words import told_of
from pursuit.interfaces.web.lists.views import Create, Quick, list_page
from pursuit.interfaces.web.projects.sheets import done_with_undo
from pursuit.interfaces.web.records.views import undoable
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.interfaces.web.shell.toasts import see_other
from pursuit.interfaces.web.shell.word import download
from pursuit.kernel import access
from pursuit.kernel.errors import Conflict

NEW = Create(gettext_lazy("Begin a review"), "insight:new-meeting", EDIT)
QUICK = (
    Quick(gettext_lazy("Under way"), "f.state=running"),
    Quick(gettext_lazy("Ended"), "f.state=ended"),
    Quick(gettext_lazy("Mine"), "f.owner=me"),
)
EMPTY = {
    "icon": "presentation",
    "title": gettext_lazy("No reviews yet"),
    "text": gettext_lazy(
        "Begin one on Monday: projects stand in the order of what changed since last week, one to a screen; minutes "
        "and weekly report are done when it ends."
    ),
}
SEATED = EMPTY | {"text": gettext_lazy("A review appears here once its chair names you as taking part.")}
HERE = {"nav": "reviews"}


def address(pk: int) -> str:
    return reverse("insight:meeting", args=[pk])


@page(VIEW)
def meetings(request: Request) -> HttpResponse:
    """All reviews."""
    empty = EMPTY if request.actor.may(EDIT) else SEATED
    return list_page(request, queries.MEETINGS, create=NEW, quick=QUICK, empty=empty, context=HERE)


@page(EDIT, methods=("GET", "POST"))
def new_meeting(request: Request) -> HttpResponse:
    """For a unit, or for what one sees oneself."""
    actor = request.actor
    form = ActionForm(
        actions.start_meeting, actor, names=("scope", "participants", "most"), stored={"most": actions.MOST}
    )
    return form_page(
        request, form, title=_("Begin a review"), button=_("Begin"), done=_first, cancel=reverse("insight:meetings"),
        context={**HERE, "intro": _("Projects are compared with their pictures of last week.")},
    )  # fmt: skip


def _first(row: ReviewMeeting) -> str:
    return reverse("insight:review-row", args=[row.current_id]) if row.current_id else address(row.pk)


@page(VIEW)
def meeting_page(request: Request, pk: int) -> HttpResponse:
    """While it runs: the agenda and where one is. Afterwards: what came of it."""
    actor = request.actor
    row = queries.meeting(actor, pk)
    ended = row.state == MeetingState.ENDED
    found = outcome(actor, row) if ended else None
    told = found.lines if found else lines(actor, row)
    context = {
        **HERE,
        "meeting": row,
        "subject": row.subject,
        "ended": ended,
        "outcome": found,
        "lines": [(one, told_of(one)) for one in told],
        "discussed": sum(1 for one in told if one.row.discussed_at),
        "minutes": -(-sum(one.row.seconds for one in told) // 60),
        "kept": sum(1 for one in told for said in one.promises if said.state == "kept"),
        "promised": sum(len(one.promises) for one in told),
        "participants": list(row.participants.order_by("pk")),
        "may_edit": bool(access.decide(actor, EDIT, row.subject)),
        "seen_current": any(one.row.pk == row.current_id for one in told),
        "first": told[0].row.pk if told else None,
    }
    return render(request, "insight/ended.html" if ended else "insight/agenda.html", context)


@page(EDIT, methods=("GET", "POST"))
def participants(request: Request, pk: int) -> HttpResponse:
    """Who takes part."""
    row = queries.meeting(request.actor, pk)
    access.require(request.actor, EDIT, row.subject)
    stored = {"participants": list(row.participants.order_by("pk").values_list("pk", flat=True))}
    form = ActionForm(
        actions.set_participants, request.actor, names=("participants",), fixed={"meeting": pk}, stored=stored
    )
    return form_page(
        request, form, title=_("Participants"), button=_("Save"), done=lambda _row: address(pk), said=_("Saved."),
        cancel=address(pk), draft=f"seats-{pk}", context=HERE,
    )  # fmt: skip


@page(EDIT, methods=("GET", "POST"))
def edit_meeting(request: Request, pk: int) -> HttpResponse:
    """Title, chair, unit."""
    row = queries.meeting(request.actor, pk)
    access.require(request.actor, EDIT, row.subject)
    stored = {"title": row.title, "owner": row.subject.owner_id, "unit": row.subject.unit_id}
    form = ActionForm(
        actions.update_meeting, request.actor, fixed={"meeting": pk}, stored=stored, version=row.subject.version
    )
    return form_page(
        request, form, title=row.title, button=_("Save"), done=lambda _row: address(pk), said=_("Saved."),
        cancel=address(pk), draft=f"review-{pk}", context=HERE,
    )  # fmt: skip


@page(EDIT, methods=("POST",))
def ending(request: Request, pk: int) -> HttpResponse:
    """Minutes and weekly report are done."""
    queries.meeting(request.actor, pk)
    try:
        row = actions.end_meeting.run(request.actor, {"meeting": pk})
    except Conflict:
        return see_other(request, address(pk))  # pressed twice, or ended by somebody else: there it is
    return done_with_undo(
        request, row.subject, _("The review has ended: minutes and weekly report are ready."), address(pk)
    )


@page(EDIT, methods=("POST",))
def reopening(request: Request, pk: int) -> HttpResponse:
    """It goes on."""
    queries.meeting(request.actor, pk)
    row = actions.reopen_meeting.run(request.actor, {"meeting": pk})
    return done_with_undo(request, row.subject, _("The review goes on."), address(pk))


@page(EDIT, methods=("POST",))
def deletion(request: Request, pk: int) -> HttpResponse:
    """Begun by mistake."""
    queries.meeting(request.actor, pk)
    row = actions.delete_meeting.run(request.actor, {"meeting": pk})
    said = undoable(_("“%s” was deleted.") % row.title, row.subject)
    return see_other(request, reverse("insight:meetings"), said)


@page(VIEW)
def minutes(request: Request, pk: int) -> FileResponse:
    """会议纪要."""
    row = _ended(request, pk)
    return download(minutes_docx(request.actor, row), _("Minutes %s") % row.title)


@page(VIEW)
def weekly(request: Request, pk: int) -> FileResponse:
    """周报."""
    row = _ended(request, pk)
    return download(weekly_docx(request.actor, row), _("Weekly report %s") % row.title)


def _ended(request: Request, pk: int) -> ReviewMeeting:
    row = queries.meeting(request.actor, pk)
    if row.state != MeetingState.ENDED:
        raise Conflict("not_ended", _("Minutes and weekly report are done when the review ends."))
    return row
