"""A deal through the REST door alone: from the lead to money allocated over two contracts.

Nothing here reads the database: what the story needs to know it asks, as a program of another company would.
"""

from datetime import date, timedelta
from io import BytesIO
from typing import Any

import docx
import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from pursuit.kernel import clock
from tests.cast import Cast
from tests.plumbing.gates import shipped_points
from tests.rest.conftest import Caller, Calls


class Company:
    """The callers by part, and what the story says often."""

    def __init__(self, caller: Calls, cast: Cast) -> None:
        self.parts: dict[str, Caller] = {}
        self.caller, self.cast = caller, cast

    def __call__(self, part: str, method: str, path: str, body: Any = None, expect: int = 200, **headers: str) -> Any:
        if part not in self.parts:
            self.parts[part] = self.caller(part)
        answer = self.parts[part](method, path, body, **headers)
        assert answer.status_code == expect, (method, path, answer.status_code, answer.content.decode()[:900])
        return answer.json() if answer.get("Content-Type", "").startswith("application/json") else answer

    def paper(self, method: str, path: str, body: Any = None) -> Any:
        """A Word file, opened."""
        answer = self("ar", method, path, body)
        assert "attachment" in answer["Content-Disposition"]
        return docx.Document(BytesIO(b"".join(answer.streaming_content)))

    def point(self, deal: int, code: str) -> Any:
        items = self("ar", "GET", f"/projects/{deal}/points")["points"]
        return next(one for one in items if one["code"] == code)


def words(paper: Any) -> str:
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in paper.paragraphs), *cells])


def days(number: int) -> str:
    return (clock.today() + timedelta(days=number)).isoformat()


@pytest.fixture
def company(caller: Calls, cast: Cast) -> Company:
    shipped_points()
    return Company(caller, cast)


def prove(company: Company, deal: int, code: str, account: int) -> None:
    """Whatever people can prove at a point, by what each claim asks for."""
    visit = company(
        "ar", "POST", "/visits",
        {"title": "交流", "account": account, "kind": "visit", "happened_at": clock.now().isoformat(), "summary": "确"},
        expect=201,
    )["id"]  # fmt: skip
    upload = company.parts["ar"].client.post(
        "/api/v1/files",
        {"subject": deal, "file": SimpleUploadedFile("依据.pdf", b"%PDF-1.4\n%...")},
        headers=company.parts["ar"].headers,
    )
    assert upload.status_code == 201, upload.content
    behind = {"document": {"file": upload.json()["id"]}, "visit": {"source": visit}, "figure": {"figure": 90}}
    for line in company.point(deal, code)["lines"]:
        if line["kind"] != "fact" and line["stops"]:
            said = {"item": line["item"], "text": "客户书面确认", **behind.get(line["kind"], {})}
            company("ar", "POST", f"/evidence/{deal}/set", said)


def pass_point(company: Company, deal: int, code: str) -> None:
    """Ask for the move; whoever is asked agrees."""
    point = company.point(deal, code)
    assert point["ready"], point
    company("ar", "POST", f"/projects/{deal}/move-stage", {"stage": point["stage"]["id"], "reason": "材料齐备"})
    for part in ("manager", "director"):
        for one in company(part, "GET", "/approvals")["items"]:
            company(part, "POST", f"/approvals/{one['id']}/decide", {"approved": True, "comment": "同意"})


def begin(company: Company, cast: Cast) -> tuple[int, int]:
    """The lead becomes a project with customer, figures, people and a rival."""
    lead = company("ar", "POST", "/leads", {"title": "港区闸口智能化", "company": "临港港务"}, expect=201)["id"]
    made = company("ar", "POST", f"/leads/{lead}/convert", {"title": "港区闸口智能化"})["result"]
    deal, account = made["project"], made["account"]
    known = {
        "grade": "a", "amount": {"text": "600万"}, "expected_sign_on": days(90), "objective": "签下闸口智能化一期",
        "budget_status": "approved", "procurement_mode": "open_tender", "next_step": "交流", "next_step_on": days(7),
    }  # fmt: skip
    company("ar", "PATCH", f"/projects/{deal}", known, If_Match="*")
    for part in ("sr", "fr"):
        company("ar", "POST", f"/projects/{deal}/add-member", {"user": cast.users[part].pk, "role": part})
    for name, role in (("王处", "decider"), ("李工", "influencer"), ("赵总", "approver")):
        company("ar", "POST", f"/chain/{deal}/add-member", {"name": name, "role": role})
    rival = company("operations", "POST", "/competitors", {"title": "某集成商"}, expect=201)["id"]
    company("ar", "POST", f"/projects/{deal}/put-rival", {"competitor": rival})
    return deal, account


def found(company: Company, deal: int, account: int) -> None:
    """The charter on paper; the review passes it on a condition; the condition is met; ATI."""
    texts = {
        name: f"{name}：可行。"
        for name in ("background", "market", "technical", "commercial", "delivery", "legal", "fit", "recommendation")
    }
    company("ar", "POST", f"/charters/{deal}/set", {**texts, "background": "现有闸口平均等待 6 分钟。"})
    company("ar", "POST", "/goals", {"kind": "sales", "title": "首年签约 600 万", "project": deal, "target": "6000000",
                                     "begins_on": days(0), "due_on": days(120)}, expect=201)  # fmt: skip
    said = words(company.paper("GET", f"/projects/{deal}/charter-paper"))
    assert "现有闸口平均等待 6 分钟。" in said and "临港港务" in said and "首年签约 600 万" in said and "{{" not in said
    stopped = company.point(deal, "ATI")
    assert not stopped["ready"]
    company("ar", "POST", f"/projects/{deal}/move-stage", {"stage": stopped["stage"]["id"]}, expect=422)
    prove(company, deal, "ATI", account)
    sitting = {
        "project": deal, "point": "ATI", "held_on": days(0), "agenda": "是否立项",
        "participants": [company.cast.users[part].pk for part in ("manager", "director", "sr")],
    }  # fmt: skip
    review = company("ar", "POST", "/reviews", sitting, expect=201)["id"]
    company("manager", "POST", f"/reviews/{review}/vote", {"vote": "conditional", "opinion": "先落实验收口径"})
    company("director", "POST", f"/reviews/{review}/vote", {"vote": "yes"})
    condition = {"text": "与客户书面确认验收口径", "owner": company.cast.users["sr"].pk, "due": days(10)}
    ended = {"conclusion": "conditional", "minutes": "同意立项，附一项条件。", "conditions": [condition]}
    company("director", "POST", f"/reviews/{review}/conclude", ended)
    minutes = words(company.paper("GET", f"/reviews/{review}/minutes-paper"))
    assert "先落实验收口径" in minutes and "与客户书面确认验收口径" in minutes
    pass_point(company, deal, "ATI")
    assert company.point(deal, "ATI")["state"] == "passed"
    listed = company("ar", "GET", f"/gate-conditions?f.project={deal}")["items"]
    open_one = company("ar", "GET", f"/gate-conditions/{listed[0]['id']}")
    company("sr", "POST", f"/tasks/{open_one['task']['id']}/complete", {"note": "纪要已签"})


def plan_the_win(company: Company, deal: int) -> None:
    """Needs with answers; SWOT whose crossing becomes an action of somebody by a day."""
    for text in ("高峰等待不超过 2 分钟", "离线可用 4 小时"):
        need = {"project": deal, "text": text, "priority": "must", "answer": "方案第 3 章", "compliance": "met"}
        company("ar", "POST", "/needs", need, expect=201)
    cells = {}
    for cell, text in (("s", "本地服务团队"), ("w", "无港口业绩"), ("o", "新规要求换代"), ("t", "低价竞争")):
        body = {"project": deal, "analysis": "swot", "cell": cell, "text": text}
        cells[cell] = company("ar", "POST", "/analysis-items", body, expect=201)["id"]
    crossing = {"project": deal, "items": [cells["s"], cells["o"]], "text": "以本地服务抢新规窗口"}
    made = company("ar", "POST", "/crossings", crossing, expect=201)["id"]
    line = {"project": deal, "crossing": made, "sheet": "entry", "text": "两周内拜访规划处"}
    line = company("ar", "POST", "/strategy-lines", line, expect=201)["id"]
    acted = {"owner": company.cast.users["ar"].pk, "due_on": days(14)}
    company("ar", "POST", f"/strategy-lines/{line}/act", acted)
    assert any("规划处" in one["title"] for one in company("ar", "GET", "/tasks")["items"])
    assert "两周内拜访规划处" in words(company.paper("POST", f"/projects/{deal}/strategy-paper", {}))


def tender(company: Company, deal: int) -> int:
    """The tender with its bond, and the answers to its 120 clauses."""
    facts = {"procedure": "open", "budget": {"text": "650万"}, "bond": {"text": "10万"}}
    company("ar", "PATCH", f"/tenders/{deal}", facts, If_Match="*")
    company("ar", "POST", "/tender-dates/set", {"project": deal, "kind": "opening", "at": f"{days(30)}T09:30"})
    sums = {"price": {"text": "565万"}, "ceiling": {"text": "650万"}}
    lot = {"project": deal, "title": "一包", "mode": "open", "method": "scoring"}
    bid = company("ar", "POST", "/bids", lot | sums, expect=201)["id"]
    clauses = [{"number": f"3.{one}", "text": f"参数 {one}", "kind": "plain"} for one in range(120)]
    company("ar", "POST", f"/bids/{bid}/bring-clauses", {"clauses": clauses})
    rows = company("ar", "GET", f"/bid-clauses?f.bid={bid}&size=200")["items"]
    assert len(rows) == 120
    told = {"clauses": [one["id"] for one in rows], "status": "checked", "deviation": "none"}
    company("ar", "POST", f"/bids/{bid}/edit-clauses", told)
    bond = company("ar", "POST", f"/bids/{bid}/ask-bond", {"amount": {"text": "10万"}, "due_on": days(20)})
    company("ar", "POST", f"/bids/{bid}/settle-bond", {"bond": bond["id"], "state": "arrived"})
    assert "3.119" in words(company.paper("POST", f"/bids/{bid}/contents-paper", {}))
    return int(bid)


def quote(company: Company, deal: int) -> int:
    """Two versions; the second asks for more discount than the seller may give, and is approved."""
    first = company("ar", "POST", "/quotes", {"project": deal, "title": "闸口智能化报价", "valid_until": days(60)},
                    expect=201)["id"]  # fmt: skip
    line = {"title": "闸口工控", "quantity": "10", "listed": {"text": "60万"}}
    company("ar", "POST", "/quote-lines/add", {"quote": first, **line})
    known = company("ar", "GET", f"/quote-lines?f.quote={first}")["items"][0]
    company("sr", "PATCH", f"/quote-lines/{known['id']}", {"cost": {"text": "40万"}}, If_Match="*")
    company("ar", "POST", f"/quotes/{first}/issue", {})
    second = company("ar", "POST", f"/quotes/{first}/new-version", {})["id"]
    company("ar", "PATCH", f"/quotes/{second}", {"valid_until": days(90)}, If_Match="*")
    rows = company("ar", "GET", f"/quote-lines?f.quote={second}")["items"]
    company("ar", "PATCH", f"/quote-lines/{rows[0]['id']}", {"discount": "15"}, If_Match="*")
    company("ar", "POST", f"/quotes/{second}/issue", {}, expect=422)
    company("ar", "POST", f"/quotes/{second}/submit", {"reason": "对手低价"})
    agree(company)
    assert company("ar", "GET", f"/quotes/{second}")["state"]["code"] == "approved"
    company("ar", "POST", f"/quotes/{second}/issue", {})
    assert "闸口工控" in words(company.paper("POST", f"/quotes/{second}/paper", {}))
    book = b"".join(company("ar", "POST", f"/quotes/{second}/paper", {"form": "xlsx"}).streaming_content)
    cells = [str(cell.value) for row in openpyxl.load_workbook(BytesIO(book)).active for cell in row]
    assert any("闸口工控" in one for one in cells) and not any("400000" in one for one in cells)
    return int(second)


def agree(company: Company) -> None:
    for part in ("manager", "director"):
        for one in company(part, "GET", "/approvals")["items"]:
            company(part, "POST", f"/approvals/{one['id']}/decide", {"approved": True, "comment": "同意"})


def win(company: Company, deal: int, bid: int, account: int) -> None:
    """Simulated, decided (ATB), sealed by two, handed in, won."""
    at = f"/bids/{bid}"
    for name, part, points in (("价格", "price", 30), ("方案", "technical", 70)):
        company("ar", "POST", f"{at}/put-item", {"name": name, "part": part, "points": points})
    for name, likely in (("甲公司", "540万"), ("乙公司", "600万")):
        company("ar", "POST", f"{at}/put-bidder", {"name": name, "likely": {"text": likely}})
    told = company("ar", "POST", f"{at}/simulate", {})["result"]
    # 30 points × 540/565 = 28.67
    assert next(one for one in told["places"] if one["ours"])["price_points"] == 2867
    prove(company, deal, "ATB", account)
    for criterion in bid_criteria(company, deal):
        company("ar", "POST", f"/score-answers/{deal}/set", {"criterion": criterion, "value": 5})
    hold(company, deal, "ATB")
    pass_point(company, deal, "ATB")
    company("ar", "POST", f"{at}/start-list", {})
    for one in company("ar", "GET", f"/bid-seals?f.bid={bid}")["items"]:
        company("ar", "POST", f"{at}/confirm-seal", {"seal": one["id"]})
        company("manager", "POST", f"{at}/confirm-seal", {"seal": one["id"]})
    company("ar", "POST", f"{at}/seal", {})
    company("ar", "POST", f"{at}/submit", {})
    company(
        "ar",
        "POST",
        f"{at}/record-result",
        {"outcome": "won", "decided_on": days(0), "rank": 1, "price": {"text": "565万"}},
    )


def hold(company: Company, deal: int, code: str) -> None:
    people = [company.cast.users[part].pk for part in ("manager", "director")]
    body = {"project": deal, "point": code, "held_on": days(0), "participants": people}
    review = company("ar", "POST", "/reviews", body, expect=201)["id"]
    for part in ("manager", "director"):
        company(part, "POST", f"/reviews/{review}/vote", {"vote": "yes"})
    company("director", "POST", f"/reviews/{review}/conclude", {"conclusion": "pass", "minutes": "同意。"})


def bid_criteria(company: Company, deal: int) -> list[int]:
    return [one["id"] for one in company("ar", "GET", f"/projects/{deal}/points")["scorecards"]["bid"]]


def agreed(company: Company, deal: int, account: int) -> int:
    """The contract with its deviation, reviewed; the payment plan on milestones of the plan; ATC; signed."""
    body = {"title": "闸口智能化合同", "account": account, "project": deal, "amount": {"text": "565万"}}
    contract = company("ar", "POST", "/contracts", body, expect=201)["id"]
    differs = {"contract": contract, "clause": "违约金", "standard": "不超过 5%", "agreed": "10%", "risk": "high"} | {
        "owner": company.cast.users["ar"].pk, "answer": "约定上限"
    }  # fmt: skip
    deviation = company("ar", "POST", "/deviations", differs, expect=201)["id"]
    company("director", "POST", f"/deviations/{deviation}/accept", {})
    stones = {}
    for name, day in (("到货", 60), ("初验", 90), ("终验", 120)):
        row = {"about": deal, "title": name, "milestone": True, "limit": "snet", "limit_at": f"{days(day)}T09:00"}
        stones[name] = company("ar", "POST", "/plan-rows", row, expect=201)["id"]
    lines = [
        {"trigger": "prepayment", "share": "20", "fixed_on": days(15)},
        {"trigger": "delivery", "share": "30", "milestone": stones["到货"], "offset_days": 30},
        {"trigger": "preliminary", "share": "20", "milestone": stones["初验"], "offset_days": 30},
        {"trigger": "final", "share": "25", "milestone": stones["终验"], "offset_days": 30},
        {"trigger": "retention", "share": "5", "milestone": stones["终验"], "offset_days": 730},
    ]
    company("ar", "POST", f"/payment-plans/{contract}/set", {"lines": lines})
    company("ar", "POST", f"/contracts/{contract}/submit", {"reason": "请评审"})
    agree(company)
    prove(company, deal, "ATC", account)
    hold(company, deal, "ATC")
    pass_point(company, deal, "ATC")
    company("ar", "POST", f"/contracts/{contract}/sign", {"signed_on": days(0)})
    slips(company, deal, contract, stones["终验"])
    return int(contract)


def slips(company: Company, deal: int, contract: int, final: int) -> None:
    """The acceptance slips by 45 days: what hangs on it moves, and the forecast with it."""

    def expected() -> dict[str, int]:
        months = company("ar", "GET", f"/cash-forecast?project={deal}&months=12")["months"]
        return {one["month"]: one["expected"]["minor"] for one in months if one["expected"]["minor"]}

    def due() -> date:
        rows = company("ar", "GET", f"/instalments?f.contract={contract}&cols=trigger,due_on")["items"]
        return date.fromisoformat(next(one["due_on"] for one in rows if one["trigger"]["code"] == "final"))

    planned, before = due(), expected()
    company("ar", "PATCH", f"/plan-rows/{final}", {"limit_at": f"{days(165)}T09:00"}, If_Match="*")
    slipped, after = due(), expected()
    assert 42 <= (slipped - planned).days <= 48  # both fall on working days
    share = 565_000_000 // 4
    at, then = f"{planned:%Y-%m}", f"{slipped:%Y-%m}"
    assert before[at] - after.get(at, 0) == share == after[then] - before.get(then, 0)
    assert sum(before.values()) == sum(after.values())


def paid(company: Company, account: int, first: int) -> None:
    """One receipt pays instalments of two contracts; not a fen more than it has."""
    body = {"title": "闸口备件合同", "account": account, "amount": {"text": "20万"}}
    second = company("ar", "POST", "/contracts", body, expect=201)["id"]
    plan = {"lines": [{"trigger": "prepayment", "share": "100", "fixed_on": days(10)}]}
    company("ar", "POST", f"/payment-plans/{second}/set", plan)
    company("ar", "POST", f"/contracts/{second}/submit", {})
    agree(company)
    company("ar", "POST", f"/contracts/{second}/sign", {"signed_on": days(0)})
    came = {"amount": {"text": "120万"}, "payer": "临港港务", "kind": "transfer", "received_on": days(0)}
    receipt = company("finance", "POST", "/receipts", came, expect=201)["id"]
    company("ar", "POST", f"/receipts/{receipt}/claim", {"account": account})

    def instalment(contract: int) -> Any:
        rows = company("ar", "GET", f"/instalments?f.contract={contract}&cols=trigger")["items"]
        return next(one["id"] for one in rows if one["trigger"]["code"] == "prepayment")

    ours = [{"instalment": instalment(first), "amount": "100万"}, {"instalment": instalment(second), "amount": "20万"}]
    company("ar", "POST", f"/receipts/{receipt}/allocate", {"parts": [ours[0] | {"amount": "1200001"}]}, expect=422)
    company("ar", "POST", f"/receipts/{receipt}/allocate", {"parts": ours})
    company("ar", "POST", f"/receipts/{receipt}/allocate", {"parts": [ours[0] | {"amount": "0.01"}]}, expect=422)
    read = company("ar", "GET", f"/instalments/{ours[0]['instalment']}")
    assert (read["amount"]["minor"], read["open_amount"]["minor"]) == (113_000_000, 13_000_000)
    assert company("ar", "GET", f"/instalments/{ours[1]['instalment']}")["open_amount"]["minor"] == 0


def test_from_the_lead_to_the_money(company: Company, cast: Cast) -> None:
    deal, account = begin(company, cast)
    found(company, deal, account)
    plan_the_win(company, deal)
    bid = tender(company, deal)
    quote(company, deal)
    win(company, deal, bid, account)
    contract = agreed(company, deal, account)
    paid(company, account, contract)
    assert company("ar", "GET", f"/projects/{deal}")["status"]["code"] == "won"
