"""Pages that look back, the settings of methods, and turning a lead into a project."""

from datetime import timedelta

import pytest
from django.test import Client

from pursuit.domain.insight.actions.snapshots import take_snapshots
from pursuit.domain.insight.models import ProjectSnapshot
from pursuit.domain.market.actions.leads import create_lead
from pursuit.domain.methods.models import Method
from pursuit.domain.projects.models import Project
from pursuit.interfaces.web.insight.drawing import bars, spark
from tests.cast import Cast
from tests.web.making import cost, enter, make_deal


def test_history_begins_honestly(client: Client, cast: Cast) -> None:
    row = make_deal(cast)
    enter(client, cast, "ar")
    for url in ("/insight/", f"/insight/projects/{row.pk}"):
        page = client.get(url).content.decode()
        assert "empty-state" in page and "<polyline" not in page
    take_snapshots(actor=cast.actor("admin"))
    picture = ProjectSnapshot.objects.get()
    picture.pk, picture.week = None, picture.week - timedelta(days=7)
    picture.amount, picture.amount_base = 1, 1
    picture.save()
    page = client.get(f"/insight/projects/{row.pk}").content.decode()
    assert "<polyline" in page and "300.00" in page
    weeks = client.get("/insight/?weeks=8").content.decode()
    assert "<rect" in weeks and "变电站监控系统" in weeks
    enter(client, cast, "stranger")
    assert client.get(f"/insight/projects/{row.pk}").status_code == 404
    assert "empty-state" in client.get("/insight/?weeks=nonsense").content.decode()


def test_drawings() -> None:
    assert spark([1]) is None and spark([None, 1]) is None and bars([]) is None
    line = spark([5, None, 10])
    assert line and (line.least, line.most) == (5, 10) and line.points.count(",") == 2
    flat = spark([3, 3])
    assert flat and flat.y > 0


@pytest.mark.parametrize("many", [3, 30])
def test_budget_of_weeks(client: Client, cast: Cast, many: int) -> None:
    for at in range(many):
        make_deal(cast, f"项目 {at}")
    take_snapshots(actor=cast.actor("admin"))
    enter(client, cast, "ar")
    assert cost(client, "/insight/") <= 15


def test_methods_are_for_those_who_may(client: Client, cast: Cast) -> None:
    tender = Method.objects.get(code="tender")
    enter(client, cast, "ar")
    for path in ("", "/new", f"/{tender.pk}", f"/{tender.pk}/draft"):
        assert client.get(f"/settings/methods{path}").status_code == 403
    enter(client, cast, "admin")
    for path in ("", "/new", f"/{tender.pk}", f"/{tender.pk}/draft", f"/{tender.pk}/versions/1"):
        assert client.get(f"/settings/methods{path}").status_code == 200, path
    assert client.get("/settings/methods/987654").status_code == 404
    assert client.get(f"/settings/methods/{tender.pk}/versions/9").status_code == 404
    assert client.get(f"/settings/methods/{tender.pk}/publication").status_code == 405
    assert client.post(f"/settings/methods/{tender.pk}/publication").status_code == 409


def sent(*stages: tuple[str, str, str], **more: str) -> dict[str, object]:
    data: dict[str, object] = {"name": "招投标", "row": [str(at) for at in range(len(stages))]}
    for at, (code, name, probability) in enumerate(stages):
        data |= {f"{at}.code": code, f"{at}.name": name, f"{at}.probability": probability, f"{at}.category": "open"}
    return data | more


def test_a_draft_is_written_rearranged_and_published(client: Client, cast: Cast) -> None:
    deal = make_deal(cast)
    tender = deal.version.method
    enter(client, cast, "admin")
    here = f"/settings/methods/{tender.pk}/draft"
    two = (("find", "发现", "10"), ("win", "拿下", "60"))
    page = client.post(here, sent(*two, do="add")).content.decode()
    assert page.count('name="row"') == 3 and tender.versions.count() == 1
    page = client.post(here, sent(*two, do="up.1")).content.decode()
    assert page.index("拿下") < page.index("发现")
    page = client.post(here, sent(*two, do="remove.0")).content.decode()
    assert "发现" not in page
    answer = client.post(here, sent(("find", "发现", "110"), two[1]))
    assert answer.status_code == 422 and 'value="110"' in answer.content.decode()
    assert client.post(here, sent(two[0], two[0])).status_code == 422
    good = sent(*two, **{"1.point_code": "ATB", "1.needs_approval": "true", "1.required": "amount"})
    assert client.post(here, good).status_code == 303
    assert client.post(f"/settings/methods/{tender.pk}/publication").status_code == 303
    newest = tender.versions.latest("number")
    assert [one.code for one in newest.stages.all()] == ["find", "win"]
    assert newest.stages.get(code="win").required == ["amount"]
    assert Project.objects.get().version.number == 1
    assert "发现" in client.get(f"/settings/methods/{tender.pk}").content.decode()


def test_copy_and_retire(client: Client, cast: Cast) -> None:
    direct = Method.objects.get(code="direct")
    enter(client, cast, "operations")
    made = {"name": "渠道", "code": "channel", "kind": "deal"}
    assert client.post(f"/settings/methods/new?copy_of={direct.pk}", made).status_code == 303
    assert Method.objects.get(code="channel").versions.get().stages.count() == direct.versions.get().stages.count()
    assert client.post(f"/settings/methods/{direct.pk}/retirement").status_code == 303
    assert not Method.objects.get(code="direct").active


def test_a_lead_becomes_a_project(client: Client, cast: Cast) -> None:
    lead = create_lead(
        actor=cast.actor("ar"), title="泵站改造", company="水务集团", contact_name="陈工", phone="13800000001"
    )
    enter(client, cast, "stranger")
    assert client.get(f"/projects/conversion?lead={lead.pk}").status_code == 404
    enter(client, cast, "ar")
    assert client.get("/projects/conversion").status_code == 404
    page = client.get(f"/projects/conversion?lead={lead.pk}")
    assert page.status_code == 200 and "水务集团" in page.content.decode()
    assert client.post(f"/projects/conversion?lead={lead.pk}", {"title": "泵站改造"}).status_code == 303
    row = Project.objects.get()
    assert row.account and row.account.title == "水务集团"
    assert client.post(f"/projects/conversion?lead={lead.pk}", {"title": "泵站改造"}).status_code in (409, 422)
