"""Now and today. Moments are UTC; a business day is a date in the company's zone (settings.TIME_ZONE)."""

from datetime import date, datetime, time, timedelta, tzinfo
from functools import lru_cache

from django.utils import timezone


def now() -> datetime:
    """The present moment, aware, UTC."""
    return timezone.now()


def today() -> date:
    """The company's calendar day."""
    return timezone.localdate()


def day_of(moment: datetime) -> date:
    """The company's calendar day on which a moment falls."""
    return _day_of(moment, timezone.get_current_timezone())


@lru_cache(maxsize=256)
def _day_of(moment: datetime, zone: tzinfo) -> date:
    return timezone.localdate(moment, zone)


def start_of(day: date) -> datetime:
    """The moment at which a day of the company begins."""
    return timezone.make_aware(datetime.combine(day, time.min))


def week_of(day: date) -> date:
    """The Monday of a day's week, by which weekly figures are keyed."""
    return day - timedelta(days=day.weekday())
