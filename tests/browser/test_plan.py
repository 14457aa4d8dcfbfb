"""A plan in a real browser: a bar is dragged and lies where the server says; zoom, outline by keyboard, panel, undo."""

from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from pursuit.domain.plans.actions.links import link_rows
from pursuit.domain.plans.actions.rows import add_row
from pursuit.domain.plans.models import PlanRow
from tests.browser.test_board_drag import signed_in
from tests.cast import assemble
from tests.plumbing.browser import assert_accessible, screenshot
from tests.web.making import make_deal

# The lines of float lie in one path that begins at the end of the first bar, at its lower edge.
IN_PLACE = """row => {
  const bar = document.querySelector(`.gantt_task_line[data-task-id="${row}"]`);
  const [one, line] = [bar.getBoundingClientRect(), document.querySelector(".plan-slack").getBoundingClientRect()];
  const down = line.top + 3 - one.bottom;
  return [Math.abs(line.left - one.right) <= 1, line.width > 0, Math.abs(down) < 3];
}"""


def bar(page: Page, row: int) -> Locator:
    return page.locator(f'.gantt_task_line[data-task-id="{row}"]')


def drag(page: Page, row: int, by: int) -> None:
    box = bar(page, row).bounding_box()
    assert box
    x, y = box["x"] + box["width"] * 0.7, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + by / 2, y, steps=3)
    page.mouse.move(x + by, y, steps=3)
    page.mouse.up()


def test_plan(transactional_db: None, open_page: Callable[..., Page]) -> None:
    cast = assemble()
    deal, ar = make_deal(cast), cast.actor("ar")
    top = add_row(actor=ar, about=deal.pk, title="投标")
    first = add_row(actor=ar, about=deal.pk, title="方案", parent=top.pk, duration="3d")
    second = add_row(actor=ar, about=deal.pk, title="标书", parent=top.pk, duration="4d")
    add_row(actor=ar, about=deal.pk, title="交底", duration="20d")
    link_rows(actor=ar, before=first.pk, after=second.pk)
    page = open_page(f"/projects/{deal.pk}/plan", cookies=signed_in(cast, "ar"))
    expect(page.locator("#plan[data-ready]")).to_be_attached()
    page.locator('[data-zoom="week"]').click()
    page.locator('[data-shows="slack"]').click()
    assert page.evaluate(IN_PLACE, first.pk) == [True, True, True]
    screenshot(page, "plan", full=False)
    assert_accessible(page)

    before = PlanRow.objects.get(pk=second.pk).start
    drag(page, first.pk, 52)  # two days of the week view
    toast = page.locator(".toast-line")
    expect(toast).to_contain_text("方案")
    expect(page.locator(".plan-waiting")).to_have_count(0)
    assert (PlanRow.objects.get(pk=second.pk).start or 0) > (before or 0)
    assert page.evaluate(IN_PLACE, first.pk) == [True, True, True]
    for level in ("month", "quarter", "day", "week"):
        page.locator(f'[data-zoom="{level}"]').click()
        expect(page.locator(f'[data-zoom="{level}"]')).to_have_attribute("aria-pressed", "true")
        page.locator('[data-act="today"]').click()
        assert level == "day" or page.evaluate(IN_PLACE, first.pk) == [True, True, True], level
    toast.locator("button", has_text="撤销").click()
    expect(page.locator(".toast-line").last).to_be_visible()
    expect(bar(page, first.pk)).to_be_visible()
    assert PlanRow.objects.get(pk=second.pk).start == before

    page.locator(f'.gantt_row[data-task-id="{second.pk}"]').click()
    panel = page.locator("#plan-panel")
    expect(panel.locator("input[name=title]")).to_have_value("标书")
    expect(panel.locator(".plan-why-text")).to_contain_text("方案")
    assert_accessible(page)
    screenshot(page, "plan-panel", full=False)
    panel.locator("[data-close-panel]").click()
    page.locator("[data-chart]").focus()
    page.keyboard.press("Insert")
    editor = page.locator(".plan-input")
    expect(editor).to_be_focused()
    page.keyboard.type("评审")
    page.keyboard.press("Enter")
    expect(page.locator(".gantt_grid_data")).to_contain_text("评审")
    expect(editor).to_have_count(0)
    page.keyboard.press("Shift+Tab")
    expect(page.locator(".gantt_row", has_text="评审")).to_have_attribute("aria-level", "1")
    page.goto(f"{page.url.partition('#')[0]}#row-{second.pk}")
    page.reload()
    expect(page.locator(f'.gantt_row.gantt_selected[data-task-id="{second.pk}"]')).to_be_visible()
    page.set_viewport_size({"width": 390, "height": 844})
    page.reload()
    page.wait_for_url("**view=list")
    expect(page.locator(".plan-list")).to_contain_text("评审")
    assert_accessible(page)
    screenshot(page, "plan")
