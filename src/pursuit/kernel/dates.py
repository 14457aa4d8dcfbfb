"""Dates as Chinese teams write them: 2026-11-22, 2026/11/22, 2026.11.22, 2026年11月22日, 20261122."""

import re
from datetime import date, datetime

from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from pydantic_core import PydanticCustomError

_DAY = re.compile(r"^\s*(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?\s*$")
_DENSE = re.compile(r"^\s*(\d{4})(\d{2})(\d{2})\s*$")


def parse_day(text: str) -> date:
    """A day from any of the forms above. ValueError with a sentence for people otherwise."""
    match = _DAY.match(text) or _DENSE.match(text)
    if match:
        try:
            return date(*(int(part) for part in match.groups()))
        except ValueError:
            pass
    raise ValueError(_("“%s” is not a date: write it like 2026-11-22 or 2026年11月22日.") % text[:40])


def read_day(value: object) -> object:
    """Pydantic's door to parse_day; empty text is no date."""
    if not isinstance(value, str):
        return value.date() if isinstance(value, datetime) else value
    if not value.strip():
        return None
    try:
        return parse_day(value)
    except ValueError as error:
        raise PydanticCustomError("not_a_date", "{reason}", {"reason": str(error)}) from error


def read_moment(value: object) -> object:
    """A moment; without an offset it is meant in the company's zone."""
    if not isinstance(value, str):
        return value
    if not value.strip():
        return None
    try:
        moment = parse_datetime(value.strip().replace("/", "-"))
        if moment is None:
            day = parse_day(value)
            moment = datetime(day.year, day.month, day.day)
    except ValueError as error:
        reason = _("“%s” is not a time: write it like 2026-11-22 14:30.") % value[:40]
        raise PydanticCustomError("not_a_time", "{reason}", {"reason": reason}) from error
    return timezone.make_aware(moment) if timezone.is_naive(moment) else moment
