"""A director holds the Monday review by keyboard: three projects, a decision, a task, the minutes as a paper."""

import re
from collections.abc import Callable

from docx import Document
from playwright.sync_api import Page, expect

from pursuit.domain.execution.models import Task
from pursuit.domain.insight.models import AgendaRow, MeetingDecision, ReviewMeeting
from tests.cast import PASSWORD, assemble
from tests.insight.meetings import three
from tests.plumbing.browser import screenshot
from tests.stories.hands import fits, said, sign_in, with_password

NOTE = "业主换了分管副总，方案要重讲。"


def test_the_monday_review(transactional_db: None, open_page: Callable[..., Page]) -> None:
    cast = assemble()
    with_password(cast, "director")
    three(cast)
    page = open_page("/insight/reviews/", width=1400)
    sign_in(page, "director", PASSWORD)
    _begin(page)
    _first(page)
    _second(page)
    _the_same_on_a_phone(open_page(page.url.removeprefix(page.url.split("/insight")[0]), width=390))
    _third(page)
    _papers(page)
    row = ReviewMeeting.objects.get()
    assert [bool(one.discussed_at) for one in AgendaRow.objects.filter(meeting=row)] == [True] * 3
    assert AgendaRow.objects.get(meeting=row, place=2).note == NOTE
    assert MeetingDecision.objects.get().text == "总监本周拜访新任副总"
    assert Task.objects.get().subject.owner == cast.ar
    _on_a_phone(open_page(f"/insight/reviews/{row.pk}", width=390))


def _begin(page: Page) -> None:
    expect(page.get_by_text("还没有过单会")).to_be_visible()
    page.get_by_role("link", name="开始过单").first.click()
    expect(page.get_by_role("textbox", name="最多过几个项目")).to_have_value("40")
    fits(page)
    page.get_by_role("button", name="开始", exact=True).click()


def _first(page: Page) -> None:
    """Given up last week: nothing to decide, on to the next."""
    expect(page.get_by_role("heading", name="乙")).to_be_visible()
    expect(page.locator(".review-count")).to_contain_text("1/3")
    fits(page)
    screenshot(page, "story-review-01-first")
    page.get_by_role("link", name="议程").click()
    expect(page.get_by_role("row", name="甲")).to_contain_text("签约日期推迟")
    fits(page)
    page.get_by_role("link", name="继续过单").click()
    expect(page.locator(".review-count")).to_contain_text("1/3")
    page.keyboard.press("ArrowDown")


def _second(page: Page) -> None:
    """Later and smaller: a note, a decision, a task, typed without a mouse."""
    expect(page.get_by_role("heading", name="甲")).to_be_visible()
    changes = page.get_by_role("region", name="上周以来")
    expect(changes).to_contain_text("签约日期推迟")
    expect(changes).to_contain_text("→")
    expect(page.get_by_role("region", name="上周承诺")).to_contain_text("已兑现")
    page.keyboard.press("n")
    page.keyboard.type(NOTE)
    expect(page.locator("#saved")).to_contain_text("已保存")
    page.keyboard.press("Escape")
    work = page.get_by_role("region", name="决议与任务")
    page.keyboard.press("d")
    page.keyboard.type("总监本周拜访新任副总")
    page.keyboard.press("Enter")
    expect(work.get_by_role("listitem")).to_contain_text(["总监本周拜访新任副总"])
    page.keyboard.press("t")
    page.keyboard.type("约见新任副总")
    page.keyboard.press("Enter")
    expect(work.get_by_role("link", name="约见新任副总")).to_be_visible()
    fits(page)
    screenshot(page, "story-review-02-second")
    page.keyboard.press("j")


def _third(page: Page) -> None:
    """Silent for weeks; back and forth, then the end."""
    expect(page.get_by_role("heading", name="丙")).to_be_visible()
    expect(page.locator("#main")).to_contain_text("已 20 天没有动静")
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("textbox", name="备注")).to_have_value(NOTE)
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("heading", name="丙")).to_be_visible()
    page.keyboard.press("2")
    expect(page.get_by_role("radio", name="关注")).to_be_checked()
    expect(page.locator("#saved")).to_contain_text("已保存")
    page.keyboard.press("e")
    said(page, "过单已结束")


def _the_same_on_a_phone(page: Page) -> None:
    sign_in(page, "director", PASSWORD)
    expect(page.get_by_role("button", name="下一个项目")).to_be_visible()
    fits(page)
    screenshot(page, "story-review-05-screen-phone")


def _papers(page: Page) -> None:
    expect(page.locator("#main")).to_contain_text("3 / 3")
    expect(page.get_by_role("region", name="本周变化汇总")).to_contain_text("金额下降")
    fits(page)
    screenshot(page, "story-review-03-ended")
    for name, words in (
        ("会议纪要", (NOTE, "总监本周拜访新任副总", "约见新任副总", "关注")),
        ("周报", ("签约日期推迟", "CNY -400.00")),
    ):
        with page.expect_download() as wait:
            page.get_by_role("link", name=name, exact=True).click()
        paper = Document(str(wait.value.path()))
        cells = "\n".join(cell.text for table in paper.tables for line in table.rows for cell in line.cells)
        assert all(word in cells for word in words), (name, cells)
        assert re.search(r"\.docx$", wait.value.suggested_filename)


def _on_a_phone(page: Page) -> None:
    sign_in(page, "director", PASSWORD)
    expect(page.locator("#main")).to_contain_text("总监本周拜访新任副总")
    fits(page)
    screenshot(page, "story-review-04-phone")
