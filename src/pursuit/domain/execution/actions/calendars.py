"""Changing work calendars."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Annotated, Unpack

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from pursuit.domain.execution.fields import CalendarChanges, CalendarId, CalendarName, HoursText, WeekHours, Year
from pursuit.domain.execution.models import CalendarDay, WorkCalendar
from pursuit.domain.execution.rules import hours as rule
from pursuit.domain.execution.rules.hours import Hours
from pursuit.domain.execution.rules.official import official_year
from pursuit.kernel import events
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Conflict, Missing, Refused
from pursuit.kernel.inputs import Day, Label, Version
from pursuit.kernel.records import GONE, check_version

EDIT = "calendars.edit"
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
LONGEST = 366  # days set at once
DayName = Annotated[str, Field(max_length=120), Label(_("Name"), help=_("Founding day, stock-taking…"))]
DayHours = Annotated[HoursText, Label(_("Hours"), help=_("Empty: a day off"))]


@action("execution.create_calendar", right=EDIT, public="calendars.create")
def create_calendar(*, actor: Actor, name: CalendarName, **fields: Unpack[WeekHours]) -> WorkCalendar:
    """A calendar; days that nobody speaks of have the hours of the company's calendar, its special days included."""
    company = WorkCalendar.objects.get(is_default=True)
    week = _week(company.week, fields)
    row = WorkCalendar.objects.create(name=name, edited=True, week=week)
    days = [CalendarDay(calendar=row, day=one.day, name=one.name, hours=one.hours, official=one.official)
            for one in company.days.all()]  # fmt: skip
    CalendarDay.objects.bulk_create(days)
    events.record(actor, "execution.calendar.created", None, calendar=row.pk, name=name, week=week)
    return row


@action("execution.update_calendar", right=EDIT, public="calendars.update")
def update_calendar(
    *, actor: Actor, calendar: CalendarId, version: Version | None = None, **fields: Unpack[CalendarChanges]
) -> WorkCalendar:
    """Change the name or the hours of a week."""
    row = _lock(calendar, version)
    changes: dict[str, tuple[object, object]] = {}
    name, week = fields.get("name", row.name), _week(row.week, fields)
    if name != row.name:
        changes["name"], row.name, row.edited = (row.name, name), name, True
    if week != row.week:
        changes["week"], row.week = (row.week, week), week
    if changes:
        _save(row)
        events.record(actor, "execution.calendar.updated", None, changes, calendar=row.pk)
    return row


@action("execution.choose_calendar", right=EDIT, public="calendars.choose")
def choose_calendar(*, actor: Actor, calendar: CalendarId) -> WorkCalendar:
    """Make it the company's: plans without a calendar of their own follow it."""
    row = _lock(calendar)
    if not row.is_default:
        before = WorkCalendar.objects.select_for_update().get(is_default=True)
        before.is_default, row.is_default = False, True
        _save(before)
        _save(row)
        events.record(actor, "execution.calendar.chosen", None, {"default": (before.pk, row.pk)}, calendar=row.pk)
    return row


@action("execution.remove_calendar", right=EDIT, public="calendars.remove")
def remove_calendar(*, actor: Actor, calendar: CalendarId) -> None:
    """Remove a calendar that nothing follows."""
    row = _lock(calendar)
    if row.is_default:
        raise Conflict("in_use", _("The company follows this calendar: choose another one first."))
    pk = row.pk
    row.delete()
    events.record(actor, "execution.calendar.removed", None, calendar=pk, name=row.name, week=row.week)


@action("execution.set_days", right=EDIT, public="calendars.set-days")
def set_days(
    *,
    actor: Actor,
    calendar: CalendarId,
    since: Annotated[Day, Label(_("From"))],
    until: Annotated[Day, Label(_("To"), help=_("Empty: one day"))] | None = None,
    name: DayName = "",
    hours: DayHours = "",
) -> WorkCalendar:
    """Days with other hours, or off."""
    row = _lock(calendar)
    last = until or since
    if last < since:
        raise Refused("backward", _("The last day lies before the first."), "until")
    if (last - since).days >= LONGEST:
        raise Refused("too_long", _("At most a year at once."), "until")
    spans = _read(hours, "hours")
    days = [since + timedelta(days=one) for one in range((last - since).days + 1)]
    _put(row, dict.fromkeys(days, (name, spans, False)))
    events.record(
        actor, "execution.calendar.days_set", None, calendar=row.pk, since=since, until=last, name=name, hours=spans
    )
    return row


@action("execution.clear_day", right=EDIT, public="calendars.clear-day")
def clear_day(*, actor: Actor, calendar: CalendarId, day: Annotated[Day, Label(_("Day"))]) -> WorkCalendar:
    """The day is like every other of its weekday again."""
    row = _lock(calendar)
    found = CalendarDay.objects.filter(calendar=row, day=day).first()
    if found is None:
        raise Missing("not_found", GONE)
    found.delete()
    _save(row)
    facts = {"day": day, "name": found.name, "hours": found.hours}
    events.record(actor, "execution.calendar.day_cleared", None, calendar=row.pk, **facts)
    return row


@action("execution.take_official_days", right=EDIT, public="calendars.take-official-days")
def take_official_days(*, actor: Actor, calendar: CalendarId, year: Year) -> WorkCalendar:
    """Days off and exchanged working days of a year as the state has published them; days set by hand stay."""
    row = _lock(calendar)
    own = set(CalendarDay.objects.filter(calendar=row, official=False).values_list("day", flat=True))
    CalendarDay.objects.filter(calendar=row, official=True, day__year=year).delete()
    usual: Hours = next((hours for hours in row.week if hours), [])
    found = official_year(year)
    _put(row, {one.day: (one.name, usual if one.works else [], True) for one in found.days if one.day not in own})
    events.record(
        actor, "execution.calendar.official_days_taken", None,
        calendar=row.pk, year=year, days=len(found.days), complete=found.complete,
    )  # fmt: skip
    return row


def _lock(pk: int, version: int | None = None) -> WorkCalendar:
    row = WorkCalendar.objects.select_for_update().filter(pk=pk).first()
    if row is None:
        raise Missing("not_found", GONE)
    check_version(row.version, version)
    return row


def _save(row: WorkCalendar) -> None:
    row.version += 1
    row.save()


def _put(row: WorkCalendar, days: Mapping[date, tuple[str, Hours, bool]]) -> None:
    """Write days over those that are there, and say that the calendar has changed."""
    rows = [CalendarDay(calendar=row, day=day, name=name, hours=hours, official=official)
            for day, (name, hours, official) in days.items()]  # fmt: skip
    CalendarDay.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["calendar", "day"], update_fields=["name", "hours", "official"]
    )
    _save(row)


def _week(week: list[Hours], fields: Mapping[str, object]) -> list[Hours]:
    found = [_read(str(fields[day]), day) if day in fields else hours for day, hours in zip(DAYS, week, strict=True)]
    if not any(found):
        raise Refused("no_work", _("Nobody would ever work: give at least one day hours."), "monday")
    for place, hours in enumerate(found):
        morning = found[(place + 1) % 7]
        if hours and morning and hours[-1][1] - 1440 > morning[0][0]:
            raise Refused("overlap", _("The night shift runs into the next morning’s hours."), DAYS[place])
    return found


def _read(text: str, field: str) -> Hours:
    try:
        return rule.read(text)
    except rule.BadHours as error:
        raise Refused("bad_hours", _("“%s” are no hours: write 08:30-12:00, 13:30-18:00.") % error, field) from error
