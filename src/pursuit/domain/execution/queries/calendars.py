"""Looking at work calendars; as the engine wants them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pursuit.domain.execution.models import CalendarDay, WorkCalendar
from pursuit.domain.execution.rules.hours import worked
from pursuit.domain.execution.rules.official import official_year
from pursuit.engine.calendar import week as engine
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Missing
from pursuit.kernel.records import GONE


def calendars(actor: Actor) -> Sequence[WorkCalendar]:
    """All of them, the company's first."""
    return list(WorkCalendar.objects.visible_to(actor).order_by("-is_default", "name"))


def calendar(actor: Actor, pk: int) -> WorkCalendar:
    row = WorkCalendar.objects.visible_to(actor).filter(pk=pk).first()
    if row is None:
        raise Missing("not_found", GONE)
    return row


def days(row: WorkCalendar, year: int) -> Sequence[CalendarDay]:
    """The days of a year that are different."""
    return list(row.days.filter(day__year=year).order_by("day"))


@dataclass(frozen=True, slots=True)
class YearFacts:
    """minutes, working_days: of the year; published: the state's list of the year is out; taken: days of it are in
    the calendar."""

    minutes: int
    working_days: int
    published: bool
    taken: bool


def year_facts(row: WorkCalendar, year: int) -> YearFacts:
    """What a year amounts to, and whether its official list is known."""
    rules = engine_calendar(row)
    first, last = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
    lengths = [worked(rules.hours(date.fromordinal(one))) for one in range(first, last + 1)]
    taken = row.days.filter(day__year=year, official=True).exists()
    return YearFacts(sum(lengths), sum(map(bool, lengths)), official_year(year).complete, taken)


def engine_calendar(row: WorkCalendar) -> engine.WorkCalendar:
    """The calendar as facts for the engine."""
    week = tuple(tuple((begin, end) for begin, end in hours) for hours in row.week)
    special = {one.day: tuple((begin, end) for begin, end in one.hours) for one in row.days.all()}
    return engine.WorkCalendar(week, special)
