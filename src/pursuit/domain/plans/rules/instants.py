"""Moments and the engine's instants: minutes since 1970 on the clocks of the company's zone."""

from datetime import date, datetime, tzinfo

from pursuit.engine.calendar.week import DAY, EPOCH, minutes, moment


def instant(at: datetime, zone: tzinfo) -> int:
    """Of an aware moment; seconds are cut off."""
    return minutes(at.astimezone(zone).replace(tzinfo=None))


def aware(at: int, zone: tzinfo) -> datetime:
    """The moment of an instant. An hour the clocks skip is told as they show it afterwards."""
    return moment(at).replace(tzinfo=zone)


def midnight(day: date) -> int:
    """The instant at which a day begins."""
    return (day - EPOCH).days * DAY


def day_of(at: int) -> date:
    """The day on which an instant falls; midnight belongs to the day that begins."""
    return date.fromordinal(EPOCH.toordinal() + at // DAY)


def last_day(at: int) -> date:
    """The day at whose end, or in which, something is finished: midnight belongs to the day that ends."""
    return day_of(at - 1)
