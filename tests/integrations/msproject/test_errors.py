"""Bad plan files are told what is wrong with them, by name; odd ones open and say what was put right."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import translation

from pursuit.integrations.msproject import stream
from pursuit.integrations.msproject.errors import REMARKS, TEXTS, PlanError
from pursuit.integrations.msproject.reader import read_plan
from pursuit.integrations.msproject.stream import MAX_DEPTH
from tests.integrations.msproject.files import HEAD, link, project, task

BOMB = b'<!DOCTYPE Project [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><Project>&b;</Project>'
OUTSIDE = b'<?xml version="1.0"?><!DOCTYPE Project SYSTEM "file:///etc/passwd"><Project/>'
DEEP = (HEAD + "<Tasks><Task>" + "<Baseline>" * MAX_DEPTH).encode()
ENDLESS = HEAD.encode() + b"<Tasks " + b"a" * (9 << 20)
MSBUILD = b'<Project xmlns="http://schemas.microsoft.com/developer/msbuild/2003"><PropertyGroup/></Project>'
ONE = "<Calendar><UID>1</UID><Name>A</Name></Calendar>"
WHO = "<Resource><UID>4</UID><Name>Li</Name></Resource>"

CASES: list[tuple[str, bytes, list[str]]] = [
    ("unsafe_xml", BOMB, []),
    ("unsafe_xml", OUTSIDE, []),
    ("unsafe_xml", DEEP, ["line 2"]),
    ("unsafe_xml", ENDLESS, []),
    ("not_mspdi", MSBUILD, []),
    ("not_mspdi", b"<project><task/></project>", []),
    ("not_mspdi", b"<Project/>", []),
    ("not_mspdi", b"PK\x03\x04zip", []),
    ("mpp_binary", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), ["Save As"]),
    ("empty_file", b"", []),
    ("empty_file", b"\xef\xbb\xbf \n", []),
    ("not_xml", b"Name;Start;Finish", []),
    ("not_xml", project(task(1))[:-20], []),
    ("not_xml", b'<?xml version="1.0" encoding="nonsense"?><Project/>', []),
    ("duplicate_uid", project(task(7, name="Dig"), task(7, name="Pour")), ["Task 7 “Pour”"]),
    ("duplicate_uid", project(calendars=ONE * 2), ["Calendar 1"]),
    ("duplicate_uid", project(resources=WHO * 2), ["Resource 4 “Li”"]),
    ("missing_uid", project("<Task><Name>Nobody</Name></Task>"), ["Nobody"]),
    ("missing_predecessor", project(task(1, link(9), name="Pour")), ["Task 1 “Pour”", "9"]),
    ("missing_predecessor", project(task(1, "<PredecessorLink><Type>1</Type></PredecessorLink>")), ["Task 1"]),
    ("date_too_early", project(task(1, "<Start>1983-12-31T08:00:00</Start>", name="Dig")), ["“Dig”", "Start", "1983"]),
    ("date_too_early", project(task(1, "<Start>1970-01-01T00:00:00</Start>")), ["T1"]),
    ("date_too_early", project(head="<StartDate>1899-12-30T00:00:00</StartDate>"), ["StartDate"]),
    (
        "date_too_early",
        project(task(1, "<ConstraintType>4</ConstraintType><ConstraintDate>1980-01-01T08:00:00</ConstraintDate>")),
        ["ConstraintDate"],
    ),
    ("bad_date", project(task(1, "<Finish>2024-02-30T08:00:00</Finish>", name="Dig")), ["“Dig”", "Finish", "02-30"]),
    ("bad_date", project(task(1, "<Deadline>tomorrow</Deadline>")), ["Deadline", "tomorrow"]),
    ("bad_number", project(task(1, "<Priority>high</Priority>")), ["Priority", "high"]),
    ("bad_number", project(task(1, "<ID>1e999999999</ID>")), ["ID"]),
    ("bad_number", project(task(1, "<Cost>NaN</Cost>")), ["Cost"]),
    ("bad_number", project(task(1, link("x"))), ["PredecessorUID", "T1"]),
    ("bad_duration", project(task(1, "<Duration>5 days</Duration>", name="Dig")), ["“Dig”", "Duration", "5 days"]),
    ("bad_duration", project(task(1, "<Duration>PT</Duration>")), ["Duration"]),
    ("bad_value", project(task(1, "<ConstraintType>9</ConstraintType>")), ["ConstraintType", "9"]),
    ("bad_value", project(task(1, "<Milestone>maybe</Milestone>")), ["Milestone"]),
    (
        "bad_time",
        project(
            calendars="<Calendar><UID>1</UID><WeekDays><WeekDay><DayType>2</DayType><WorkingTimes><WorkingTime>"
            "<FromTime>25:00:00</FromTime></WorkingTime></WorkingTimes></WeekDay></WeekDays></Calendar>"
        ),
        ["Calendar 1", "FromTime"],
    ),
    ("outline_too_deep", project(*(task(n, level=n) for n in range(1, 101))), ["51", "50"]),
]


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.mark.parametrize(("code", "content", "words"), CASES, ids=[f"{n}-{case[0]}" for n, case in enumerate(CASES)])
def test_a_bad_file_is_named(code: str, content: bytes, words: list[str]) -> None:
    with pytest.raises(PlanError) as refused:
        read_plan(content)
    assert refused.value.code == code
    message = str(refused.value)
    assert "{" not in message
    for word in words:
        assert word in message


def test_every_error_has_its_case() -> None:
    assert {case[0] for case in CASES} | {"too_large", "too_many"} == set(TEXTS)


def test_a_large_file_is_refused_before_and_while_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "plan.xml"
    path.write_bytes(project(task(1)))
    for source in (path, io.BytesIO(path.read_bytes())):
        with pytest.raises(PlanError, match="larger") as refused:
            read_plan(source, limit=100)
        assert refused.value.code == "too_large"
    with path.open("r+b") as stream:
        stream.truncate(200_000_000)
    with pytest.raises(PlanError, match="200 MB"):
        read_plan(path)
    with path.open("r+b") as stream:
        stream.write(b"\xd0\xcf\x11\xe0")
    with pytest.raises(PlanError, match=r"\.mpp"):
        read_plan(path)


def test_files_made_to_fill_the_memory_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    names = "".join(f"<n{n}/>" for n in range(6000))
    for content in (f"{HEAD}{names}</Project>", f"{HEAD}<Tasks><Task>{names}</Task></Tasks></Project>"):
        with pytest.raises(PlanError) as refused:
            read_plan(content.encode())
        assert refused.value.code == "unsafe_xml"
    for limit, content in (
        ("MAX_NODES", project(task(1, "<Baseline/>" * 9))),
        ("MAX_TEXT", project(task(1, "<Notes>long enough</Notes>"))),
    ):
        with monkeypatch.context() as patch:
            patch.setattr(stream, limit, 8)
            with pytest.raises(PlanError) as refused:
                read_plan(content)
            assert refused.value.code == "unsafe_xml"
    monkeypatch.setattr(stream, "MAX_RECORDS", 2)
    with pytest.raises(PlanError, match="more than 2 records under Tasks"):
        read_plan(project(task(1), task(2), task(3)))


def test_an_error_names_the_element_and_the_line() -> None:
    with pytest.raises(PlanError) as refused:
        read_plan(project("\n\n", task(3, "\n<Work>much</Work>")))
    assert (refused.value.element, refused.value.line) == ("Task/Work", 5)


def test_odd_plans_open_and_say_so() -> None:
    plan = read_plan(
        project(
            task(1, level=1),
            task(2, level=4),
            task(3, "<Deadline>1970-01-01T01:00:00</Deadline>"),
            task(4, "<Milestone>1</Milestone><Start>2024-03-05T17:00:00</Start><Finish>2024-03-05T08:00:00</Finish>"),
            calendars="<Calendar><UID>1</UID><Name/><IsBaseCalendar>1</IsBaseCalendar></Calendar>",
        )
    )
    assert [remark.code for remark in plan.remarks] == [
        "unset_date", "calendar_renamed", "outline_jump", "backward_milestone"
    ]  # fmt: skip
    assert {remark.code for remark in plan.remarks} == set(REMARKS)
    assert plan.tasks[2].deadline is None
    assert "T2" in str(plan.remarks[2].message)
    with translation.override("zh-hans"):
        assert str(plan.remarks[3].message).startswith("任务 4 “T4”")
