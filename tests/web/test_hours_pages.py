"""Pages of time: a week typed into cells, taken from proposals, handed in, approved in bulk, seen on the project."""

from datetime import date

import pytest
from django.test import Client

from pursuit.domain.hours.models import TimeEntry, TimeSheet
from pursuit.domain.plans.actions.assigning import assign
from pursuit.domain.plans.actions.plans import change_plan
from pursuit.domain.plans.actions.rows import add_row
from pursuit.domain.plans.models import PlanRow
from tests.cast import Cast
from tests.plumbing.days import hold
from tests.web.making import cost, enter, make_deal, with_triangle

HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def friday_evening(monkeypatch: pytest.MonkeyPatch) -> None:
    hold(monkeypatch, date(2026, 11, 27))


def test_a_week_from_cells_to_the_project(client: Client, cast: Cast) -> None:
    deal = with_triangle(cast, make_deal(cast))
    ar = cast.actor("ar")
    change_plan(actor=ar, about=deal.pk, begin="2026-11-23 08:30")
    row = add_row(actor=ar, about=deal.pk, title="方案", duration="2d")
    assign(actor=ar, row=row.pk, user=cast.sr.pk)
    enter(client, cast, "sr")
    page = client.get(f"/hours/?about={deal.pk}").content.decode()
    assert "方案" in page
    assert 'placeholder="8"' in page
    assert client.post("/hours/proposed", {"week": "2026-11-27", "about": row.pk}).status_code == 303
    cell = {"about": deal.pk, "day": "2026-11-26", "spent": "半天"}
    answer = client.post("/hours/cell", cell, headers=HTMX).content.decode()
    assert 'value="4"' in answer
    assert "20 小时" in answer  # the sum beside it
    for spent, words in (("viel", "viel"), ("25", "24"), ("4.5", "4.5")):
        answer = client.post("/hours/cell", {**cell, "spent": spent}, headers=HTMX)
        assert words in answer.content.decode()
        assert answer.status_code == (200 if spent == "4.5" else 422)
    typed = client.post("/hours/cell", {**cell, "spent": "viel"})
    assert typed.status_code == 422
    assert 'value="viel"' in typed.content.decode()
    assert client.post("/hours/cell", {**cell, "spent": ""}, headers=HTMX).status_code == 200
    client.post("/hours/cell", {**cell, "spent": "7h30m"})
    entry = TimeEntry.objects.get(about=row.pk, day=date(2026, 11, 24))
    sheet = f"/hours/entries/{entry.pk}"
    assert "16" in client.get(sheet).content.decode()
    assert client.post(sheet, {"kind": "solution", "note": "架构图"}).status_code == 303
    assert PlanRow.objects.get().percent == 0  # time alone says nothing about progress
    assert client.post(sheet, {"kind": "solution", "note": "架构图", "percent": "60"}).status_code == 303
    assert (PlanRow.objects.get().percent, TimeEntry.objects.get(pk=entry.pk).note) == (60, "架构图")
    assert "方案" in client.get("/hours/all").content.decode()

    week = TimeSheet.objects.get()
    assert client.post(f"/hours/sheets/{week.pk}/submission").status_code == 303
    assert "data-hour" not in client.get("/hours/").content.decode()
    enter(client, cast, "manager")
    waiting = client.get("/hours/waiting").content.decode()
    assert "索宁" in waiting
    few = cost(client, "/hours/waiting")
    assert "架构图" in client.get(f"/hours/weeks/{cast.sr.pk}/2026-11-25").content.decode()
    assert client.post(f"/hours/sheets/{week.pk}/return", {"reason": ""}).status_code == 422
    assert client.post(f"/hours/sheets/{week.pk}/return", {"reason": "周五呢？"}).status_code == 303
    enter(client, cast, "sr")
    assert "周五呢？" in client.get("/hours/").content.decode()
    client.post(f"/hours/sheets/{week.pk}/submission")
    enter(client, cast, "fr")
    client.post("/hours/cell", {"about": deal.pk, "day": "2026-11-26", "spent": "1天"})
    other = TimeSheet.objects.get(user=cast.fr)
    client.post(f"/hours/sheets/{other.pk}/submission")
    enter(client, cast, "manager")
    assert cost(client, "/hours/waiting") <= few
    told = client.post("/hours/waiting/approval", {"pick": [week.pk, other.pk], f"version-{other.pk}": 1})
    assert {TimeSheet.objects.get(pk=week.pk).state, TimeSheet.objects.get(pk=other.pk).state} == {
        "approved", "submitted"
    }  # fmt: skip
    assert told.content.decode().count("2026-11-23") >= 2
    enter(client, cast, "ar")
    project = client.get(f"/projects/{deal.pk}/hours").content.decode()
    assert "23.5 小时" in project
    assert "索宁" in project
    enter(client, cast, "stranger")
    for path in (f"/projects/{deal.pk}/hours", f"/hours/weeks/{cast.sr.pk}/2026-11-23", sheet):
        assert client.get(path).status_code == 404
    assert client.post("/hours/cell", cell).status_code == 404
