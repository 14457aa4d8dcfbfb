"""The state's list of days off and of Saturdays and Sundays that are worked instead（调休）, from `holidays`."""

from dataclasses import dataclass
from datetime import date

COUNTRY = "CN"
FIRST, LAST = 2001, 2099


@dataclass(frozen=True, slots=True)
class OfficialDay:
    """works: a Saturday or Sunday that is worked instead of another day."""

    day: date
    name: str
    works: bool


@dataclass(frozen=True, slots=True)
class OfficialYear:
    """complete: the state has published the year; before, only the dates of the feasts are known, not the exchanged
    days."""

    days: tuple[OfficialDay, ...]
    complete: bool


def official_year(year: int) -> OfficialYear:
    """What is known of a year."""
    import holidays  # noqa: PLC0415 (18 MB, for a page that is opened once a year)

    found = holidays.country_holidays(COUNTRY, years=year, language="zh_CN")
    worked = sorted(day for day in found.weekend_workdays if day.year == year)
    days = [OfficialDay(day, name, works=False) for day, name in found.items() if day not in worked]
    days += [OfficialDay(day, "调休上班", works=True) for day in worked]
    return OfficialYear(tuple(sorted(days, key=lambda one: one.day)), complete=bool(worked))
