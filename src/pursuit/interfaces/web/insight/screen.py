"""The screen of a running review: one project; notes, decisions and tasks are kept as they are typed."""

from collections.abc import Mapping
from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from pursuit.domain.insight.actions import talking
from pursuit.domain.insight.actions.meetings import EDIT
from pursuit.domain.insight.models import AgendaRow, DecisionKind, MeetingState, Verdict
from pursuit.domain.insight.queries import meetings as queries
from pursuit.domain.insight.queries.meetings import VIEW, Screen
from pursuit.domain.insight.rules.agenda import REASONS
from pursuit.interfaces.web.insight.meetings import HERE, address
from pursuit.interfaces.web.insight.words import told_of
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.interfaces.web.shell.toasts import Toast, see_other
from pursuit.kernel import access, clock
from pursuit.kernel.action import AnyAction
from pursuit.kernel.errors import Invalid, Refused
from pursuit.kernel.models import User

LATEST = 3600  # as the action counts it


def row_url(pk: int) -> str:
    return reverse("insight:review-row", args=[pk])


@page(VIEW, methods=("GET", "POST"))
def review_row(request: Request, one: int) -> HttpResponse:
    """GET: the project. POST: what was typed is kept, and one goes on, back, or stays."""
    row = queries.agenda_row(request.actor, one)
    if row.meeting.state == MeetingState.ENDED:
        return see_other(request, address(row.meeting_id))
    if request.method != "POST":
        return _shown(request, row)
    post = request.POST
    values = {"row": one, "note": post.get("note", ""), "read": post.get("read", "")}
    values["verdict"] = post.get("verdict") or None
    try:
        kept = talking.edit_row.run(request.actor, values)
    except Refused as no:
        if no.kind in ("missing", "forbidden"):
            raise
        if request.htmx:
            return render(request, "insight/saved.html", {"problem": str(no.message)}, status=422)
        return _shown(request, row, problem=str(no.message), typed=values)
    if request.htmx:
        return render(request, "insight/saved.html", {"note": kept.note, "at": clock.now()})
    return _onward(request, row, post.get("go", ""))


def _onward(request: Request, row: AgendaRow, where: str) -> HttpResponse:
    """To the next project, the one before, or the agenda."""
    ids = [one.pk for one in queries.neighbours(request.actor, row)]
    at = ids.index(row.pk)
    if where == "next" and at + 1 == len(ids):
        talking.edit_row.run(request.actor, {"row": row.pk, "read": row.note, "discussed": True})
        said = _("That was the last project: end the review, or look at one again.")
        return see_other(request, address(row.meeting_id), Toast(said))
    step = {"next": 1, "back": -1}.get(where, 0)
    target = ids[min(max(at + step, 0), len(ids) - 1)]
    talking.go_to.run(request.actor, {"row": target, "onward": where == "next"})
    return see_other(request, row_url(target))


@page(EDIT, methods=("POST",))
def going(request: Request, one: int) -> HttpResponse:
    """Show this project to the meeting: from the agenda."""
    queries.agenda_row(request.actor, one)
    talking.go_to.run(request.actor, {"row": one})
    return see_other(request, row_url(one))


@page(EDIT, methods=("POST",))
def decisions(request: Request, one: int) -> HttpResponse:
    """Write one down."""
    typed = {"text": request.POST.get("text", "").strip(), "kind": request.POST.get("kind", "") or "decision"}
    return _typed(request, one, talking.decide, typed)


@page(EDIT, methods=("POST",))
def tasks(request: Request, one: int) -> HttpResponse:
    """Give one."""
    post = request.POST
    typed = {"title": post.get("title", "").strip(), "owner": post.get("owner", ""), "due_on": post.get("due_on", "")}
    return _typed(request, one, talking.add_task, typed)


def _typed(request: Request, one: int, action: AnyAction, typed: Mapping[str, str]) -> HttpResponse:
    """Run it; the answer is the list with empty boxes, or what was typed and why it was refused."""
    row = queries.agenda_row(request.actor, one)
    problem = ""
    try:
        action.run(request.actor, {"row": one, **{name: value or None for name, value in typed.items()}})
    except Refused as no:
        if no.kind in ("missing", "forbidden"):
            raise
        told = [str(said) for _code, said in no.faults.values()] if isinstance(no, Invalid) else [str(no.message)]
        problem = " ".join(dict.fromkeys(told))
    if not request.htmx and not problem:
        return see_other(request, row_url(one))
    return _shown(request, row, work=problem, typed=typed if problem else {}, fragment=bool(request.htmx))


@page(EDIT, methods=("POST",))
def decision_removal(request: Request, one: int) -> HttpResponse:
    """Written down by mistake."""
    found = queries.decision(request.actor, one)
    talking.remove_decision.run(request.actor, {"decision": one})
    row = queries.agenda_row(request.actor, found.row_id)
    return _shown(request, row, fragment=True) if request.htmx else see_other(request, row_url(row.pk))


@page(EDIT, methods=("POST",))
def marking(request: Request, one: int) -> HttpResponse:
    """Was it kept? Back to the project that the meeting looks at."""
    queries.decision(request.actor, one)
    kept = {"yes": True, "no": False}.get(request.POST.get("kept", ""))
    talking.mark_decision.run(request.actor, {"decision": one, "kept": kept})
    here = request.POST.get("row", "")
    back = queries.agenda_row(request.actor, int(here)) if here.isdecimal() else None
    url = row_url(back.pk) if back else reverse("insight:meetings")
    return see_other(request, url, Toast(_("Noted.")))


def _shown(
    request: Request, row: AgendaRow, *, problem: str = "", work: str = "", typed: Mapping[str, object] | None = None,
    fragment: bool = False,
) -> HttpResponse:  # fmt: skip
    actor = request.actor
    found = queries.screen(actor, row)
    context = {
        **HERE,
        "meeting": row.meeting,
        "row": row,
        "project": row.project,
        "screen": found,
        "line": found.line,
        "told": told_of(found.line),
        "reason": REASONS.get(row.reason, row.reason),
        "minutes": _elapsed(row, found) // 60,
        "may_edit": bool(access.decide(actor, EDIT, row.meeting.subject)),
        "may_task": actor.may("tasks.edit"),
        "people": _people(row, found),
        "due": clock.week_of(clock.today()) + timedelta(days=4),
        "verdicts": Verdict.choices,
        "kinds": DecisionKind.choices,
        "problem": problem,
        "work_problem": work,
        "typed": typed or {},
        "gaps": sum(1 for one in found.point.lines if one.stops) if found.point else 0,
    }
    status = 422 if problem or work else 200
    return render(request, "insight/work.html" if fragment else "insight/screen.html", context, status=status)


def _elapsed(row: AgendaRow, found: Screen) -> int:
    """Seconds of the meeting so far, those of the project on the screen among them."""
    since = row.meeting.current_since
    here = min(int((clock.now() - since).total_seconds()), LATEST) if since else 0
    return found.seconds + max(here, 0)


def _people(row: AgendaRow, found: Screen) -> list[User]:
    """Who a task may be for: the owner, the triangle, who sits here."""
    owner = row.project.subject.owner
    near = [*([owner] if owner else []), *found.faces.values(), *row.meeting.participants.order_by("pk")]
    return list({one.pk: one for one in near if isinstance(one, User)}.values())
