"""Contracts: drafted with a deviation, reviewed, signed; the payment plan hangs on the milestone."""

import re
from collections.abc import Sequence

from playwright.sync_api import Page, expect

from tests.plumbing.browser import screenshot
from tests.stories.hands import day, fits, said

MILESTONE, ACCEPTED = "终验", 120  # days from today
AFTER = {"终验款": "30", "质保金": "730"}
PLAN = (("预付款", "20"), ("到货款", "30"), ("初验款", "20"), ("终验款", "25"), ("质保金", "5"))


def milestone(page: Page) -> None:
    """What the last money hangs on: the first row of the project's plan."""
    page.get_by_role("navigation", name="视图").get_by_role("link", name="计划", exact=True).click()
    page.get_by_role("textbox", name="标题").fill(MILESTONE)
    page.get_by_role("button", name="开始").click()
    page.locator(".gantt_row", has_text=MILESTONE).click()
    panel = page.locator("form[data-wish]")
    panel.get_by_role("checkbox", name="里程碑").check()
    panel.get_by_role("combobox", name="限制", exact=True).select_option(label="不得早于…开始")
    panel.get_by_role("textbox", name=re.compile("^限制日期")).fill(f"{day(ACCEPTED)}T09:00")
    panel.get_by_role("button", name="保存").click()
    said(page, "保存")
    screenshot(page, "story-deal-contracting-01-milestone")


def draft(page: Page, title: str, amount: str) -> None:
    page.get_by_role("navigation", name="视图").get_by_role("link", name="合同", exact=True).click()
    page.get_by_role("link", name="新建合同").first.click()
    page.get_by_role("textbox", name="合同名称").fill(title)
    page.get_by_role("textbox", name="含税金额").fill(amount)
    page.get_by_role("button", name="新建", exact=True).click()
    expect(page.get_by_role("link", name="写回款计划")).to_be_visible()


def deviation(page: Page) -> None:
    page.get_by_role("button", name="登记偏离").click()
    form = page.locator("#sheet")
    form.get_by_role("textbox", name="条款").fill("违约金")
    form.get_by_role("textbox", name="我方标准").fill("不超过 5%")
    form.get_by_role("textbox", name="约定内容").fill("10%")
    form.get_by_role("button", name="添加").click()
    expect(page.get_by_text("不超过 5%")).to_be_visible()


def submit(page: Page) -> None:
    page.get_by_role("button", name="提交", exact=True).click()
    page.locator("#sheet").get_by_role("button", name="提交").click()
    expect(page.get_by_text("评审中", exact=True)).to_be_visible()


def sign(page: Page) -> None:
    page.get_by_role("button", name="登记签订").first.click()
    page.locator("#sheet").get_by_label(re.compile("^签订日期")).fill(day(0))
    page.locator("#sheet").get_by_role("button", name="登记签订").click()
    expect(page.get_by_text("已签订").first).to_be_visible()


def instalments(page: Page, plan: Sequence[tuple[str, str]]) -> None:
    """What hangs on the final acceptance hangs on its milestone, the rest on days."""
    page.get_by_role("link", name="写回款计划").click()
    for at, (trigger, share) in enumerate(plan, 1):
        page.get_by_label(f"款项类型 {at}", exact=True).select_option(label=trigger)
        page.locator("input[name='line.share']").nth(at - 1).fill(share)
        if trigger in AFTER:
            page.get_by_label(f"里程碑 {at}", exact=True).select_option(index=1)
            page.get_by_label(f"之后天数 {at}", exact=True).fill(AFTER[trigger])
        else:
            page.get_by_label(f"或预计日期 {at}", exact=True).fill(day(20 * at))
    for at in range(len(plan) + 1, 6):  # the usual five parts stand there already
        page.get_by_label(f"款项类型 {at}", exact=True).select_option(label="—")
    screenshot(page, f"story-deal-contracting-02-plan-of-{len(plan)}")
    page.get_by_role("button", name="保存回款计划").click()
    said(page, "计划")
    fits(page)
    screenshot(page, f"story-deal-contracting-03-plan-of-{len(plan)}")
