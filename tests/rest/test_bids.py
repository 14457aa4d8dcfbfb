"""A tender through the REST door: bond, 120 clauses, simulation, two pairs of eyes, sealed, handed in, won."""

from pursuit.domain.bids.models import Bid
from pursuit.domain.customers.models import Account
from tests.cast import Cast
from tests.rest.conftest import Calls


def test_a_tender(caller: Calls, cast: Cast, account: Account) -> None:
    ar, manager = caller("ar"), caller("manager")
    deal = ar("POST", "/projects", {"title": "闸口智能化", "account": account.pk}).json()["id"]
    tender = {"procedure": "gov_open", "budget": {"text": "600万"}, "bond": {"text": "10万"}}
    assert ar("PATCH", f"/tenders/{deal}", tender, If_Match="*").status_code == 200
    opening = {"project": deal, "kind": "opening", "at": "2026-12-20T09:30"}
    assert ar("POST", "/tender-dates/set", opening).status_code in (200, 201)
    sums = {"price": {"text": "550万"}, "ceiling": {"text": "600万"}}
    made = ar("POST", "/bids", {"project": deal, "title": "一标段", "mode": "open", "method": "scoring", **sums})
    assert made.status_code == 201
    pk = made.json()["id"]
    at = f"/bids/{pk}"

    clauses = [
        {"number": f"1.{one}", "text": f"参数 {one}", "kind": "star" if one == 1 else "plain"} for one in range(120)
    ]
    assert ar("POST", f"{at}/bring-clauses", {"clauses": clauses}).status_code == 200
    read = ar("GET", f"/bid-clauses?f.bid={pk}&size=200").json()["items"]
    assert len(read) == 120
    said = {"clauses": [one["id"] for one in read], "status": "checked", "deviation": "none"}
    assert ar("POST", f"{at}/edit-clauses", said).status_code == 200

    for name, part, points in (("价格", "price", 30), ("方案", "technical", 70)):
        assert ar("POST", f"{at}/put-item", {"name": name, "part": part, "points": points}).status_code == 200
    for name, likely in (("甲公司", "500万"), ("乙公司", "580万")):
        rival = {"name": name, "likely": {"text": likely}}
        assert ar("POST", f"{at}/put-bidder", rival).status_code == 200
    told = ar("POST", f"{at}/simulate", {}).json()["result"]
    # Points besides the price are not given yet: 500/550×30 = 27.27, second behind the lowest price.
    ours = next(one for one in told["places"] if one["ours"])
    assert (ours["rank"], ours["price_points"], told["benchmark"]) == (2, 2727, 500_000_000)
    assert any("27.27" in text for text in ours["why"]) and told["turns"] and told["chance"] is None
    assert caller("fr")("POST", f"{at}/simulate", {}).status_code == 403
    assert caller("stranger")("POST", f"{at}/simulate", {}).status_code == 404
    prices = caller("sr")("GET", f"/bidders?f.bid={pk}").json()["items"]
    assert any(one.get("likely") for one in prices)
    assert not any("likely" in one for one in caller("fr")("GET", f"/bidders?f.bid={pk}").json()["items"])

    bond = ar("POST", f"{at}/ask-bond", {"amount": {"text": "10万"}, "due_on": "2026-12-10"}).json()["id"]
    assert ar("POST", f"{at}/seal", {}).status_code == 422
    assert ar("POST", f"{at}/settle-bond", {"bond": bond, "state": "arrived"}).status_code == 200
    assert ar("POST", f"{at}/start-list", {}).status_code == 200
    for one in ar("GET", f"/bid-seals?f.bid={pk}").json()["items"]:
        assert ar("POST", f"{at}/confirm-seal", {"seal": one["id"]}).status_code == 200
        assert ar("POST", f"{at}/confirm-seal", {"seal": one["id"]}).status_code == 422
        assert manager("POST", f"{at}/confirm-seal", {"seal": one["id"]}).status_code == 200
    assert ar("POST", f"{at}/seal", {}).status_code == 200
    assert ar("PATCH", at, {"price": {"text": "1万"}}, If_Match="*").status_code == 409
    assert ar("POST", f"{at}/submit", {}).status_code == 200
    won = {"outcome": "won", "decided_on": "2026-12-28", "rank": 1, "price": {"text": "550万"}}
    assert ar("POST", f"{at}/record-result", won).status_code == 200
    row = Bid.objects.get(pk=pk)
    assert (row.state, row.outcome) == ("decided", "won")
