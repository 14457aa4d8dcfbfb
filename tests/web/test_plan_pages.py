"""Pages of plans: the standing questions, and one plan from its first row to its file."""

import json
from collections.abc import Mapping
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from pursuit.domain.plans.actions.baselines import take_baseline
from pursuit.domain.plans.actions.links import link_rows
from pursuit.domain.plans.actions.rows import add_row
from pursuit.domain.plans.models import PlanRow
from pursuit.domain.plans.queries.gantt import COLUMNS
from pursuit.domain.projects.models import Project
from tests.cast import Cast
from tests.web.making import cost, enter, make_deal

JSON = {"Accept": "application/json"}


@pytest.fixture
def deal(cast: Cast) -> Project:
    return make_deal(cast)


@pytest.fixture
def rows(cast: Cast, deal: Project) -> list[int]:
    """投标 over 方案 and 标书, which waits for it."""
    ar = cast.actor("ar")
    above = add_row(actor=ar, about=deal.pk, title="投标")
    first = add_row(actor=ar, about=deal.pk, title="方案", parent=above.pk, duration="3d", owner=cast.ar.pk)
    second = add_row(actor=ar, about=deal.pk, title="标书", parent=above.pk, duration="2d")
    link_rows(actor=ar, before=first.pk, after=second.pk)
    return [above.pk, first.pk, second.pk]


def wish(client: Client, deal: Project, status: int = 200, **said: object) -> dict[str, Any]:
    """What the chart is answered."""
    body = json.dumps({"version": 1, **said})
    url = f"/projects/{deal.pk}/plan/changes"
    answer = client.post(url, body, content_type="application/json", headers=JSON)
    assert answer.status_code == status, answer.content.decode()
    found: dict[str, Any] = answer.json()
    return found


def by_name(row: list[object]) -> Mapping[str, Any]:
    return dict(zip(COLUMNS, row, strict=True))


def test_from_the_first_row_to_a_file(client: Client, cast: Cast, deal: Project) -> None:
    enter(client, cast, "ar")
    home = f"/projects/{deal.pk}/plan"
    assert "还没有计划" in client.get(home).content.decode() or "No plan yet" in client.get(home).content.decode()
    answer = client.post(f"{home}/changes", {"op": "add", "title": "投标"})
    assert (answer.status_code, answer.headers["Location"]) == (303, home)
    page = client.get(home)
    assert "style-src-attr 'unsafe-inline'" in page.headers["Content-Security-Policy"]
    assert "unsafe" not in client.get(f"{home}?view=list").headers["Content-Security-Policy"]

    top = PlanRow.objects.get().pk
    added = wish(client, deal, op="add", after=top, parent=None, title="方案", duration=1440)
    design = by_name(next(row for row in added["rows"] if row[2] == "方案"))
    assert (added["order"], design["duration"], design["wbs"]) == ([top, design["id"]], 1440, "2")
    assert by_name(wish(client, deal, op="indent", rows=[design["id"]])["rows"][1])["wbs"] == "1.1"
    later = design["start"] + 14 * 1440
    moved = wish(client, deal, op="edit", row=design["id"], fields={"start": later}, version=added["plan"]["version"])
    assert by_name(moved["rows"][-1])["start"] >= later
    assert moved["order"] is None
    assert moved["links"] is None
    paper = wish(client, deal, op="add", after=design["id"], parent=top, title="标书")["order"][-1]
    (link,) = wish(client, deal, op="link", before=design["id"], after=paper, kind=0, lag=480, unit=0)["links"]
    assert wish(client, deal, op="relink", link=link[0], kind="ss", lag="50%")["links"][0][3:] == [1, 5000, 2]
    no = wish(client, deal, 422, op="link", before=paper, after=paper, kind=0, lag=0, unit=0)
    assert (no["code"], no["field"]) == ("own_link", "after")
    assert wish(client, deal, 422, op="edit", row=paper, fields={"duration": "lang"})["field"] == "duration"
    assert wish(client, deal, 409, op="edit", row=paper, rowVersion=1, fields={"title": "x"})["code"] == "stale"
    assert wish(client, deal, 422, op="explode")["code"] == "bad_op"
    wish(client, deal, op="unlink", link=link[0], after=paper)
    removed = wish(client, deal, op="remove", rows=[paper])
    assert paper not in removed["order"]
    assert client.post(removed["undo"], headers={"HX-Request": "true"}).status_code == 204
    assert paper in [row[0] for row in client.get(f"{home}/rows").json()["rows"]]

    file = client.get(f"{home}/export.xml")
    assert b"<Name>\xe6\x96\xb9\xe6\xa1\x88</Name>" in file.content
    other = make_deal(cast, title="另一个项目")
    brought = client.post(f"/projects/{other.pk}/plan/file", {"file": SimpleUploadedFile("p.xml", file.content)})
    assert brought.status_code == 200
    assert PlanRow.objects.filter(plan__subject=other.pk).count() == 3
    bad = client.post(f"/projects/{other.pk}/plan/file", {"file": SimpleUploadedFile("p.xml", b"<x/>")})
    assert bad.status_code == 422


def test_a_row_and_what_of_it_changes(client: Client, cast: Cast, deal: Project, rows: list[int]) -> None:
    enter(client, cast, "ar")
    take_baseline(actor=cast.actor("ar"), about=deal.pk)
    url = f"/projects/{deal.pk}/plan/rows/{rows[1]}"
    beside = client.get(url, headers={"HX-Request": "true", "HX-Target": "plan-panel"}).content.decode()
    assert "标书" in beside
    assert "<nav" not in beside
    assert "方案" in client.get(f"/projects/{deal.pk}/plan/rows/{rows[2]}/why").content.decode()
    sent = {"title": "方案", "owner": cast.ar.pk, "duration": "3d", "percent": 50, "limit": "asap", "side": "ours"}
    row = PlanRow.objects.get(pk=rows[1])
    assert client.post(url, {**sent, "version": row.task.subject.version}).status_code == 303
    row.refresh_from_db()
    assert (row.percent, row.limit, row.duration) == (50, 0, 1440)
    refused = client.post(url, {**sent, "percent": 50, "duration": "viel"})
    assert refused.status_code == 422
    assert "viel" in refused.content.decode()
    answer = client.post(url, {**sent, "percent": 50, "title": "总体方案", "plan": 1}, headers=JSON).json()
    assert [one[2] for one in answer["rows"] if one[0] == rows[1]] == ["总体方案"]
    cells = by_name(client.get(f"/projects/{deal.pk}/plan/rows?baseline=0").json()["rows"][1])
    assert cells["baseline_finish"] == cells["finish"]


def test_strangers_and_readers(client: Client, cast: Cast, deal: Project, rows: list[int]) -> None:
    paths = ("", "?view=list", "/rows", f"/rows/{rows[1]}", f"/rows/{rows[1]}/why")
    enter(client, cast, "stranger")
    for path in paths:
        assert client.get(f"/projects/{deal.pk}/plan{path}").status_code == 404, path
        assert client.get(f"/projects/987654/plan{path}").status_code == 404, path
    wish(client, deal, 404, op="edit", row=rows[1], fields={"title": "x"})
    enter(client, cast, "teammate")
    for path in paths[:4]:
        assert client.get(f"/projects/{deal.pk}/plan{path}").status_code == 200, path
    assert client.get(f"/projects/{deal.pk}/plan/rows").json()["plan"]["mayEdit"] is False
    wish(client, deal, 403, op="edit", row=rows[1], fields={"title": "x"})
    assert client.get(f"/projects/{deal.pk}/plan/file").status_code == 403
    assert client.get(f"/projects/{deal.pk}/plan/changes").status_code == 405
    assert client.get(f"/projects/{deal.pk}/plan/rows/987654").status_code == 404


def test_list_and_its_cost(client: Client, cast: Cast, deal: Project, rows: list[int]) -> None:
    enter(client, cast, "ar")
    url = f"/projects/{deal.pk}/plan?view=list"
    text = client.get(url).content.decode()
    assert text.index("投标") < text.index("方案") < text.index("标书")
    assert client.get(f"{url}&from=200", headers={"HX-Request": "true"}).content.decode().strip() == ""
    for face, words in (("board", "percent:100"), ("calendar", "plan-entry-ends")):
        assert words in client.get(f"/projects/{deal.pk}/plan?view={face}").content.decode()
    assert "2027-03" in client.get(f"/projects/{deal.pk}/plan?view=calendar&month=2027-03").content.decode()
    few = cost(client, url), cost(client, f"/projects/{deal.pk}/plan/rows")
    for number in range(4):
        add_row(actor=cast.actor("ar"), about=deal.pk, title=f"任务 {number}")
    assert (cost(client, url), cost(client, f"/projects/{deal.pk}/plan/rows")) == few
