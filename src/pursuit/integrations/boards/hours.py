"""What the days and moments of a file mean on the company's calendar: when work begins and ends, how much lies between.

A day without a time begins with its first hour of work and ends with its last; a day off ends at midnight.
"""

from datetime import date, datetime, tzinfo

from pursuit.domain.plans.rules.instants import day_of, instant, midnight
from pursuit.engine.calendar.week import DAY, EPOCH, WorkCalendar
from pursuit.integrations.boards.board import When

FIRST = 5110  # the day before which no plan lies, in days since 1970: a little before 1984


class Hours:
    """The calendar of a plan. zone: of its clocks."""

    def __init__(self, calendar: WorkCalendar, zone: tzinfo) -> None:
        self.calendar, self.zone = calendar, zone
        self.sums = [0]  # minutes of work before each day from FIRST on, as far as somebody has asked

    def opening(self, when: When) -> int:
        """The instant at which something begins."""
        if isinstance(when, datetime):
            return instant(when, self.zone)
        hours = self.calendar.hours(when)
        return midnight(when) + (hours[0][0] if hours else 0)

    def closing(self, when: When) -> int:
        """The instant at which something ends."""
        if isinstance(when, datetime):
            return instant(when, self.zone)
        hours = self.calendar.hours(when)
        return midnight(when) + (min(hours[-1][1], DAY) if hours else DAY)

    def day_begins(self, at: int) -> int:
        """When work begins on the day of an instant, not later than that."""
        return min(at, self.opening(day_of(at)))

    def between(self, begin: int, end: int) -> int:
        """Minutes of work between two instants."""
        return max(self._before(end) - self._before(begin), 0)

    def _before(self, at: int) -> int:
        day = max(at // DAY, FIRST + 1)
        while len(self.sums) < day - FIRST:
            hours = self.calendar.hours(_date(FIRST + len(self.sums) - 1))
            self.sums.append(self.sums[-1] + sum(end - begin for begin, end in hours))
        found = self.sums[day - 1 - FIRST]
        for each in (day - 1, day):  # a night shift runs into the next day
            for begin, end in self.calendar.hours(_date(each)):
                found += max(min(at, each * DAY + end) - (each * DAY + begin), 0)
        return found


def _date(day: int) -> date:
    return date.fromordinal(EPOCH.toordinal() + day)
