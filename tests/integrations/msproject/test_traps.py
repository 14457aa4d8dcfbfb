"""What other programs got wrong with Microsoft Project XML, one test each (reference: the list of real bug threads)."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest

from pursuit.integrations.msproject.counts import count, loose_ends
from pursuit.integrations.msproject.plan import Calendar, LinkType, Plan, Task
from pursuit.integrations.msproject.reader import read_plan
from pursuit.integrations.msproject.recurrence import ranges
from pursuit.integrations.msproject.writer import complete, write_plan
from tests.integrations.msproject.files import link, project, task

OFF = "<DayWorking>0</DayWorking>"
MAY = "<TimePeriod><FromDate>2024-05-01T00:00:00</FromDate><ToDate>2024-05-05T23:59:00</ToDate></TimePeriod>"
BASE = "<UID>1</UID><Name>Standard</Name><IsBaseCalendar>1</IsBaseCalendar>"


def only(inner: str, before: str = "") -> Task:
    return read_plan(project(before, task(5, inner))).tasks[-1]


@pytest.mark.parametrize(
    ("stored", "shown", "lag", "percent", "elapsed"),
    [
        ("4800", 7, 480, False, False),
        ("4800", 5, 480, False, False),  # hours, and still tenths of a minute
        ("24000", 9, 2400, False, False),
        ("-4800", 7, -480, False, False),
        ("14400", 8, 1440, False, True),
        ("14400", 40, 1440, False, True),  # estimated
        ("50", 19, 50, True, False),
        ("-25", 20, -25, True, True),
        ("50", 51, 50, True, False),
    ],
)
def test_lag_is_tenths_of_a_minute_or_per_cent(
    stored: str, shown: int, lag: float, percent: bool, elapsed: bool
) -> None:
    told = link(1, f"<Type>3</Type><LinkLag>{stored}</LinkLag><LagFormat>{shown}</LagFormat>")
    (found,) = only(told, task(1)).links
    assert (found.lag, found.percent, found.elapsed, found.type) == (lag, percent, elapsed, LinkType.SS)


def test_a_link_without_lag_or_type_and_one_to_another_file() -> None:
    plain, far = only(link(1, "") + link(99, "<CrossProject>1</CrossProject>"), task(1)).links
    assert (plain.lag, plain.type, plain.percent) == (0, LinkType.FS, False)
    assert far.cross_project


def test_a_holiday_of_several_days_keeps_all_its_days() -> None:
    """Old and new manner; where both are there, the days count once."""
    old = f"<WeekDays><WeekDay><DayType>0</DayType>{OFF}{MAY}</WeekDay></WeekDays>"
    new = f"<Exceptions><Exception><Name>五一</Name><Type>1</Type>{MAY}{OFF}</Exception></Exceptions>"
    for inner in (old, new, old + new):
        plan = read_plan(project(calendars=f"<Calendar>{BASE}{inner}</Calendar>"))
        (exception,) = plan.calendars[0].exceptions
        assert ranges(exception) == [(date(2024, 5, 1), date(2024, 5, 5))]
        assert count(plan).calendar_exceptions == 1


def test_a_recurring_exception_is_not_one_day() -> None:
    rule = (
        "<Exceptions><Exception><EnteredByOccurrences>0</EnteredByOccurrences><TimePeriod><FromDate>2024-01-01T00:00:00"
        "</FromDate><ToDate>2024-02-01T23:59:00</ToDate></TimePeriod><Type>6</Type><Period>2</Period><DaysOfWeek>34"
        f"</DaysOfWeek>{OFF}</Exception></Exceptions>"
    )
    (exception,) = read_plan(project(calendars=f"<Calendar>{BASE}{rule}</Calendar>")).calendars[0].exceptions
    found = [first for first, last in ranges(exception) if first == last]
    assert [day.isoformat()[5:] for day in found] == ["01-01", "01-05", "01-15", "01-19", "01-29"]


def test_night_shifts_whole_days_and_work_weeks() -> None:
    spans = [("00:00:00", "00:00:00"), ("22:00:00", "06:00:00"), ("13:00:00", "23:59:59"), ("24:00:00", "08:00:00")]
    times = "".join(f"<WorkingTime><FromTime>{a}</FromTime><ToTime>{b}</ToTime></WorkingTime>" for a, b in spans)
    day = f"<WeekDay><DayType>2</DayType><DayWorking>1</DayWorking><WorkingTimes>{times}</WorkingTimes></WeekDay>"
    for weeks in (day, f"<WeekDays>{day}</WeekDays>"):
        inner = f"<WorkWeeks><WorkWeek>{MAY}<Name>Rush</Name>{weeks}</WorkWeek></WorkWeeks>"
        plan = read_plan(project(calendars=f"<Calendar>{BASE}{inner}</Calendar>"))
        (week,) = plan.calendars[0].work_weeks
        assert [(span.start, span.end) for span in week.week[0].spans] == [
            (0, 1440),
            (1320, 1800),
            (780, 1440),
            (0, 480),
        ]
        assert read_plan(write_plan(plan)) == plan


def test_a_task_calendar_survives_its_uid() -> None:
    calendars = f"<Calendar>{BASE}</Calendar><Calendar><UID>0</UID><Name>Night</Name></Calendar>"
    named = [f"<CalendarUID>{uid}</CalendarUID>" for uid in (0, -1, 1, 8)]
    plan = read_plan(project(*(task(n, inner) for n, inner in enumerate(named, 1)), calendars=calendars))
    assert [one.calendar_uid for one in plan.tasks] == [0, None, 1, 8]
    assert [(element, uid) for _thing, element, uid in loose_ends(plan)] == [("CalendarUID", 8)]
    assert read_plan(write_plan(plan)) == plan
    assert read_plan(project(task(1, named[0]))).tasks[0].calendar_uid is None  # 0, and there is no such calendar


def test_written_calendars_have_names_project_takes() -> None:
    calendars = tuple(
        Calendar(n, name, is_base=n < 5) for n, name in enumerate(["", "Day", "day", " Ni\x07ght\n", ""], 1)
    )
    plan = complete(replace(Plan(), calendars=calendars))
    names = [one.name for one in read_plan(write_plan(plan)).calendars]
    assert names == ["Calendar 1", "Day", "day (2)", "Night", "Calendar 5"]


def test_manual_summaries_without_dates_and_zero_durations() -> None:
    empty = only("<Manual>1</Manual><Summary>1</Summary><Start></Start><Finish/><Duration>PT0H0M0S</Duration>")
    assert (empty.start, empty.finish, empty.duration, empty.manual) == (None, None, 0, True)
    assert only("<Duration>PT8H0M0S</Duration><DurationFormat>53</DurationFormat>").duration == 480


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("PT8H0M0S", 480), ("PT90M", 90), ("PT30S", 0.5), ("P1DT2H", 600), ("P1M", 9600), ("-PT1H", -60),
        ("PT1.5H", 90), ("PT0H0M0S", 0), ("PT1000000H0M0S", 60_000_000),
    ],
)  # fmt: skip
def test_odd_durations(text: str, minutes: float) -> None:
    plan = read_plan(project(task(5, f"<Duration>{text}</Duration>")))
    assert plan.tasks[0].duration == minutes
    assert read_plan(write_plan(plan)) == plan


def test_elapsed_durations_count_the_clock() -> None:
    told = {n: only(f"<DurationFormat>{n}</DurationFormat>").elapsed for n in (7, 8, 39, 40, 12, 21, 53)}
    assert told == {7: False, 8: True, 39: False, 40: True, 12: True, 21: False, 53: False}


def test_money_is_in_hundredths_and_rates_are_not() -> None:
    who = "<Resource><UID>3</UID><StandardRate>50.5</StandardRate><CostPerUse>1500</CostPerUse></Resource>"
    plan = read_plan(project(task(1, "<Cost>120000</Cost><FixedCost>29908.45</FixedCost>"), resources=who))
    assert (plan.tasks[0].cost, plan.tasks[0].fixed_cost) == (Decimal(1200), Decimal("299.0845"))
    assert (plan.resources[0].standard_rate, plan.resources[0].cost_per_use) == (Decimal("50.5"), Decimal(15))
    assert b"<FixedCost>29908.45</FixedCost>" in write_plan(plan)


def test_dates_that_mean_none_do_not_stop_the_plan() -> None:
    early = "<ConstraintType>0</ConstraintType><ConstraintDate>1970-01-01T00:00:00</ConstraintDate>"
    assert only(early).constraint_date == datetime(1970, 1, 1)
    assert only("<Start>2024-03-05T08:00:00.000+08:00</Start>").start == datetime(2024, 3, 5, 8)


def test_nothing_is_dropped_silently() -> None:
    """Known and not interpreted is kept, not known is counted, and text comes back sign by sign."""
    masks = "<WBSMasks><Prefix>S-</Prefix><WBSMask><Level>1</Level><Length>2</Length></WBSMask></WBSMasks>"
    notes = "a &amp; b &lt;c&gt;&#13;\n  五 "
    plan = read_plan(
        project(
            task(1, f"<Notes>{notes}</Notes><StatusManager>Li</StatusManager><Strange><X/></Strange><Odd>1</Odd>"),
            head="<Views><View><Name>Gantt</Name></View></Views><Mood>good</Mood><Autolink>1</Autolink>" + masks,
        )
    )
    assert dict(plan.unknown) == {"Task/Strange": 1, "Task/Odd": 1, "Project/Views/View": 1, "Project/Mood": 1}
    assert plan.tasks[0].extra == (("StatusManager", "Li"),)
    assert plan.extra == (("Autolink", "1"),)
    assert [part.name for part in plan.kept[0].children] == ["Prefix", "WBSMask"]
    assert plan.tasks[0].notes == "a & b <c>\r\n  五 "
    assert read_plan(write_plan(plan)) == plan


@pytest.mark.parametrize("space", ["", ' xmlns="http://schemas.microsoft.com/project/2007"'])
def test_namespaces_of_all_versions_and_prefixes(space: str) -> None:
    content = project(task(1)).replace(b' xmlns="http://schemas.microsoft.com/project"', space.encode())
    assert read_plan(content).tasks[0].name == "T1"
    prefixed = b'<p:Project xmlns:p="http://schemas.microsoft.com/project"><p:Tasks><p:Task><p:UID>1</p:UID></p:Task>'
    assert read_plan(prefixed + b"</p:Tasks></p:Project>").tasks[0].uid == 1


@pytest.mark.parametrize("encoding", ["gbk", "gb18030", "utf-16", "utf-8-sig"])
def test_encodings_in_use(encoding: str) -> None:
    stated = {"utf-16": "UTF-16", "utf-8-sig": "UTF-8"}.get(encoding, encoding)
    text = project(task(1, name="投标文件编制")).decode().replace("UTF-8", stated)
    assert read_plan(text.encode(encoding)).tasks[0].name == "投标文件编制"


def test_the_least_plan_is_complete_enough_for_project() -> None:
    plan = complete(replace(Plan(), tasks=(Task(1, 1, "Dig", outline_level=1),)))
    again = read_plan(write_plan(plan))
    assert again == plan
    assert (again.save_version, again.name, again.calendar_uid) == (14, "Plan", 1)
    (base,) = again.calendars
    assert [day.working for day in base.week] == [False, True, True, True, True, True, False]
