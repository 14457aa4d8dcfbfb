"""From a lead to an offer the customer gets: what they need, how we win, two versions of the price, one approval."""

import re
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
from playwright.sync_api import Page, expect

from pursuit.domain.catalogue.actions.products import create_product
from pursuit.domain.execution.models import Task
from pursuit.domain.offers.models import Quote
from pursuit.domain.projects.models import Project
from pursuit.kernel.money import Money
from tests.cast import PASSWORD, assemble
from tests.plumbing.browser import screenshot
from tests.stories.hands import choose, day, fits, said, sheet, sign_in, with_password

TITLE, CUSTOMER = "港区闸口智能化", "临港港务集团有限公司"
NEED = "高峰时段闸口等待不超过 2 分钟"
SWOT = (("优势 S", "本地有 12 人服务团队"), ("劣势 W", "没有港口业绩"), ("机会 O", "新规要求两年内换代"),
        ("威胁 T", "对手低价抢标"))  # fmt: skip
GOODS = "闸口工控一体机"
PLAN, STEP = "以本地服务抢新规窗口", "两周内拜访规划处"


def test_from_the_lead_to_the_offer(transactional_db: None, open_page: Callable[..., Page], tmp_path: Path) -> None:
    cast = assemble()
    with_password(cast, "ar", "manager")
    create_product(
        actor=cast.actor("operations"), title=GOODS, code="ZK-1", measure="piece", price=Money(50_000_000),
        cost=Money(30_000_000), lifecycle="on_sale",
    )  # fmt: skip
    page = open_page("/", width=1400)
    sign_in(page, "ar", PASSWORD)
    _lead(page)
    row = _project(page)
    _needs(page)
    _swot(page)
    _crossing(page)
    _versions(page)
    _quote(page)
    _second(page)
    manager = open_page("/", width=390)
    sign_in(manager, "manager", PASSWORD)
    _approve(manager)
    page.reload()
    _papers(page, tmp_path)
    assert Quote.objects.get(edition=2).state == "issued"
    assert Task.objects.get(subject__title=STEP).parent_id == row.pk


def _lead(page: Page) -> None:
    page.get_by_role("link", name="市场", exact=True).click()
    page.get_by_role("link", name="新建线索").first.click()
    page.get_by_role("textbox", name="主题").fill(TITLE)
    page.get_by_role("textbox", name="公司").fill(CUSTOMER)
    page.get_by_role("textbox", name="联系人姓名").fill("王处")
    page.get_by_role("textbox", name="电话").fill("13900001111")
    page.get_by_role("textbox", name="需求").fill(NEED)
    page.get_by_role("textbox", name="预计金额").fill("600万")
    fits(page)
    screenshot(page, "story-offer-01-lead-form")
    page.get_by_role("button", name="新建", exact=True).click()
    expect(page.get_by_role("heading", name=TITLE)).to_be_visible()
    fits(page)
    screenshot(page, "story-offer-02-lead")


def _project(page: Page) -> Project:
    page.get_by_role("link", name="转为项目").first.click()
    expect(page.get_by_role("textbox", name="项目名称")).to_have_value(TITLE)
    fits(page)
    screenshot(page, "story-offer-03-convert")
    page.get_by_role("button", name="转为项目").click()
    said(page, "线索已转为项目。")
    expect(page.get_by_role("heading", name=TITLE)).to_be_visible()
    fits(page)
    screenshot(page, "story-offer-04-project")
    row = Project.objects.get()
    assert (row.account.title, row.amount) == (CUSTOMER, 600_000_000)
    return row


def _needs(page: Page) -> None:
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
    screenshot(page, "story-offer-05-needs")


def _swot(page: Page) -> None:
    page.get_by_role("navigation", name="策略的各部分").get_by_role("link", name="分析", exact=True).click()
    for cell, text in SWOT:
        region = page.get_by_role("region", name=cell)
        region.get_by_role("link", name="添加").click()
        form = sheet(page, "添加条目")
        form.get_by_role("textbox", name="内容").fill(text)
        form.get_by_role("button", name="添加").click()
        expect(region).to_contain_text(text)
    fits(page)
    screenshot(page, "story-offer-06-swot")


def _crossing(page: Page) -> None:
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
    screenshot(page, "story-offer-07-crossing")


def _versions(page: Page) -> None:
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
    screenshot(page, "story-offer-08-sheets")
    parts.get_by_role("link", name="版本", exact=True).click()
    page.get_by_role("link", name="与当前对比").click()
    expect(page.get_by_role("row", name="拿下一期，带出二期")).to_be_visible()
    fits(page)
    screenshot(page, "story-offer-09-compared")


def _quote(page: Page) -> None:
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
    screenshot(page, "story-offer-10-quote")
    page.get_by_role("button", name="发出报价").click()
    expect(page.get_by_text("已发出").first).to_be_visible()


def _second(page: Page) -> None:
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
    screenshot(page, "story-offer-11-beyond")
    page.get_by_role("link", name="提交审批").first.click()
    form = page.locator("#sheet")
    form.get_by_role("textbox", name="原因").fill("对手低价，守住一期")
    form.get_by_role("button", name="提交审批").click()
    expect(page.locator("main")).to_contain_text("马骏")
    fits(page)
    screenshot(page, "story-offer-12-waiting")


def _approve(page: Page) -> None:
    """On a phone, with the price before the eyes."""
    page.get_by_role("navigation", name="快捷导航").get_by_role("link", name="审批").click()
    page.get_by_role("link", name=re.compile(TITLE)).first.click()
    expect(page.locator("main")).to_contain_text("对手低价，守住一期")
    expect(page.locator("main")).to_contain_text(GOODS)
    fits(page)
    screenshot(page, "story-offer-13-approval")
    page.get_by_role("textbox", name="意见").fill("同意，仅此一次")
    page.get_by_role("button", name="同意").click()
    said(page, "已同意")


def _papers(page: Page, folder: Path) -> None:
    """Issued; what the customer gets opens in Word and in Excel, without a word of our cost."""
    page.get_by_role("button", name="发出报价").click()
    expect(page.get_by_text("已发出").first).to_be_visible()
    texts = {}
    for name, ending in (("Word", "docx"), ("Excel", "xlsx")):
        with page.expect_download() as taken:
            page.get_by_role("button", name=name, exact=True).click()
        path = folder / taken.value.suggested_filename
        assert path.suffix == f".{ending}" and "V2" in path.name, path.name
        taken.value.save_as(path)
        texts[ending] = _words(path)
        assert GOODS in texts[ending] and "4850000" in texts[ending].replace(",", "")
        assert "300000" not in texts[ending].replace(",", "")
    page.get_by_role("link", name="对比").first.click()
    expect(page.get_by_role("row", name=re.compile("^差额"))).to_contain_text("750,000")
    fits(page)
    screenshot(page, "story-offer-14-versions")


def _words(path: Path) -> str:
    if path.suffix == ".docx":
        paper = docx.Document(str(path))
        cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
        return "\n".join([*(one.text for one in paper.paragraphs), *cells])
    page = openpyxl.load_workbook(path).active
    assert page is not None
    return "\n".join(str(cell.value) for row in page.iter_rows() for cell in row)
