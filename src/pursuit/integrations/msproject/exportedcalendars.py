"""Calendars of a stored plan in the words of a plan file: those it came with as they were, others written out."""

from datetime import datetime, time

from pursuit.domain.plans.queries.stored import Stored
from pursuit.integrations.msproject.calendars import Calendar, CalendarException, Recurrence, Span, WeekDay

DAY_END = time(23, 59)


class Calendars:
    """kept: of the file the plan came from."""

    def __init__(self, stored: Stored, kept: tuple[Calendar, ...]) -> None:
        self.stored, self.kept = stored, kept
        self.default = next(one.pk for one in stored.calendars.values() if one.is_default)
        self._own: dict[int, int] = {}

    def uid(self, pk: int | None) -> int:
        """The number of a calendar in the file; None: the company's."""
        pk = self.default if pk is None else pk
        key = self.stored.keys.get(pk, "")
        if key.isdecimal():
            return int(key)
        if pk not in self._own:
            self._own[pk] = max([0, *(one.uid or 0 for one in self.kept), *self._own.values()]) + 1
        return self._own[pk]

    def all(self) -> tuple[Calendar, ...]:
        """Those of the file, and those of ours that were asked for."""
        for row in self.stored.rows:
            if row.calendar_id is not None:
                self.uid(row.calendar_id)
        for one in self.stored.resources:
            if one.calendar_id is not None:
                self.uid(one.calendar_id)
        return (*self.kept, *(self._written(pk, uid) for pk, uid in self._own.items()))

    def _written(self, pk: int, uid: int) -> Calendar:
        row = self.stored.calendars[pk]
        week = tuple(
            WeekDay(_number(day), working=bool(hours), spans=_spans(hours)) for day, hours in enumerate(row.week)
        )
        rules = tuple(
            CalendarException(
                name=one.name,
                working=bool(one.hours),
                spans=_spans(one.hours),
                first=datetime.combine(one.day, time()),
                last=datetime.combine(one.day, DAY_END),
                recurrence=Recurrence.DAILY,
                occurrences=1,
            )
            for one in self.stored.days.get(pk, ())
        )
        return Calendar(
            uid, row.label, is_base=True, weekdays=tuple(sorted(week, key=lambda one: one.day)), rules=rules
        )


def _number(day: int) -> int:
    """Monday is 0 here and 2 there."""
    return (day + 1) % 7 + 1


def _spans(hours: list[list[int]]) -> tuple[Span, ...]:
    return tuple(Span(begin, end) for begin, end in hours)
