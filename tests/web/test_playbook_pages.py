"""Pages of templates and tenders: a template written, put into a plan, taken back; dates kept and checked."""

from datetime import date

import pytest
from django.test import Client

from pursuit.domain.plans.models import PlanRow
from pursuit.domain.playbooks.models import PlanTemplate, RuleDays, TenderDate
from pursuit.domain.playbooks.queries import templates as queries
from pursuit.domain.projects.models import Project
from pursuit.kernel import clock
from tests.cast import Cast
from tests.plumbing.days import hold
from tests.web.making import cost, enter, make_deal


@pytest.fixture
def deal(cast: Cast) -> Project:
    return make_deal(cast)


def typed(titles: list[str], **more: str) -> dict[str, object]:
    """What the editor sends: rows one below the other at the top level."""
    found: dict[str, object] = {"name": "我的打法", "stage": "bid", "method": "", "note": "", "row": []}
    for at, title in enumerate(titles, 1):
        found["row"] = [*found["row"], str(at)]  # type: ignore[misc]
        found |= {f"{at}.key": f"k{at}", f"{at}.level": "0", f"{at}.title": title, f"{at}.duration": "2d"}
    return found | more


def test_a_template_from_its_name_to_a_plan_and_back(
    client: Client, cast: Cast, deal: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    hold(monkeypatch, date(2026, 11, 23))
    enter(client, cast, "ar")
    assert "投标" in client.get("/playbooks/templates").content.decode()
    assert client.post("/playbooks/templates/new", {"name": ""}).status_code == 422
    answer = client.post("/playbooks/templates/new", {"name": "我的打法", "stage": "qualify", "method": ""})
    row = PlanTemplate.objects.latest("pk")
    url = f"/playbooks/templates/{row.pk}"
    assert (answer.status_code, answer["Location"]) == (303, f"{url}/edit")

    page = client.post(f"{url}/edit", {**typed(["编制", "封标"]), "do": "in.1"}).content.decode()
    assert 'name="2.level" value="1"' in page and row.rows.count() == 1
    again = {**typed(["编制", "封标"]), "do": "up.1", "2.waits": "1FS+1d"}
    assert "2FS+1d" in client.post(f"{url}/edit", again).content.decode()
    bad = typed(["编制", "封标"], **{"2.waits": "9", "1.duration": "lang"})
    answer = client.post(f"{url}/edit", bad)
    assert answer.status_code == 422 and "“9”" in answer.content.decode()
    sound = typed(
        ["编制", "封标"], **{"2.waits": "1SS+4h", "2.anchor": "opening", "2.before": "true", "2.offset": "1",
                            "2.role": "ar", "2.checks": "正本\n副本"}
    )  # fmt: skip
    assert client.post(f"{url}/edit", sound).status_code == 303
    specs, ties = queries.specs(row)
    assert [(one.title, one.anchor, one.before, list(one.checks)) for one in specs] == [
        ("编制", "", False, []), ("封标", "opening", True, ["正本", "副本"]),
    ]  # fmt: skip
    assert [(tie.kind, tie.lag) for tie in ties] == [(1, 240)]
    assert "1SS+0.5d" in client.get(url).content.decode()
    assert client.get(f"{url}/edit").content.decode().count("selected>客户责任人") == 1

    choose = f"/projects/{deal.pk}/plan/templates"
    assert "templates?part" not in client.get(choose).content.decode()
    dated = f"{choose}?template={row.pk}&a.opening=2026-12-18&t.opening=09:30&part=1"
    preview = client.get(dated).content.decode()
    assert "2026-12-17 09:30" in preview and not PlanRow.objects.exists()
    assert "还排不了" in client.get(f"{choose}?template={row.pk}&part=1").content.decode()
    sent = {"template": row.pk, "a.opening": "2026-12-18", "t.opening": "09:30", "pick": ["k1", "k2"]}
    answer = client.post(f"{choose}/application", sent)
    assert (answer.status_code, answer["Location"]) == (303, f"/projects/{deal.pk}/plan")
    assert PlanRow.objects.count() == 4 and TenderDate.objects.get().kind == "opening"
    assert client.post(f"{choose}/application", sent)["Location"].endswith(f"?template={row.pk}")
    answer = client.post(
        f"/projects/{deal.pk}/plan/saved-template", {"name": "复盘后的打法", "stage": "bid", "row": ""}
    )
    saved = PlanTemplate.objects.latest("pk")
    assert answer["Location"] == f"/playbooks/templates/{saved.pk}" and saved.rows.count() == 3

    assert client.post(f"{url}/copy").status_code == 303
    assert client.post(f"{url}/retirement").status_code == 303
    row.refresh_from_db()
    assert not row.active
    shipped = PlanTemplate.objects.get(code="bid")
    assert client.get(f"/playbooks/templates/{shipped.pk}/edit").status_code == 403
    assert client.post(f"/playbooks/templates/{shipped.pk}/retirement").status_code == 403


def test_the_tender_of_a_project(client: Client, cast: Cast, deal: Project) -> None:
    enter(client, cast, "ar")
    url = f"/projects/{deal.pk}/tender"
    assert "截标" in client.get(url).content.decode()
    facts = {"procedure": "open", "compulsory": "true", "budget": "100", "bond": "3", "validity_days": "90"}
    assert client.post(f"{url}/facts", facts).status_code == 303
    dates = {"day.documents_from": "2026-12-01", "hour.documents_from": "", "day.opening": "2026-12-18",
             "hour.opening": "09:30", "note.opening": "第一章"}  # fmt: skip
    assert client.post(f"{url}/dates", dates).status_code == 303
    page = client.get(url).content.decode()
    assert "第二十四条" in page and "第二十六条" in page and "T−17" in page
    wrong = client.post(
        f"{url}/dates", {"day.opening": "bald", "note.opening": "第二章", "day.site_visit": "2026-12-10"}
    )
    told = wrong.content.decode()
    assert wrong.status_code == 422 and "还没有保存" in told
    assert all(f'value="{one}"' in told for one in ("bald", "第二章", "2026-12-10")), "nothing typed is lost"
    assert not TenderDate.objects.filter(kind="site_visit").exists()
    opening = TenderDate.objects.get(kind="opening")
    assert client.post(f"{url}/dates/{opening.pk}/row").status_code == 303
    assert client.post(f"{url}/dues", {"code": ["law_object_documents"]}).status_code == 303
    assert PlanRow.objects.filter(milestone=True).count() == 2
    part = client.get(f"/projects/{deal.pk}/plan/proposal").content.decode()
    assert "第二十四条" in part and "机会验证" in part
    client.post(f"{url}/dates", {"day.questions": f"{clock.today()}"})
    assert "招标日历" in client.get("/").content.decode()
    few = cost(client, url), cost(client, "/"), cost(client, f"/projects/{deal.pk}/plan/proposal")
    assert max(few) <= 30
    assert client.post(f"{url}/dates", {"day.questions": ""}).status_code == 303
    assert client.post(f"{url}/dates/{opening.pk}/removal").status_code == 303
    assert TenderDate.objects.count() == 1

    enter(client, cast, "teammate")
    assert client.get(url).status_code == 200
    assert client.post(f"{url}/dates", dates).status_code in (403, 404)
    enter(client, cast, "stranger")
    assert client.get(url).status_code == 404
    assert client.get("/playbooks/rules").status_code == 403
    enter(client, cast, "operations")
    assert "第二十四条" in client.get("/playbooks/rules").content.decode()
    assert client.post("/playbooks/rules", {"days.law_prepare": "15", "on.law_prepare": "true"}).status_code == 303
    assert RuleDays.objects.get().days == 15
    assert client.post("/playbooks/rules", {"days.law_prepare": "-3", "on.law_prepare": "true"}).status_code == 422
