"""The decision page: what is asked, what speaks for it and against it, votes, conclusion, conditions."""

from collections.abc import Mapping, Sequence

from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from pursuit.domain.gates.actions import conditions, reviews
from pursuit.domain.gates.models import Conclusion, Review, ReviewState, Vote
from pursuit.domain.gates.queries import points as queries
from pursuit.domain.gates.queries import records
from pursuit.domain.gates.queries.ground import done
from pursuit.domain.gates.queries.papers import gaps, minutes_docx
from pursuit.domain.gates.rules.votes import tally
from pursuit.domain.projects.queries import parts
from pursuit.domain.projects.queries.projects import project as visible_project
from pursuit.interfaces.web.forms.form import ActionForm
from pursuit.interfaces.web.forms.views import form_page
from pursuit.interfaces.web.projects.sheets import project_sheet
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.interfaces.web.shell.toasts import Toast, see_other
from pursuit.interfaces.web.shell.word import download
from pursuit.kernel import access, clock, dates
from pursuit.kernel.action import AnyAction
from pursuit.kernel.errors import Invalid, Refused

VIEW = "gates.view"
EDIT = "projects.edit"
LINES = 5  # conditions in the form
HELD_ON = reviews.open_review.schema.fields["held_on"]


def address(pk: int) -> str:
    return reverse("gates:review", args=[pk])


@page(EDIT, methods=("GET", "POST"))
def new(request: Request, pk: int, code: str) -> HttpResponse:
    """Call people together."""
    team = parts.standing(visible_project(request.actor, pk)).team
    stored = {"held_on": clock.today(), "participants": list(dict.fromkeys(one.user_id for one in team))}
    return project_sheet(
        request, pk, reviews.open_review, title=_("Review of %s") % code, button=_("Open the review"),
        names=("held_on", "chair", "participants", "agenda"), fixed={"point": code}, stored=stored,
        back=reverse("gates:points", args=[pk]), said=_("The review is open; its participants have been told."),
        draft=f"-{code}",
    )  # fmt: skip


@page(VIEW)
def review(request: Request, pk: int) -> HttpResponse:
    """The page, on a phone too."""
    return _shown(request, records.review(request.actor, pk))


def _shown(request: Request, row: Review, problem: str = "", typed: object = None) -> HttpResponse:
    actor, project = request.actor, row.project
    seats = records.seats_of(row)
    found = queries.point(project, row.point)
    charter = records.charter_of(project)
    opened = row.state == ReviewState.OPEN
    may = opened and (row.chair_id == actor.user_id or bool(access.decide(actor, reviews.CONCLUDE, project.subject)))
    listed = records.conditions_of(row)
    context = {
        "nav": "projects",
        "review": row,
        "project": project,
        "point": found,
        "gaps": gaps(found) if found else [],
        "recommendation": charter.recommendation,
        "sees_margin": actor.may("projects.field.margin"),
        "problems": parts.standing(project).problems,
        "seats": seats,
        "tally": tally(one.vote for one in seats),
        "mine": next((one for one in seats if one.user_id == actor.user_id), None) if opened else None,
        "votes": Vote.choices,
        "may_conclude": may and actor.may(reviews.CONCLUDE),
        "may_cancel": opened and bool(access.decide(actor, EDIT, project.subject)),
        "may_drop": bool(access.decide(actor, reviews.CONCLUDE, project.subject)),
        "conclusions": Conclusion.choices,
        "conditions": [(one, done(one), one.due < clock.today()) for one in listed],
        "people": records.candidates(row) if may else [],
        "typed": typed or {"lines": [{} for _line in range(LINES)]},
        "problem": problem,
    }
    return render(request, "gates/review.html", context, status=422 if problem else 200)


@page(reviews.VOTE, methods=("POST",))
def vote(request: Request, pk: int) -> HttpResponse:
    """One's own vote."""
    row = records.review(request.actor, pk)
    values = {"review": pk, "vote": request.POST.get("vote", ""), "opinion": request.POST.get("opinion", "")}
    try:
        reviews.cast_vote.run(request.actor, values)
    except Refused as no:
        if no.kind in ("missing", "forbidden"):
            raise
        return _shown(request, row, _why(reviews.cast_vote, no), {"lines": [{}] * LINES, **values})
    return see_other(request, address(pk), Toast(_("Your vote is in.")))


@page(reviews.CONCLUDE, methods=("POST",))
def conclusion(request: Request, pk: int) -> HttpResponse:
    """What came of it."""
    row = records.review(request.actor, pk)
    post = request.POST
    columns = zip(post.getlist("text"), post.getlist("owner"), post.getlist("due"), strict=False)
    lines = [{"text": text.strip(), "owner": owner, "due": due} for text, owner, due in columns]
    said = {"conclusion": post.get("conclusion", ""), "minutes": post.get("minutes", "")}
    values: dict[str, object] = {"review": pk, "version": post.get("version"), **said}
    values["conditions"] = [line for line in lines if any(line.values())]
    problem = _unclear(lines)
    try:
        if not problem:
            reviews.conclude_review.run(request.actor, values)
    except Refused as no:
        if no.kind in ("missing", "forbidden"):
            raise
        problem = _why(reviews.conclude_review, no)
    if problem:
        lines += [{} for _line in range(LINES - len(lines))]
        return _shown(request, row, problem, {**said, "lines": lines})
    return see_other(request, address(pk), Toast(_("The review is concluded.")))


def _unclear(lines: Sequence[Mapping[str, str]]) -> str:
    """The first condition that is not whole; a line left empty is none."""
    for at, line in enumerate(lines, 1):
        if any(line.values()) and not (line["text"] and line["owner"].isdecimal() and _is_day(line["due"])):
            return _("Condition %d: say what is to be done, who sees to it, and until which day.") % at
    return ""


def _is_day(text: str) -> bool:
    try:
        return bool(dates.parse_day(text))
    except ValueError:
        return False


def _why(action: AnyAction, no: Refused) -> str:
    """Each fault with the field it is about."""
    if not isinstance(no, Invalid):
        return str(no.message)
    known = action.schema.fields
    named = [(known[name].label if name in known else name, told) for name, (_code, told) in no.faults.items()]
    return " ".join(_("%(field)s: %(why)s") % {"field": field, "why": told} for field, told in named)


@page(EDIT, methods=("GET", "POST"))
def moving(request: Request, pk: int) -> HttpResponse:
    """Another day."""
    row = records.review(request.actor, pk)
    access.require(request.actor, EDIT, row.project.subject)
    stored = {"held_on": row.held_on}
    form = ActionForm(
        reviews.move_review, request.actor, names=("held_on", "reason"), fixed={"review": pk}, stored=stored
    )
    return form_page(
        request, form, title=_("Move the review"), button=_("Save"), done=lambda _row: address(pk),
        said=_("The review has another day; its participants have been told."), cancel=address(pk),
        context={"nav": "projects"},
    )  # fmt: skip


@page(EDIT, methods=("GET", "POST"))
def cancelling(request: Request, pk: int) -> HttpResponse:
    """It does not take place."""
    row = records.review(request.actor, pk)
    access.require(request.actor, EDIT, row.project.subject)
    form = ActionForm(reviews.cancel_review, request.actor, names=("reason",), fixed={"review": pk})
    back = reverse("gates:points", args=[row.project_id])
    return form_page(
        request, form, title=_("Call the review off"), button=_("Call off"), done=lambda _row: back,
        said=_("The review is called off."), cancel=address(pk), context={"nav": "projects"},
    )  # fmt: skip


@page(VIEW)
def minutes(request: Request, pk: int) -> FileResponse:
    """评审纪要."""
    row = records.review(request.actor, pk)
    name = _("Minutes %(point)s %(title)s") % {"point": row.point, "title": row.project.subject.title}
    return download(minutes_docx(request.actor, row), name)


@page(reviews.CONCLUDE, methods=("GET", "POST"))
def condition_new(request: Request, pk: int) -> HttpResponse:
    """One more condition."""
    row = records.review(request.actor, pk)
    access.require(request.actor, reviews.CONCLUDE, row.project.subject)
    form = ActionForm(conditions.add_condition, request.actor, names=("text", "owner", "due"), fixed={"review": pk})
    return form_page(
        request, form, title=_("Condition"), button=_("Add"), done=lambda _row: address(pk), said=_("Added."),
        cancel=address(pk), context={"nav": "projects"},
    )  # fmt: skip


@page(reviews.CONCLUDE, methods=("GET", "POST"))
def condition_dropping(request: Request, pk: int) -> HttpResponse:
    """It is no longer demanded."""
    row = records.condition(request.actor, pk)
    access.require(request.actor, reviews.CONCLUDE, row.project.subject)
    form = ActionForm(conditions.drop_condition, request.actor, names=("reason",), fixed={"condition": pk})
    back = address(row.review_id)
    return form_page(
        request, form, title=_("Drop the condition"), button=_("Drop"), done=lambda _row: back, said=_("Dropped."),
        cancel=back, context={"nav": "projects", "intro": row.text},
    )  # fmt: skip
