"""A day of an account manager: lead, registration, deal, visit, promises, next step, a word to a colleague."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from pursuit.domain.customers.models import Commitment, Visit
from pursuit.domain.market.models import Lead, Registration
from pursuit.domain.projects.models import Project
from tests.cast import PASSWORD, assemble
from tests.plumbing.browser import screenshot
from tests.stories.hands import choose, create, day, fits, said, sheet, sign_in, with_password

CUSTOMER = "江南水务集团有限公司"
DEAL = "智慧水务调度平台"


def test_a_day(transactional_db: None, open_page: Callable[..., Page]) -> None:
    cast = assemble()
    with_password(cast, "ar", "sr")
    page = open_page("/")
    sign_in(page, "ar", PASSWORD)
    _note_a_lead(page)
    _register_the_project(page)
    _convert(page)
    _visit(page)
    _next_step(page)
    _say_something(page)
    _colleague(open_page("/"))


def _note_a_lead(page: Page) -> None:
    create(page, "线索")
    page.get_by_role("textbox", name="主题", exact=True).fill(DEAL)
    page.get_by_role("textbox", name="公司", exact=True).fill(CUSTOMER)
    page.get_by_role("textbox", name="联系人姓名", exact=True).fill("沈工")
    page.get_by_role("textbox", name="电话", exact=True).fill("13800001234")
    page.get_by_role("textbox", name="需求", exact=True).fill("三座水厂各有一套系统，想合到一个调度平台上。")
    page.get_by_label("来源").select_option(label="主动拜访")
    page.get_by_label("成熟度").select_option(label="热")
    page.get_by_role("textbox", name="预计金额", exact=True).fill("560万")
    page.get_by_role("textbox", name="下次联系", exact=True).fill(day(1))
    fits(page)
    screenshot(page, "story-account-manager-01-new-lead")
    page.get_by_role("button", name="新建", exact=True).click()
    said(page, "线索已创建")
    expect(page.get_by_role("heading", name=DEAL)).to_be_visible()
    fits(page)
    screenshot(page, "story-account-manager-02-lead")
    assert Lead.objects.get().company == CUSTOMER


def _register_the_project(page: Page) -> None:
    page.get_by_role("link", name="转为项目").click()
    page.get_by_role("link", name="先做报备").click()
    # What the lead says is there already.
    expect(page.get_by_role("textbox", name="业主", exact=True)).to_have_value(CUSTOMER)
    expect(page.get_by_role("textbox", name="项目名称", exact=True)).to_have_value(DEAL)
    page.get_by_role("textbox", name="招标编号", exact=True).fill("JNSW-2026-118")
    page.get_by_role("textbox", name="预计金额", exact=True).fill("560万")
    fits(page)
    screenshot(page, "story-account-manager-03-registration")
    page.get_by_role("button", name="提交报备").click()
    expect(page.get_by_role("heading", name=DEAL)).to_be_visible()
    fits(page)
    screenshot(page, "story-account-manager-04-registered")
    assert Registration.objects.get().tender_no == "JNSW-2026-118"


def _convert(page: Page) -> None:
    page.get_by_role("navigation", name="主导航").get_by_role("link", name="市场").click()
    page.get_by_role("link", name=DEAL).click()
    page.get_by_role("link", name="转为项目").click()
    screenshot(page, "story-account-manager-05-convert")
    page.get_by_role("button", name="转为项目").click()
    said(page, "线索已转为项目")
    expect(page.get_by_role("heading", name=DEAL)).to_be_visible()
    fits(page)
    screenshot(page, "story-account-manager-06-project")
    assert Project.objects.get().account.title == CUSTOMER


def _visit(page: Page) -> None:
    """First planned as the next step, then written up with what the customer said and what both sides promised."""
    page.get_by_role("link", name="安排下一步").first.click()
    plan = sheet(page, "下一步")
    plan.get_by_role("textbox", name="下一步", exact=True).fill("到调度大厅拜访沈工")
    plan.get_by_role("textbox", name="下一步日期").fill(day(0))
    plan.get_by_role("button", name="保存").click()
    expect(page.locator("#main")).to_contain_text("到调度大厅拜访沈工")
    create(page, "拜访")
    choose(page, "客户", "江南")
    choose(page, "客户参加人", "沈")
    page.get_by_role("textbox", name="客户原话").fill("我们最怕的是切换那天停水。谁能保证不停，谁就有机会。")
    page.get_by_role("textbox", name="纪要").fill("看了三个水厂的调度大厅；沈工负责选型，预算明年一月批。")
    page.get_by_label("客户态度").select_option(label="积极")
    ours = page.get_by_role("group", name="承诺 1")
    ours.get_by_role("textbox", name="承诺内容").fill("给出不停水切换方案")
    ours.get_by_role("textbox", name="到期日").fill(day(5))
    page.get_by_role("button", name="再加一条承诺").click()
    theirs = page.get_by_role("group", name="承诺 2")
    theirs.get_by_label("承诺方").select_option(label="客户")
    theirs.get_by_role("textbox", name="承诺内容").fill("提供三座水厂的接口清单")
    theirs.get_by_role("textbox", name="到期日").fill(day(7))
    fits(page)
    screenshot(page, "story-account-manager-07-visit-form")
    page.get_by_role("button", name="保存").click()
    said(page, "拜访已保存")
    report = page.get_by_role("complementary")
    expect(report).to_contain_text("谁能保证不停，谁就有机会")
    expect(report).to_contain_text("提供三座水厂的接口清单")
    fits(page)
    screenshot(page, "story-account-manager-08-visit")
    assert Visit.objects.get().account.title == CUSTOMER
    assert {(one.whose, one.text) for one in Commitment.objects.all()} == {
        ("ours", "给出不停水切换方案"),
        ("theirs", "提供三座水厂的接口清单"),
    }


def _next_step(page: Page) -> None:
    """The visit hangs on the deal, and what comes next has a date."""
    page.get_by_role("navigation", name="主导航").get_by_role("link", name="销售项目").click()
    page.get_by_role("link", name=DEAL).click()
    page.get_by_role("navigation", name="视图").get_by_role("link", name="团队与参与方").click()
    page.get_by_role("link", name="关联拜访").click()
    form = sheet(page, "关联拜访")
    choose(form, "拜访", "江南")
    form.get_by_role("button", name="关联").click()
    expect(page.get_by_role("region", name="拜访")).to_contain_text("江南水务")
    page.get_by_role("navigation", name="视图").get_by_role("link", name="概览").click()
    # The line under the title says what is wrong first: the date of signature, then the step that is due.
    page.get_by_role("link", name="填写签约日期").click()
    form = sheet(page, "预计签约日期")
    form.get_by_role("textbox", name="预计签约日期").fill(day(120))
    form.get_by_role("button", name="保存").click()
    page.get_by_role("link", name="已做，安排下一步").first.click()
    form = sheet(page, "下一步")
    form.get_by_role("textbox", name="下一步", exact=True).fill("交不停水切换方案初稿")
    form.get_by_role("textbox", name="下一步日期").fill(day(5))
    screenshot(page, "story-account-manager-09-next-step", full=False)
    form.get_by_role("button", name="保存").click()
    expect(page.locator("#main")).to_contain_text("交不停水切换方案初稿")
    assert Project.objects.get().next_step == "交不停水切换方案初稿"


def _say_something(page: Page) -> None:
    words = page.get_by_label("您的评论")
    words.fill("沈工最担心切换时停水，")
    words.press_sequentially("@索")
    page.get_by_role("option", name="索宁").click()
    words.press_sequentially("请帮忙看不停水切换能不能做到两小时内。")
    page.get_by_role("button", name="评论", exact=True).click()
    expect(page.get_by_role("region", name="评论")).to_contain_text("请帮忙看不停水切换")
    expect(words).to_have_value("")
    fits(page)
    screenshot(page, "story-account-manager-10-comment")


def _colleague(page: Page) -> None:
    """Whoever was named finds the words on the desk and in the notifications, and comes to the deal from there."""
    sign_in(page, "sr", PASSWORD)
    expect(page.get_by_role("region", name="提及与通知")).to_contain_text("安然")
    page.get_by_role("banner").get_by_role("link", name="通知").click()
    expect(page.get_by_role("heading", name="通知", exact=True)).to_be_visible()
    fits(page)
    screenshot(page, "story-account-manager-11-notification")
    page.get_by_role("button", name="安然").click()
    expect(page.get_by_role("heading", name=DEAL)).to_be_visible()
    expect(page.locator("#main")).to_contain_text("请帮忙看不停水切换")
    screenshot(page, "story-account-manager-12-colleague")
