"""From the tender document to money on the account, as a seller and a finance clerk do it on the pages."""

import re
from collections.abc import Callable
from datetime import timedelta

from playwright.sync_api import Page, expect

from pursuit.domain.finance.models import Instalment
from pursuit.domain.plans.actions.rows import add_row, edit_row
from pursuit.kernel import approvals, clock
from pursuit.kernel.models import Approval
from tests.cast import PASSWORD, Cast, assemble
from tests.plumbing.browser import screenshot
from tests.stories.hands import choose, day, fits, said, sheet, sign_in, with_password
from tests.web.making import make_deal, with_triangle

TITLE = "港区闸口智能化"
CLAUSES = "\n".join(f"{'★' if one == 1 else ''}3.{one} 参数 {one} 不低于要求值。" for one in range(1, 121))
PLAN = (("预付款", "20"), ("到货款", "30"), ("初验款", "20"), ("终验款", "25"), ("质保金", "5"))


def test_from_the_clauses_to_the_receipt(transactional_db: None, open_page: Callable[..., Page]) -> None:
    cast = assemble()
    with_password(cast, "ar", "finance")
    row = with_triangle(cast, make_deal(cast, TITLE, grade="c"))
    final = add_row(actor=cast.actor("ar"), about=row.pk, title="终验", milestone=True, **_on(120))
    page = open_page("/", width=1400)
    sign_in(page, "ar", PASSWORD)
    base = page.url.rstrip("/")
    page.goto(f"{base}/projects/{row.pk}/bid")
    _clauses(page)
    _simulation(page)
    page.goto(f"{base}/projects/{row.pk}/contracts")
    _contract(page, cast)
    _slip(page, cast, final.pk)
    money = open_page("/", width=390)
    sign_in(money, "finance", PASSWORD)
    receipt = _receipt(money)
    page.goto(receipt)
    _allocation(page, row.account.title)


def _on(days: int) -> dict[str, object]:
    return {"limit": "snet", "limit_at": f"{clock.today() + timedelta(days=days):%Y-%m-%d}T09:00"}


def _clauses(page: Page) -> None:
    """120 clauses pasted, looked at, and answered together."""
    page.get_by_role("link", name="参加投标").click()
    page.get_by_role("textbox", name="我方报价").fill("565万")
    page.get_by_role("button", name="开始投标").click()
    page.get_by_role("link", name="粘贴条款", exact=True).first.click()
    page.get_by_label("招标文件条款").fill(CLAUSES)
    page.get_by_role("button", name="拆分并预览").click()
    fits(page)
    page.get_by_role("button", name="写入响应矩阵").click()
    expect(page.get_by_text("120")).not_to_have_count(0)
    fits(page)
    screenshot(page, "story-tender-01-matrix")


def _simulation(page: Page) -> None:
    page.get_by_role("link", name="评分与模拟").click()
    for name, likely in (("甲公司", "540万"), ("乙公司", "600万")):
        page.get_by_role("link", name="添加投标人").click()
        sheet = page.locator("#sheet")
        sheet.get_by_role("textbox", name="名称").fill(name)
        sheet.get_by_role("textbox", name="最可能报价").fill(likely)
        sheet.get_by_role("button", name=re.compile("添加|保存")).click()
        expect(page.get_by_role("table").get_by_text(name).first).to_be_visible()
    # 30 points × 540/565 = 28.67
    expect(page.locator("main")).to_contain_text("28.67")
    fits(page)
    screenshot(page, "story-tender-02-simulation")


def _contract(page: Page, cast: Cast) -> None:
    """Drafted, a deviation noted, the payment plan written on the milestone, reviewed, signed."""
    page.get_by_role("link", name="新建合同").first.click()
    page.get_by_role("textbox", name="含税金额").fill("565万")
    page.get_by_role("button", name="新建", exact=True).click()
    expect(page.get_by_role("link", name="写回款计划")).to_be_visible()
    page.get_by_role("button", name="登记偏离").click()
    sheet = page.locator("#sheet")
    sheet.get_by_role("textbox", name="条款").fill("违约金")
    sheet.get_by_role("textbox", name="我方标准").fill("不超过 5%")
    sheet.get_by_role("textbox", name="约定内容").fill("10%")
    sheet.get_by_role("button", name="添加").click()
    expect(page.get_by_text("不超过 5%")).to_be_visible()
    page.get_by_role("link", name="写回款计划").click()
    for at, (trigger, share) in enumerate(PLAN, 1):
        page.get_by_label(f"款项类型 {at}", exact=True).select_option(label=trigger)
        page.locator("input[name='line.share']").nth(at - 1).fill(share)
        if trigger in ("终验款", "质保金"):
            page.get_by_label(f"里程碑 {at}", exact=True).select_option(index=1)
            page.get_by_label(f"之后天数 {at}", exact=True).fill("30" if trigger == "终验款" else "730")
        else:
            page.get_by_label(f"或预计日期 {at}", exact=True).fill(day(20 * at))
    screenshot(page, "story-tender-03-plan")
    page.get_by_role("button", name="保存回款计划").click()
    said(page, "计划")
    page.get_by_role("button", name="提交", exact=True).click()
    page.locator("#sheet").get_by_role("button", name="提交").click()
    expect(page.get_by_text("评审中", exact=True)).to_be_visible()
    approvals.decide_approval(actor=cast.actor("manager"), approval=Approval.objects.get().pk, approved=True)
    director = cast.actor("director")
    for pk in Approval.objects.filter(state="pending").values_list("pk", flat=True):
        approvals.decide_approval(actor=director, approval=pk, approved=True)
    page.reload()
    page.get_by_role("button", name="登记签订").first.click()
    page.locator("#sheet").get_by_label(re.compile("^签订日期")).fill(day(0))
    page.locator("#sheet").get_by_role("button", name="登记签订").click()
    expect(page.get_by_text("已签订").first).to_be_visible()
    fits(page)
    screenshot(page, "story-tender-04-contract")


def _slip(page: Page, cast: Cast, final: int) -> None:
    """The acceptance slips 45 days: the page of the contract says the new day beside the agreed one."""
    due = Instalment.objects.get(trigger="final").due_on
    edit_row.run(cast.actor("ar"), {"row": final, **_on(165)})
    page.reload()
    later = Instalment.objects.get(trigger="final").due_on
    assert due and later and 42 <= (later - due).days <= 48
    expect(page.locator("main")).to_contain_text(f"{later:%Y-%m-%d}")


def _receipt(page: Page) -> str:
    """Posted on a phone, as the bank names who paid."""
    page.goto(f"{page.url.rstrip('/')}/finance/receipts/new")
    page.get_by_role("textbox", name="付款单位").fill("港务集团结算中心")
    page.get_by_role("textbox", name="金额").fill("113万")
    page.get_by_role("button", name="登记").click()
    expect(page.get_by_text("待认领", exact=True)).to_be_visible()
    fits(page)
    return page.url


def _allocation(page: Page, customer: str) -> None:
    """Whose customer paid under another name is known to the seller, who claims it and says what it pays."""
    page.get_by_role("button", name="认领", exact=True).click()
    choose(sheet(page, "认领到款"), "客户", customer)
    page.locator("#sheet").get_by_role("button", name="认领").click()
    page.get_by_label(re.compile("预付款")).fill("113万")
    fits(page)
    screenshot(page, "story-tender-05-allocation")
    page.get_by_role("button", name="核销").click()
    expect(page.get_by_role("button", name="撤回")).to_be_visible()
    paid = Instalment.objects.get(trigger="prepayment")
    assert (paid.paid, paid.open_amount) == (113_000_000, 0)
