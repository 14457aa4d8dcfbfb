"""How long people's days are: the company's calendar, by share of a full week, without days away."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from pursuit.domain.execution.models import WorkCalendar
from pursuit.domain.execution.queries.calendars import engine_calendar
from pursuit.domain.execution.rules.hours import worked
from pursuit.domain.hours.rules.lengths import DAY
from pursuit.domain.people.models import Absence
from pursuit.domain.people.queries.planning import capacities
from pursuit.engine.calendar.week import WorkCalendar as Hours

WEEK = 7
# Away from the desk, not from work: their hours are entered as any others.
WORKING_ABSENCES = ("trip", "training")


@dataclass(frozen=True, slots=True)
class Expected:
    """hours: the company's calendar; length: minutes of a usual day; minutes: {person: of each day}; away: {person:
    days on which they are away}."""

    hours: Hours
    length: int
    minutes: Mapping[int, Sequence[int]]
    away: Mapping[int, Collection[date]]


def company_hours() -> Hours:
    """The working hours of the company."""
    return engine_calendar(WorkCalendar.objects.prefetch_related("days").get(is_default=True))


def usual_day(hours: Hours) -> int:
    """Minutes of the first working day of a usual week."""
    return next((worked(spans) for spans in hours.week if spans), DAY)


def days_of(monday: date) -> list[date]:
    """From Monday to Sunday."""
    return [monday + timedelta(days=one) for one in range(WEEK)]


def expected(people: Collection[int], first: date, count: int = WEEK) -> Expected:
    """Of people the caller has found before; a fixed number of statements."""
    hours = company_hours()
    days = [first + timedelta(days=one) for one in range(count)]
    whole = [worked(hours.hours(day)) for day in days]
    shares = capacities(people, days[0], days[-1])
    away = _away(people, days[0], days[-1])
    found = {}
    for person in people:
        steps = shares.get(person, [])
        missing = away.get(person, set())
        found[person] = [
            0 if day in missing else minutes * _share(steps, day) // 100
            for day, minutes in zip(days, whole, strict=True)
        ]
    return Expected(hours, usual_day(hours), found, away)


def _share(steps: Sequence[tuple[date, int]], day: date) -> int:
    return next((percent for since, percent in reversed(steps) if since <= day), 100)


def _away(people: Collection[int], first: date, last: date) -> dict[int, set[date]]:
    rows = Absence.objects.live().filter(user_id__in=list(people), since__lte=last, until__gte=first)
    found: dict[int, set[date]] = {}
    for user, since, until in rows.exclude(kind__in=WORKING_ABSENCES).values_list("user_id", "since", "until"):
        begin, end = max(since, first), min(until, last)
        found.setdefault(user, set()).update(begin + timedelta(days=one) for one in range((end - begin).days + 1))
    return found
