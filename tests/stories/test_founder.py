"""The first day: somebody opens an empty installation and sets up company, units, colleagues, method, first project."""

import re
from collections.abc import Callable
from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

from pursuit.domain.projects.models import Project
from pursuit.kernel import platform
from pursuit.kernel.models import OrgUnit
from tests.plumbing.browser import screenshot
from tests.stories.hands import choose, day, fits, said, sheet, sign_in

SECRET = "correct-horse-battery-9"


def test_the_first_day(transactional_db: None, open_page: Callable[..., Page]) -> None:
    platform.sync()  # what `pursuit migrate` leaves on an empty database
    page = open_page("/")
    _sign_up(page)
    _found_the_company(page)
    _enter_units(page)
    invitation = _invite_a_colleague(page)
    _come_in(open_page(invitation))
    _adapt_a_method(page)
    _first_customer(page)
    _first_project(page)


def _sign_up(page: Page) -> None:
    screenshot(page, "story-founder-01-empty")
    page.get_by_role("link", name="创建第一位管理员").click()
    page.get_by_label("您的姓名").fill("林远舟")
    page.get_by_label("用户名").fill("lin")
    page.get_by_label("密码").fill(SECRET)
    fits(page)
    screenshot(page, "story-founder-02-sign-up")
    page.get_by_role("button", name="创建管理员").click()


def _found_the_company(page: Page) -> None:
    expect(page.get_by_role("heading", name="创建公司")).to_be_visible()
    page.get_by_label("公司名称").fill("远航科技")
    page.get_by_label("首批部门").fill("华东区\n华北区")
    fits(page)
    screenshot(page, "story-founder-03-company")
    page.get_by_role("button", name="创建公司").click()
    said(page, "公司已创建")
    # Doors and steps for whoever has nothing yet.
    expect(page.get_by_role("region", name="开始使用")).to_contain_text("1 / 5")
    fits(page)
    screenshot(page, "story-founder-04-first-steps")


def _enter_units(page: Page) -> None:
    page.get_by_role("navigation", name="主导航").get_by_role("link", name="组织与人员").click()
    page.get_by_role("link", name="组织", exact=True).click()
    page.get_by_role("link", name="在 华东区 下新建部门").click()
    form = sheet(page, "在 华东区 下新建部门")
    form.get_by_label("名称").fill("上海团队")
    screenshot(page, "story-founder-05-new-unit", full=False)
    form.get_by_role("button", name="新建").click()
    expect(page.get_by_role("heading", name="上海团队")).to_be_visible()
    page.get_by_role("link", name="组织", exact=True).click()
    expect(page.get_by_role("link", name="上海团队", exact=True)).to_be_visible()
    fits(page)
    screenshot(page, "story-founder-06-units")
    assert OrgUnit.objects.get(name="上海团队").parent.name == "华东区"


def _step(page: Page, label: str) -> None:
    """Back to the desk, and on to one of its first steps."""
    page.get_by_role("link", name="工作台").first.click()
    page.get_by_role("region", name="开始使用").get_by_role("link", name=label).click()


def _invite_a_colleague(page: Page) -> str:
    """Returns the link that the colleague gets."""
    _step(page, "邀请同事")
    page.get_by_role("link", name="新增人员").click()
    form = page.locator("#main, #sheet").filter(has=page.get_by_label("用户名"))
    form.get_by_label("姓名").fill("安然")
    form.get_by_label("用户名").fill("an")
    form.get_by_label("职务").fill("客户经理")
    choose(form, "部门", "上海")
    form.get_by_label("角色").select_option(label="客户经理")
    screenshot(page, "story-founder-07-invite", full=False)
    form.get_by_role("button", name="创建并邀请").click()
    link = page.get_by_label("邀请链接").input_value()
    fits(page)
    screenshot(page, "story-founder-08-invitation", full=False)
    return urlsplit(link).path


def _come_in(page: Page) -> None:
    expect(page.get_by_role("heading", name="欢迎您，安然")).to_be_visible()
    page.get_by_label("新密码").fill(SECRET)
    page.get_by_label("再输一次").fill(SECRET)
    screenshot(page, "story-founder-09-invited")
    page.get_by_role("button", name="设置密码").click()
    sign_in(page, "an", SECRET)
    expect(page.get_by_role("heading", name="我的工作台")).to_be_visible()


def _adapt_a_method(page: Page) -> None:
    """Rename a stage, put a new one behind it, publish."""
    _step(page, "看看销售方法")
    page.get_by_role("link", name="直销").click()
    screenshot(page, "story-founder-10-method")
    page.get_by_role("link", name="编辑草稿").click()
    stages = page.locator(".stage-rows > li")
    stages.nth(1).get_by_label("名称", exact=True).fill("方案与样机")
    page.get_by_role("button", name="添加阶段").click()
    new = stages.filter(has=page.get_by_role("heading", name="新阶段"))
    new.get_by_label("名称", exact=True).fill("现场试用")
    new.get_by_label("编码").fill("trial")
    new.get_by_label("概率", exact=True).fill("45")
    for place in (6, 5, 4, 3):  # from the end to behind the renamed one
        stages.filter(has=page.get_by_role("heading", name=re.compile("现场试用|新阶段"))).get_by_role(
            "button", name="上移"
        ).click()
        expect(stages.nth(place - 1).get_by_label("名称", exact=True)).to_have_value("现场试用")
    fits(page)
    screenshot(page, "story-founder-11-draft")
    page.get_by_role("button", name="保存草稿").last.click()
    page.get_by_role("button", name="发布第 2 版").click()
    said(page, "已发布：新项目采用此版本")
    expect(page.get_by_role("row", name="现场试用")).to_contain_text("45%")
    fits(page)
    screenshot(page, "story-founder-12-published")


def _first_customer(page: Page) -> None:
    _step(page, "录入第一个客户")
    page.get_by_role("textbox", name="名称", exact=True).fill("华东电网有限公司")
    page.get_by_role("button", name="新建", exact=True).click()
    expect(page.get_by_role("heading", name="华东电网有限公司")).to_be_visible()


def _first_project(page: Page) -> None:
    _step(page, "建立第一个项目")
    page.get_by_role("group", name="方法").get_by_role("link", name="直销").click()
    page.get_by_role("textbox", name="项目名称", exact=True).fill("变电站在线监测")
    choose(page, "客户", "华东")
    page.get_by_label("级别").select_option(label="B 区域级")
    page.get_by_role("textbox", name="金额", exact=True).fill("380万")
    page.get_by_role("textbox", name="预计签约日期", exact=True).fill("2027-03-31")
    page.get_by_role("textbox", name="下一步", exact=True).fill("约总工看样机")
    page.get_by_role("textbox", name="下一步日期", exact=True).fill(day(1))
    fits(page)
    screenshot(page, "story-founder-13-new-project")
    page.get_by_role("button", name="创建项目").click()
    said(page, "项目已创建")
    expect(page.get_by_role("heading", name="变电站在线监测")).to_be_visible()
    expect(page.locator("#main")).to_contain_text("现场试用")
    fits(page)
    screenshot(page, "story-founder-14-project")
    row = Project.objects.get()
    assert (row.version.number, row.stage.code, row.amount) == (2, "qualify", 380_000_000)
    page.get_by_role("link", name="工作台").first.click()
    expect(page.get_by_role("region", name="开始使用")).to_have_count(0)
    screenshot(page, "story-founder-15-desk")
