"""The week of a person: one's own to fill in, others' to look at and to decide on."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from pursuit.domain.hours.actions import weeks as actions
from pursuit.domain.hours.actions.entries import log_time
from pursuit.domain.hours.models import OPEN, SheetState, TimeSheet
from pursuit.domain.hours.models.sheet import VIEW
from pursuit.domain.hours.queries import sheets as queries
from pursuit.domain.hours.queries.sheets import LOG, WeekOf
from pursuit.interfaces.web.execution.views import tabs
from pursuit.interfaces.web.forms.field import build
from pursuit.interfaces.web.forms.form import ActionForm
from pursuit.interfaces.web.forms.views import form_page
from pursuit.interfaces.web.hours.grid import Cell, grid
from pursuit.interfaces.web.hours.words import TONES
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.interfaces.web.shell.toasts import Toast, see_other
from pursuit.kernel import clock

MOST = 20  # rows without time that an address may ask for


@page(VIEW)
def mine(request: Request) -> HttpResponse:
    """?week= any day of it; rows, about: tasks and records that shall have a row."""
    return week_page(request, day_of(request.GET.get("week", "")) or clock.today())


def week_page(request: Request, day: date, refused: Cell | None = None) -> HttpResponse:
    """One's own week; refused: a cell that was typed without scripts and not taken."""
    monday = clock.week_of(day)
    actor = request.actor
    week = queries.week_of(actor, actor.user_id, monday)
    wanted = request.GET if refused is None else request.POST
    rows = _ids([*wanted.get("rows", "").split(","), *wanted.getlist("about")])
    context = _context(request, week, rows, refused)
    field = build(log_time.schema.fields["about"])
    field.required = False
    context |= {"add": field, "rows": ",".join(map(str, rows)), "tabs": tabs(actor, "hours"), "own": True}
    return render(request, "hours/week.html", context, status=200 if refused is None else 422)


@page(VIEW)
def week(request: Request, user: int, week: str) -> HttpResponse:
    """The week of somebody whose time one sees."""
    day = day_of(week)
    if day is None:
        raise Http404
    if user == request.actor.user_id:
        return see_other(request, address(day))
    found = queries.week_of(request.actor, user, clock.week_of(day))
    context = _context(request, found, ())
    may = found.sheet is not None and queries.may_approve(request.actor, found.user)
    context |= {"tabs": tabs(request.actor, "waiting" if may else "hours"), "may_decide": may}
    return render(request, "hours/week.html", context)


@page(LOG, methods=("POST",))
def submission(request: Request, pk: int) -> HttpResponse:
    """Hand a week in."""
    row = actions.submit_week.run(request.actor, {"sheet": pk})
    return see_other(request, address(row.week), Toast(_("The week was handed in.")))


@page(LOG, methods=("POST",))
def recall(request: Request, pk: int) -> HttpResponse:
    """Take it back before anybody has decided."""
    row = actions.recall_week.run(request.actor, {"sheet": pk})
    return see_other(request, address(row.week), Toast(_("The week is yours again: change it, then hand it in.")))


@page(LOG, methods=("GET", "POST"))
def reopening(request: Request, pk: int) -> HttpResponse:
    """Open an approved week for a correction, with a reason."""
    row = queries.sheet(request.actor, pk)
    return reasoned(
        request, row, ActionForm(actions.reopen_week, request.actor, names=("reason",), fixed={"sheet": pk}),
        _("Open the week again"), _("The week is open again; it has to be approved anew."),
    )  # fmt: skip


def reasoned(request: Request, row: TimeSheet, form: ActionForm, title: str, said: str) -> HttpResponse:
    """A reason for what is done with a sheet."""
    url = address_of(request, row)
    intro = f"{row.user} · {row.week:%Y-%m-%d} – {row.week + timedelta(days=6):%m-%d}"
    return form_page(
        request, form, title=title, button=title, done=lambda _row: url, said=said, cancel=url,
        draft=f"time-sheet-{row.pk}",
        context={"nav": "execution", "intro": intro},
    )  # fmt: skip


def address(day: date) -> str:
    """Of one's own week."""
    return f"{reverse('hours:list')}?week={clock.week_of(day):%Y-%m-%d}"


def address_of(request: Request, row: TimeSheet) -> str:
    if row.user_id == request.actor.user_id:
        return address(row.week)
    return reverse("hours:week", args=[row.user_id, f"{row.week:%Y-%m-%d}"])


def day_of(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _context(request: Request, week: WeekOf, rows: Iterable[int], refused: Cell | None = None) -> dict[str, object]:
    found = grid(request.actor, week, tuple(rows))
    if refused is not None:
        for row in found.rows:
            for cell in row.cells:
                if cell.id == refused.id:
                    cell.text, cell.error = refused.text, refused.error
    sheet = week.sheet
    state = sheet.state if sheet else SheetState.DRAFT
    return {
        "nav": "execution",
        "week": week,
        "grid": found,
        "sheet": sheet,
        "state": SheetState(state).label,
        "tone": TONES[state],
        "open": state in OPEN,
        "sunday": week.days[-1],
        "earlier": week.monday - timedelta(days=7),
        "later": week.monday + timedelta(days=7) if week.monday < clock.week_of(clock.today()) else None,
        "this_week": week.monday == clock.week_of(clock.today()),
        "first": "、".join(queries.first_approvers(week.user.pk)),
    }


def _ids(texts: Iterable[str]) -> list[int]:
    found = [int(one) for one in texts if one.isascii() and one.isdecimal() and len(one) < 18]
    return list(dict.fromkeys(found))[:MOST]
