"""How we win: needs with answers, SWOT, a crossing that becomes somebody's task, versions side by side."""

import re

from playwright.sync_api import Page, expect

from tests.plumbing.browser import screenshot
from tests.stories.deal.words import NEED
from tests.stories.hands import day, fits, said, sheet

SWOT = (("优势 S", "本地有 12 人服务团队"), ("劣势 W", "没有港口业绩"), ("机会 O", "新规要求两年内换代"),
        ("威胁 T", "对手低价抢标"))  # fmt: skip
PLAN, STEP = "以本地服务抢新规窗口", "两周内拜访规划处"


def needs(page: Page) -> None:
    """What the lead asked for is there; it is answered, and a second one is written down."""
    page.get_by_role("navigation", name="视图").get_by_role("link", name="策略", exact=True).click()
    page.get_by_role("navigation", name="策略的各部分").get_by_role("link", name="需求", exact=True).click()
    first = page.get_by_role("row", name=NEED)
    expect(first).to_contain_text("王处")
    first.get_by_role("link", name="修改").click()
    form = sheet(page, "需求")
    form.get_by_role("combobox", name="优先级").select_option(label="必须")
    form.get_by_role("textbox", name="我方应答").fill("双通道识别，见方案第 3 章")
    form.get_by_role("combobox", name="符合性").select_option(label="满足")
    form.get_by_role("button", name="保存").click()
    expect(first).to_contain_text("双通道识别")
    page.get_by_role("link", name="添加需求").first.click()
    form = sheet(page, "添加需求")
    form.get_by_role("textbox", name="需求").fill("断网时能离线放行 4 小时")
    form.get_by_role("button", name="添加").click()
    expect(page.get_by_role("row", name="断网时能离线放行 4 小时")).to_be_visible()
    fits(page)
    screenshot(page, "story-deal-winning-01-needs")


def swot(page: Page) -> None:
    page.get_by_role("navigation", name="策略的各部分").get_by_role("link", name="分析", exact=True).click()
    for cell, text in SWOT:
        region = page.get_by_role("region", name=cell)
        region.get_by_role("link", name="添加").click()
        form = sheet(page, "添加条目")
        form.get_by_role("textbox", name="内容").fill(text)
        form.get_by_role("button", name="添加").click()
        expect(region).to_contain_text(text)
    fits(page)
    screenshot(page, "story-deal-winning-02-swot")


def crossing(page: Page) -> None:
    """Strength and opportunity cross; what follows is a task of somebody by a day, made where it was thought of."""
    page.get_by_role("link", name="添加交叉策略").click()
    form = sheet(page, "添加交叉策略")
    for one in (0, 2):
        form.get_by_label(re.compile(SWOT[one][1])).check()
    form.get_by_role("textbox", name="由此得出的策略").fill(PLAN)
    form.get_by_role("button", name="添加").click()
    made = page.get_by_role("region", name=re.compile("^SO"))
    expect(made).to_contain_text(PLAN)
    made.get_by_role("link", name="转为策略").click()
    form = sheet(page, "添加策略")
    form.get_by_role("combobox", name="策略表").select_option(label="市场进入")
    form.get_by_role("textbox", name="做什么").fill(STEP)
    form.get_by_role("button", name="添加").click()
    made.get_by_role("link", name="转为任务").click()
    form = sheet(page, "转为任务")
    form.get_by_role("textbox", name="完成日期").fill(day(14))
    form.get_by_role("button", name="创建任务").click()
    said(page, "任务")
    expect(made).to_contain_text("安然")
    fits(page)
    screenshot(page, "story-deal-winning-03-crossing")


def versions(page: Page) -> None:
    """Kept, changed, compared side by side."""
    parts = page.get_by_role("navigation", name="策略的各部分")
    parts.get_by_role("link", name="版本", exact=True).click()
    page.get_by_role("link", name="存为版本").click()
    form = page.locator("#sheet")
    form.get_by_role("textbox", name="本版要点").fill("立项前")
    form.get_by_role("button", name="保存此版本").click()
    expect(page.get_by_role("cell", name="立项前")).to_be_visible()
    parts.get_by_role("link", name="策略表", exact=True).click()
    page.get_by_role("region", name="市场进入").get_by_role("link", name="填写目标与要点").click()
    form = page.locator("#sheet")
    form.get_by_role("textbox", name="策略目标").fill("拿下一期，带出二期")
    form.get_by_role("button", name="保存").click()
    expect(page.get_by_role("region", name="市场进入")).to_contain_text("拿下一期")
    fits(page)
    screenshot(page, "story-deal-winning-04-sheets")
    parts.get_by_role("link", name="版本", exact=True).click()
    page.get_by_role("link", name="与当前对比").click()
    expect(page.get_by_role("row", name="拿下一期，带出二期")).to_be_visible()
    fits(page)
    screenshot(page, "story-deal-winning-05-compared")
