"""Looking at how tasks recur."""

from collections.abc import Callable
from datetime import date, timedelta

from django.db.models import Exists, OuterRef

from pursuit.domain.execution.fields.recurring import WEEKDAYS, Repetition
from pursuit.domain.execution.models import Occurrence, TaskSeries, WorkCalendar
from pursuit.domain.execution.queries.calendars import engine_calendar
from pursuit.domain.execution.rules.recurring import LAST, NTH, Rule, moved, upcoming
from pursuit.kernel import clock
from pursuit.kernel.actor import Actor

ONE = timedelta(days=1)


def occurrence(actor: Actor, task: int) -> Occurrence | None:
    """The place of a visible task in its series, as long as that goes on from it."""
    rows = Occurrence.objects.visible_to(actor).select_related("series")
    later = Occurrence.objects.filter(series=OuterRef("series"), number__gt=OuterRef("number"))
    return rows.filter(~Exists(later), task=task, series__stopped_at=None).first()


def working() -> Callable[[date], bool]:
    """On which days the company works."""
    hours = engine_calendar(WorkCalendar.objects.prefetch_related("days").get(is_default=True))
    return lambda day: bool(hours.hours(day))


def series_from(start: date, unit: str, said: Repetition) -> TaskSeries:
    """A series, not saved, from the keywords that describe it."""
    day, nth = said.get("day"), said.get("nth", "1")
    return TaskSeries(
        unit=unit,
        every=said.get("every", 1),
        weekdays=sorted({WEEKDAYS.index(one) for one in said.get("weekdays", [])})[: 1 if unit == NTH else None],
        day=LAST if day == 31 else day,
        nth=LAST if nth == "last" else int(nth),
        start=start,
        until=said.get("until"),
        times=said.get("times"),
        after_done=said.get("after", "done") == "done",
        works=said.get("works", True),
    )


def days_to_come(series: TaskSeries, last: date, number: int, count: int = 3) -> list[date]:
    """The next due days after an occurrence, moved to working days where that is wanted; fewer where it ends."""
    left = count if series.times is None else max(min(count, series.times - number), 0)
    since = max(last, clock.today() - ONE) if series.after_done else last
    days = upcoming(series.rule, since, left, series.until)
    if not series.works:
        return days
    works = working()
    return [moved(day, works) for day in days]


def next_on(series: TaskSeries, last: date, number: int) -> date | None:
    """The day of the rule of the next occurrence, None where the series is over. What was missed is left out."""
    if series.stopped_at is not None or (series.times is not None and number >= series.times):
        return None
    today = clock.today()
    rule: Rule = series.rule
    found = upcoming(rule, max(last, today - ONE) if series.after_done else last, 1, series.until)
    if series.after_done or not found or found[0] > today:
        return found[0] if found and (series.after_done or found[0] <= today) else None
    day = found[0]
    while (later := upcoming(rule, day, 1, series.until)) and later[0] <= today:
        day = later[0]
    return day


def said_of(series: TaskSeries) -> dict[str, object]:
    """The keywords that would make the same series."""
    return {
        "unit": series.unit,
        "every": series.every,
        "weekdays": [WEEKDAYS[one] for one in series.weekdays],
        "day": 31 if series.day == LAST else series.day,
        "nth": "last" if series.nth == LAST else str(series.nth),
        "until": series.until,
        "times": series.times,
        "works": series.works,
        "after": "done" if series.after_done else "day",
    }
