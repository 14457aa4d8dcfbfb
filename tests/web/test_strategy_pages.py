"""Pages of strategies: from needs to tasks in the browser's way; who sees what; how dear they are."""

from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from pursuit.domain.execution.models import Task
from pursuit.domain.market.actions.competitors import create_competitor
from pursuit.domain.projects.models import Project, Rival
from pursuit.domain.strategy.actions import analysis, lines, moves, needs, versions
from pursuit.domain.strategy.models import (
    AnalysisItem,
    Concession,
    Crossing,
    Need,
    RelationshipMove,
    Score,
    StrategyLine,
    StrategySheet,
    StrategyVersion,
)
from pursuit.kernel import clock
from tests.cast import Cast
from tests.web.making import cost, enter, make_deal, with_chain

PAGES = (
    "",
    "/needs",
    "/analysis",
    "/analysis?sheet=pest",
    "/rivals",
    "/sheets",
    "/sheets?open=1",
    "/versions",
    "/page",
)


@pytest.fixture
def deal(cast: Cast) -> Project:
    return make_deal(cast)


def text_of(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, (url, answer.status_code)
    return answer.content.decode()


def test_from_needs_to_tasks(client: Client, cast: Cast, deal: Project) -> None:
    enter(client, cast, "ar")
    url = f"/projects/{deal.pk}/strategy"
    assert "还没有需求" in text_of(client, url)
    for part in PAGES:
        text_of(client, url + part)
    assert client.post(f"{url}/needs/new", {"text": ""}).status_code == 422
    sent = {
        "text": "停电不超过两小时",
        "kind": "implicit",
        "priority": "must",
        "state": "open",
        "compliance": "unknown",
    }
    assert client.post(f"{url}/needs/new", sent).status_code == 303
    need = Need.objects.get()
    assert "停电不超过两小时" in text_of(client, f"{url}/needs/{need.pk}")
    changed = {**sent, "answer": "双机热备", "compliance": "met", "version": "1"}
    assert client.post(f"{url}/needs/{need.pk}", changed).status_code == 303
    stale = client.post(f"{url}/needs/{need.pk}", {**changed, "answer": "三机"})
    assert stale.status_code == 422 and "三机" in stale.content.decode() and "双机热备" in stale.content.decode()
    assert "双机热备" in text_of(client, f"{url}/needs")

    for cell, text in (("s", "本地服务"), ("o", "国产替代"), ("w", "没有业绩")):
        sent = {"cell": cell, "text": text, "weight": "4"}
        assert client.post(f"{url}/items/new?sheet=swot&cell={cell}", sent).status_code == 303
    strong, chance, _weak = AnalysisItem.objects.order_by("pk")
    wrong = client.post(f"{url}/crossings/new", {"items": [strong.pk], "text": "做示范"})
    assert wrong.status_code == 422 and "做示范" in wrong.content.decode()
    crossed = {"items": [strong.pk, chance.pk], "text": "做示范"}
    assert client.post(f"{url}/crossings/new", crossed).status_code == 303
    crossing = Crossing.objects.get()
    assert "做示范" in text_of(client, f"{url}/lines/new?crossing={crossing.pk}")
    line = {"sheet": "entry", "text": "建示范站", "crossing": crossing.pk}
    assert client.post(f"{url}/lines/new", line).status_code == 303
    row = StrategyLine.objects.get()
    assert row.crossing_id == crossing.pk
    page = text_of(client, url)
    assert "1 条策略既没有行动" in page and "还没有交叉策略" in page
    assert client.post(f"{url}/lines/{row.pk}/task", {"title": "建示范站"}).status_code == 422
    acted = {"title": "建示范站", "owner": cast.ar.pk, "due_on": f"{clock.today()}"}
    assert client.post(f"{url}/lines/{row.pk}/task", acted).status_code == 303
    assert Task.objects.get().parent_id == deal.pk
    assert "任务进行中" in text_of(client, f"{url}/sheets") and "建示范站" in text_of(client, f"{url}/analysis")
    assert client.post(f"{url}/lines/{row.pk}/reason", {"reason": "不做"}).status_code == 422
    assert client.post(f"{url}/lines/{row.pk}/removal").status_code == 303
    assert not StrategyLine.objects.exists()
    assert client.get(f"{url}/lines/{row.pk}").status_code == 404


def test_a_list_of_needs_is_brought_in(client: Client, cast: Cast, deal: Project) -> None:
    enter(client, cast, "ar")
    url = f"/projects/{deal.pk}/strategy/needs/list"
    assert "每行一条需求" in text_of(client, url)
    bad = client.post(url, {"text": "需求\t优先级\n国产化\t必须\n培训\t很急\n\t必须"})
    told = bad.content.decode()
    assert bad.status_code == 422 and "第 3 行" in told and "第 4 行" in told and "培训\t很急" in told
    assert not Need.objects.exists()
    good = client.post(url, {"text": "国产化\t必须\t显性\t招标文件第五章\t全国产\t满足\n培训"})
    assert good.status_code == 303
    assert list(Need.objects.values_list("number", "priority", "compliance")) == [
        (1, "must", "met"),
        (2, "should", "unknown"),
    ]
    book = openpyxl.Workbook()
    assert book.active is not None
    for cells in (("优先级", "客户需求"), ("高", "一键顺控"), ("低", "国产化")):
        book.active.append(cells)
    out = BytesIO()
    book.save(out)
    assert client.post(url, {"file": SimpleUploadedFile("需求.xlsx", out.getvalue())}).status_code == 303
    assert Need.objects.count() == 3 and Need.objects.get(text="一键顺控").priority == "must"
    assert client.post(url, {"text": " "}).status_code == 422
    assert client.get(f"/strategy/needs/{Need.objects.all()[0].pk}")["Location"].startswith(f"/projects/{deal.pk}/")


def test_competition_and_the_price_to_win(client: Client, cast: Cast, deal: Project) -> None:
    enter(client, cast, "ar")
    url = f"/projects/{deal.pk}/strategy"
    rival = create_competitor(actor=cast.actor("operations"), title="北辰自动化")
    sent = {"competitor": rival.pk, "stage": "c3", "price": "100000", "low": "90000", "high": "120000"}
    assert client.post(f"{url}/rivals/new", sent).status_code == 422
    assert client.post(f"{url}/rivals/new", {**sent, "price_estimated": "true"}).status_code == 303
    assert "C3 深度评估" in text_of(client, f"{url}/rivals") and "无信号" in text_of(client, f"{url}/rivals")
    for name, weight, price in (("方案", "60", ""), ("价格", "40", "true")):
        assert client.post(f"{url}/criteria/new", {"name": name, "weight": weight, "price": price}).status_code == 303
    page = text_of(client, f"{url}/rivals")
    solution = page.split('name="s.')[1].split(".")[0]
    typed = {f"s.{solution}.0": "6", f"s.{solution}.{rival.pk}": "80"}
    wrong = client.post(f"{url}/rivals/scores", typed)
    assert wrong.status_code == 422 and 'value="80"' in wrong.content.decode() and not Score.objects.exists()
    assert client.post(f"{url}/rivals/scores", {**typed, f"s.{solution}.{rival.pk}": "6"}).status_code == 303
    assert "10.00 万" in text_of(client, f"{url}/rivals"), "as good as they are: their price"
    assert client.post(f"{url}/rivals/self-build").status_code == 303
    assert Rival.objects.count() == 2 and "客户自建" in text_of(client, f"{url}/rivals")
    assert client.get(f"{url}/rivals/{rival.pk}").status_code == 200
    assert client.get(f"{url}/rivals/9999").status_code == 404


def test_sheets_prices_and_versions(client: Client, cast: Cast, deal: Project) -> None:
    enter(client, cast, "ar")
    url = f"/projects/{deal.pk}/strategy"
    sent = {"aim": "守住毛利", "target": "280万", "floor": "250万", "payment": "3331"}
    assert client.post(f"{url}/sheets/price", sent).status_code == 303
    assert StrategySheet.objects.get().floor == 250_000_000
    assert client.get(f"{url}/sheets/none").status_code == 404
    step = {"step": "1", "gives": "让 5 万", "for_what": "预付款 30%"}
    assert client.post(f"{url}/concessions/new", step).status_code == 303
    page = text_of(client, f"{url}/sheets")
    assert "守住毛利" in page and "250" in page and "让 5 万" in page
    assert client.post(f"{url}/themes/new", {"discriminator": "本地服务"}).status_code == 303
    assert client.post(f"{url}/versions/new", {"note": "第一版"}).status_code == 303
    assert client.post(f"{url}/versions/new", {"note": "又一版"}).status_code == 422
    assert client.post(f"{url}/sheets/price", {**sent, "aim": "以价换量", "version": "1"}).status_code == 303
    beside = text_of(client, f"{url}/versions/comparison?a=1")
    assert "守住毛利" in beside and "以价换量" in beside and "本地服务" not in beside
    assert "本地服务" in text_of(client, f"{url}/versions/comparison?a=1&all=1")
    assert client.get(f"{url}/versions/comparison?a=7").status_code == 404
    taken = client.post(f"{url}/docx")
    assert taken.status_code == 200 and "docx" in taken["Content-Disposition"]
    assert client.get(f"{url}/docx").status_code == 405
    assert StrategyVersion.objects.count() == 1 and Concession.objects.count() == 1
    for address in ("/strategy/needs", "/strategy/lines"):
        assert client.get(address).status_code == 200


def test_relationships_are_for_readers_of_the_chain(client: Client, cast: Cast, deal: Project) -> None:
    enter(client, cast, "ar")
    url = f"/projects/{deal.pk}/strategy"
    member = with_chain(cast, deal, 2)[0]
    assert "人物0" in text_of(client, f"{url}/relations")
    sent = {"member": member.pk, "target": "3", "measures": "请院士站台"}
    assert client.post(f"{url}/moves/new", sent).status_code == 303
    move = RelationshipMove.objects.get()
    assert "请院士站台" in text_of(client, f"{url}/relations") and "请院士站台" in text_of(client, f"{url}/page")
    acted = {"title": "", "owner": cast.ar.pk, "due_on": f"{clock.today()}"}
    assert client.post(f"{url}/moves/{move.pk}/task", acted).status_code == 303
    needs.create_need(actor=cast.actor("ar"), project=deal.pk, text="一键顺控", member=member.pk)
    assert "人物0" in text_of(client, f"{url}/needs")

    enter(client, cast, "manager")
    assert client.get(f"{url}/relations").status_code == 403
    for path in (f"/moves/{move.pk}", f"/moves/{move.pk}/task", f"/moves/{move.pk}/reason"):
        assert client.get(url + path).status_code == 404
    assert client.post(f"{url}/moves/{move.pk}/removal").status_code == 404
    assert client.get(f"{url}/moves/new").status_code == 403
    for path in (*PAGES, f"/needs/{Need.objects.get().pk}"):
        page = text_of(client, url + path)
        assert "请院士站台" not in page and "人物0" not in page, path
    assert "人物0" not in text_of(client, "/strategy/needs")


def test_who_may(client: Client, cast: Cast, deal: Project) -> None:
    ar = cast.actor("ar")
    need = needs.create_need(actor=ar, project=deal.pk, text="一键顺控")
    url = f"/projects/{deal.pk}/strategy"
    lines.set_sheet.run(ar, {"project": deal.pk, "kind": "price", "floor": "250万"})
    enter(client, cast, "teammate")
    for part in PAGES:
        assert "strategy" in text_of(client, url + part)
    assert client.get(f"{url}/relations").status_code == 403
    for path in ("/needs/new", f"/needs/{need.pk}", "/sheets/price", "/rivals/new", "/versions/new", "/needs/list"):
        assert client.get(url + path).status_code == 403, path
        assert client.post(url + path, {"text": "二"}).status_code == 403, path
    enter(client, cast, "stranger")
    for part in (*PAGES, "/relations", f"/needs/{need.pk}"):
        assert client.get(url + part).status_code == 404, part
    assert client.get(f"/strategy/needs/{need.pk}").status_code == 404
    enter(client, cast, "guest")
    for part in PAGES:
        assert client.get(url + part).status_code == 403, part
    enter(client, cast, "ar")
    other = make_deal(cast, "另一个")
    assert client.get(f"/projects/{other.pk}/strategy/needs/{need.pk}").status_code == 404
    assert client.put(url).status_code == 405


def test_what_the_pages_cost(client: Client, cast: Cast, deal: Project) -> None:
    ar = cast.actor("ar")
    enter(client, cast, "ar")
    member = with_chain(cast, deal, 1)[0]
    url = f"/projects/{deal.pk}/strategy"
    lines.set_sheet(actor=ar, project=deal.pk, kind="entry", aim="进入")
    every = [url + part for part in (*PAGES, "/relations", "/versions/comparison?a=1")]

    def more() -> None:
        for at in range(2):
            need = needs.create_need(
                actor=ar, project=deal.pk, text=f"需求{at}{Need.objects.count()}", member=member.pk
            )
            lines.create_line(actor=ar, project=deal.pk, sheet="entry", text="线", need=need.pk)
            items = [
                analysis.create_item(actor=ar, project=deal.pk, analysis="swot", cell=cell, text="句") for cell in "so"
            ]
            analysis.create_crossing(actor=ar, project=deal.pk, items=[one.pk for one in items], text="交")
            moves.create_move(actor=ar, project=deal.pk, member=member.pk, target=2, measures="访")
        versions.freeze(actor=ar, project=deal.pk)

    more()
    before = {one: cost(client, one) for one in every}
    for _round in range(3):
        more()
    after = {one: cost(client, one) for one in every}
    assert {one: after[one] - before[one] for one in every if after[one] > before[one]} == {}
    assert max(after.values()) <= 75, after
