"""A decision point passed on the pages: proved, scored, reviewed, waived by one entitled, asked for, approved."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.plumbing.browser import screenshot
from tests.stories.hands import choose, fits, said, sheet

PAPER = {"name": "依据.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4\n%..."}


def points(page: Page) -> None:
    """The page of the decision points, from any page of the project."""
    page.get_by_role("navigation", name="视图").get_by_role("link", name="立项", exact=True).click()
    page.get_by_role("navigation", name="立项").get_by_role("link", name="决策点", exact=True).click()


def section(page: Page, code: str) -> Locator:
    return page.locator(f"#point-{code}")


def prove(page: Page, code: str, source: str) -> None:
    """Whatever people can prove, with a paper from the hand or a visit."""
    left = section(page, code).get_by_role("link", name="举证", exact=True)
    expect(left.first).to_be_visible()
    for still in range(left.count(), 0, -1):
        left.first.click()
        form = page.locator("#sheet")
        form.get_by_role("textbox", name="内容").fill("客户书面确认")
        if form.locator("input[type=file]").count():
            form.locator("input[type=file]").set_input_files(PAPER)
        if form.get_by_role("textbox", name="数值").count():
            form.get_by_role("textbox", name="数值").fill("90")
        if form.get_by_role("combobox", name="来源").count():
            choose(form, "来源", source)
        form.get_by_role("button", name="保存").click()
        expect(left).to_have_count(still - 1)


def score(page: Page) -> None:
    """Every criterion of the bid's scorecard."""
    page.get_by_role("navigation", name="立项").get_by_role("link", name="投标评分").click()
    for box in page.get_by_role("spinbutton").all():
        box.fill("5")
    page.get_by_role("button", name="保存").click()
    said(page, "已保存")
    expect(page.locator("main")).to_contain_text("投标")
    fits(page)
    screenshot(page, "story-deal-deciding-01-ATB-scorecard")


def call(page: Page, code: str, chair: str) -> None:
    section(page, code).get_by_role("link", name="发起评审").click()
    form = sheet(page, f"{code} 评审")
    choose(form, "主持人", chair)
    form.get_by_role("textbox", name="议程").fill(f"是否通过 {code}")
    form.get_by_role("button", name="发起评审").click()
    expect(section(page, code).get_by_role("link", name=re.compile("第 1 轮评审"))).to_be_visible()


def open_review(page: Page, code: str) -> None:
    """By the chair: what is not proved is waived with name and reason; then the review."""
    left = section(page, code).locator("table.claims").get_by_role("link", name="豁免", exact=True)
    for still in range(left.count(), 0, -1):
        left.first.click()
        form = page.locator("#sheet")
        form.get_by_role("textbox", name="原因").fill("已电话核实，下周补齐")
        form.get_by_role("button", name="豁免").click()
        expect(left).to_have_count(still - 1)
    fits(page)
    screenshot(page, f"story-deal-{code}-waived")
    section(page, code).get_by_role("link", name=re.compile("第 1 轮评审")).click()


def conclude(page: Page, code: str) -> None:
    """A vote; passed."""
    vote = page.get_by_role("region", name="我的表决")
    vote.get_by_label("同意", exact=True).check()
    vote.get_by_role("button").click()
    said(page, "已记录您的表决")
    end = page.get_by_role("region", name="结论")
    end.get_by_label("通过", exact=True).check()
    end.get_by_role("textbox", name="纪要").fill("同意。")
    end.get_by_role("button", name="给出结论").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(code)
    fits(page)
    screenshot(page, f"story-deal-{code}-review")


def ask(page: Page, code: str, rival: str = "") -> None:
    """What the stage still wants is filled in right there."""
    page.reload()
    section(page, code).get_by_role("link", name="申请通过").click()
    form = sheet(page, "变更阶段")
    if rival:
        form.get_by_role("combobox", name="采购方式").select_option(label="公开招标")
        form.get_by_role("combobox", name="客户预算状态").select_option(label="已批复")
        choose(form, "竞争对手", rival)
    form.get_by_role("button", name=re.compile("提交审批|申请")).click()
    said(page, "审批")


def approve(page: Page, title: str) -> None:
    """Whoever is asked, from the list of what waits."""
    page.goto("/".join(page.url.split("/")[:3]) + "/approvals/")
    page.get_by_role("region", name=re.compile("等待|待")).get_by_role("link", name=re.compile(title)).first.click()
    page.get_by_role("textbox", name="意见").fill("同意")
    page.get_by_role("button", name="同意").click()
    said(page, "已同意")
