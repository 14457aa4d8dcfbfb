"""The shipped calendar."""

from pursuit.domain.execution.models import CalendarDay, WorkCalendar
from pursuit.domain.execution.rules.official import official_year
from pursuit.kernel import clock

USUAL = [[510, 720], [810, 1080]]  # 08:30-12:00, 13:30-18:00: eight hours
NAME, NAME_EN = "标准日历（法定节假日）", "Standard calendar with public holidays"


def seed() -> None:
    """One calendar of five days with the public holidays of this and the next year; only where there is none."""
    if WorkCalendar.objects.exists():
        return
    week = [USUAL] * 5 + [[], []]
    row = WorkCalendar.objects.create(name=NAME, name_en=NAME_EN, week=week, is_default=True)
    this = clock.today().year
    CalendarDay.objects.bulk_create(
        CalendarDay(calendar=row, day=one.day, name=one.name, hours=USUAL if one.works else [], official=True)
        for year in (this - 1, this, this + 1)
        for one in official_year(year).days
    )
