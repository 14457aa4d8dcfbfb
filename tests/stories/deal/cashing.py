"""The acceptance slips 45 days: the money stands in a later month. A receipt pays instalments of two contracts."""

import re
from datetime import date, timedelta

from playwright.sync_api import Page, expect

from pursuit.domain.finance.models import Instalment
from pursuit.kernel import clock
from tests.plumbing.browser import screenshot
from tests.stories.deal.contracting import ACCEPTED
from tests.stories.deal.words import CUSTOMER
from tests.stories.hands import choose, fits, said, sheet

SHOWN = "141.25"  # 万元: a quarter of the first contract
SLIP = 45  # days
PAYER = "港务集团结算中心"


def due() -> date:
    """The day of the final instalment as it stands now."""
    found = Instalment.objects.get(trigger="final").due_on
    assert found
    return found


def stands(page: Page, month: date, *, moved: bool) -> None:
    """In the table of the forecast: what is expected stands in this month, what was agreed where it was."""
    if not page.locator("details.money-table[open]").count():
        page.get_by_text("按月数字").click()
    cells = page.get_by_role("row", name=re.compile(f"^{month:%Y-%m} ")).get_by_role("cell")
    expect(cells.nth(1)).to_contain_text("—" if moved else SHOWN)
    expect(cells.nth(2)).to_contain_text(SHOWN)


def slip(page: Page) -> None:
    """On the plan, where whoever delivers says so."""
    page.get_by_role("navigation", name="视图").get_by_role("link", name="计划", exact=True).click()
    page.locator(".gantt_row", has_text="终验").click()
    panel = page.locator("form[data-wish]")
    moved = clock.today() + timedelta(days=ACCEPTED + SLIP)
    panel.get_by_role("textbox", name=re.compile("^限制日期")).fill(f"{moved:%Y-%m-%d}T09:00")
    panel.get_by_role("button", name="保存").click()
    said(page, "保存")
    screenshot(page, "story-deal-cashing-01-plan")


def stands_on_a_phone(page: Page, month: date) -> None:
    page.goto(f"{page.url.rstrip('/')}/finance/")
    page.get_by_text("按月数字").click()
    card = page.get_by_role("row").filter(has_text=f"{month:%Y-%m}")
    expect(card).to_contain_text(SHOWN)
    fits(page)
    screenshot(page, "story-deal-cashing-02-company")


def receipt(page: Page) -> None:
    """Posted on a phone, as the bank names who paid."""
    page.get_by_role("link", name="登记到款").click()
    page.get_by_role("textbox", name="付款单位").fill(PAYER)
    page.get_by_role("textbox", name="金额").fill("120万")
    page.get_by_role("button", name="登记").click()
    expect(page.get_by_text("待认领", exact=True)).to_be_visible()
    fits(page)


def allocate(page: Page) -> None:
    """Found under what to do next, claimed, shared out; not a fen more than it has."""
    page.get_by_role("navigation", name="主导航").get_by_role("link", name="资金", exact=True).click()
    page.get_by_role("link", name="去认领").click()
    page.get_by_role("link", name=PAYER).first.click()
    page.get_by_role("button", name="认领", exact=True).click()
    choose(sheet(page, "认领到款"), "客户", CUSTOMER)
    page.locator("#sheet").get_by_role("button", name="认领").click()
    boxes = page.get_by_role("textbox", name=re.compile("^核销 预付款"))
    expect(boxes).to_have_count(2)
    boxes.nth(0).fill("113万")
    boxes.nth(1).fill("20万")
    page.get_by_role("button", name="核销").click()
    expect(page.get_by_text("这笔到款只剩 70,000.00 可用。")).to_be_visible()
    expect(boxes.nth(0)).to_have_value("113万")
    screenshot(page, "story-deal-cashing-03-too-much")
    boxes.nth(1).fill("7万")
    page.get_by_role("button", name="核销").click()
    expect(page.get_by_role("button", name="撤回")).to_have_count(2)
    fits(page)
    screenshot(page, "story-deal-cashing-04-allocated")
