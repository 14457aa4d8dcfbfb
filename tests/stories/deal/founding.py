"""Whether the company should run at all: the charter on paper, proofs, a review with a condition, the decision."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.plumbing.browser import screenshot
from tests.stories.deal.papers import taken, words
from tests.stories.deal.words import CUSTOMER
from tests.stories.hands import day, fits, said

PARTS = {
    "项目背景": "闸口平均等待 6 分钟。", "市场可行性": "同港三个码头同期改造。", "技术可行性": "有两项同类业绩。",
    "商务可行性": "预算已批复。", "交付可行性": "一季度可投入。", "法务与合规": "无特别条款。",
    "战略符合度": "重点行业样板。",
    "建议": "建议立项。",
}  # fmt: skip
OPINION, CONDITION = "验收口径先谈定", "与客户书面确认验收口径"


def charter(page: Page, folder: Path) -> None:
    """Every part of it, and the paper."""
    page.get_by_role("navigation", name="视图").get_by_role("link", name="立项", exact=True).click()
    for part, text in PARTS.items():
        page.get_by_role("link", name=re.compile(f"^{part} ·")).click()
        page.locator("#sheet").get_by_label(part).fill(text)
        page.locator("#sheet").get_by_role("button", name="保存").click()
        expect(page.get_by_text(text)).to_be_visible()
    fits(page)
    screenshot(page, "story-deal-founding-01-charter")
    said_there = words(taken(page, page.get_by_role("link", name="导出 Word"), folder))
    assert CUSTOMER in said_there and all(text in said_there for text in PARTS.values())


def vote(page: Page, folder: Path) -> None:
    """On a phone: a vote with reserve, the conclusion with a condition."""
    mine = page.get_by_role("region", name="我的表决")
    mine.get_by_label("有条件同意").check()
    mine.get_by_label("意见").fill(OPINION)
    mine.get_by_role("button").click()
    said(page, "已记录您的表决")
    end = page.get_by_role("region", name="结论")
    end.get_by_label("有条件通过", exact=True).check()
    end.get_by_label("纪要").fill("同意立项，附一项条件。")
    end.get_by_label("条件 1").fill(CONDITION)
    end.get_by_label("责任人 1").select_option(label="安然")
    end.get_by_label("截止日期 1").fill(day(7))
    fits(page)
    screenshot(page, "story-deal-founding-02-review")
    end.get_by_role("button", name="给出结论").click()
    expect(page.get_by_role("region", name="条件")).to_contain_text(CONDITION)
    minutes = words(taken(page, page.get_by_role("link", name="评审纪要"), folder))
    assert OPINION in minutes and CONDITION in minutes


def condition(page: Page) -> None:
    """Told on the desk as a task, and done."""
    page.get_by_role("link", name="工作台").first.click()
    page.get_by_role("region", name="提及与通知").get_by_role("button", name=re.compile(CONDITION)).click()
    page.get_by_role("button", name="完成", exact=True).click()
    said(page, "已完成：")
    fits(page)
    screenshot(page, "story-deal-founding-03-condition")
