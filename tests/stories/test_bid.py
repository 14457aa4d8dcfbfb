"""A tender from its notice to the signature's decision: a bond, a decision, two pairs of eyes, a result."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from pursuit.domain.bids.actions.clauses import bring_clauses, edit_clauses
from pursuit.domain.bids.fields import ClauseSpec
from pursuit.domain.bids.models import Bid, BidResult, BondRequest, Clause
from pursuit.domain.contracts.actions.contracts import create_contract
from pursuit.domain.contracts.actions.states import submit_contract
from pursuit.domain.customers.actions.visits import create_visit
from pursuit.domain.finance.models import Bond
from pursuit.domain.gates.actions.evidence import waive
from pursuit.domain.gates.queries import points
from pursuit.domain.market.actions.competitors import create_competitor
from pursuit.domain.projects.actions.stages import move_stage
from pursuit.domain.projects.models import Project
from pursuit.kernel import approvals, clock
from pursuit.kernel.models import Approval
from pursuit.kernel.money import Money
from tests.cast import PASSWORD, Cast, assemble
from tests.gates.conftest import prove
from tests.plumbing.browser import screenshot
from tests.plumbing.gates import open_points, shipped_points
from tests.stories import deciding
from tests.stories.hands import day, fits, said, sheet, sign_in, with_password
from tests.web.making import make_deal, stage_of, with_chain, with_triangle

TITLE, VISIT, RIVAL = "港区闸口智能化", "技术交流会", "海蓝智能系统有限公司"


def test_from_the_tender_to_the_award(transactional_db: None, open_page: Callable[..., Page]) -> None:
    cast = assemble()
    with_password(cast, "ar", "manager", "director", "finance")
    row = _shaped(cast)
    page = open_page("/", width=1400)
    sign_in(page, "ar", PASSWORD)
    base = page.url.rstrip("/")
    page.goto(f"{base}/projects/{row.pk}")
    _tender(page)
    _bond(page)
    clerk = open_page("/", width=1400)
    sign_in(clerk, "finance", PASSWORD)
    _put_up(clerk)
    _arrived(page)
    director, manager = open_page("/", width=1400), open_page("/", width=390)
    sign_in(director, "director", PASSWORD)
    sign_in(manager, "manager", PASSWORD)
    _decided(page, director, manager, row, "ATB")
    row.refresh_from_db()
    assert row.stage.code == "bid"
    _clauses(cast)
    sealing = f"{base}/bids/{Bid.objects.get().pk}/sealing"
    page.goto(sealing)
    _two_pairs_of_eyes(page, manager, sealing)
    _won(page)
    _contract(cast, row)
    _decided(page, director, manager, row, "ATC")
    page.goto(f"{base}/projects/{row.pk}")
    expect(page.get_by_role("list", name="阶段")).to_contain_text("签约交底")
    fits(page)
    screenshot(page, "story-bid-17-project")
    row.refresh_from_db()
    assert (row.stage.code, row.status) == ("sign", "won")


def _shaped(cast: Cast) -> Project:
    """Charter and ATI are told elsewhere: the deal stands before the tender."""
    row = with_triangle(cast, make_deal(cast, TITLE, grade="b", objective="签下一期"))
    with_chain(cast, row, 3)
    create_competitor(actor=cast.actor("operations"), title=RIVAL)
    shipped_points()
    prove(cast, row, "ATI")
    for one in points.point(row, "ATI").lines:  # type: ignore[union-attr]
        if not one.verdict.good:
            waive(actor=cast.actor("director"), project=row.pk, point="ATI", what=one.item.code, reason="已在会上说明")
    open_points()
    create_visit(
        actor=cast.actor("ar"), title=VISIT, account=row.account_id, happened_at=clock.now(), kind="visit", summary="x"
    )
    move_stage(actor=cast.actor("ar"), project=row.pk, stage=stage_of(row, "shape").pk, reason="已立项")
    for part in ("manager", "director"):
        for pk in Approval.objects.filter(state="pending").values_list("pk", flat=True):
            approvals.decide_approval(actor=cast.actor(part), approval=pk, approved=True)
    row.refresh_from_db()
    assert row.stage.code == "shape"
    shipped_points()
    return row


def _tender(page: Page) -> None:
    """Registered: the lot, then what the notice says of dates and of the bond."""
    page.get_by_role("navigation", name="视图").get_by_role("link", name="投标", exact=True).click()
    page.get_by_role("link", name="参加投标").click()
    page.get_by_role("textbox", name="我方报价").fill("565万")
    page.get_by_role("button", name="开始投标").click()
    fits(page)
    screenshot(page, "story-bid-01-begun")
    page.get_by_role("link", name="招标日历").click()
    page.get_by_role("textbox", name="投标保证金").fill("10万")
    page.get_by_role("textbox", name=re.compile("预算|最高限价")).first.fill("650万")
    page.get_by_role("button", name="保存", exact=True).click()
    page.get_by_role("textbox", name="截标／开标", exact=True).fill(day(30))
    page.get_by_role("button", name="保存日期").click()
    said(page, "保存")
    fits(page)
    screenshot(page, "story-bid-02-calendar")


def _bond(page: Page) -> None:
    page.get_by_role("navigation", name="视图").get_by_role("link", name="投标", exact=True).click()
    page.get_by_role("link", name="封标与保证金").click()
    expect(page.locator("main")).to_contain_text("招标要求")
    page.get_by_role("link", name="申请投标保证金").click()
    form = sheet(page, "申请投标保证金")
    expect(form.get_by_role("textbox", name="保证金金额")).to_have_value(re.compile("100,000|10万"))
    form.get_by_role("textbox", name="收款人或受益人").fill("某招标公司")
    form.get_by_role("button", name="提交申请").click()
    said(page, "已向财务申请保证金。")
    fits(page)
    screenshot(page, "story-bid-03-bond-asked")


def _put_up(page: Page) -> None:
    """Finance finds it without being told, and puts it up as it was asked for."""
    page.get_by_role("link", name="资金", exact=True).click()
    line = page.get_by_role("listitem").filter(has_text="投标保证金待办理")
    fits(page)
    screenshot(page, "story-bid-04-finance")
    line.get_by_role("link", name="去办理").click()
    asked = page.get_by_role("region", name=re.compile("待办理的投标保证金"))
    expect(asked).to_contain_text("某招标公司")
    fits(page)
    screenshot(page, "story-bid-05-bonds")
    asked.get_by_role("link", name="登记保证金").click()
    expect(page.get_by_role("textbox", name="受益人")).to_have_value("某招标公司")
    page.get_by_role("textbox", name="应退日期").fill(day(60))
    fits(page)
    screenshot(page, "story-bid-06-bond-form")
    page.get_by_role("button", name="新建", exact=True).click()
    expect(page.get_by_role("heading", name=re.compile("某招标公司"))).to_be_visible()
    fits(page)
    screenshot(page, "story-bid-07-bond")
    page.get_by_role("navigation", name="主导航").get_by_role("link", name="资金", exact=True).click()
    page.get_by_role("link", name="保证金", exact=True).click()
    expect(page.get_by_role("table")).to_contain_text("某招标公司")
    screenshot(page, "story-bid-08-bond-listed")


def _arrived(page: Page) -> None:
    page.reload()
    expect(page.locator("main")).to_contain_text(f"财务已办理 {clock.today():%Y-%m-%d}")
    page.get_by_role("button", name="已到账").click()
    said(page, "已保存")
    fits(page)
    screenshot(page, "story-bid-09-bond-arrived")
    assert (BondRequest.objects.get().state, Bond.objects.get().state) == ("arrived", "out")


def _decided(page: Page, director: Page, manager: Page, row: Project, code: str) -> None:
    """ATB and ATC alike; at ATB the scorecard says whether to bid at all."""
    here = f"{'/'.join(page.url.split('/')[:3])}/projects/{row.pk}/points"
    page.goto(here)
    deciding.prove(page, code, VISIT)
    if code == "ATB":
        deciding.score(page)
        page.goto(here)
    deciding.call(page, code, "高峻")
    director.goto(here)
    deciding.conclude(director, code)
    deciding.ask(page, code, RIVAL if code == "ATB" else "")
    for one in (manager, director):
        deciding.approve(one, TITLE)


def _clauses(cast: Cast) -> None:
    """The matrix is told elsewhere: one clause, answered and checked."""
    ar, bid = cast.actor("ar"), Bid.objects.get()
    bring_clauses(actor=ar, bid=bid.pk, clauses=[ClauseSpec(number="3.1", text="等待不超过 2 分钟")])
    every = list(Clause.objects.values_list("pk", flat=True))
    edit_clauses(actor=ar, bid=bid.pk, clauses=every, status="checked", deviation="none")


def _two_pairs_of_eyes(page: Page, manager: Page, sealing: str) -> None:
    """Nobody confirms twice; the manager looks on a phone."""
    page.get_by_role("button", name="建立封标清单").click()
    lines = page.locator(".bid-seals > li")
    expect(lines).to_have_count(8)
    for still in range(8, 0, -1):
        left = page.get_by_role("button", name="已核对无误")
        expect(left).to_have_count(still)
        left.first.click()
    expect(page.get_by_text("等待另一人复核")).to_have_count(8)
    fits(page)
    screenshot(page, "story-bid-13-first-eyes")
    manager.goto(sealing)
    fits(manager)
    screenshot(manager, "story-bid-14-second-eyes")
    for still in range(8, 0, -1):
        left = manager.get_by_role("button", name="已核对无误")
        expect(left).to_have_count(still)
        left.first.click()
    expect(manager.get_by_role("button", name="已核对无误")).to_have_count(0)
    page.reload()
    expect(page.locator("main")).to_contain_text("没有阻碍封标的事项")
    page.get_by_role("link", name="封标", exact=True).click()
    form = sheet(page, "封标")
    form.get_by_role("button", name="确认封标").click()
    page.get_by_role("button", name="登记已递交").click()
    said(page, "已递交")
    fits(page)
    screenshot(page, "story-bid-15-handed-in")


def _won(page: Page) -> None:
    page.get_by_role("navigation", name="投标的各个部分").get_by_role("link", name="结果", exact=True).click()
    page.get_by_role("link", name="登记结果").click()
    form = sheet(page, "登记结果")
    form.get_by_role("combobox", name="结果").select_option(label="中标")
    form.get_by_role("textbox", name="中标价").fill("565万")
    form.get_by_role("textbox", name="我方名次（公布）").fill("1")
    form.get_by_role("button", name="保存").click()
    said(page, "结果已登记。")
    fits(page)
    screenshot(page, "story-bid-16-won")
    assert BidResult.objects.get().outcome == "won"


def _contract(cast: Cast, row: Project) -> None:
    """Its words and its review are told elsewhere."""
    ar = cast.actor("ar")
    made = create_contract(
        actor=ar, title=f"{TITLE}合同", account=row.account_id, project=row.pk, amount=Money(565_000_000)
    )
    submit_contract(actor=ar, contract=made.pk)
    for part in ("manager", "director"):
        for pk in Approval.objects.filter(state="pending").values_list("pk", flat=True):
            approvals.decide_approval(actor=cast.actor(part), approval=pk, approved=True)
