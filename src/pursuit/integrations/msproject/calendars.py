"""Calendars of a plan file: weeks, dated and recurring exceptions, work weeks. Times are minutes of the day."""

# ruff: noqa: RUF009  the helpers of binding make dataclass fields

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum

from pursuit.integrations.msproject.binding import element, maybe, several
from pursuit.integrations.msproject.codecs import DAY, FLAG, MINUTE, STAMP, TEXT, WHOLE, choice


class Recurrence(IntEnum):
    """Exception/Type."""

    UNSAID = 0
    DAILY = 1
    YEARLY = 2
    YEARLY_BY_POSITION = 3
    MONTHLY = 4
    MONTHLY_BY_POSITION = 5
    WEEKLY = 6
    EVERY_DAYS = 7
    EVERY_WEEKDAYS = 8
    NONE = 9


@dataclass(frozen=True, slots=True)
class Span:
    """Working time [start, end) in minutes of the day; an end at or before the start is tomorrow's (00:00: 1440)."""

    start: int = element("FromTime", MINUTE, 0)
    end: int = element("ToTime", MINUTE, DAY)

    def __post_init__(self) -> None:
        object.__setattr__(self, "start", self.start % DAY)
        if self.end <= self.start:
            object.__setattr__(self, "end", self.end + DAY)


@dataclass(frozen=True, slots=True)
class WeekDay:
    """day: 1 Sunday … 7 Saturday; 0 a dated exception in the manner of Project 2003, first to last."""

    day: int = element("DayType", WHOLE, 0)
    working: bool | None = maybe("DayWorking", FLAG)
    first: datetime | None = maybe("TimePeriod/FromDate", STAMP)
    last: datetime | None = maybe("TimePeriod/ToDate", STAMP)
    spans: tuple[Span, ...] = several("WorkingTimes/WorkingTime", Span)


@dataclass(frozen=True, slots=True)
class CalendarException:
    """first and last bound the days; recurrence says which of them (see recurrence.days)."""

    name: str = element("Name", TEXT, "")
    working: bool = element("DayWorking", FLAG, False)
    spans: tuple[Span, ...] = several("WorkingTimes/WorkingTime", Span)
    first: datetime | None = maybe("TimePeriod/FromDate", STAMP)
    last: datetime | None = maybe("TimePeriod/ToDate", STAMP)
    recurrence: Recurrence | None = maybe("Type", choice(Recurrence))
    entered_by_occurrences: bool | None = maybe("EnteredByOccurrences", FLAG)
    occurrences: int | None = maybe("Occurrences", WHOLE)
    period: int | None = maybe("Period", WHOLE)
    days_of_week: int | None = maybe("DaysOfWeek", WHOLE)  # bits: 1 Sunday … 64 Saturday
    month_item: int | None = maybe("MonthItem", WHOLE)  # 0 day, 1 weekday, 2 weekend day, 3 Sunday … 9 Saturday
    month_position: int | None = maybe("MonthPosition", WHOLE)  # 0 first … 3 fourth, 4 last
    month: int | None = maybe("Month", WHOLE)  # 0 January
    month_day: int | None = maybe("MonthDay", WHOLE)


@dataclass(frozen=True, slots=True)
class WorkWeek:
    """Other weekdays between two dates. Producers write the days with and without a container."""

    first: datetime | None = maybe("TimePeriod/FromDate", STAMP)
    last: datetime | None = maybe("TimePeriod/ToDate", STAMP)
    name: str = element("Name", TEXT, "")
    contained: tuple[WeekDay, ...] = several("WeekDays/WeekDay", WeekDay)
    bare: tuple[WeekDay, ...] = several("WeekDay", WeekDay)

    @property
    def week(self) -> tuple[WeekDay, ...]:
        return self.contained or self.bare


@dataclass(frozen=True, slots=True)
class Calendar:
    """A calendar; days that `week` does not name are those of the base calendar.

    dated: exceptions in the manner of 2003, one per range. Where `rules` are given too, they say the same, written out.
    """

    uid: int | None = maybe("UID", WHOLE)
    name: str = element("Name", TEXT, "")
    is_base: bool = element("IsBaseCalendar", FLAG, False)
    base_uid: int | None = maybe("BaseCalendarUID", WHOLE)
    is_baseline: bool | None = maybe("IsBaselineCalendar", FLAG)
    weekdays: tuple[WeekDay, ...] = several("WeekDays/WeekDay", WeekDay)
    rules: tuple[CalendarException, ...] = several("Exceptions/Exception", CalendarException)
    work_weeks: tuple[WorkWeek, ...] = several("WorkWeeks/WorkWeek", WorkWeek)
    extra: tuple[tuple[str, str], ...] = ()

    @property
    def week(self) -> tuple[WeekDay, ...]:
        """The days of the week this calendar says something about."""
        return tuple(day for day in self.weekdays if day.day)

    @property
    def dated(self) -> tuple[CalendarException, ...]:
        return tuple(
            CalendarException("", bool(day.working), day.spans, day.first, day.last, Recurrence.DAILY)
            for day in self.weekdays
            if not day.day
        )

    @property
    def exceptions(self) -> tuple[CalendarException, ...]:
        """Each exception once: the rules where the file has them, else the dated ones."""
        return self.rules or self.dated
