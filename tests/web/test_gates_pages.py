"""Pages of decision points: each state, each part of the cast, what a form says to what it cannot use."""

from datetime import timedelta

import pytest
from django.test import Client

from pursuit.domain.gates.actions.lapses import note_lapses
from pursuit.domain.gates.models import Advance, ChecklistItem, Evidence, Passage, Review
from pursuit.domain.projects.models import Project
from pursuit.kernel import clock
from tests.cast import Cast
from tests.web.gates_cast import SHEET, call, deal, prove_until, ready, review, through
from tests.web.making import cost, enter

__all__ = ["deal", "review"]
TODAY = clock.today()


def page(client: Client, url: str, **more: object) -> str:
    answer = client.get(url, **more)
    assert answer.status_code == 200, url
    return answer.content.decode()


def test_who_opens_what(client: Client, cast: Cast, deal: Project, review: Review) -> None:
    at = f"/projects/{deal.pk}"
    looks = (f"{at}/charter", f"{at}/points", f"{at}/scorecards/grade", f"{at}/scorecards/bid", f"{at}/charter.docx",
             f"{at}/points/ATI/brief.docx", f"/reviews/{review.pk}", f"/reviews/{review.pk}/minutes.docx")  # fmt: skip
    edits = (f"{at}/charter/parts/background", f"{at}/charter/costs/new", f"{at}/evidence/ati-time",
             f"{at}/points/ATI/reviews/new", f"{at}/advances/new", f"/reviews/{review.pk}/cancelling")  # fmt: skip
    lists = (
        "/settings/points",
        "/settings/points/items/new",
        "/settings/points/criteria/new",
        "/settings/points/rules",
    )
    for part in ("ar", "manager", "director", "teammate", "guest", "finance", "operations"):
        enter(client, cast, part)
        for path in (*looks, "/points/"):
            assert client.get(path).status_code == 200, (part, path)
    for part, status in (("ar", 200), ("manager", 200), ("guest", 403), ("stranger", 404)):
        enter(client, cast, part)
        for path in edits:
            found = client.get(path).status_code
            assert found == status, (part, path, found)
    for path in looks:
        assert enter(client, cast, "stranger").get(path).status_code == 404, path
    for part, status in (("operations", 200), ("admin", 200), ("director", 403), ("ar", 403)):
        enter(client, cast, part)
        for path in lists:
            assert client.get(path).status_code == status, (part, path)
    enter(client, cast, "director")
    for path in (f"{at}/charter/parts/nothing", f"{at}/evidence/none", f"{at}/points/XX/brief.docx", "/reviews/999999",
                 f"{at}/scorecards/none", f"{at}/advances/999999/closing", "/conditions/999999/dropping"):  # fmt: skip
        assert client.get(path).status_code == 404, path
    for path in (f"/reviews/{review.pk}/vote", f"/reviews/{review.pk}/conclusion", f"{at}/charter/grade"):
        assert client.get(path).status_code == 405, path


def test_points_before_anything_is_proved(client: Client, cast: Cast, deal: Project) -> None:
    url = f"/projects/{deal.pk}/points"
    mine = page(enter(client, cast, "ar"), url)
    assert "未就绪" in mine and f"/projects/{deal.pk}/evidence/ati-time" in mine and "发起评审" in mine
    assert "/waivers/" not in mine, "a seller waives nothing"
    assert f"/projects/{deal.pk}/points/ATI/waivers/ati-time" in page(enter(client, cast, "director"), url)
    read = page(enter(client, cast, "guest"), url)
    assert "未就绪" in read and "/evidence/ati-time" not in read and "reviews/new" not in read
    assert "/advances/new" not in read and "没有申请" in read


def test_points_when_everything_is_here(client: Client, cast: Cast, deal: Project) -> None:
    ready(cast, deal)
    found = page(enter(client, cast, "ar"), f"/projects/{deal.pk}/points")
    assert "可以决策" in found and "申请通过" in found and "另行核实" in found and "高峻" in found
    assert "都已具备" in page(client, f"/projects/{deal.pk}/charter")


def test_points_that_are_passed_and_lapse(
    client: Client, cast: Cast, deal: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    through(cast, deal)
    url = f"/projects/{deal.pk}/points"
    passed = page(enter(client, cast, "ar"), url)
    assert "有效至" in passed and "通过</span>" in passed
    monkeypatch.setattr(clock, "today", lambda: TODAY + timedelta(days=121))
    note_lapses(actor=cast.actor("operations"))
    renewal = f"/projects/{deal.pk}/passages/{Passage.objects.get().pk}/renewal"
    lapsed = page(enter(client, cast, "ar"), url)
    assert "已失效" in lapsed and renewal not in lapsed
    assert renewal in page(enter(client, cast, "manager"), url)
    refused = client.post(renewal)
    assert refused.status_code == 409 and "采购时间表" in refused.content.decode(), "which proof is missing is said"
    overview = page(client, "/points/")
    assert deal.title in overview and "已通过但已失效" in overview
    prove_until(cast, deal, 30)
    assert client.post(renewal).status_code == 303
    assert Passage.objects.get().renewed_by == cast.manager


def test_the_charter_and_what_is_typed(client: Client, cast: Cast, deal: Project) -> None:
    at = f"/projects/{deal.pk}"
    empty = page(enter(client, cast, "ar"), f"{at}/charter")
    assert "尚未填写" in empty and "还没有列出费用" in empty
    sheet = page(client, f"{at}/charter/parts/background", headers=SHEET)
    assert "<html" not in sheet and 'name="background"' in sheet
    long = "背" * 20_001
    again = client.post(f"{at}/charter/parts/background", {"background": long}, headers=SHEET)
    assert again.status_code == 422 and long in again.content.decode()
    assert client.post(f"{at}/charter/parts/background", {"background": "闸口拥堵"}).status_code == 303
    assert "闸口拥堵" in page(client, f"{at}/charter")
    wrong = {"kind": "travel", "amount": "许多", "person_days": "1.55", "note": "两次现场"}
    again = client.post(f"{at}/charter/costs/new", wrong)
    kept = again.content.decode()
    assert again.status_code == 422 and "许多" in kept and "两次现场" in kept
    assert client.post(f"{at}/charter/costs/new", {**wrong, "amount": "3万", "person_days": "1.5"}).status_code == 303
    full = page(client, f"{at}/charter")
    assert "两次现场" in full and "1.5" in full
    theirs = page(enter(client, cast, "guest"), f"{at}/charter")
    assert "闸口拥堵" in theirs and "两次现场" not in theirs, "a guest sees no budget"
    assert client.get(f"{at}/charter/parts/budget").status_code == 403


def test_the_sheet_of_a_proof(client: Client, cast: Cast, deal: Project) -> None:
    url = f"/projects/{deal.pk}/evidence/ati-time"
    sheet = page(enter(client, cast, "ar"), url, headers=SHEET)
    assert "<html" not in sheet and "招标" in sheet
    typed = {"text": "业主六月招标", "confidence": "confirmed"}
    day = TODAY.isoformat()
    before = {"observed_on": day, "expires_on": (TODAY - timedelta(days=1)).isoformat()}
    for bad, words in (
        ({"observed_on": (TODAY + timedelta(days=1)).isoformat()}, "不能晚于今天"),
        (before, "不能早于"),
        ({"observed_on": "明后天"}, "明后天"),
        ({"confidence": "sure"}, ""),
    ):
        again = client.post(url, typed | bad, headers=SHEET)
        said = again.content.decode()
        assert again.status_code == 422 and words in said and "业主六月招标" in said, bad
    assert client.post(url, {"confidence": "confirmed"}).status_code == 422, "nothing is said"
    assert not Evidence.objects.exists()
    assert client.post(url, typed | {"observed_on": day}).status_code == 303
    anew = page(client, url)
    assert "业主六月招标" in anew
    assert "重新举证" in page(client, f"/projects/{deal.pk}/points")
    assert client.post(f"{url}/removal").status_code == 303 and not Evidence.objects.exists()


def test_a_waiver_needs_a_reason(client: Client, cast: Cast, deal: Project) -> None:
    url = f"/projects/{deal.pk}/points/ATI/waivers/ati-time"
    enter(client, cast, "director")
    assert "ATI" in page(client, url, headers=SHEET)
    assert client.post(url, {"reason": ""}).status_code == 422
    assert client.post(url, {"reason": "董事长已面谈"}).status_code == 303
    assert "董事长已面谈" in page(client, f"/projects/{deal.pk}/points")
    again = client.post(url, {"reason": "再写一次"})
    assert again.status_code == 422 and "再写一次" in again.content.decode()
    assert client.post(f"{url}/removal").status_code == 303
    for part in ("ar", "manager"):
        assert enter(client, cast, part).get(url).status_code == 403


def test_the_overview_of_a_new_company_and_of_a_busy_one(client: Client, cast: Cast, deal: Project) -> None:
    empty = page(enter(client, cast, "director"), "/points/")
    assert "没有进行中的评审" in empty and deal.title not in empty
    call(cast, deal)
    prove_until(cast, deal, 10)
    busy = page(client, "/points/")
    assert deal.title in busy and "即将到期的证据" in busy
    assert deal.title not in page(enter(client, cast, "stranger"), "/points/")


def test_asking_to_begin_before_signing(client: Client, cast: Cast, deal: Project) -> None:
    url = f"/projects/{deal.pk}/advances/new"
    typed = {"kind": "work", "exposure": "5万", "sign_by": "2020-01-01", "scope": "样机开发", "reason": "客户催"}
    again = enter(client, cast, "ar").post(url, typed, headers=SHEET)
    said = again.content.decode()
    assert again.status_code == 422 and "样机开发" in said and "客户催" in said
    typed["sign_by"] = (TODAY + timedelta(days=30)).isoformat()
    assert client.post(url, typed).status_code == 303
    row = Advance.objects.get()
    assert "样机开发" in page(client, f"/projects/{deal.pk}/points") and deal.title in page(client, "/points/")
    closing = f"/projects/{deal.pk}/advances/{row.pk}/closing"
    early = client.post(closing, {"reason": "已签"})
    assert early.status_code == 422 and "已签" in early.content.decode(), "nothing is closed before it is approved"


def test_the_lists_of_the_company(client: Client, cast: Cast) -> None:
    enter(client, cast, "operations")
    item = ChecklistItem.objects.get(code="ati-time")
    assert item.label in page(client, "/settings/points")
    assert "<html" not in page(client, f"/settings/points/items/{item.pk}", headers=SHEET)
    url = "/settings/points/items/new"
    typed = {"point": "ATI", "name": "客户已实地考察", "kind": "visit", "weight": "many", "guidance": "带照片"}
    again = client.post(url, typed)
    said = again.content.decode()
    assert again.status_code == 422 and "客户已实地考察" in said and "带照片" in said and "many" in said
    assert client.post(url, typed | {"weight": "10"}).status_code == 303
    assert "客户已实地考察" in page(client, "/settings/points")
    wrong = client.post(url, typed | {"weight": "10", "kind": "fact", "name": "系统认定某事"})
    assert wrong.status_code == 422 and "系统认定某事" in wrong.content.decode(), "a fact must be one the system knows"
    crossed = {"review_grades": "ab", "scorecard_points": "ATB", "least_score": "60", "bid_go": "40", "bid_stop": "70",
               "term_days": "180", "exposure": "100万"}  # fmt: skip
    assert client.post("/settings/points/rules", crossed).status_code == 422
    assert client.post("/settings/points/rules", crossed | {"bid_go": "75", "bid_stop": "45"}).status_code == 303
    assert "75" in page(client, "/settings/points")


def test_query_budget(client: Client, cast: Cast, deal: Project, review: Review) -> None:
    ready(cast, deal)
    enter(client, cast, "manager")
    for url, most in (
        (f"/projects/{deal.pk}/points", 60), (f"/projects/{deal.pk}/charter", 54), (f"/reviews/{review.pk}", 48),
        ("/points/", 20),
    ):  # fmt: skip
        found = cost(client, url)
        assert found <= most, (url, found)
