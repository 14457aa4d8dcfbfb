"""Work calendars: the hours of a week, the days that are different, a year at a glance."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from pursuit.domain.execution.actions import calendars as change
from pursuit.domain.execution.models import CalendarDay, WorkCalendar
from pursuit.domain.execution.queries import calendars as look
from pursuit.domain.execution.rules import hours
from pursuit.domain.execution.rules.official import FIRST, LAST
from pursuit.engine.calendar.week import WorkCalendar as Rules
from pursuit.interfaces.web.forms.form import ActionForm
from pursuit.interfaces.web.forms.views import form_page
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.interfaces.web.shell.toasts import Toast, see_other
from pursuit.kernel import clock

VIEW, EDIT = "calendars.view", "calendars.edit"
ONE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Cell:
    """A day of the year's sheet; what: work, off, or either because of a rule of its own (extra, holiday)."""

    day: date
    what: str
    title: str


@dataclass(frozen=True, slots=True)
class Month:
    first: date
    weeks: tuple[tuple[Cell | None, ...], ...]


@page(VIEW)
def calendars(request: Request) -> HttpResponse:
    """All calendars, the company's first."""
    rows = [(row, [hours.shown(one) for one in row.week]) for row in look.calendars(request.actor)]
    return render(request, "settings/calendars.html", {"calendars": rows, "may_edit": request.actor.may(EDIT)})


@page(VIEW)
def calendar(request: Request, pk: int) -> HttpResponse:
    """One calendar: its week and a year of it."""
    row = look.calendar(request.actor, pk)
    year = _year(request.GET.get("year", ""))
    special = look.days(row, year)
    context = {
        "row": row,
        "year": year,
        "week": [(day, hours.shown(one)) for day, one in zip(_weekdays(), row.week, strict=True)],
        "days": [(one, hours.shown(one.hours)) for one in special],
        "facts": look.year_facts(row, year),
        "months": [_month(date(year, month, 1), look.engine_calendar(row), special) for month in range(1, 13)],
        "may_edit": request.actor.may(EDIT),
    }
    return render(request, "settings/calendar.html", context)


@page(EDIT, methods=("GET", "POST"))
def new_calendar(request: Request) -> HttpResponse:
    """A calendar that begins as the company's."""
    company = next(one for one in look.calendars(request.actor) if one.is_default)
    form = ActionForm(change.create_calendar, request.actor, names=("name", *change.DAYS), stored=_hours(company))
    return form_page(
        request, form, title=_("New work calendar"), button=_("Add"), done=_to, said=_("The calendar was added."),
        cancel=reverse("settings:calendars"), draft="calendar-new",
    )  # fmt: skip


@page(EDIT, methods=("GET", "POST"))
def calendar_change(request: Request, pk: int) -> HttpResponse:
    """Its name and the hours of its week."""
    row = look.calendar(request.actor, pk)
    stored = {"name": row.label, **_hours(row)}
    form = ActionForm(
        change.update_calendar,
        request.actor,
        names=tuple(stored),
        fixed={"calendar": pk},
        stored=stored,
        version=row.version,
    )
    return form_page(
        request,
        form,
        title=row.label,
        button=_("Save"),
        done=_to,
        said=_("Saved."),
        cancel=_to(row),
        draft=f"calendar-{pk}",
    )


@page(EDIT, methods=("GET", "POST"))
def calendar_days(request: Request, pk: int) -> HttpResponse:
    """Days that are different."""
    row = look.calendar(request.actor, pk)
    names = ("since", "until", "name", "hours")
    form = ActionForm(
        change.set_days, request.actor, names=names, fixed={"calendar": pk}, stored={"since": clock.today()}
    )
    return form_page(
        request, form, title=_("Days that are different"), button=_("Save"), done=_to, said=_("Saved."),
        cancel=_to(row), draft=f"calendar-days-{pk}",
    )  # fmt: skip


@page(EDIT, methods=("POST",))
def calendar_clearing(request: Request, pk: int) -> HttpResponse:
    """A day is like every other again."""
    row = change.clear_day.run(request.actor, {"calendar": pk, "day": request.POST.get("day", "")})
    return see_other(request, _to(row, request.POST.get("year", "")), Toast(_("The day is like every other again.")))


@page(EDIT, methods=("POST",))
def calendar_official(request: Request, pk: int) -> HttpResponse:
    """The state's list of a year."""
    year = request.POST.get("year", "")
    row = change.take_official_days.run(request.actor, {"calendar": pk, "year": year})
    return see_other(request, _to(row, year), Toast(_("The public holidays of %s are in the calendar.") % year))


@page(EDIT, methods=("POST",))
def calendar_choice(request: Request, pk: int) -> HttpResponse:
    """The company follows it."""
    row = change.choose_calendar.run(request.actor, {"calendar": pk})
    return see_other(request, _to(row), Toast(_("The company follows “%s” now.") % row.label))


@page(EDIT, methods=("POST",))
def calendar_removal(request: Request, pk: int) -> HttpResponse:
    """Gone."""
    change.remove_calendar.run(request.actor, {"calendar": pk})
    return see_other(request, reverse("settings:calendars"), Toast(_("The calendar was removed.")))


def _to(row: WorkCalendar, year: str = "") -> str:
    return reverse("settings:calendar", args=[row.pk]) + (f"?year={year}" if year else "")


def _hours(row: WorkCalendar) -> dict[str, object]:
    return {day: hours.shown(one) for day, one in zip(change.DAYS, row.week, strict=True)}


def _weekdays() -> tuple[str, ...]:
    return _("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday")


def _year(text: str) -> int:
    return int(text) if text.isdecimal() and FIRST <= int(text[:4]) <= LAST and len(text) == 4 else clock.today().year


def _month(first: date, rules: Rules, special: Sequence[CalendarDay]) -> Month:
    named = {one.day: one for one in special}
    cells: list[Cell | None] = [None] * first.weekday()
    cells += [_cell(day, rules, named.get(day)) for day in _days(first)]
    cells += [None] * (-len(cells) % 7)
    return Month(first, tuple(tuple(cells[at : at + 7]) for at in range(0, len(cells), 7)))


def _days(day: date) -> Iterator[date]:
    month = day.month
    while day.month == month:
        yield day
        day += ONE


def _cell(day: date, rules: Rules, rule: CalendarDay | None) -> Cell:
    spans = rules.hours(day)
    what = ("extra" if spans else "holiday") if rule else ("work" if spans else "off")
    title = hours.shown(spans) or _("Day off")
    return Cell(day, what, f"{rule.name} · {title}" if rule and rule.name else title)
