"""The pipeline in two hands: a director filters, drills, exports what she sees, and the file says the same; a phone
user reads the desk and does what its first line says."""

import re
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

from openpyxl import load_workbook
from playwright.sync_api import Locator, Page, expect

from pursuit.domain.projects.actions.projects import set_next_step
from pursuit.domain.projects.models import Project
from pursuit.interfaces.web.projects.faces import quarters
from pursuit.kernel import clock
from pursuit.kernel.money import Money
from tests.cast import PASSWORD, Cast, assemble
from tests.plumbing.browser import screenshot
from tests.stories.hands import day, fits, said, sheet, sign_in, with_password
from tests.web.making import make_deal

STEP = "请总工确认技术方案"


def test_the_file_says_what_the_page_says(
    transactional_db: None, open_page: Callable[..., Page], tmp_path: Path
) -> None:
    cast = assemble()
    with_password(cast, "director")
    wanted = _deals(cast)
    page = open_page("/projects/board")
    sign_in(page, "director", PASSWORD)
    _filter_the_board(page)
    _drill(page)
    _compare(page, wanted, tmp_path)
    _see_the_year(page, wanted)


def _deals(cast: Cast) -> list[Project]:
    """Three of this quarter and team; one of another quarter, one of another team."""
    soon = clock.today()
    mine = [
        make_deal(cast, "变电站改造", amount=Money(300_000_000), grade="a", expected_sign_on=soon),
        make_deal(cast, "泵站改造", amount=Money(12_345_678), grade="b", expected_sign_on=soon),
        make_deal(cast, "码头改造", amount=Money(99_900), grade="b", expected_sign_on=soon),
    ]
    make_deal(cast, "明年再说", expected_sign_on=soon + timedelta(days=95))
    make_deal(cast, "别的团队", expected_sign_on=soon, unit=cast.units["east"].pk)
    return mine


def _filter_the_board(page: Page) -> None:
    board = page.get_by_role("region", name="看板")
    expect(board).to_contain_text("别的团队")
    page.wait_for_load_state()
    page.get_by_label("团队", exact=True).select_option(label="　　上海团队")
    expect(board).not_to_contain_text("别的团队")
    page.wait_for_load_state()
    page.get_by_label("预计签约", exact=True).select_option(label=quarters(clock.today())[1][1])
    expect(board).not_to_contain_text("明年再说")
    expect(page.locator("#board-sum")).to_contain_text("3 个项目")
    fits(page)
    screenshot(page, "story-pipeline-01-board")


def _drill(page: Page) -> None:
    """From the figures of a column to its rows, and these in groups."""
    figures = page.locator("#sum-qualify").get_by_role("link")
    expect(figures).to_contain_text("3 · 312.45")
    figures.click()
    expect(page.locator(".list-totals")).to_contain_text("3 条记录")
    expect(page.locator(".list-totals data")).to_have_attribute("value", "312445578")
    page.locator("summary", has_text="分组").click()
    page.locator("details[open]").get_by_role("link", name="级别", exact=True).click()
    expect(page.locator(".group-row")).to_have_count(2)
    fits(page)
    screenshot(page, "story-pipeline-02-rows")


def _compare(page: Page, wanted: list[Project], tmp_path: Path) -> None:
    """Ids, amounts and total of the workbook against the page and against what was entered."""
    rows = page.locator("tbody tr:not(.group-row)")
    ids = [int(re.findall(r"/(\d+)$", url)[0]) for url in _each(rows.locator("td.title a"), "href")]
    amounts = [int(value) for value in _each(rows.locator("td.num data.money"), "value")]
    groups = page.locator(".group-row th a").all_inner_texts()
    total = int(str(page.locator(".list-totals data").get_attribute("value")))
    page.locator("summary", has_text="导出").click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Excel (xlsx)").click()
    path = tmp_path / "seen.xlsx"
    waiting.value.save_as(path)
    sheet_of_rows, sums = load_workbook(path).worksheets
    head, *lines = [list(row) for row in sheet_of_rows.iter_rows(values_only=True)]
    at = head.index("金额")
    assert [line[0] for line in lines] == ids == sorted(ids, key=ids.index)
    assert sorted(ids) == sorted(row.pk for row in wanted)
    assert [round(Decimal(str(line[at])) * 100) for line in lines] == amounts
    assert list(dict.fromkeys(line[1] for line in lines)) == groups
    *_others, last = [list(row) for row in sums.iter_rows(values_only=True)]
    assert (last[1], round(Decimal(str(last[2])) * 100)) == (3, total)
    said_there = {str(row[1]) for row in sums.iter_rows(values_only=True) if row[0] == "筛选"}
    assert any("上海团队" in text for text in said_there)


def _each(found: Locator, attribute: str) -> list[str]:
    return [str(one.get_attribute(attribute)) for one in found.all()]


def _see_the_year(page: Page, wanted: list[Project]) -> None:
    """The same filters, as bars over the year; a month leads back to its rows."""
    page.get_by_role("link", name="年图").click()
    month = page.locator(f"#m-{clock.today():%Y-%m}")
    bars = month.get_by_role("listitem")
    expect(bars).to_have_count(3)
    expect(bars.first).to_contain_text("变电站改造")
    fits(page)
    screenshot(page, "story-pipeline-03-year")
    bars.first.get_by_role("link").press("Enter")
    expect(page.get_by_role("heading", name="变电站改造")).to_be_visible()
    page.go_back()
    month.locator(".year-head a").click()
    expect(page.locator(".list-totals")).to_contain_text(f"{len(wanted)} 条记录")


def test_a_phone_does_what_the_first_line_says(transactional_db: None, open_page: Callable[..., Page]) -> None:
    cast = assemble()
    with_password(cast, "ar")
    late = make_deal(cast, "变电站改造")
    set_next_step(
        actor=cast.actor("ar"), project=late.pk, next_step=STEP, next_step_on=clock.today() - timedelta(days=4)
    )
    make_deal(cast, "泵站改造", next_step_on=clock.today())
    page = open_page("/", width=390)
    sign_in(page, "ar", PASSWORD)
    first = page.locator(".desk-line").first
    expect(first).to_contain_text("变电站改造")
    expect(first).to_contain_text("4 天")
    fits(page)
    screenshot(page, "story-phone-01-desk")
    first.get_by_role("link", name="安排下一步").tap()
    side = sheet(page, "下一步")
    side.get_by_role("textbox", name="下一步", exact=True).fill("与总工签技术协议")
    side.get_by_role("textbox", name="下一步日期", exact=True).fill(day(9))
    fits(page)
    screenshot(page, "story-phone-02-sheet", full=False)
    side.get_by_role("button", name="保存").tap()
    said(page, "下一步已安排")
    expect(page.locator(".desk-lines")).not_to_contain_text("变电站改造")
    late.refresh_from_db()
    assert (late.next_step, late.next_step_on) == ("与总工签技术协议", clock.today() + timedelta(days=9))
    page.get_by_role("navigation", name="快捷导航").get_by_role("link", name="销售项目").tap()
    page.get_by_role("link", name="看板").tap()
    page.get_by_role("button", name="筛选").tap()
    filters = sheet(page, "筛选 · 销售项目")
    filters.get_by_label("C").first.check()
    filters.get_by_role("button", name="查看").tap()
    expect(page.get_by_role("button", name="筛选")).to_contain_text("1")
    fits(page)
    screenshot(page, "story-phone-03-board")
