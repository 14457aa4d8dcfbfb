"""A calendar feed from its making to its end, read back as other programs read it."""

from datetime import date, datetime, timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from icalendar import Calendar, Event, Todo

from pursuit.domain.customers.actions.visits import create_visit
from pursuit.domain.execution.actions.tasks import complete_task, create_task, update_task
from pursuit.domain.execution.models import Task
from pursuit.domain.people.actions.absences import add_absence
from pursuit.domain.people.actions.users import deactivate_user, reactivate_user
from pursuit.domain.plans.actions.rows import add_row
from pursuit.domain.projects.actions.projects import update_project
from pursuit.domain.sharing.actions.feeds import create_feed, renew_feed
from pursuit.domain.sharing.models import CalendarFeed
from pursuit.kernel import clock, throttle
from pursuit.kernel.errors import Invalid, Refused
from pursuit.kernel.models import Event as Happened
from tests.cast import Cast
from tests.web.making import cost, enter, make_deal

LONG = "与设计院、总包方及业主信息中心三方确认变电站监控系统接口清单和验收标准，会后由方案责任人整理存档"
SHANGHAI = ZoneInfo("Asia/Shanghai")


@pytest.fixture(autouse=True)
def quiet_door() -> None:
    throttle.door("secrets").reset()


def address(answer_text: str) -> str:
    start = answer_text.index("/feeds/")
    return answer_text[start : answer_text.index(".ics", start) + 4]


def read(client: Client, path: str) -> dict[str, Event | Todo]:
    """What another program makes of it, by title."""
    answer = client.get(path)
    assert answer.status_code == 200
    assert max(len(line) for line in answer.content.split(b"\r\n")) <= 75
    calendar = Calendar.from_ical(answer.content)
    assert calendar["X-WR-TIMEZONE"] == "Asia/Shanghai"
    found = [*calendar.events, *calendar.todos]
    assert len({str(one["UID"]) for one in found}) == len(found)
    return {str(one["SUMMARY"]): one for one in found}


def test_a_feed_from_its_making_to_its_end(client: Client, cast: Cast) -> None:
    ar, deal, today = cast.actor("ar"), make_deal(cast), clock.today()
    row = add_row(actor=ar, about=deal.pk, title="标书", duration="3d", owner=cast.ar.pk)
    opening = add_row(actor=ar, about=deal.pk, title="开标", milestone=True, owner=cast.ar.pk)
    paper = create_task(actor=ar, title=LONG, due_on=today + timedelta(days=2), parent=deal.pk, note="底价 300 万")
    create_task(actor=ar, title="远在天边", due_on=today + timedelta(days=500))
    create_visit(actor=ar, account=deal.account_id, title="拜访总工", kind="visit", happened_at=clock.now())
    add_absence(actor=ar, kind="annual", since=today, until=today + timedelta(days=1))

    enter(client, cast, "ar")
    chosen = {"name": "手机", "tasks": "1", "milestones": "1", "visits": "1", "absences": "1"}
    page = client.post("/calendar-feeds", chosen)
    assert (page.status_code, page.headers["Cache-Control"]) == (200, "no-store")
    path = address(page.content.decode())
    assert path not in client.get("/calendar-feeds").content.decode()
    secret = path.removeprefix("/feeds/").removesuffix(".ics")
    assert secret not in str(list(CalendarFeed.objects.values())) + str(list(Happened.objects.values()))
    assert client.post("/calendar-feeds", {"name": "空"}).status_code == 422

    client = Client()  # without a sign-in
    found = read(client, path)
    assert found.keys() >= {"标书", "◆ 开标", LONG, "拜访总工"}
    assert len(found) == 5
    assert "远在天边" not in found
    assert "底价" not in client.get(path).content.decode()
    bid = found["标书"]
    assert bid.start.tzinfo is not None
    assert bid.start.utcoffset() == timedelta(hours=8)
    assert (bid.end - bid.start) >= timedelta(days=2)
    due = found[LONG]
    assert (due.start, due.end) == (today + timedelta(days=2), today + timedelta(days=3))
    assert (str(due["UID"]), int(due["SEQUENCE"])) == (f"task-{paper.pk}@127.0.0.1", 1)
    assert deal.title in due["DESCRIPTION"]
    assert str(due["URL"]).endswith(f"/tasks/{paper.pk}")
    assert "DTEND" not in found["◆ 开标"]
    assert f"#row-{opening.pk}" in found["◆ 开标"]["URL"]

    same = client.get(path, headers={"If-None-Match": client.get(path).headers["ETag"]})
    assert (same.status_code, same.content) == (304, b"")
    update_task(actor=ar, task=paper.pk, due_on=today + timedelta(days=9), title="接口清单")
    after = client.get(path, headers={"If-None-Match": same.headers["ETag"]})
    assert after.status_code == 200
    moved = read(client, path)["接口清单"]
    assert (str(moved["UID"]), int(moved["SEQUENCE"]), moved.start) == (due["UID"], 2, today + timedelta(days=9))
    complete_task(actor=ar, task=row.pk)
    assert "标书" not in read(client, path)
    assert cost(client, path) <= 14

    row_of = CalendarFeed.objects.get()
    assert row_of.last_used_at is not None
    fresh = renew_feed(actor=ar, feed_id=row_of.pk)
    assert client.get(path).status_code == 404
    path = f"/feeds/{fresh.secret}.ics"
    assert read(client, path)
    with pytest.raises(Invalid):
        renew_feed(actor=cast.actor("teammate"), feed_id=row_of.pk)
    enter(client, cast, "ar")
    assert client.post(f"/calendar-feeds/{row_of.pk}/revocation").status_code == 303
    assert client.get(path).status_code == 404


def test_it_shows_what_its_owner_may_see_now(client: Client, cast: Cast) -> None:
    ar, director = cast.actor("ar"), cast.actor("director")
    deal = make_deal(cast, title="保密项目")
    task = create_task(actor=ar, title="写方案", due_on=clock.today(), owner=cast.teammate.pk, parent=deal.pk)
    add_row(actor=ar, about=deal.pk, title="评审", milestone=True, start=datetime.now(SHANGHAI) + timedelta(days=1))
    path = f"/feeds/{create_feed(actor=cast.actor('teammate'), name='x', todos=True).secret}.ics"
    theirs = f"/feeds/{create_feed(actor=director, name='x', tasks=False).secret}.ics"
    found = read(client, path)
    assert isinstance(found["写方案"], Todo)
    assert (found["写方案"]["DUE"].dt, "保密项目" in found["写方案"]["DESCRIPTION"]) == (clock.today(), True)
    assert "◆ 评审" not in read(client, theirs)  # sees the project, is not of it
    cast.teammate.memberships.update(unit=cast.units["beijing"])
    update_project(actor=ar, project=deal.pk, title="保密项目二")
    assert b"\xe4\xbf\x9d\xe5\xaf\x86" not in client.get(path).content  # a task of theirs still, its project no more
    assert "写方案" in read(client, path)
    Task.objects.get(pk=task.pk).subject.__class__.objects.filter(pk=task.pk).update(owner=cast.ar)
    assert not read(client, path)


def test_nobody_gets_in_otherwise(client: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    ar = cast.actor("ar")
    create_task(actor=ar, title="写方案", due_on=date(2026, 11, 23))
    made = create_feed(actor=ar, name="x")
    path = f"/feeds/{made.secret}.ics"
    assert (client.get(path).status_code, client.post(path).status_code) == (200, 405)
    assert urlsplit(path).query == ""
    deactivate_user(actor=cast.actor("admin"), user=cast.ar.pk, leave_records=True)
    assert client.get(path).status_code == 404
    reactivate_user(actor=cast.actor("admin"), user=cast.ar.pk)
    assert client.get(path).status_code == 404  # what was ended stays ended
    second = create_feed(actor=ar, name="y")
    cast.ar.is_active = False
    cast.ar.save()
    unknown = client.get(f"/feeds/{'x' * 43}.ics")
    assert (unknown.status_code, unknown.content) == (404, client.get(f"/feeds/{second.secret}.ics").content)
    with pytest.raises(Refused):
        create_feed(actor=cast.actor("guest"), name="x")
    monkeypatch.setenv("PURSUIT_PUBLIC_RATE", "1")
    throttle.door("secrets").reset()
    assert client.get(f"/feeds/{'x' * 43}.ics").status_code == 404
    tired = client.get(f"/feeds/{'x' * 43}.ics")
    assert (tired.status_code, tired.headers["Retry-After"]) == (429, "60")
