"""A week of time: proposed from plan and visits, entered, handed in, returned, approved, corrected."""

from datetime import UTC, date, datetime

import pytest

from pursuit.domain.customers.actions.visits import create_visit
from pursuit.domain.execution.actions.tasks import complete_task, create_task
from pursuit.domain.hours.actions.entries import change_time, log_time, remove_time, take_proposed
from pursuit.domain.hours.actions.weeks import approve_week, recall_week, reopen_week, return_week, submit_week
from pursuit.domain.hours.models import TimeEntry, TimeSheet
from pursuit.domain.hours.queries.of_record import of_record
from pursuit.domain.hours.queries.proposals import proposals
from pursuit.domain.hours.queries.sheets import approvers, entries, waiting, week_of
from pursuit.domain.hours.rules.halves import halves
from pursuit.domain.hours.rules.lengths import BadLength, read, shown
from pursuit.domain.people.actions.absences import add_absence
from pursuit.domain.plans.actions.assigning import assign
from pursuit.domain.plans.actions.plans import change_plan
from pursuit.domain.plans.actions.rows import add_row
from pursuit.domain.plans.models import PlanRow
from pursuit.domain.projects.actions.lines import link_visit
from pursuit.domain.projects.models import Project
from pursuit.kernel import clock, undo
from pursuit.kernel.errors import Conflict, Forbidden, Missing, Refused
from pursuit.kernel.models import Event
from tests.cast import Cast
from tests.web.making import make_deal, with_triangle

MONDAY = date(2026, 11, 23)
TUESDAY, WEDNESDAY, FRIDAY, SATURDAY = (date(2026, 11, day) for day in (24, 25, 27, 28))


@pytest.fixture(autouse=True)
def friday_evening(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 11, 27, 10, 0, tzinfo=UTC))


@pytest.fixture
def deal(cast: Cast) -> Project:
    return with_triangle(cast, make_deal(cast))


@pytest.fixture
def row(cast: Cast, deal: Project) -> PlanRow:
    """Three days from Monday, of which the SR gives half."""
    ar = cast.actor("ar")
    change_plan(actor=ar, about=deal.pk, begin="2026-11-23 08:30")
    made = add_row(actor=ar, about=deal.pk, title="方案", duration="3d")
    assign(actor=ar, row=made.pk, user=cast.sr.pk, percent=50)
    return made


def told(cast: Cast, part: str = "sr") -> list[tuple[str, int, int]]:
    actor = cast.actor(part)
    found = proposals(actor, week_of(actor, actor.user_id, MONDAY))
    return [(one.title, one.day.day, one.minutes) for one in found]


def test_from_proposal_to_correction(cast: Cast, deal: Project, row: PlanRow) -> None:
    sr, manager = cast.actor("sr"), cast.actor("manager")
    visit = create_visit(
        actor=sr, account=deal.account_id or 0, kind="visit", happened_at="2026-11-24 14:00", title="技术交流"
    )
    link_visit(actor=cast.actor("ar"), project=deal.pk, visit=visit.pk)
    add_absence(actor=sr, user=cast.sr.pk, kind="annual", since=WEDNESDAY, until=WEDNESDAY)
    assert told(cast) == [("方案", 23, 240), ("技术交流", 24, 240), ("方案", 24, 240)]
    assert list(week_of(sr, cast.sr.pk, MONDAY).expected) == [480, 480, 0, 480, 480, 0, 0]
    assert told(cast, "ar") == []
    assert not TimeEntry.objects.exists()  # nothing is entered by itself
    take_proposed(actor=sr, week=MONDAY)
    assert told(cast) == []
    assert set(TimeEntry.objects.values_list("record_id", "kind")) == {(deal.pk, ""), (deal.pk, "visit")}
    last = Event.objects.filter(verb="time.logged").latest("pk").pk
    undo.undo(sr, last)
    assert len(told(cast)) == 3
    with pytest.raises(Forbidden):
        take_proposed(actor=cast.actor("guest"), week=MONDAY, about=row.pk)
    take_proposed(actor=sr, week=FRIDAY, about=row.pk)
    assert told(cast) == [("技术交流", 24, 240)]

    mine = log_time(actor=sr, about=deal.pk, day=FRIDAY, minutes=300, note="评审")
    change_time(actor=sr, entry=mine.pk, minutes=360)
    undo.undo(sr, Event.objects.filter(verb="time.changed").latest("pk").pk)
    mine.refresh_from_db()
    assert (mine.minutes, mine.note) == (300, "评审")
    remove_time(actor=sr, entry=mine.pk)
    undo.undo(sr, Event.objects.filter(verb="time.removed").latest("pk").pk)
    sheet = TimeSheet.objects.get()
    week = week_of(sr, cast.sr.pk, MONDAY)
    assert (week.total, sheet.state) == (780, "draft")
    assert not entries(cast.actor("ar")).exists()  # a draft is one's own, and of those who lead

    assert approvers([cast.sr.pk, cast.manager.pk, cast.director.pk]) == {
        cast.sr.pk: [cast.manager.pk], cast.manager.pk: [cast.director.pk], cast.director.pk: [],
    }  # fmt: skip
    submit_week(actor=sr, sheet=sheet.pk)
    assert cast.manager.notifications.filter(kind="approval").count() == 1
    with pytest.raises(Conflict, match=r"提交|submitted"):
        log_time(actor=sr, about=deal.pk, day=FRIDAY, minutes=60)
    recall_week(actor=sr, sheet=sheet.pk)
    submit_week(actor=sr, sheet=sheet.pk)
    assert entries(cast.actor("ar")).count() == 3  # what was told on a project one sees
    assert [one.pk for one in waiting(manager)] == [sheet.pk]
    assert not waiting(cast.actor("stranger")).exists()
    return_week(actor=manager, sheet=sheet.pk, reason="周五写细一点")
    change_time(actor=sr, entry=TimeEntry.objects.latest("pk").pk, note="标书评审")
    submit_week(actor=sr, sheet=sheet.pk)
    approve_week(actor=manager, sheet=sheet.pk)
    with pytest.raises(Conflict, match=r"锁定|locked"):
        remove_time(actor=sr, entry=TimeEntry.objects.latest("pk").pk)
    found = of_record(cast.actor("ar"), deal.subject)
    assert (found.approved, found.submitted, found.planned) == (780, 0, 720)
    assert {(one.title, one.approved, one.planned) for one in found.lines} == {
        ("方案", 480, 720), ("变电站监控系统", 300, None)
    }  # fmt: skip
    assert [(one.name, one.approved) for one in found.people] == [("索宁", 780)]
    reopen_week(actor=sr, sheet=sheet.pk, reason="少记了周四")
    log_time(actor=sr, about=deal.pk, day=date(2026, 11, 26), minutes=60)
    submit_week(actor=sr, sheet=sheet.pk)
    assert of_record(cast.actor("ar"), deal.subject).submitted == 840


def test_what_is_refused(cast: Cast, deal: Project) -> None:
    sr, manager, ar = cast.actor("sr"), cast.actor("manager"), cast.actor("ar")
    log_time(actor=sr, about=deal.pk, day=FRIDAY, minutes=1380)
    with pytest.raises(Refused, match="1"):
        log_time(actor=sr, about=deal.pk, day=FRIDAY, minutes=61)
    for day, code in ((SATURDAY, "future"), (date(2026, 7, 1), "too_old")):
        with pytest.raises(Refused) as no:
            log_time(actor=sr, about=deal.pk, day=day, minutes=60)
        assert no.value.code == code
    log_time(actor=cast.actor("admin"), user=cast.sr.pk, about=deal.pk, day=date(2026, 7, 1), minutes=60)
    task = create_task(actor=sr, title="旧任务", status="done", parent=deal.pk)
    type(task).objects.filter(pk=task.pk).update(done_at=datetime(2026, 10, 1, tzinfo=UTC))
    with pytest.raises(Refused, match=r"项目|project"):
        log_time(actor=sr, about=task.pk, day=FRIDAY, minutes=60)
    with pytest.raises(Refused):
        log_time(actor=cast.actor("stranger"), about=deal.pk, day=FRIDAY, minutes=60)
    with pytest.raises(Forbidden):
        log_time(actor=ar, user=cast.sr.pk, about=deal.pk, day=FRIDAY, minutes=60)
    own = log_time(actor=manager, about=deal.pk, day=FRIDAY, minutes=60).sheet
    submit_week(actor=manager, sheet=own.pk)
    with pytest.raises(Forbidden) as mine:
        approve_week(actor=manager, sheet=own.pk)
    assert mine.value.code == "own_sheet"
    approve_week(actor=cast.actor("director"), sheet=own.pk)
    with pytest.raises(Missing):
        week_of(ar, cast.sr.pk, MONDAY)
    empty = TimeSheet.objects.create(user=cast.fr, week=MONDAY)
    with pytest.raises(Refused) as nothing:
        submit_week(actor=cast.actor("fr"), sheet=empty.pk)
    assert nothing.value.code == "empty"
    done = complete_task(actor=sr, task=create_task(actor=sr, title="今天做完").pk)
    assert log_time(actor=sr, about=done.pk, day=TUESDAY, minutes=30).record_id == done.pk


def test_lengths_and_half_days() -> None:
    cases = {"4": 240, "7.5h": 450, "半天": 240, "1天": 480, "0.5d": 240, "90m": 90, "1:30": 90, "1小时30分": 90, "": 0}
    assert {text: read(text) for text in cases} == cases
    for wrong in ("x", "1:75", "4 q", "-3", "半"):
        with pytest.raises(BadLength):
            read(wrong)
    assert (shown(450), shown(0), shown(480), shown(20)) == ("7.5", "", "8", "0.33")
    assert halves(480, [], [480, 240, 240], 240) == ([], [1, 1, 0])
    assert halves(480, [60, 600], [480], 240) == ([1, 1], [0])
    assert halves(480, [], [100], 240) == ([], [0])
    assert halves(-60, [0], [100], 240) == ([0], [0])
