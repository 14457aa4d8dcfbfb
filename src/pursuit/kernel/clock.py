"""Now and today. Moments are UTC; a business day is a date in the company's zone (settings.TIME_ZONE)."""

from datetime import date, datetime, time, timedelta, tzinfo
from functools import lru_cache

from django.utils import timezone


def now() -> datetime:
    """The present moment, aware, UTC."""
    return timezone.now()


def zone() -> tzinfo:
    """The company's zone. Nobody has one of their own, so nothing that Django keeps by thread is asked."""
    return timezone.get_default_timezone()


def today() -> date:
    """The company's calendar day."""
    return now().astimezone(zone()).date()


def day_of(moment: datetime) -> date:
    """The company's calendar day on which a moment falls."""
    return _day_of(moment, zone())


@lru_cache(maxsize=1024)
def _day_of(moment: datetime, zone: tzinfo) -> date:
    return moment.astimezone(zone).date()


def start_of(day: date) -> datetime:
    """The moment at which a day of the company begins."""
    return _start_of(day, zone())


@lru_cache(maxsize=256)
def _start_of(day: date, zone: tzinfo) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min), zone)


def week_of(day: date) -> date:
    """The Monday of a day's week, by which weekly figures are keyed."""
    return day - timedelta(days=day.weekday())
