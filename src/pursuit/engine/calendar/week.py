"""Facts about working time: the hours of each weekday, and the days that are different."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

DAY = 1440  # minutes
EPOCH = date(1970, 1, 1)
Span = tuple[
    int, int
]  # minutes of the day, first in, last out; the end may lie in the next day (night shift: 1320, 1800)
Spans = tuple[Span, ...]


class BadCalendar(ValueError):
    """Hours that cannot be worked. Says which day and why."""


class NoWork(BadCalendar):
    """A calendar without any working time within a horizon. calendar: its number."""

    def __init__(self, calendar: int, days: int) -> None:
        super().__init__(calendar, days)
        self.calendar, self.days = calendar, days

    def __str__(self) -> str:
        return f"calendar {self.calendar} has no working time within {self.days} days"


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """week: hours from Monday to Sunday; exceptions: {day: hours}, () for a day off. Exceptions hold for the hours that
    begin on their day."""

    week: tuple[Spans, ...]
    exceptions: Mapping[date, Spans] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if len(self.week) != 7:
            raise BadCalendar("a week has seven days")
        for spans in (*self.week, *self.exceptions.values()):
            _check(spans)

    def hours(self, day: date) -> Spans:
        """The hours that begin on a day."""
        return self.exceptions.get(day, self.week[day.weekday()])

    def with_exceptions(self, days: Mapping[date, Spans]) -> "WorkCalendar":
        """The same week; these days are different too."""
        return WorkCalendar(self.week, {**self.exceptions, **days})


def _check(spans: Spans) -> None:
    last = 0
    for begin, end in spans:
        if not 0 <= begin < DAY or not begin < end <= begin + DAY:
            raise BadCalendar(f"hours from minute {begin} to {end} are not hours of a day")
        if begin < last:
            raise BadCalendar(f"hours overlap at minute {begin}")
        last = end


def weekdays(spans: Spans, days: Sequence[int] = (0, 1, 2, 3, 4)) -> WorkCalendar:
    """The same hours on some weekdays (Monday is 0), none on the others."""
    return WorkCalendar(tuple(spans if day in days else () for day in range(7)))


STANDARD = weekdays(((480, 720), (780, 1020)))  # eight hours from 8 to 17 with an hour's rest, as Microsoft Project
ALWAYS = weekdays(((0, DAY),), range(7))


def minutes(moment: datetime) -> int:
    """A naive moment as an instant; seconds are cut off."""
    return (moment.date() - EPOCH).days * DAY + moment.hour * 60 + moment.minute


def moment(instant: int) -> datetime:
    """An instant as a naive moment."""
    return datetime(1970, 1, 1) + timedelta(minutes=int(instant))
