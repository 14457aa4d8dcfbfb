"""A strategy through the REST door alone: needs, a SWOT that crosses, a line that becomes a task, versions."""

from pursuit.domain.execution.models import Task
from pursuit.domain.strategy.models import StrategyVersion
from pursuit.kernel import clock
from tests.cast import Cast
from tests.rest.conftest import Calls
from tests.web.making import make_deal, with_chain


def test_from_a_need_to_a_task(caller: Calls, cast: Cast) -> None:
    deal = make_deal(cast)
    ar = caller("ar")
    need = ar("POST", "/needs", {"project": deal.pk, "text": "停电不超过两小时", "priority": "must"})
    assert need.status_code == 201, need.content
    pk = need.json()["id"]
    changed = ar("PATCH", f"/needs/{pk}", {"answer": "双机热备", "compliance": "met"}, If_Match="*")
    assert changed.status_code == 200, changed.content
    (shown,) = ar("GET", f"/needs?f.project={deal.pk}").json()["items"]
    assert (shown["answer"], shown["compliance"]["code"]) == ("双机热备", "met")
    brought = ar("POST", "/needs/bring", {"project": deal.pk, "rows": [{"text": "国产化"}, {"text": "培训"}]})
    assert brought.status_code in (200, 201), brought.content

    def item(cell: str, text: str) -> int:
        body = {"project": deal.pk, "analysis": "swot", "cell": cell, "text": text}
        return int(ar("POST", "/analysis-items", body).json()["id"])

    ids = [item("s", "本地服务"), item("o", "国产替代")]
    crossed = ar("POST", "/crossings", {"project": deal.pk, "items": ids, "text": "做示范"}).json()["id"]
    assert ar("GET", f"/crossings/{crossed}").json()["kind"]["code"] == "so"
    body = {"project": deal.pk, "sheet": "entry", "text": "建示范站", "crossing": crossed}
    line = ar("POST", "/strategy-lines", body).json()["id"]
    assert ar("GET", f"/strategy-lines/{line}").json()["state"]["code"] == "open"
    assert ar("POST", f"/strategy-lines/{line}/act", {}).status_code == 422
    acted = ar("POST", f"/strategy-lines/{line}/act", {"owner": cast.ar.pk, "due_on": f"{clock.today()}"})
    assert acted.status_code == 200, acted.content
    assert ar("GET", f"/strategy-lines/{line}").json()["task"] == Task.objects.get().pk
    assert ar("GET", "/tasks").json()["items"][0]["title"] == "建示范站"
    kept = ar("POST", f"/strategies/{deal.pk}/freeze", {"note": "第一版"})
    assert kept.status_code in (200, 201) and StrategyVersion.objects.get().number == 1


def test_what_is_of_the_chain_or_a_price_stays_with_its_readers(caller: Calls, cast: Cast) -> None:
    deal = make_deal(cast)
    ar, manager = caller("ar"), caller("manager")
    member = with_chain(cast, deal, 1)[0]
    body = {"project": deal.pk, "member": member.pk, "target": 3, "measures": "请院士站台"}
    move = ar("POST", "/relationship-moves", body)
    assert move.status_code == 201, move.content
    assert len(ar("GET", "/relationship-moves").json()["items"]) == 1
    assert manager("GET", "/relationship-moves").json()["items"] == []
    assert manager("GET", f"/relationship-moves/{move.json()['id']}").status_code == 404
    step = {
        "project": deal.pk,
        "gives": "让 5 万",
        "for_what": "预付款 30%",
        "price": {"text": "275万", "currency": "CNY"},
    }
    assert ar("POST", "/concessions", step).status_code == 201
    assert caller("sr")("GET", "/concessions").status_code in (403, 404)
    assert len(manager("GET", "/concessions").json()["items"]) == 1
