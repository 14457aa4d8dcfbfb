"""A lead becomes a project, with its people on both sides."""

import re

from playwright.sync_api import Page, expect

from pursuit.domain.projects.models import Project
from tests.plumbing.browser import screenshot
from tests.stories.deal.words import CUSTOMER, NEED, TITLE, VISIT
from tests.stories.hands import choose, create, day, fits, said, sheet


def lead(page: Page) -> None:
    page.get_by_role("link", name="市场", exact=True).click()
    page.get_by_role("link", name="新建线索").first.click()
    page.get_by_role("textbox", name="主题").fill(TITLE)
    page.get_by_role("textbox", name="公司").fill(CUSTOMER)
    page.get_by_role("textbox", name="联系人姓名").fill("王处")
    page.get_by_role("textbox", name="电话").fill("13900001111")
    page.get_by_role("textbox", name="需求").fill(NEED)
    page.get_by_role("textbox", name="预计金额").fill("600万")
    fits(page)
    screenshot(page, "story-deal-beginning-01-lead-form")
    page.get_by_role("button", name="新建", exact=True).click()
    expect(page.get_by_role("heading", name=TITLE)).to_be_visible()
    fits(page)
    screenshot(page, "story-deal-beginning-02-lead")


def project(page: Page) -> Project:
    page.get_by_role("link", name="转为项目").first.click()
    expect(page.get_by_role("textbox", name="项目名称")).to_have_value(TITLE)
    fits(page)
    screenshot(page, "story-deal-beginning-03-convert")
    page.get_by_role("button", name="转为项目").click()
    said(page, "线索已转为项目。")
    expect(page.get_by_role("heading", name=TITLE)).to_be_visible()
    fits(page)
    screenshot(page, "story-deal-beginning-04-project")
    row = Project.objects.get()
    assert (row.account.title, row.amount) == (CUSTOMER, 600_000_000)
    return row


def people(page: Page) -> None:
    """The iron triangle, and who decides over there."""
    views = page.get_by_role("navigation", name="视图")
    views.get_by_role("link", name="团队与参与方", exact=True).click()
    for name, role in (("索宁", "方案责任人 SR"), ("付强", "交付责任人 FR")):
        page.get_by_role("link", name="添加人员").first.click()
        form = sheet(page, "加入团队")
        choose(form, "人员", name)
        form.get_by_role("combobox", name="角色").select_option(label=role)
        form.get_by_role("button", name="添加").click()
        expect(page.get_by_role("region", name="团队")).to_contain_text(name)
    views.get_by_role("link", name="决策链", exact=True).click()
    for name, role in (("王处", "决策者 D"), ("李工", "影响者 I"), ("赵总", "审批人 A")):
        page.get_by_role("link", name="添加人员").first.click()
        form = page.locator("#sheet")
        form.get_by_role("textbox", name=re.compile("姓名|名称")).fill(name)
        form.get_by_role("combobox", name="决策角色").select_option(label=role)
        form.get_by_role("button", name="添加").click()
        expect(page.locator("#chain-now")).to_contain_text(name)
    fits(page)
    screenshot(page, "story-deal-beginning-05-people")


def figures(page: Page) -> None:
    """What is known so far: how big, what for, when it might be signed, what comes next."""
    page.get_by_role("navigation", name="视图").get_by_role("link", name="概览", exact=True).click()
    page.get_by_role("link", name="编辑", exact=True).first.click()
    page.get_by_role("combobox", name="级别").select_option(label="B 区域级")
    page.get_by_role("textbox", name="单一销售目标").fill("签下一期")
    page.get_by_role("textbox", name="预计签约日期").fill(day(60))
    page.get_by_role("textbox", name="毛利率").fill("32")
    page.get_by_role("button", name="保存").click()
    expect(page.locator("#main")).to_contain_text("签下一期")
    page.get_by_role("link", name="安排下一步").first.click()
    form = sheet(page, "下一步")
    form.get_by_role("textbox", name="下一步", exact=True).fill("拜访总工")
    form.get_by_role("textbox", name="下一步日期").fill(day(3))
    form.get_by_role("button", name="保存").click()
    expect(page.locator("#main")).to_contain_text("拜访总工")


def visit(page: Page) -> None:
    """Written up, so that it can be a proof later."""
    create(page, "拜访")
    choose(page, "客户", VISIT)
    page.get_by_role("textbox", name="纪要").fill("看了闸口，谈了排队和换代的期限。")
    page.get_by_role("button", name="保存").click()
    said(page, "拜访已保存")
