"""Sheets that wait: one by one, or several at once with an answer for each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from pursuit.domain.hours.actions import weeks as actions
from pursuit.domain.hours.models import TimeSheet
from pursuit.domain.hours.models.sheet import APPROVE
from pursuit.domain.hours.queries import sheets as queries
from pursuit.domain.hours.queries.missing import missing
from pursuit.domain.hours.queries.waiting import Waiting, waiting_lines
from pursuit.domain.hours.rules.lengths import shown
from pursuit.interfaces.web.execution.views import tabs
from pursuit.interfaces.web.forms.form import ActionForm
from pursuit.interfaces.web.hours.weeks import reasoned
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.interfaces.web.shell.toasts import Toast, see_other
from pursuit.kernel import clock
from pursuit.kernel.errors import Refused

MOST = 200


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one of several sheets."""

    name: str
    good: bool
    text: str


@page(APPROVE)
def waiting(request: Request) -> HttpResponse:
    """What waits for me, and who has not handed last week in."""
    return _shown(request)


def _shown(request: Request, outcomes: Sequence[Outcome] = ()) -> HttpResponse:
    found = waiting_lines(request.actor, MOST)
    last_week = clock.week_of(clock.today()) - timedelta(days=7)
    context = {
        "nav": "execution",
        "tabs": tabs(request.actor, "waiting"),
        "mine": [_line(one) for one in found if one.first],
        "others": [_line(one) for one in found if not one.first],
        "outcomes": outcomes,
        "missing": missing(request.actor, last_week),
        "last_week": last_week,
    }
    return render(request, "hours/waiting.html", context)


def _line(one: Waiting) -> tuple[Waiting, str, str, list[tuple[str, str]]]:
    parts = [(title or _("Something you do not see"), shown(minutes)) for title, minutes in one.parts]
    return one, shown(one.minutes), shown(one.expected) or "0", parts


@page(APPROVE, methods=("POST",))
def approval(request: Request, pk: int) -> HttpResponse:
    """One sheet."""
    row = actions.approve_week.run(request.actor, {"sheet": pk, "version": request.POST.get("version") or None})
    return see_other(request, _back(), Toast(_("Approved: %s") % _name(row)))


@page(APPROVE, methods=("POST",))
def approval_of_picked(request: Request) -> HttpResponse:
    """Several sheets; each is answered for itself, so that one that is refused does not hold up the others."""
    picked = [int(one) for one in request.POST.getlist("pick") if one.isdecimal() and len(one) < 18][:MOST]
    names = {one.pk: _name(one) for one in queries.sheets(request.actor).filter(pk__in=picked).select_related("user")}
    outcomes = []
    for pk in picked:
        version = request.POST.get(f"version-{pk}") or None
        try:
            actions.approve_week.run(request.actor, {"sheet": pk, "version": version})
            outcomes.append(Outcome(names.get(pk, "?"), good=True, text=_("Approved")))
        except Refused as no:
            outcomes.append(Outcome(names.get(pk, "?"), good=False, text=str(no.message)))
    if not picked:
        outcomes.append(Outcome("", good=False, text=_("Nothing was picked: tick the sheets to approve.")))
    return _shown(request, outcomes)


@page(APPROVE, methods=("GET", "POST"))
def returning(request: Request, pk: int) -> HttpResponse:
    """Back to the person, with what has to be put right."""
    row = queries.sheet(request.actor, pk)
    return reasoned(
        request, row,
        ActionForm(actions.return_week, request.actor, names=("reason",), fixed={"sheet": pk}, version=row.version),
        _("Return the week"), _("The week went back with your reason."),
    )  # fmt: skip


def _name(row: TimeSheet) -> str:
    return f"{row.user} {row.week:%Y-%m-%d}"


def _back() -> str:
    return reverse("hours:waiting")
