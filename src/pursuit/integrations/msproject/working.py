"""The hours the calendars of a file mean: each with the days of its base, its work weeks and exceptions written out.

An exception of the calendar or of its base counts more than a work week, and that more than the usual week.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from pursuit.engine.calendar.shared import merged
from pursuit.engine.calendar.week import STANDARD, Spans, WorkCalendar
from pursuit.integrations.msproject import recurrence
from pursuit.integrations.msproject.calendars import Calendar, Span, WeekDay
from pursuit.integrations.msproject.plan import Plan
from pursuit.integrations.msproject.recurrence import FURTHEST, MOST

Days = dict[date, Spans]
Week = dict[int, Spans]  # Monday is 0


def work_calendars(plan: Plan) -> dict[int, WorkCalendar]:
    """The calendars of a file by UID."""
    by_uid = {one.uid: one for one in plan.calendars if one.uid is not None}
    return {uid: _hours(_chain(one, by_uid)) for uid, one in by_uid.items()}


def _chain(calendar: Calendar, by_uid: dict[int, Calendar]) -> list[Calendar]:
    """The calendar, its base, and so on; a base that comes round again ends it."""
    found = [calendar]
    while (base := by_uid.get(found[-1].base_uid or 0)) and base not in found:
        found.append(base)
    return found


def _hours(chain: Sequence[Calendar]) -> WorkCalendar:
    week: Week = {day: STANDARD.week[day] for day in range(7)}
    weeks: Days = {}
    different: Days = {}
    for calendar in reversed(chain):
        own = dict(_week(calendar.week))
        week |= own
        # What a person's own week says is not undone by a work week of the base.
        weeks = {day: hours for day, hours in weeks.items() if day.weekday() not in own}
        weeks |= dict(_work_weeks(calendar))
        different |= dict(_exceptions(calendar))
    return WorkCalendar(tuple(week[day] for day in range(7)), weeks | different)


def _week(days: Sequence[WeekDay]) -> Iterator[tuple[int, Spans]]:
    for day in days:
        yield (day.day - 2) % 7, _spans(day.spans) if day.working is not False else ()


def _work_weeks(calendar: Calendar) -> Iterator[tuple[date, Spans]]:
    for one in calendar.work_weeks:
        if one.first is None:
            continue
        week, day = dict(_week([day for day in one.week if day.day])), one.first.date()
        last = min(one.last.date() if one.last else day, FURTHEST, day + timedelta(days=MOST))
        while day <= last:
            if day.weekday() in week:
                yield day, week[day.weekday()]
            day += timedelta(days=1)


def _exceptions(calendar: Calendar) -> Iterator[tuple[date, Spans]]:
    """Of two that name a day the later in the file counts."""
    for one in calendar.exceptions:
        for day in recurrence.days(one):
            yield day, _spans(one.spans) if one.working else ()


def _spans(spans: Sequence[Span]) -> Spans:
    return merged([(one.start, one.end) for one in spans])
