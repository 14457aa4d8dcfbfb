"""What the customer gets: two versions of the price, one approval, a paper without our cost."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.plumbing.browser import screenshot
from tests.stories.deal.papers import taken, words
from tests.stories.deal.words import GOODS, TITLE
from tests.stories.hands import choose, day, fits, said, sheet


def quote(page: Page) -> None:
    """Two lines; what the seller may give away alone goes to the customer at once."""
    page.get_by_role("navigation", name="视图").get_by_role("link", name="报价单", exact=True).click()
    page.get_by_role("link", name="新建报价").first.click()
    page.get_by_role("textbox", name="有效期至").fill(day(60))
    page.get_by_role("button", name="新建", exact=True).click()
    choose(page, "产品", "闸口", GOODS)
    page.get_by_role("textbox", name="数量").fill("10")
    page.get_by_role("button", name="从产品目录添加").click()
    expect(page.locator("#lines")).to_contain_text(GOODS)
    page.get_by_role("link", name="填写明细").click()
    form = sheet(page, "新增明细")
    form.get_by_role("textbox", name="名称").fill("一年驻场")
    form.get_by_role("textbox", name="数量").fill("1")
    form.get_by_role("textbox", name="单价").fill("60万")
    form.get_by_role("button", name="添加").click()

    expect(page.locator("#lines")).to_contain_text("一年驻场")
    fits(page)
    screenshot(page, "story-deal-offering-01-quote")
    page.get_by_role("button", name="发出报价").click()
    expect(page.get_by_text("已发出").first).to_be_visible()


def second(page: Page) -> None:
    """A discount beyond the limit: the page says so before anything is sent, and asks the manager."""
    page.get_by_title("更多").first.click()
    page.get_by_role("button", name="新建版本").click()
    said(page, "第 2 版")
    expect(page.locator("#q-head")).to_contain_text("可以发出")  # it holds as long as the first one
    cell = page.get_by_role("textbox", name=f"折扣 %: {GOODS}")
    cell.fill("15")
    cell.press("Tab")
    expect(page.locator("#q-head")).to_contain_text("10%")
    fits(page)
    screenshot(page, "story-deal-offering-02-beyond")
    page.get_by_role("link", name="提交审批").first.click()
    form = page.locator("#sheet")
    form.get_by_role("textbox", name="原因").fill("对手低价，守住一期")
    form.get_by_role("button", name="提交审批").click()
    expect(page.locator("main")).to_contain_text("马骏")
    fits(page)
    screenshot(page, "story-deal-offering-03-waiting")


def approve(page: Page) -> None:
    """On a phone, with the price before the eyes."""
    page.get_by_role("navigation", name="快捷导航").get_by_role("link", name="审批").click()
    page.get_by_role("link", name=re.compile(TITLE)).first.click()
    expect(page.locator("main")).to_contain_text("对手低价，守住一期")
    expect(page.locator("main")).to_contain_text(GOODS)
    fits(page)
    screenshot(page, "story-deal-offering-04-approval")
    page.get_by_role("textbox", name="意见").fill("同意，仅此一次")
    page.get_by_role("button", name="同意").click()
    said(page, "已同意")


def papers(page: Page, folder: Path) -> None:
    """Issued; what the customer gets opens in Word and in Excel, without a word of our cost."""
    page.get_by_role("button", name="发出报价").click()
    expect(page.get_by_text("已发出").first).to_be_visible()
    for name, ending in (("Word", "docx"), ("Excel", "xlsx")):
        path = taken(page, page.get_by_role("button", name=name, exact=True), folder)
        assert path.suffix == f".{ending}" and "V2" in path.name, path.name
        text = words(path)
        assert GOODS in text and "4850000" in text.replace(",", "")
        assert "300000" not in text.replace(",", "")
    page.get_by_role("link", name="对比").first.click()
    expect(page.get_by_role("row", name=re.compile("^差额"))).to_contain_text("750,000")
    fits(page)
    screenshot(page, "story-deal-offering-05-versions")
