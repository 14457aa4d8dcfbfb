"""Pages of one project: the standing questions, sheets, outcomes, team and lines."""

import pytest
from django.test import Client

from pursuit.domain.bids.actions.bids import create_bid
from pursuit.domain.bids.actions.results import record_result
from pursuit.domain.customers.actions.accounts import create_account
from pursuit.domain.customers.models import Account
from pursuit.domain.market.actions.competitors import create_competitor
from pursuit.domain.methods.models import Method
from pursuit.domain.projects.models import Outcome, Project
from pursuit.kernel import clock
from pursuit.kernel.models import Event
from pursuit.kernel.money import Money
from tests.cast import Cast
from tests.finance.money import Deal
from tests.web.making import cost, enter, make_deal, with_chain, with_triangle

TABS = ("", "/team", "/tasks", "/files", "/history", "/edit", "/next-step", "/sign-date", "/stage")
SHEETS = ("/outcome/won", "/outcome/lost", "/outcome/suspended", "/workspaces/goals", "/members/new", "/parties/new",
          "/lines/new", "/rivals/new", "/visits/new")  # fmt: skip


@pytest.fixture
def deal(cast: Cast) -> Project:
    return with_triangle(cast, make_deal(cast))


def test_works(client: Client, cast: Cast, deal: Project) -> None:
    enter(client, cast, "ar")
    for tab in (*TABS, *SHEETS):
        assert client.get(f"/projects/{deal.pk}{tab}").status_code == 200, tab
    page = client.get(f"/projects/{deal.pk}").content.decode()
    assert "变电站监控系统" in page and "300.00" in page and "32%" in page
    assert client.get("/projects/new").status_code == 200
    assert client.get("/projects/new?kind=initiative").status_code == 200


def test_a_sheet_and_the_page_agree(client: Client, cast: Cast, deal: Project) -> None:
    enter(client, cast, "ar")
    sheet = client.get(f"/projects/{deal.pk}/next-step", headers={"HX-Request": "true", "HX-Target": "sheet-host"})
    page = client.get(f"/projects/{deal.pk}/next-step")
    assert "<html" not in sheet.content.decode() and "<html" in page.content.decode()
    assert 'value="拜访总工"' in sheet.content.decode() and 'value="拜访总工"' in page.content.decode()


@pytest.mark.parametrize("tab", [*TABS, *SHEETS])
def test_a_stranger_gets_404_as_for_an_unknown_id(client: Client, cast: Cast, deal: Project, tab: str) -> None:
    enter(client, cast, "stranger")
    assert client.get(f"/projects/{deal.pk}{tab}").status_code == 404
    assert client.get(f"/projects/987654{tab}").status_code == 404


def test_a_teammate_reads_and_may_not_write(client: Client, cast: Cast, deal: Project) -> None:
    enter(client, cast, "teammate")
    page = client.get(f"/projects/{deal.pk}").content.decode()
    assert "变电站监控系统" in page and 'class="editable"' not in page and "/outcome/" not in page
    assert client.get(f"/projects/{deal.pk}/next-step").status_code == 403
    assert client.post(f"/projects/{deal.pk}/outcome/won", {"reason": "early"}).status_code in (403, 422)
    enter(client, cast, "guest")
    page = client.get(f"/projects/{deal.pk}").content.decode()
    assert "变电站监控系统" in page and "32%" not in page  # the margin is not for guests
    for path in ("next-step", "edit", "members/new"):
        assert client.get(f"/projects/{deal.pk}/{path}").status_code == 403


@pytest.mark.parametrize("path", ["/deletion", "/members/1/removal", "/parties/1/removal"])
def test_wrong_method(client: Client, cast: Cast, deal: Project, path: str) -> None:
    enter(client, cast, "ar")
    assert client.get(f"/projects/{deal.pk}{path}").status_code == 405
    assert client.post(f"/projects/{deal.pk}").status_code == 405


def test_bad_ids_inside_a_project(client: Client, cast: Cast, deal: Project) -> None:
    enter(client, cast, "ar")
    for path in ("members/9", "lines/9", "rivals/9", "outcome/nonsense", "workspaces/nonsense"):
        assert client.get(f"/projects/{deal.pk}/{path}").status_code == 404, path
    assert client.post(f"/projects/{deal.pk}/parties/9/removal").status_code == 404
    assert client.post(f"/projects/{deal.pk}/nonsense/9/removal").status_code == 404


def test_create(client: Client, cast: Cast) -> None:
    enter(client, cast, "ar")
    method = Method.objects.get(code="direct")
    sent = {"title": "新项目", "amount": "120万", "amount_currency": "CNY", "owner": cast.ar.pk}
    answer = client.post(f"/projects/new?method={method.pk}", {**sent, "amount": "一堆"})
    assert answer.status_code == 422 and "一堆" in answer.content.decode()
    assert client.post(f"/projects/new?method={method.pk}", sent).status_code == 303
    row = Project.objects.get()
    assert row.version.method == method and row.amount == 120_000_000


def test_an_unseen_customer_is_not_offered(client: Client, cast: Cast) -> None:
    hidden = create_account(actor=cast.actor("stranger"), title="看不见的客户")
    enter(client, cast, "ar")
    assert "看不见的客户" not in client.get(f"/projects/new?account={hidden.pk}").content.decode()


def test_next_step_and_sign_date(client: Client, cast: Cast, deal: Project) -> None:
    enter(client, cast, "ar")
    sent = {"next_step": "报价", "next_step_on": "2026-12-24", "next_step_owner": cast.sr.pk}
    assert client.post(f"/projects/{deal.pk}/next-step", sent).status_code == 303
    sent = {"expected_sign_on": "2099年1月5日", "reason": "预算推迟"}
    assert client.post(f"/projects/{deal.pk}/sign-date", sent).status_code == 303
    deal.refresh_from_db()
    assert (deal.next_step, deal.next_step_owner, deal.slip_count) == ("报价", cast.sr, 1)
    assert "预算推迟" in client.get(f"/projects/{deal.pk}/sign-date").content.decode()
    answer = client.post(f"/records/project/{deal.pk}/fields/next_step", {"next_step": "签约"})
    assert answer.status_code == 200 and "签约" in answer.content.decode()


def test_outcomes(client: Client, cast: Cast, deal: Project) -> None:
    enter(client, cast, "ar")
    assert client.post(f"/projects/{deal.pk}/outcome/lost", {}).status_code == 422
    rival = create_competitor(actor=cast.actor("ar"), title="南方自动化")
    sent = {"reason": "price", "winner": rival.pk, "decided_on": str(clock.today()), "note": "低价"}
    assert client.post(f"/projects/{deal.pk}/outcome/lost", sent).status_code == 303
    assert Outcome.objects.get(project=deal).winner_id == rival.pk
    page = client.get(f"/projects/{deal.pk}/history").content.decode()
    assert "南方自动化" in page
    assert client.get(f"/projects/{deal.pk}/outcome/won").status_code == 409
    assert client.post(f"/projects/{deal.pk}/outcome/reopened", {"reason": "重新招标"}).status_code == 303
    deal.refresh_from_db()
    assert deal.status == "active"


def test_won_at_what_the_papers_say(client: Client, cast: Cast, deal: Project) -> None:
    """The sheet knows the sum of the signed contracts, the price of the award, of the accepted quote, in this order."""
    enter(client, cast, "ar")
    sheet = f"/projects/{deal.pk}/outcome/won"
    assert "金额仍是估算" in client.get(sheet).content.decode()
    bid = create_bid(actor=cast.actor("ar"), project=deal.pk, title="一标段")
    record_result(
        actor=cast.actor("ar"), bid=bid.pk, outcome="won", decided_on=clock.today(), price=Money(1_234_567_00)
    )
    page = client.get(sheet).content.decode()
    assert "1234567" in page.replace(",", "") and "中标价" in page
    assert deal.account_id
    money = Deal(cast, Account.objects.get(pk=deal.account_id), deal)
    money.contract(900_000_00)
    money.contract(100_000_00, title="补充合同")
    page = client.get(sheet).content.decode()
    assert "1000000" in page.replace(",", "") and "已签合同" in page
    sent = {"reason": "early", "decided_on": str(clock.today()), "amount": "1000000"}
    assert client.post(sheet, sent).status_code == 303
    deal.refresh_from_db()
    assert (deal.status, deal.amount) == ("won", 1_000_000_00)


def test_team_and_lines(client: Client, cast: Cast, deal: Project) -> None:
    enter(client, cast, "ar")
    base = f"/projects/{deal.pk}"
    sent = {"user": cast.teammate.pk, "role": "bid_manager", "core": "true"}
    assert client.post(f"{base}/members/new", sent).status_code == 303
    member = deal.team.get(role="bid_manager")
    assert client.post(f"{base}/members/{member.pk}", {"core": "true", "allocation": "40"}).status_code == 303
    assert client.post(f"{base}/members/{member.pk}/removal").status_code == 303
    assert client.post(f"{base}/parties/new", {"role": "design"}).status_code == 422
    assert client.post(f"{base}/parties/new", {"role": "design", "name": "华东院"}).status_code == 303
    rival = create_competitor(actor=cast.actor("ar"), title="北辰")
    assert client.post(f"{base}/rivals/new", {"competitor": rival.pk, "stage": "c2"}).status_code == 303
    assert client.post(f"{base}/rivals/{rival.pk}", {"stage": "c3", "price": "100万"}).status_code == 422
    page = client.get(f"{base}/team").content.decode()
    assert "华东院" in page and "北辰" in page
    party = deal.parties.get()
    assert client.post(f"{base}/parties/{party.pk}/removal").status_code == 303
    assert client.post(f"{base}/rivals/{rival.pk}/removal").status_code == 303
    assert not deal.parties.exists() and not deal.rivals.exists()


def test_a_workspace_by_a_persons_word(client: Client, cast: Cast, deal: Project) -> None:
    enter(client, cast, "ar")
    assert client.post(f"/projects/{deal.pk}/workspaces/goals", {"state": "at_risk"}).status_code == 422
    sent = {"state": "at_risk", "reason": "目标未共识"}
    assert client.post(f"/projects/{deal.pk}/workspaces/goals", sent).status_code == 303
    assert "目标未共识" in client.get(f"/projects/{deal.pk}").content.decode()


def test_delete_and_bring_back(client: Client, cast: Cast, deal: Project) -> None:
    enter(client, cast, "ar")
    assert client.post(f"/projects/{deal.pk}/deletion").status_code == 303
    assert client.get(f"/projects/{deal.pk}").status_code == 404
    event = Event.objects.filter(subject_id=deal.pk).latest("pk")
    assert client.post(f"/events/{event.pk}/undo", {"back": "/projects/"}).status_code == 303
    assert client.get(f"/projects/{deal.pk}").status_code == 200


@pytest.mark.parametrize("many", [3, 30])
def test_query_budget(client: Client, cast: Cast, deal: Project, many: int) -> None:
    with_chain(cast, deal, many)
    for at in range(many):
        rival = create_competitor(actor=cast.actor("ar"), title=f"对手 {at}")
        client.force_login(cast.ar)
        client.post(f"/projects/{deal.pk}/rivals/new", {"competitor": rival.pk, "stage": "c2"})
        client.post(f"/tasks/new?about={deal.pk}", {"title": f"任务 {at}", "owner": cast.ar.pk})
    assert cost(client, f"/projects/{deal.pk}") <= 35
    assert cost(client, f"/projects/{deal.pk}/team") <= 35
