"""Work calendars: hours people type, days that are different, the state's list, and what the engine gets."""

from datetime import date, datetime

import pytest

from pursuit.domain.execution.actions import calendars, seed
from pursuit.domain.execution.models import CalendarDay, WorkCalendar
from pursuit.domain.execution.queries import calendars as look
from pursuit.domain.execution.rules import hours
from pursuit.domain.execution.rules.official import official_year
from pursuit.engine.calendar.timeline import lay_out
from pursuit.engine.calendar.week import minutes
from pursuit.kernel.errors import Refused
from tests.cast import Cast

DAY = [[510, 720], [810, 1080]]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("08:30-12:00, 13:30-18:00", DAY),
        ("13：30～18：00；8：30至12", DAY),
        ("8:30 到 12:00 13:30—18:00", DAY),
        ("0-24", [[0, 1440]]),
        ("22:00-06:00", [[1320, 1800]]),
        ("", []),
    ],
)
def test_hours_are_read_as_people_write_them(text: str, found: hours.Hours) -> None:
    assert hours.read(text) == found
    assert hours.read(hours.shown(found)) == found


@pytest.mark.parametrize("text", ["早九晚五", "8:30-12:00, 11-13", "25-26", "8:75-9", "8:30", "8-9 上午"])
def test_what_is_no_hours_is_refused(text: str) -> None:
    with pytest.raises(hours.BadHours):
        hours.read(text)


def test_the_official_list_of_a_year() -> None:
    year = {one.day: one for one in official_year(2026).days}
    assert year[date(2026, 2, 17)].name == "春节" and not year[date(2026, 2, 17)].works
    assert year[date(2026, 2, 14)].works and year[date(2026, 10, 10)].works
    assert official_year(2026).complete and not official_year(2040).complete


@pytest.mark.django_db
def test_the_company_begins_with_a_calendar(cast: Cast) -> None:
    seed.seed()  # once more changes nothing
    (row,) = look.calendars(cast.actor("guest"))
    facts = look.year_facts(row, 2026)
    assert row.is_default and facts.published and facts.taken == row.days.filter(day__year=2026).exists()
    calendars.take_official_days(actor=cast.actor("operations"), calendar=row.pk, year=2026)
    times = lay_out([look.engine_calendar(row)], minutes(datetime(2026, 1, 1)), minutes(datetime(2027, 1, 1)))
    before = minutes(datetime(2026, 9, 30, 18))
    assert times.add(before, 60) == minutes(datetime(2026, 10, 8, 9, 30)), "the week of the national day is off"
    saturday = minutes(datetime(2026, 10, 10, 8, 30))
    assert times.between(saturday, saturday + 1440) == 480, "and the Saturday after it is worked"
    assert look.year_facts(row, 2026).working_days == 248


@pytest.mark.django_db
def test_days_set_by_hand_stay(cast: Cast) -> None:
    actor, row = cast.actor("operations"), WorkCalendar.objects.get()
    calendars.set_days(actor=actor, calendar=row.pk, since=date(2026, 2, 14), name="年会")
    calendars.set_days(
        actor=actor, calendar=row.pk, since=date(2026, 7, 1), until=date(2026, 8, 31), hours="7:00-13:00"
    )
    calendars.take_official_days(actor=actor, calendar=row.pk, year=2026)
    day = CalendarDay.objects.get(day=date(2026, 2, 14))
    assert (day.name, day.hours, day.official) == ("年会", [], False)
    assert look.engine_calendar(row).hours(date(2026, 8, 2)) == ((420, 780),)
    calendars.clear_day(actor=actor, calendar=row.pk, day=date(2026, 2, 14))
    calendars.take_official_days(actor=actor, calendar=row.pk, year=2026)
    assert CalendarDay.objects.get(day=date(2026, 2, 14)).hours == DAY


@pytest.mark.django_db
def test_a_calendar_of_ones_own(cast: Cast) -> None:
    actor, company = cast.actor("operations"), WorkCalendar.objects.get()
    night = calendars.create_calendar(actor=actor, name="夜班", monday="22:00-06:00", saturday="")
    assert night.week[0] == [[1320, 1800]] and night.week[1] == DAY and night.days.count() == company.days.count()
    for fields, code in (
        ({"monday": "随时"}, "bad_hours"),
        ({"tuesday": "5:00-9:00"}, "overlap"),
        (dict.fromkeys(calendars.DAYS, ""), "no_work"),
    ):
        with pytest.raises(Refused) as no:
            calendars.update_calendar.run(actor, {"calendar": night.pk, **fields})
        assert no.value.code == code
    calendars.choose_calendar(actor=actor, calendar=night.pk)
    with pytest.raises(Refused, match="in_use"):
        calendars.remove_calendar(actor=actor, calendar=night.pk)
    calendars.remove_calendar(actor=actor, calendar=company.pk)
    assert list(WorkCalendar.objects.values_list("name", "is_default")) == [("夜班", True)]
    for since, until, code in (
        (date(2026, 3, 2), date(2026, 3, 1), "backward"),
        (date(2026, 1, 1), date(2028, 1, 1), "too_long"),
    ):
        with pytest.raises(Refused, match=code):
            calendars.set_days(actor=actor, calendar=night.pk, since=since, until=until)
