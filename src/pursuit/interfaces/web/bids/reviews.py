"""Colour reviews of a bid: planned, held, concluded; what is found becomes a task."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from pursuit.domain.bids.actions.reviews import add_finding, conclude_review, put_review, remove_review
from pursuit.domain.bids.fields import COLOURS, VERDICTS
from pursuit.domain.bids.models import Review
from pursuit.domain.bids.queries import parts
from pursuit.domain.bids.queries.bids import EDIT, VIEW
from pursuit.interfaces.web.bids.frame import bid_frame, editable
from pursuit.interfaces.web.bids.sheets import bid_sheet, refused
from pursuit.interfaces.web.projects.sheets import done_with_undo
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.kernel.errors import Refused

VERDICT_TONES = {"go": "sound", "fix": "watch", "stop": "act"}


@page(VIEW)
def reviews(request: Request, pk: int) -> HttpResponse:
    """All reviews in order."""
    head = bid_frame(request, pk, "reviews")
    colours, verdicts = dict(COLOURS), dict(VERDICTS)
    found = parts.reviews(request.actor, head.row)
    held = [
        {
            "held": one,
            "row": one.review,
            "colour": colours[one.review.colour],
            "verdict": verdicts.get(one.review.verdict, ""),
            "tone": VERDICT_TONES.get(one.review.verdict, ""),
        }
        for one in found
    ]
    there = {one.review.colour for one in found}
    missing = [(code, label) for code, label in COLOURS if code not in there]
    return render(request, "bids/reviews.html", head.context | {"reviews": held, "missing": missing})


@page(EDIT, methods=("GET", "POST"))
def review(request: Request, pk: int, review: int = 0) -> HttpResponse:
    """Plan one; without an id a new one."""
    row = editable(request, pk)
    stored: dict[str, object] = {"colour": request.GET.get("colour", "pink")}
    if review:
        one = parts.child(request.actor, row, Review, review)
        stored = {"colour": one.colour, "planned_on": one.planned_on, "people": one.people}
    return bid_sheet(
        request, row, put_review, title=_("Plan a review"), names=("colour", "planned_on", "people"), stored=stored,
        fixed={"review": review} if review else {}, back=_url(pk), said=_("Planned."), draft=f"-{review}",
    )  # fmt: skip


@page(EDIT, methods=("GET", "POST"))
def conclusion(request: Request, pk: int, review: int) -> HttpResponse:
    """What came of it."""
    row = editable(request, pk)
    one = parts.child(request.actor, row, Review, review)
    return bid_sheet(
        request, row, conclude_review, title=_("Conclude the review"), names=("verdict", "conclusion"),
        stored={"verdict": one.verdict or None, "conclusion": one.conclusion}, fixed={"review": review},
        back=_url(pk), said=_("The conclusion is kept with your name."), draft=f"-{review}",
    )  # fmt: skip


@page(EDIT, methods=("GET", "POST"))
def finding(request: Request, pk: int, review: int) -> HttpResponse:
    """Something was found: somebody mends it."""
    row = editable(request, pk)
    parts.child(request.actor, row, Review, review)
    return bid_sheet(
        request, row, add_finding, title=_("Add a finding"), button=_("Add"), names=("text", "owner", "due_on"),
        stored={"owner": request.actor.user_id}, fixed={"review": review}, back=_url(pk),
        said=_("The finding is a task now."), draft=f"-{review}",
    )  # fmt: skip


@page(EDIT, methods=("POST",))
def review_removal(request: Request, pk: int, review: int) -> HttpResponse:
    """It is not held."""
    editable(request, pk)
    try:
        row = remove_review.run(request.actor, {"bid": pk, "review": review})
    except Refused as no:
        return refused(request, _url(pk), no)
    return done_with_undo(request, row.subject, _("The review was taken away."), _url(pk))


def _url(pk: int) -> str:
    return reverse("bids:reviews", args=[pk])
