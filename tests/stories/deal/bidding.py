"""A tender from its notice to the award: bond, clauses, a simulation, two pairs of eyes, the result."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from pursuit.domain.bids.models import BidResult, BondRequest
from pursuit.domain.finance.models import Bond
from pursuit.kernel import clock
from tests.plumbing.browser import screenshot
from tests.stories.deal.papers import taken, words
from tests.stories.hands import day, fits, said, sheet

CLAUSES = "\n".join(f"{'★' if one == 1 else ''}3.{one} 参数 {one} 不低于要求值。" for one in range(1, 121))


def tender(page: Page) -> None:
    """Registered: the lot, then what the notice says of dates and of the bond."""
    page.get_by_role("navigation", name="视图").get_by_role("link", name="投标", exact=True).click()
    page.get_by_role("link", name="参加投标").click()
    page.get_by_role("textbox", name="我方报价").fill("565万")
    page.get_by_role("button", name="开始投标").click()
    fits(page)
    screenshot(page, "story-deal-bidding-01-begun")
    page.get_by_role("link", name="招标日历").click()
    page.get_by_role("textbox", name="投标保证金").fill("10万")
    page.get_by_role("textbox", name=re.compile("预算|最高限价")).first.fill("650万")
    page.get_by_role("button", name="保存", exact=True).click()
    page.get_by_role("textbox", name="截标／开标", exact=True).fill(day(30))
    page.get_by_role("button", name="保存日期").click()
    said(page, "保存")
    fits(page)
    screenshot(page, "story-deal-bidding-02-calendar")


def bond(page: Page) -> None:
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
    screenshot(page, "story-deal-bidding-03-bond-asked")


def put_up(page: Page) -> None:
    """Finance finds it without being told, and puts it up as it was asked for."""
    page.get_by_role("link", name="资金", exact=True).click()
    line = page.get_by_role("listitem").filter(has_text="投标保证金待办理")
    fits(page)
    screenshot(page, "story-deal-bidding-04-finance")
    line.get_by_role("link", name="去办理").click()
    asked = page.get_by_role("region", name=re.compile("待办理的投标保证金"))
    expect(asked).to_contain_text("某招标公司")
    fits(page)
    screenshot(page, "story-deal-bidding-05-bonds")
    asked.get_by_role("link", name="登记保证金").click()
    expect(page.get_by_role("textbox", name="受益人")).to_have_value("某招标公司")
    page.get_by_role("textbox", name="应退日期").fill(day(60))
    fits(page)
    screenshot(page, "story-deal-bidding-06-bond-form")
    page.get_by_role("button", name="新建", exact=True).click()
    expect(page.get_by_role("heading", name=re.compile("某招标公司"))).to_be_visible()
    fits(page)
    screenshot(page, "story-deal-bidding-07-bond")
    page.get_by_role("navigation", name="主导航").get_by_role("link", name="资金", exact=True).click()
    page.get_by_role("link", name="保证金", exact=True).click()
    expect(page.get_by_role("table")).to_contain_text("某招标公司")
    screenshot(page, "story-deal-bidding-08-bond-listed")


def arrived(page: Page) -> None:
    page.reload()
    expect(page.locator("main")).to_contain_text(f"财务已办理 {clock.today():%Y-%m-%d}")
    page.get_by_role("button", name="已到账").click()
    said(page, "已保存")
    fits(page)
    screenshot(page, "story-deal-bidding-09-bond-arrived")
    assert (BondRequest.objects.get().state, Bond.objects.get().state) == ("arrived", "out")


def clauses(page: Page, folder: Path) -> None:
    """120 clauses pasted and looked at; answered and checked together."""
    parts = page.get_by_role("navigation", name="投标的各个部分")
    parts.get_by_role("link", name="响应矩阵", exact=True).click()
    page.get_by_role("link", name="粘贴条款", exact=True).first.click()
    page.get_by_label("招标文件条款").fill(CLAUSES)
    page.get_by_role("button", name="拆分并预览").click()
    fits(page)
    page.get_by_role("button", name="写入响应矩阵").click()
    expect(page.get_by_text("120")).not_to_have_count(0)
    fits(page)
    screenshot(page, "story-deal-bidding-10-matrix")
    contents = words(taken(page, page.get_by_role("button", name="标书目录（Word）"), folder))
    assert "3.120" in contents
    page.get_by_role("checkbox", name="选择本页全部").check()
    page.get_by_role("button", name="设置响应人、状态、证明、需求").click()
    form = page.locator("#sheet")
    form.get_by_role("combobox", name="状态").select_option(label="已复核")
    form.get_by_role("combobox", name="偏离").select_option(label="无偏离")
    form.get_by_role("button", name="指定").click()
    expect(page.locator("main")).to_contain_text("已复核 120 条")
    fits(page)
    screenshot(page, "story-deal-bidding-11-checked")


def simulation(page: Page) -> None:
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
    screenshot(page, "story-deal-bidding-12-simulation")


def two_pairs_of_eyes(page: Page, manager: Page, sealing: str) -> None:
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
    screenshot(page, "story-deal-bidding-13-first-eyes")
    manager.goto(sealing)
    fits(manager)
    screenshot(manager, "story-deal-bidding-13-second-eyes")
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
    screenshot(page, "story-deal-bidding-14-handed-in")


def won(page: Page) -> None:
    page.get_by_role("navigation", name="投标的各个部分").get_by_role("link", name="结果", exact=True).click()
    page.get_by_role("link", name="登记结果").click()
    form = sheet(page, "登记结果")
    form.get_by_role("combobox", name="结果").select_option(label="中标")
    form.get_by_role("textbox", name="中标价").fill("565万")
    form.get_by_role("textbox", name="我方名次（公布）").fill("1")
    form.get_by_role("button", name="保存").click()
    said(page, "结果已登记。")
    fits(page)
    screenshot(page, "story-deal-bidding-15-won")
    assert BidResult.objects.get().outcome == "won"


def said_why(page: Page) -> None:
    """The project was made won by the decision; the sheet knows the price of the award."""
    page.get_by_role("navigation", name="视图").get_by_role("link", name="概览", exact=True).click()
    page.get_by_role("link", name="补充原因").click()
    form = sheet(page, "标记赢单")
    expect(form).to_contain_text("金额取自中标价")
    expect(form.get_by_role("textbox", name="成交金额")).to_have_value("5,650,000.00")
    form.get_by_role("combobox", name="原因").select_option(label="关系 / 介入早")
    form.get_by_role("button", name="标记赢单").click()
    said(page, "赢单")
    expect(page.locator("main")).to_contain_text("565.00 万元")
    fits(page)
    screenshot(page, "story-deal-bidding-16-said-why")
