"""A seller and a director, from the charter to money on two contracts, each step on its page."""

import re
from collections.abc import Callable
from pathlib import Path

import docx
from playwright.sync_api import Page, expect

from pursuit.domain.customers.actions.visits import create_visit
from pursuit.domain.projects.models import Project
from pursuit.kernel import clock
from tests.cast import PASSWORD, assemble
from tests.plumbing.browser import screenshot
from tests.plumbing.gates import shipped_points
from tests.stories.hands import choose, day, fits, said, sign_in, with_password
from tests.web.making import make_deal, with_chain, with_triangle

TITLE, VISIT = "港区闸口智能化", "技术交流会"
PARTS = {
    "项目背景": "闸口平均等待 6 分钟。", "市场可行性": "同港三个码头同期改造。", "技术可行性": "有两项同类业绩。",
    "商务可行性": "预算已批复。", "交付可行性": "一季度可投入。", "法务与合规": "无特别条款。",
    "战略符合度": "重点行业样板。",
    "建议": "建议立项。",
}  # fmt: skip
OPINION, CONDITION = "验收口径先谈定", "与客户书面确认验收口径"
PAPER = {"name": "依据.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4\n%..."}


def test_from_the_charter_to_the_decision(
    transactional_db: None, open_page: Callable[..., Page], tmp_path: Path
) -> None:
    cast = assemble()
    shipped_points()
    with_password(cast, "ar", "director", "manager")
    row = with_triangle(cast, make_deal(cast, TITLE, grade="b", objective="签下一期"))
    with_chain(cast, row, 3)
    create_visit(
        actor=cast.actor("ar"), title=VISIT, account=row.account_id, happened_at=clock.now(), kind="visit", summary="x"
    )
    seller = open_page("/", width=1400)
    sign_in(seller, "ar", PASSWORD)
    _charter(seller, row, tmp_path)
    _evidence(seller, row)
    _review(seller)
    director = open_page("/", width=390)
    sign_in(director, "director", PASSWORD)
    _decide(director, row)
    _ask(seller, row)
    manager = open_page("/", width=390)
    sign_in(manager, "manager", PASSWORD)
    _approve(manager)
    director.goto(director.url.split("/reviews")[0])
    _approve(director)
    row.refresh_from_db()
    assert row.stage.code == "shape"


def _charter(page: Page, row: Project, folder: Path) -> None:
    """Two parts of it, and the paper."""
    page.goto(page.url.split("/")[0] + f"//{page.url.split('/')[2]}/projects/{row.pk}")
    page.get_by_role("navigation", name="视图").get_by_role("link", name="立项", exact=True).click()
    for part, text in PARTS.items():
        page.get_by_role("link", name=re.compile(f"^{part} ·")).click()
        page.locator("#sheet").get_by_label(part).fill(text)
        page.locator("#sheet").get_by_role("button", name="保存").click()
        expect(page.get_by_text(text)).to_be_visible()
    fits(page)
    screenshot(page, "story-deal-01-charter")
    with page.expect_download() as taken:
        page.get_by_role("link", name="导出 Word").click()
    path = folder / "charter.docx"
    taken.value.save_as(path)
    assert "闸口平均等待 6 分钟。" in "\n".join(one.text for one in docx.Document(str(path)).paragraphs)


def _evidence(page: Page, row: Project) -> None:
    """Whatever can be proved is proved on the page of the decision points, papers from the hand."""
    page.get_by_role("navigation", name="立项").get_by_role("link", name="决策点", exact=True).click()
    left = page.get_by_role("link", name="举证", exact=True)
    expect(left.first).to_be_visible()
    for still in range(left.count(), 0, -1):
        left.first.click()
        sheet = page.locator("#sheet")
        sheet.get_by_label("内容").fill("客户书面确认")
        if sheet.locator("input[type=file]").count():
            sheet.locator("input[type=file]").set_input_files(PAPER)
        if sheet.get_by_role("combobox", name="来源").count():
            choose(sheet, "来源", VISIT)
        sheet.get_by_role("button", name="保存").click()
        expect(left).to_have_count(still - 1)
    fits(page)
    screenshot(page, "story-deal-02-evidence")


def _review(page: Page) -> None:
    page.get_by_role("link", name="发起评审").first.click()
    sheet = page.locator("#sheet")
    choose(sheet, "主持人", "高峻")
    sheet.get_by_label("议程").fill("是否立项")
    sheet.get_by_role("button", name="发起评审").click()
    expect(page.get_by_role("link", name=re.compile("第 1 轮评审"))).to_be_visible()


def _decide(page: Page, row: Project) -> None:
    """On a phone: what is not proved is waived with a reason; a vote; the conclusion with a condition."""
    here = f"{page.url.rstrip('/')}/projects/{row.pk}/points"
    page.goto(here)
    left = page.locator("table.claims").get_by_role("link", name="豁免", exact=True)
    for still in range(2, 0, -1):
        expect(left).to_have_count(still)
        left.first.click()
        page.locator("#sheet").get_by_label("原因").fill("已电话核实")
        page.locator("#sheet").get_by_role("button", name="豁免").click()
        expect(left).to_have_count(still - 1)
    page.get_by_role("link", name=re.compile("第 1 轮评审")).click()
    vote = page.get_by_role("region", name="我的表决")
    vote.get_by_label("有条件同意").check()
    vote.get_by_label("意见").fill(OPINION)
    vote.get_by_role("button").click()
    said(page, "已记录您的表决")
    end = page.get_by_role("region", name="结论")
    end.get_by_label("有条件通过", exact=True).check()
    end.get_by_label("纪要").fill("同意立项，附一项条件。")
    end.get_by_label("条件 1").fill(CONDITION)
    end.get_by_label("责任人 1").select_option(label="安然")
    end.get_by_label("截止日期 1").fill(day(7))
    fits(page)
    screenshot(page, "story-deal-03-review")
    end.get_by_role("button", name="给出结论").click()
    expect(page.get_by_role("region", name="条件")).to_contain_text(CONDITION)
    with page.expect_download() as taken:
        page.get_by_role("link", name="评审纪要").click()
    assert taken.value.suggested_filename.endswith(".docx")


def _ask(page: Page, row: Project) -> None:
    """The seller asks for the step; the board says the same as the page."""
    page.reload()
    page.get_by_role("link", name="申请通过").first.click()
    sheet = page.locator("#sheet")
    sheet.get_by_role("button", name=re.compile("提交审批|申请")).click()
    said(page, "审批")


def _approve(page: Page) -> None:
    """Each on a phone."""
    page.get_by_role("navigation", name="快捷导航").get_by_role("link", name="审批").click()
    page.get_by_role("link", name=re.compile(TITLE)).first.click()
    page.get_by_role("textbox", name="意见").fill("同意")
    page.get_by_role("button", name="同意").click()
    said(page, "已同意")
