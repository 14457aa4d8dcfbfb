"""Working time is exact to the minute: against a plain count of minutes, over nights, holidays and working Sundays."""

from datetime import date, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pursuit.engine.calendar.timeline import lay_out
from pursuit.engine.calendar.week import (
    ALWAYS,
    DAY,
    EPOCH,
    STANDARD,
    BadCalendar,
    NoWork,
    WorkCalendar,
    minutes,
    moment,
    weekdays,
)

MONDAY = (date(2026, 11, 2) - EPOCH).days * DAY


def at(text: str) -> int:
    return minutes(datetime.fromisoformat(text))


def test_a_week_with_an_hour_of_rest() -> None:
    line = lay_out([STANDARD], MONDAY, MONDAY + 60 * DAY)
    assert line.add(at("2026-11-06T16:00"), 60) == at("2026-11-06T17:00"), "done on Friday evening, not on Monday"
    assert line.add(at("2026-11-06T16:00"), 61) == at("2026-11-09T08:01")
    assert line.add(at("2026-11-06T17:00"), 0) == at("2026-11-09T08:00"), "work goes on on Monday"
    assert line.add(at("2026-11-09T08:00"), -60) == at("2026-11-06T16:00")
    assert line.between(at("2026-11-02T00:00"), at("2026-11-09T00:00")) == 5 * 480
    assert moment(at("2026-11-06T16:00")) == datetime(2026, 11, 6, 16)


def test_a_working_sunday_and_a_week_of_holidays() -> None:
    """调休: the Sunday before is worked, the week after is not."""
    hours = STANDARD.week[0]
    golden = {date(2026, 10, 1) + timedelta(days=n): () for n in range(7)} | {date(2026, 9, 27): hours}
    begin = at("2026-09-25T08:00")
    line = lay_out([STANDARD.with_exceptions(golden)], begin, begin + 40 * DAY)
    assert line.add(begin, 960) == at("2026-09-27T17:00")
    assert line.add(begin, 6 * 480) == at("2026-10-08T17:00")


def test_a_night_shift_over_midnight() -> None:
    night = weekdays(((22 * 60, 30 * 60),))
    line = lay_out([night, ALWAYS], MONDAY, MONDAY + 30 * DAY)
    assert line.add(MONDAY + 23 * 60, 7 * 60) == MONDAY + 30 * 60
    assert line.add(MONDAY + 4 * DAY + 23 * 60, 8 * 60) == MONDAY + 7 * DAY + 23 * 60
    assert line.between(MONDAY, MONDAY + 7 * DAY, 1) == 7 * DAY


def test_hours_that_are_none_are_refused() -> None:
    for spans in (((600, 500),), ((480, 720), (700, 900)), ((-1, 5),), ((0, 3000),)):
        with pytest.raises(BadCalendar):
            weekdays(spans)
    with pytest.raises(NoWork):
        lay_out([weekdays(())], MONDAY, MONDAY + DAY)


shifts = st.sampled_from(
    [(), ((480, 720), (780, 1020)), ((0, 1440),), ((1320, 1800),), ((5, 6), (7, 1439)), ((600, 601),)]
)
calendars = st.builds(
    WorkCalendar,
    st.tuples(*[shifts] * 7),
    st.dictionaries(st.integers(0, 40).map(lambda n: date(2026, 11, 2) + timedelta(days=n)), shifts, max_size=6),
)


@settings(max_examples=60, deadline=None)
@given(calendars, st.integers(0, 40 * DAY), st.integers(-3000, 3000))
def test_against_a_plain_count(calendar: WorkCalendar, offset: int, work: int) -> None:
    days = 41
    busy = np.zeros((days + 2) * DAY, bool)
    for number in range(-1, days):
        for begin, end in calendar.hours(date(2026, 11, 2) + timedelta(days=number)):
            busy[max(number * DAY + begin, 0) : max(number * DAY + end, 0)] = True
    busy = busy[: days * DAY]
    if not busy.any():
        return
    line = lay_out([calendar], MONDAY, MONDAY + days * DAY)
    done = np.concatenate([[0], np.cumsum(busy)])
    assert line.between(MONDAY, MONDAY + offset) == done[offset]
    wanted = done[offset] + work
    if 0 < wanted < done[-1]:
        fits = np.flatnonzero(done == wanted)
        assert line.add(MONDAY + offset, work) == MONDAY + (fits[0] if work > 0 else fits[-1])
