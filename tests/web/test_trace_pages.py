"""The page 需求追溯: from the gap to the tie in the browser's way; who sees what of it; what it costs."""

import io
import json

import pytest
from django.test import Client
from openpyxl import load_workbook

from pursuit.domain.bids.actions.bids import create_bid
from pursuit.domain.bids.actions.clauses import bring_clauses, edit_clauses
from pursuit.domain.bids.fields import ClauseSpec
from pursuit.domain.bids.models import Bid, Clause
from pursuit.domain.offers.actions import lines, quotes
from pursuit.domain.offers.models import Quote, QuoteLine
from pursuit.domain.projects.models import Project
from pursuit.domain.strategy.actions import needs
from pursuit.domain.strategy.models import Need
from pursuit.kernel import revision
from pursuit.kernel.models import Event, RoleRight
from pursuit.kernel.money import Money
from tests.cast import Cast
from tests.rest.conftest import Calls, caller
from tests.web.making import cost, enter, make_deal

__all__ = ["caller"]
SECRET = "停电不超过两小时"


@pytest.fixture
def deal(cast: Cast) -> Project:
    return make_deal(cast)


@pytest.fixture
def quote(cast: Cast, deal: Project) -> Quote:
    ar = cast.actor("ar")
    row = quotes.create_quote(actor=ar, project=deal.pk, title="报价")
    for title in ("服务器", "线缆"):
        lines.add_line(actor=ar, quote=row.pk, title=title, price=Money(1_234_567))
    return row


@pytest.fixture
def bid(cast: Cast, deal: Project) -> Bid:
    ar = cast.actor("ar")
    row = create_bid(actor=ar, project=deal.pk, title="一标段")
    bring_clauses(actor=ar, bid=row.pk, clauses=[ClauseSpec(number=f"3.{at}", text=f"要求{at}") for at in (1, 2)])
    return row


@pytest.fixture
def need(cast: Cast, deal: Project) -> Need:
    ar = cast.actor("ar")
    return needs.create_need(actor=ar, project=deal.pk, text=SECRET, priority="must", answer="双机热备")


def url(deal: Project) -> str:
    return f"/projects/{deal.pk}/trace"


def text_of(client: Client, at: str) -> str:
    answer = client.get(at)
    assert answer.status_code == 200, (at, answer.status_code)
    return answer.content.decode()


def blind(part: str) -> None:
    """A role that may see no strategies."""
    RoleRight.objects.filter(role__code=part, right="strategy.view").delete()
    revision.forget_all()


def test_from_a_gap_to_the_tie(client: Client, cast: Cast, deal: Project, quote: Quote, bid: Bid, need: Need) -> None:
    enter(client, cast, "ar")
    page = text_of(client, url(deal))
    for said in (
        "1 条已应答的需求没有对应的报价行",
        "2 行报价没有对应的需求",
        "2 条招标条款没有对应的需求",
        "服务器",
        "3.1 要求1",
    ):
        assert said in page
    server, clause = QuoteLine.objects.get(title="服务器"), Clause.objects.earliest("pk")
    assert client.post(f"{url(deal)}/lines", {"need": need.pk}).status_code == 303
    assert client.post(f"{url(deal)}/lines", {"need": need.pk, "pick": [999_999]}).status_code == 404
    assert client.post(f"{url(deal)}/lines", {"need": need.pk, "pick": [server.pk]}).status_code == 303
    assert client.post(f"{url(deal)}/clauses", {"need": need.pk, "pick": [clause.pk]}).status_code == 303
    assert QuoteLine.objects.get(need=need.pk) == server and Clause.objects.get(need=need.pk) == clause
    page = text_of(client, f"{url(deal)}?show=unmet")
    assert "有条款尚未判定" in page and "没有对应的报价行" not in page
    sent = {"response": "满足", "status": "answered", "deviation": "none", "need": need.pk, "line": server.pk,
            "part": "technical", "kind": "plain", "number": "3.1", "text": "要求1"}  # fmt: skip
    assert client.post(f"/bids/{bid.pk}/clauses/{clause.pk}", sent).status_code == 303
    clause.refresh_from_db()
    assert (clause.need_id, clause.line_key) == (need.pk, server.key)
    page = text_of(client, url(deal))
    assert "按条款判定" in page and "尚未满足" not in page
    assert "没有这样的需求" in text_of(client, f"{url(deal)}?show=gaps")
    for at in (f"/quotes/{quote.pk}", f"/bids/{bid.pk}/clauses", f"/projects/{deal.pk}/strategy/needs"):
        page = text_of(client, at)
        assert url(deal) in page and "N1" in page
    assert "未对应" not in text_of(client, f"/bids/{bid.pk}/clauses?show=untied")
    untied = text_of(client, f"/bids/{bid.pk}/clauses?show=untied")
    assert "要求2" in untied and "要求1" not in untied


def test_lines_and_many_clauses_in_their_own_pages(
    client: Client, cast: Cast, deal: Project, quote: Quote, bid: Bid, need: Need
) -> None:
    enter(client, cast, "ar")
    server, cable = QuoteLine.objects.order_by("pk")
    form = text_of(client, f"/quotes/{quote.pk}/lines/{server.pk}")
    assert 'name="need"' in form and SECRET in form
    sent = {
        "title": "服务器",
        "quantity": "1",
        "need": need.pk,
        "tax_rate": "13",
        "option": "included",
        "phase": "none",
    }
    assert client.post(f"/quotes/{quote.pk}/lines/{server.pk}", sent).status_code == 303
    both = {"line": [server.pk, cable.pk], "do": "need", "all_need": need.pk}
    assert client.post(f"/quotes/{quote.pk}/together", both).status_code == 303
    assert set(QuoteLine.objects.values_list("need", flat=True)) == {need.pk}
    assert client.post(f"/quotes/{quote.pk}/together", {**both, "all_need": ""}).status_code == 303
    assert set(QuoteLine.objects.values_list("need", flat=True)) == {None}
    picks = [one.pk for one in Clause.objects.all()]
    at = f"/bids/{bid.pk}/clauses/many"
    assert SECRET in text_of(client, f"{at}?pick={picks[0]}")
    assert client.post(at, {"pick": picks, "need": need.pk, "line": cable.pk}).status_code == 303
    assert set(Clause.objects.values_list("need", "line_key")) == {(need.pk, cable.key)}
    # A form that does not ask for the need leaves it.
    assert client.post(at, {"pick": picks, "status": "drafting"}).status_code == 303
    assert set(Clause.objects.values_list("need", "status")) == {(need.pk, "drafting")}


def test_the_standing_questions(client: Client, cast: Cast, deal: Project, quote: Quote, bid: Bid, need: Need) -> None:
    enter(client, cast, "teammate")
    shown = client.get(url(deal)).status_code
    assert shown in (200, 404)
    picked = {"need": need.pk, "pick": [QuoteLine.objects.earliest("pk").pk]}
    assert enter(client, cast, "stranger").get(url(deal)).status_code == 404
    assert client.post(f"{url(deal)}/lines", picked).status_code == 404
    assert enter(client, cast, "guest").get(url(deal)).status_code == 403
    enter(client, cast, "finance")  # sees and may not write
    page = text_of(client, url(deal))
    assert SECRET in page and 'name="pick"' not in page
    assert client.post(f"{url(deal)}/lines", picked).status_code == 403
    enter(client, cast, "ar")
    assert client.post(url(deal)).status_code == 405 and client.get(f"{url(deal)}/export").status_code == 405
    assert client.get(f"/projects/{deal.pk + 99_999}/trace").status_code == 404
    assert client.get(f"{url(deal)}?show=x&from=x").status_code == 200


def test_an_empty_archive_says_what_to_do(client: Client, cast: Cast, deal: Project) -> None:
    page = text_of(enter(client, cast, "ar"), url(deal))
    assert "去写需求" in page and f"/projects/{deal.pk}/strategy/needs" in page


def test_the_sheet(client: Client, cast: Cast, deal: Project, quote: Quote, bid: Bid, need: Need) -> None:
    ar = cast.actor("ar")
    needs.create_need(actor=ar, project=deal.pk, text="培训")
    lines.update_line.run(ar, {"line": QuoteLine.objects.earliest("pk").pk, "need": need.pk})
    edit_clauses.run(ar, {"bid": bid.pk, "clauses": [Clause.objects.earliest("pk").pk], "need": need.pk,
                          "status": "answered", "deviation": "none"})  # fmt: skip
    enter(client, cast, "director")

    def rows(show: str) -> list[tuple[object, ...]]:
        answer = client.post(f"{url(deal)}/export", {"show": show})
        page = load_workbook(io.BytesIO(b"".join(answer))).worksheets[0]
        return list(page.iter_rows(min_row=2, values_only=True))

    first, second = rows("")
    assert first[1:3] == ("N1", SECRET) and "服务器" in str(first[6]) and "3.1" in str(first[7])
    assert first[8] == "满足" and second[10] == "缺应答"
    assert [row[1] for row in rows("gaps")] == ["N2"]
    assert Event.objects.filter(verb="kernel.list.exported", payload__data__listing="need-trace").count() == 2
    assert enter(client, cast, "guest").post(f"{url(deal)}/export").status_code == 403
    assert enter(client, cast, "stranger").post(f"{url(deal)}/export").status_code in (403, 404)


def test_who_sees_no_strategies_meets_no_need_anywhere(
    client: Client, cast: Cast, deal: Project, quote: Quote, bid: Bid, need: Need,
    caller: Calls,
) -> None:  # fmt: skip
    ar, server, clause = cast.actor("ar"), QuoteLine.objects.earliest("pk"), Clause.objects.earliest("pk")
    lines.update_line.run(ar, {"line": server.pk, "need": need.pk})
    edit_clauses.run(ar, {"bid": bid.pk, "clauses": [clause.pk], "need": need.pk})
    seen = caller("ar")
    assert json.loads(seen("GET", f"/quote-lines/{server.pk}").content)["need"] == need.pk
    assert json.loads(seen("GET", f"/bid-clauses/{clause.pk}").content)["need"] == need.pk
    blind("manager")
    enter(client, cast, "manager")
    assert client.get(url(deal)).status_code == 403 and client.post(f"{url(deal)}/export").status_code == 403
    assert client.post(f"{url(deal)}/lines", {"need": need.pk, "pick": [server.pk]}).status_code == 403
    pages = (
        f"/quotes/{quote.pk}", f"/quotes/{quote.pk}/lines/{server.pk}", f"/bids/{bid.pk}/clauses",
        f"/bids/{bid.pk}/clauses/{clause.pk}", f"/bids/{bid.pk}/clauses/many?pick={clause.pk}",
        f"/records/{quote.pk}/history", f"/records/{bid.pk}/history",
    )  # fmt: skip
    for at in pages:
        page = client.get(at).content.decode()
        assert SECRET not in page and ">N1<" not in page and 'name="need"' not in page and "trace" not in page, at
    call = caller("manager")
    for at in (f"/quote-lines/{server.pk}", "/quote-lines", f"/bid-clauses/{clause.pk}", "/bid-clauses",
               f"/quotes/{quote.pk}/history", f"/bids/{bid.pk}/history"):  # fmt: skip
        answer = call("GET", at)
        assert answer.status_code == 200 and '"need' not in answer.content.decode(), at
    assert call("GET", f"/projects/{deal.pk}/traceability").status_code == 403
    assert call("GET", "/quote-lines?cols=need").status_code >= 400
    assert call("PATCH", f"/quote-lines/{server.pk}", {"need": need.pk}).status_code == 403
    for listing in ("quote-lines", "bid-clauses"):
        file = client.post(f"/lists/{listing}/export", {"format": "json", "query": "cols=title,number,need,text"})
        body = b"".join(file) if file.streaming else file.content
        assert b'"need"' not in body
    # What they change leaves the tie as it is.
    sent = {"title": "服务器", "quantity": "2", "tax_rate": "13", "option": "included", "phase": "none"}
    assert client.post(f"/quotes/{quote.pk}/lines/{server.pk}", sent).status_code == 303
    server.refresh_from_db()
    assert (server.need_id, server.quantity) == (need.pk, 2000)


def test_whose_quote_it_is_and_who_does_not_see_the_project(
    client: Client, cast: Cast, deal: Project, quote: Quote, need: Need,
    caller: Calls,
) -> None:  # fmt: skip
    server = QuoteLine.objects.earliest("pk")
    lines.update_line.run(cast.actor("ar"), {"line": server.pk, "need": need.pk})
    quotes.update_quote.run(cast.actor("ar"), {"quote": quote.pk, "owner": cast.stranger.pk})
    enter(client, cast, "stranger")
    assert client.get(url(deal)).status_code == 404
    page = text_of(client, f"/quotes/{quote.pk}")
    assert SECRET not in page and ">N1<" not in page and "trace" not in page
    call = caller("stranger")
    assert json.loads(call("GET", f"/quote-lines/{server.pk}").content)["need"] is None
    assert json.loads(call("GET", f"/quote-lines?f.need={need.pk}").content)["items"] == []
    assert call("PATCH", f"/quote-lines/{server.pk}", {"need": need.pk}).status_code in (400, 422)


def test_rest_says_the_same(
    cast: Cast, deal: Project, quote: Quote, bid: Bid, need: Need,
    caller: Calls,
) -> None:  # fmt: skip
    server, clause = QuoteLine.objects.earliest("pk"), Clause.objects.earliest("pk")
    call = caller("ar")
    assert call("POST", "/quote-lines/tie", {"lines": [server.pk], "need": need.pk}).status_code == 200
    edit = {"clauses": [clause.pk], "line": server.pk, "status": "answered", "deviation": "negative"}
    assert call("POST", f"/bids/{bid.pk}/edit-clauses", edit).status_code == 200
    answer = call("GET", f"/projects/{deal.pk}/traceability")
    found = json.loads(answer.content)
    assert found["counts"] == {
        "unanswered": 0, "unoffered": 0, "unmet": 1, "contradiction": 0, "idle_lines": 1, "idle_clauses": 1,
    }  # fmt: skip
    (row,) = found["needs"]
    assert (row["number"], row["compliance"]["code"], row["gaps"]) == (1, "partly", ["unmet"])
    assert row["lines"][0]["id"] == server.pk and row["clauses"][0]["through_line"] is True
    assert "cost" not in answer.content.decode() and "margin" not in answer.content.decode()
    assert json.loads(call("GET", f"/bid-clauses/{clause.pk}").content)["line"] == server.pk
    assert caller("stranger")("GET", f"/projects/{deal.pk}/traceability").status_code == 404
    assert call("GET", f"/projects/{deal.pk}/traceability?x=1").status_code >= 400


def test_a_page_costs_the_same_however_much_there_is(
    client: Client, cast: Cast, deal: Project, quote: Quote, bid: Bid
) -> None:
    ar = cast.actor("ar")

    def grow(many: int) -> None:
        for at in range(many):
            row = needs.create_need(actor=ar, project=deal.pk, text=f"需求{at}", answer="有")
            lines.add_line.run(ar, {"quote": quote.pk, "title": f"行{at}", "price": Money(100), "need": row.pk})
            bring_clauses(actor=ar, bid=bid.pk, clauses=[ClauseSpec(number=f"4.{at}", text="要求")])
            edit_clauses.run(ar, {"bid": bid.pk, "clauses": [Clause.objects.latest("pk").pk], "need": row.pk})

    enter(client, cast, "ar")
    pages = (url(deal), f"{url(deal)}?show=gaps", f"/quotes/{quote.pk}", f"/bids/{bid.pk}/clauses")
    grow(2)
    few = [cost(client, at) for at in pages]
    grow(6)
    assert [cost(client, at) for at in pages] == few and few[0] <= 45, few
