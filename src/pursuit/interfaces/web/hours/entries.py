"""Typing time: a cell of the week, what is proposed, the note of an entry; and all entries as a list."""

from datetime import date
from typing import NamedTuple

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from pursuit.domain.hours.actions.entries import change_time, log_time, remove_time, take_proposed
from pursuit.domain.hours.models import TimeEntry
from pursuit.domain.hours.models.sheet import VIEW
from pursuit.domain.hours.queries import sheets as queries
from pursuit.domain.hours.queries.days import company_hours, usual_day
from pursuit.domain.hours.queries.of_record import planned_work
from pursuit.domain.hours.queries.sheets import LOG, WeekOf
from pursuit.domain.hours.rules.lengths import BadLength, read, shown
from pursuit.domain.plans.actions.rows import edit_row
from pursuit.interfaces.web.execution.views import tabs
from pursuit.interfaces.web.forms.field import build
from pursuit.interfaces.web.forms.form import ActionForm
from pursuit.interfaces.web.forms.views import form_page
from pursuit.interfaces.web.hours import grid
from pursuit.interfaces.web.hours.weeks import address, day_of, week_page
from pursuit.interfaces.web.lists.views import Quick, list_page
from pursuit.interfaces.web.projects.sheets import done_with_undo
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.interfaces.web.shell.toasts import see_other
from pursuit.kernel import access, clock
from pursuit.kernel.errors import Missing, Refused
from pursuit.kernel.models import Subject
from pursuit.kernel.records import GONE

PROGRESS = ("percent", "remaining")


class _Asked(NamedTuple):
    """A cell somebody typed into."""

    about: Subject
    day: date


@page(LOG, methods=("POST",))
def cell(request: Request) -> HttpResponse:
    """about, day, spent: hours as people write them; nothing takes the time off."""
    asked, typed = _asked(request), request.POST.get("spent", "")[:40]
    error = ""
    try:
        _write(request, asked, read(typed, usual_day(company_hours())))
    except BadLength:
        error = _("Not a length of time: type 4, 7.5h, 90m or 0.5d.")
    except Refused as no:
        if no.kind == "missing":
            raise
        error = str(no.message)
    if error and not request.htmx:
        return week_page(request, asked.day, grid.Cell(asked.about.pk, asked.day, "", text=typed, error=error))
    if not request.htmx:
        return see_other(request, f"{address(asked.day)}&rows={request.POST.get('rows', '')}")
    return _answer(request, asked, typed if error else None, error)


def _asked(request: Request) -> _Asked:
    about, day = request.POST.get("about", ""), day_of(request.POST.get("day", ""))
    subject = Subject.objects.visible_to(request.actor, [int(about)]).first() if about.isdecimal() else None
    if subject is None or day is None:
        raise Missing("not_found", GONE)
    return _Asked(subject, day)


def _write(request: Request, asked: _Asked, minutes: int) -> None:
    actor = request.actor
    there = list(
        queries.entries(actor).filter(user=actor.user_id, about=asked.about, day=asked.day).values_list("pk", flat=True)
    )
    if len(there) > 1:
        raise Refused("several", _("There are several entries here: change them one by one in the list of entries."))
    if not there and minutes:
        log_time.run(actor, {"about": asked.about.pk, "day": asked.day, "minutes": minutes})
    elif there and minutes:
        change_time.run(actor, {"entry": there[0], "minutes": minutes})
    elif there:
        remove_time.run(actor, {"entry": there[0]})


def _answer(request: Request, asked: _Asked, typed: str | None, error: str) -> HttpResponse:
    """The cell, and the sums it changes."""
    actor = request.actor
    week: WeekOf = queries.week_of(actor, actor.user_id, clock.week_of(asked.day))
    found = grid.cell_of(actor, week, asked.about, asked.day)
    if typed is not None:
        found.text, found.error = typed, error
    whole = grid.grid(actor, week)
    context = {
        "cell": found,
        "week": week,
        "grid": whole,
        "sheet": week.sheet,
        "head": next(one for one in whole.heads if one.day == asked.day),
        "row_sum": grid.row_sum(week, asked.about.pk),
        "rows": request.POST.get("rows", ""),
    }
    return render(request, "hours/cell_answer.html", context, status=422 if error else 200)


@page(LOG, methods=("POST",))
def proposed(request: Request) -> HttpResponse:
    """Enter what is proposed: all, a row (about), or a cell (about and day)."""
    sent = {name: value for name in ("week", "about", "day") if (value := request.POST.get(name))}
    made = take_proposed.run(request.actor, sent)
    told = _("Entered as proposed: %s h") % shown(sum(one.minutes for one in made))
    url = f"{address(made[0].day)}&rows={request.POST.get('rows', '')}"
    return done_with_undo(request, made[-1].about, told, url)


@page(LOG, methods=("GET", "POST"))
def entry(request: Request, pk: int) -> HttpResponse:
    """Kind of work and note; and how far the planned task is, for those who want to say so."""
    row = queries.entries(request.actor).select_related("about", "sheet").filter(pk=pk).first()
    if row is None:
        raise Missing("not_found", GONE)
    names = ("kind", "note")
    form = ActionForm(
        change_time, request.actor, names=names, fixed={"entry": pk}, version=row.sheet.version,
        stored={name: getattr(row, name) for name in names},
    )  # fmt: skip
    context: dict[str, object] = {"nav": "execution", "intro": _title(request, row)}
    if told := _progress(request, row):
        fields = [build(edit_row.schema.fields[name], request.POST.get(name)) for name in PROGRESS]
        fields[0].help = told
        form.fields[-1].after = "hours/progress.html"
        context["progress"] = fields
    return form_page(
        request, form, title=_("%(hours)s h on %(day)s") % {"hours": shown(row.minutes), "day": f"{row.day:%Y-%m-%d}"},
        button=_("Save"), done=lambda made: _done(request, made), said=_("Saved."), cancel=address(row.day),
        context=context, draft=f"time-entry-{pk}",
    )  # fmt: skip


def _title(request: Request, row: TimeEntry) -> str:
    return row.about.title if access.sees(request.actor, row.about_id, row.about.type) else ""


def _done(request: Request, row: TimeEntry) -> str:
    if said := {name: value for name in PROGRESS if (value := request.POST.get(name, ""))}:
        edit_row.run(request.actor, {"row": row.about_id, **said})
    return address(row.day)


def _progress(request: Request, row: TimeEntry) -> str:
    """What to hold a figure against; "" where this is no planned task one may tell the progress of."""
    if row.about.type != "task" or not access.decide(request.actor, "tasks.edit", row.about):
        return ""
    subject = Subject.objects.visible_to(request.actor, [row.record_id]).first()
    planned = planned_work(request.actor, subject).get(row.about_id) if subject else None
    if planned is None:
        return ""
    work, percent = planned
    spent = sum(queries.entries(request.actor).filter(about=row.about_id).values_list("minutes", flat=True))
    told = _("Leave it empty to change nothing. Now at %(percent)s%%; %(spent)s h of %(work)s h planned are entered.")
    return told % {"percent": percent, "spent": shown(spent) or "0", "work": shown(work) or "0"}


@page(VIEW)
def all_entries(request: Request) -> HttpResponse:
    """Every entry the reader sees, to filter and to export."""
    quick = [Quick(_("Mine"), "f.user=me"), Quick(_("Submitted"), "f.state=submitted")]
    return list_page(request, queries.ENTRIES, tabs=tabs(request.actor, "entries"), quick=quick)
