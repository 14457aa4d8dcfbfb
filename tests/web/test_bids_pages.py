"""The tender desk in pages: who gets where, the whole way from pasted clauses to the result, what is hidden."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook

from pursuit.domain.bids.actions.bids import create_bid
from pursuit.domain.bids.actions.clauses import bring_clauses, edit_clauses
from pursuit.domain.bids.actions.results import ask_bond, put_objection, record_result
from pursuit.domain.bids.actions.reviews import add_finding, put_review
from pursuit.domain.bids.actions.sealing import start_list
from pursuit.domain.bids.actions.table import put_bidder, put_item
from pursuit.domain.bids.fields import ClauseSpec
from pursuit.domain.bids.models import (
    Bid,
    Bidder,
    BidResult,
    BondRequest,
    Clause,
    Objection,
    Review,
    ScoreItem,
    SealItem,
)
from pursuit.domain.projects.models import Project
from pursuit.kernel import clock
from pursuit.kernel.models import Event
from pursuit.kernel.money import Money
from tests.cast import Cast
from tests.web.making import cost, enter, make_deal

SHEET = {"HX-Request": "true", "HX-Target": "sheet-host"}
W = 1_000_000
PARTS = ("", "/clauses", "/scoring", "/reviews", "/sealing", "/result")
FORMS = (
    *("/edit", "/clauses/paste", "/clauses/many", "/clauses/{clause}", "/items/new", "/items/{item}"),
    *("/bidders/new", "/bidders/{rival}", "/bidders/{we}", "/reviews/new", "/reviews/{review}"),
    *("/reviews/{review}/conclusion", "/reviews/{review}/findings", "/sealing/seal", "/seals/new", "/seals/{seal}"),
    *("/bonds", "/result/record", "/objections/new", "/objections/{matter}"),
)


@pytest.fixture
def deal(cast: Cast) -> Project:
    return make_deal(cast)


@pytest.fixture
def bid(cast: Cast, deal: Project) -> Bid:
    """With something of everything."""
    ar = cast.actor("ar")
    row = create_bid.run(ar, {"project": deal.pk, "title": "一标段", "ceiling": "600万", "price": "5511223.44"})
    bring_clauses(actor=ar, bid=row.pk, clauses=[ClauseSpec(number=f"1.{at}", text=f"要求{at}") for at in range(1, 31)])
    for name, part, points in (("价格", "price", 30), ("方案", "technical", 70)):
        put_item(actor=ar, bid=row.pk, name=name, part=part, points=points)  # type: ignore[arg-type]
    put_bidder(actor=ar, bid=row.pk, name="甲公司", likely=Money(498_765_400))
    start_list(actor=ar, bid=row.pk)
    review = put_review(actor=ar, bid=row.pk, colour="red", people=[cast.manager.pk])
    add_finding(actor=ar, bid=row.pk, review=review.pk, text="补检测报告")
    ask_bond(actor=ar, bid=row.pk, amount=Money(12_345_600), due_on=clock.today())
    put_objection(actor=ar, bid=row.pk, law="query", about="result", known_on=clock.today(), text="评分有误")
    return row


def url(bid: Bid, pattern: str) -> str:
    found = {
        "clause": Clause.objects.filter(bid=bid).earliest("pk").pk,
        "item": ScoreItem.objects.filter(bid=bid).earliest("pk").pk,
        "rival": Bidder.objects.get(bid=bid, ours=False).pk,
        "we": Bidder.objects.get(bid=bid, ours=True).pk,
        "review": Review.objects.get(bid=bid).pk,
        "seal": SealItem.objects.filter(bid=bid).earliest("pk").pk,
        "matter": Objection.objects.get(bid=bid).pk,
    }
    return f"/bids/{bid.pk}{pattern.format(**found)}"


@pytest.mark.parametrize("part", PARTS)
def test_pages(client: Client, cast: Cast, bid: Bid, part: str) -> None:
    path = f"/bids/{bid.pk}{part}"
    assert enter(client, cast, "ar").get(path).status_code == 200
    teammate = enter(client, cast, "teammate").get(path)
    assert teammate.status_code == 200 and "bids:edit" not in teammate.content.decode()
    assert enter(client, cast, "stranger").get(path).status_code == 404
    assert enter(client, cast, "guest").get(path).status_code == 403
    assert enter(client, cast, "ar").post(path).status_code == 405


@pytest.mark.parametrize("pattern", FORMS)
def test_forms(client: Client, cast: Cast, bid: Bid, pattern: str) -> None:
    path = url(bid, pattern)
    assert enter(client, cast, "ar").get(path).status_code == 200
    assert client.get(path, headers=SHEET).status_code == 200
    assert enter(client, cast, "teammate").get(path).status_code == 403
    assert enter(client, cast, "stranger").get(path).status_code == 404
    assert enter(client, cast, "ar").put(path).status_code == 405


@pytest.mark.parametrize("path", ["/bids/98765", "/bids/98765/clauses", "/bids/98765/edit", "/projects/98765/bid"])
def test_an_unknown_id(client: Client, cast: Cast, path: str) -> None:
    assert enter(client, cast, "ar").get(path).status_code == 404


def test_rows_of_another_bid_are_not_there(client: Client, cast: Cast, bid: Bid) -> None:
    other = create_bid(actor=cast.actor("ar"), project=bid.project_id, title="二标段")
    enter(client, cast, "ar")
    path = url(bid, "/clauses/{clause}").replace(f"/bids/{bid.pk}/", f"/bids/{other.pk}/")
    assert client.get(path).status_code == 404


def test_from_nothing_to_a_bid(client: Client, cast: Cast, deal: Project) -> None:
    enter(client, cast, "ar")
    assert "还没有投标" in client.get(f"/projects/{deal.pk}/bid").content.decode()
    new = f"/projects/{deal.pk}/bid/new"
    assert client.post(new, {"title": ""}).status_code == 422
    sent = {"title": "一标段", "mode": "open", "method": "scoring", "price": "550万", "price_currency": "CNY"}
    assert client.post(new, sent).status_code == 303
    made = Bid.objects.get()
    assert "一标段" in client.get(f"/projects/{deal.pk}/bid").content.decode()
    create_bid(actor=cast.actor("ar"), project=deal.pk, title="二标段")
    page = client.get(f"/projects/{deal.pk}/bid").content.decode()
    assert "一标段" in page and "二标段" in page
    assert client.post(f"/bids/{made.pk}/deletion").status_code == 303
    event = Event.objects.filter(subject_id=made.pk).latest("pk")
    assert client.post(f"/events/{event.pk}/undo").status_code == 303
    assert enter(client, cast, "teammate").get(new).status_code == 403


def test_a_hundred_and_twenty_clauses(client: Client, cast: Cast, deal: Project) -> None:
    enter(client, cast, "ar")
    made = create_bid(actor=cast.actor("ar"), project=deal.pk, title="一标段")
    text = "一、技术要求\n" + "\n".join(
        f"{'★' if at % 10 == 0 else ''}2.{at} 参数{at}不低于 5。" for at in range(1, 121)
    )
    path = f"/bids/{made.pk}/clauses/paste"
    preview = client.post(path, {"text": text}).content.decode()
    assert "识别出 120 条" in preview and not Clause.objects.exists()
    assert client.post(path, {"text": text, "bring": "1", "out": ["0"], "part": "commercial"}).status_code == 303
    assert Clause.objects.count() == 119 and Clause.objects.filter(kind="star").count() == 12
    assert set(Clause.objects.values_list("part", flat=True)) == {"technical"}
    assert client.post(path, {"text": " "}).status_code == 422
    picked = [str(pk) for pk in Clause.objects.values_list("pk", flat=True)]
    many = f"/bids/{made.pk}/clauses/many"
    assert client.post(many, {"pick": picked}, headers=SHEET).status_code == 422
    sent = {"pick": picked, "owner": str(cast.sr.pk), "status": "answered", "deviation": "none"}
    assert client.post(many, sent, headers=SHEET).status_code == 204
    assert Clause.objects.filter(owner=cast.sr, status="answered").count() == 119
    page = client.get(f"/bids/{made.pk}/clauses?status=answered&kind=star&owner={cast.sr.pk}").content.decode()
    assert page.count('id="c-') == 12
    assert client.post(f"/bids/{made.pk}/clauses/removal", {"pick": picked[:2]}).status_code == 303
    assert Clause.objects.count() == 117


def test_clauses_of_a_table(client: Client, cast: Cast, deal: Project) -> None:
    enter(client, cast, "ar")
    made = create_bid(actor=cast.actor("ar"), project=deal.pk, title="一标段")
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for line in (
        ("序号", "条款号", "招标要求"),
        (1, "3.1", "★提供 ISO9001 认证证书复印件"),
        (2, "3.2", "质保期不少于三年"),
    ):
        sheet.append(line)
    out = io.BytesIO()
    book.save(out)
    upload = SimpleUploadedFile("条款.xlsx", out.getvalue())
    page = client.post(f"/bids/{made.pk}/clauses/paste", {"text": "", "file": upload}).content.decode()
    assert "识别出 2 条" in page and "ISO9001" in page
    bad = SimpleUploadedFile("条款.xlsx", b"PK\x03\x04nonsense")
    assert client.post(f"/bids/{made.pk}/clauses/paste", {"text": "", "file": bad}).status_code == 422


def test_the_contents_as_word(client: Client, cast: Cast, bid: Bid) -> None:
    ids = list(Clause.objects.filter(bid=bid).values_list("pk", flat=True))
    edit_clauses(
        actor=cast.actor("ar"),
        bid=bid.pk,
        clauses=ids[:1],
        response="满足，见技术方案",
        deviation="positive",
        page="12",
    )
    answer = enter(client, cast, "ar").post(f"/bids/{bid.pk}/contents")
    assert answer.status_code == 200
    body = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    text = zipfile.ZipFile(io.BytesIO(body)).read("word/document.xml").decode()
    assert "满足，见技术方案" in text and "偏离表" in text and "正偏离" in text and "要求30" in text
    assert "5511223" not in text and "5,511,223" not in text
    assert Event.objects.filter(verb="bid.contents_taken").count() == 1
    assert client.get(f"/bids/{bid.pk}/contents").status_code == 405
    assert enter(client, cast, "stranger").post(f"/bids/{bid.pk}/contents").status_code == 404


def test_points_are_kept_when_one_is_wrong(client: Client, cast: Cast, bid: Bid) -> None:
    enter(client, cast, "ar")
    line, we = ScoreItem.objects.get(part="technical"), Bidder.objects.get(ours=True)
    path = f"/bids/{bid.pk}/scoring/points"
    assert client.post(path, {f"p.{we.pk}.{line.pk}": "71"}).status_code == 422
    assert client.post(path, {f"p.{we.pk}.{line.pk}": "65.5"}).status_code == 303
    we.refresh_from_db()
    assert we.scores == {str(line.pk): 6550}


def test_prices_and_bonds_stay_with_their_holders(client: Client, cast: Cast, bid: Bid) -> None:
    for path in ("/scoring", "/sealing", "", "/clauses", "/result"):
        seen = enter(client, cast, "ar").get(f"/bids/{bid.pk}{path}").content.decode()
        page = enter(client, cast, "fr").get(f"/bids/{bid.pk}{path}").content.decode()
        for secret in ("551.12", "5,511,223", "498.77", "4,987,654", "12.35", "123,456"):
            assert secret not in page, (path, secret)
        assert path != "/scoring" or ("498.77" in seen and "27." in seen)
        assert path != "/sealing" or "12.35" in seen or "123,456" in seen
    history = enter(client, cast, "fr").get(f"/records/{bid.pk}/history").content.decode()
    assert "5,511,223" not in history
    listed = client.get("/bids/?cols=title,price").content.decode()
    assert "551.12" not in listed
    told = client.get(f"/api/v1/bids/{bid.pk}", headers={"Accept": "application/json"}).content.decode()
    assert "551122344" not in told


def test_buttons(client: Client, cast: Cast, bid: Bid) -> None:
    enter(client, cast, "ar")
    base = f"/bids/{bid.pk}"
    first = SealItem.objects.earliest("place")
    assert client.post(f"{base}/seals/{first.pk}/confirmation").status_code == 303
    assert client.post(f"{base}/seals/{first.pk}/confirmation").status_code == 303  # told, not done
    first.refresh_from_db()
    assert first.first_by == cast.ar and first.second_by is None
    assert client.post(f"{base}/seals/{first.pk}/clearing").status_code == 303
    assert client.post(f"{base}/seals/{first.pk}/removal").status_code == 303
    assert client.post(f"{base}/seals/{first.pk}/nonsense").status_code == 404
    assert client.post(f"{base}/sealing/list").status_code == 303
    assert client.post(f"{base}/sealing/submission").status_code == 303
    assert Bid.objects.get().state == "preparing"
    assert client.post(f"{base}/bonds/{BondRequest.objects.get().pk}/arrived").status_code == 303
    assert client.post(f"{base}/sealing/seal", {"reason": ""}, headers=SHEET).status_code == 422
    assert client.post(f"{base}/sealing/seal", {"reason": "总经理批准"}, headers=SHEET).status_code == 204
    assert client.post(f"{base}/sealing/submission").status_code == 303
    sent = {"outcome": "won", "decided_on": "2026-11-30", "winner": str(Bidder.objects.get(ours=True).pk), "rank": "1"}
    assert client.post(f"{base}/result/record", sent, headers=SHEET).status_code == 204
    assert "中标" in client.get(f"{base}/result").content.decode()
    assert BidResult.objects.get().winner == Bidder.objects.get(ours=True)
    assert client.post(f"{base}/result/clearing").status_code == 303
    assert not BidResult.objects.exists()


def test_another_teams_lists_are_empty(client: Client, cast: Cast, bid: Bid) -> None:
    assert "一标段" in enter(client, cast, "ar").get("/bids/").content.decode()
    assert "一标段" not in enter(client, cast, "stranger").get("/bids/").content.decode()
    clause = Clause.objects.earliest("pk")
    assert enter(client, cast, "ar").get(f"/bid-clauses/{clause.pk}").status_code == 302


@pytest.mark.parametrize("part", PARTS)
def test_queries_do_not_grow(client: Client, cast: Cast, bid: Bid, part: str) -> None:
    enter(client, cast, "ar")
    path = f"/bids/{bid.pk}{part}"
    before = cost(client, path)
    ar = cast.actor("ar")
    bring_clauses(actor=ar, bid=bid.pk, clauses=[ClauseSpec(number=f"9.{at}", text="要求") for at in range(60)])
    for at in range(5):
        put_bidder(actor=ar, bid=bid.pk, name=f"对手{at}", likely=Money(500 * W))
        put_item(actor=ar, bid=bid.pk, name=f"项{at}", part="commercial", points=1)
    assert cost(client, path) <= before and before <= 52


def test_decided_pages(client: Client, cast: Cast, bid: Bid) -> None:
    record_result(actor=cast.actor("ar"), bid=bid.pk, outcome="failed", decided_on=clock.today())
    enter(client, cast, "ar")
    for part in PARTS:
        assert "流标" in client.get(f"/bids/{bid.pk}{part}").content.decode()
