"""Now and today. Moments are UTC; a business day is a date in the company's zone (settings.TIME_ZONE)."""

from datetime import date, datetime, timedelta

from django.utils import timezone


def now() -> datetime:
    """The present moment, aware, UTC."""
    return timezone.now()


def today() -> date:
    """The company's calendar day."""
    return timezone.localdate()


def day_of(moment: datetime) -> date:
    """The company's calendar day on which a moment falls."""
    return timezone.localdate(moment)


def week_of(day: date) -> date:
    """The Monday of a day's week, by which weekly figures are keyed."""
    return day - timedelta(days=day.weekday())
