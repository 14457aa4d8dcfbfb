"""How the texts of a file become values and texts again: one codec per kind of value.

Durations are minutes (PT8H0M0S = 480.0), money is Decimal in units of the currency (the file has hundredths), slack is
minutes (the file has tenths). A codec raises ValueError; the binding turns that into a PlanError that names the place.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time
from decimal import Decimal, InvalidOperation
from enum import IntEnum
from typing import Generic, TypeVar

T = TypeVar("T")
E = TypeVar("E", bound=IntEnum)
FIRST_YEAR = 1984  # Microsoft Project knows no earlier date
DAY = 1440
_DATE = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,6})\d*)?)?)?(?:Z|[+-]\d\d:?\d\d)?", re.ASCII
)
_TIME = re.compile(r"(\d\d?):(\d\d)(?::(\d\d)(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?", re.ASCII)
_NUMBER = r"(\d{1,12}(?:\.\d{1,24})?)"
_ISO = re.compile(
    rf"([+-]?)P(?:{_NUMBER}Y)?(?:{_NUMBER}M)?(?:{_NUMBER}W)?(?:{_NUMBER}D)?"
    rf"(?:T(?:{_NUMBER}H)?(?:{_NUMBER}M)?(?:{_NUMBER}S)?)?",
    re.ASCII,
)


class TooEarly(ValueError):
    """A date before 1984."""


class Unset(ValueError):
    """The first moment of computers' clocks, in any zone: some producers write it where there is no date."""


@dataclass(frozen=True, slots=True)
class Units:
    """What a day and a month are in this file: durations in days are working days."""

    day: int = 480
    week: int = 2400
    month_days: int = 20


@dataclass(frozen=True, slots=True)
class Codec(Generic[T]):
    """error: code of the PlanError for a text that cannot be read."""

    error: str
    read: Callable[[str, Units], T]
    write: Callable[[T], str]


def _decimal(text: str) -> Decimal:
    try:
        number = Decimal(text.strip())
    except InvalidOperation as error:
        raise ValueError(text) from error
    if not number.is_finite() or number.adjusted() > 18 or len(text) > 64:
        raise ValueError(text)
    return number


def _plain(number: Decimal) -> str:
    text = format(number, "f")
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"


def _whole(text: str) -> int:
    number = _decimal(text)
    if number != number.to_integral_value():
        raise ValueError(text)
    return int(number)


def _flag(text: str) -> bool:
    word = text.strip().lower()
    if word in {"1", "true", "-1"}:
        return True
    if word in {"0", "false", ""}:
        return False
    raise ValueError(text)


def _stamp(text: str) -> datetime:
    """Local time; a zone is no part of the format, and where a producer writes one the clock is what it shows."""
    if not (match := _DATE.fullmatch(text.strip())):
        raise ValueError(text)
    year, month, day, hour, minute, second = (int(part or 0) for part in match.groups()[:6])
    return datetime(year, month, day, hour, minute, second, int((match[7] or "").ljust(6, "0")))


def _planned(text: str) -> datetime:
    moment = _stamp(text)
    if moment.year < FIRST_YEAR:
        raise TooEarly(text)
    return moment


def _optional(text: str) -> datetime:
    moment = _stamp(text)
    if abs((moment - datetime(1970, 1, 1)).total_seconds()) <= 14 * 3600:
        raise Unset(text)
    if moment.year < FIRST_YEAR:
        raise TooEarly(text)
    return moment


def _clock(text: str) -> time:
    minute = _minute(text)
    return time(minute % DAY // 60, minute % 60)


def _minute(text: str) -> int:
    """Minute of the day, to the nearest: 23:59:59 is the end of the day."""
    if not (match := _TIME.fullmatch(text.strip().rpartition("T")[2])):
        raise ValueError(text)
    hour, minute, second = int(match[1]), int(match[2]), int(match[3] or 0)
    if hour > 24 or minute > 59 or second > 59 or (hour == 24 and minute + second):
        raise ValueError(text)
    return hour * 60 + minute + (second >= 30)


def _minutes(text: str, units: Units) -> float:
    """An ISO duration in minutes, to the millisecond. Days, weeks and months are working time, as their maker means."""
    match = _ISO.fullmatch(text.strip())
    if not match or not any(match.groups()[1:]):
        raise ValueError(text)
    sign, *parts = match.groups()
    years, months, weeks, days, hours, minutes, seconds = (Decimal(part or 0) for part in parts)
    days += (years * 12 + months) * units.month_days
    total = (days * units.day + weeks * units.week + hours * 60 + minutes) * 60 + seconds
    return (-1 if sign == "-" else 1) * float(round(total, 3) / 60)


def iso(minutes: float) -> str:
    """PT8H0M0S."""
    milliseconds = round(abs(minutes) * 60_000)
    whole, rest = divmod(milliseconds, 60_000)
    seconds = _plain(Decimal(rest) / 1000)
    return f"{'-' if minutes < 0 and milliseconds else ''}PT{whole // 60}H{whole % 60}M{seconds}S"


def choice(kind: type[E]) -> Codec[E]:
    """One of the numbers the format lists."""
    return Codec("bad_value", lambda text, _: kind(_whole(text)), lambda value: str(int(value)))


def _write_stamp(moment: datetime) -> str:
    return moment.isoformat(timespec="microseconds" if moment.microsecond else "seconds")


TEXT: Codec[str] = Codec("bad_value", lambda text, _: text, lambda value: value)
WHOLE: Codec[int] = Codec("bad_number", lambda text, _: _whole(text), str)
NUMBER: Codec[Decimal] = Codec("bad_number", lambda text, _: _decimal(text), _plain)
MONEY: Codec[Decimal] = Codec("bad_number", lambda text, _: _decimal(text) / 100, lambda value: _plain(value * 100))
SLACK: Codec[float] = Codec(
    "bad_number", lambda text, _: float(_decimal(text) / 10), lambda value: _plain(round(Decimal(value) * 10, 3))
)
FLAG: Codec[bool] = Codec("bad_value", lambda text, _: _flag(text), lambda value: "1" if value else "0")
MINUTES: Codec[float] = Codec("bad_duration", _minutes, iso)
STAMP: Codec[datetime] = Codec("bad_date", lambda text, _: _stamp(text), _write_stamp)
PLANNED: Codec[datetime] = Codec("bad_date", lambda text, _: _planned(text), _write_stamp)
OPTIONAL: Codec[datetime] = Codec("bad_date", lambda text, _: _optional(text), _write_stamp)
CLOCK: Codec[time] = Codec("bad_time", lambda text, _: _clock(text), lambda value: value.isoformat("seconds"))
MINUTE: Codec[int] = Codec("bad_time", lambda text, _: _minute(text), lambda v: f"{v % DAY // 60:02}:{v % 60:02}:00")
