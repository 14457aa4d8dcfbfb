"""Dragging a card in a real browser: what is missing opens in the sheet and the card goes back; then it moves."""

from collections.abc import Callable

from django.conf import settings
from django.test import Client
from playwright.sync_api import Page, expect

from pursuit.kernel.models import Approval
from tests.cast import Cast, assemble
from tests.plumbing.browser import assert_accessible, screenshot
from tests.web.making import make_deal


def signed_in(cast: Cast, part: str) -> dict[str, str]:
    client = Client()
    client.force_login(cast.users[part])
    name = settings.SESSION_COOKIE_NAME
    return {name: client.cookies[name].value}


def drag(page: Page, card: int, stage: str) -> None:
    source = page.locator(f"#card-{card} .pcard-line").first.bounding_box()
    target = page.locator(f"#cards-{stage}").bounding_box()
    assert source and target
    page.mouse.move(source["x"] + 20, source["y"] + 8)
    page.mouse.down()
    page.mouse.move(source["x"] + 40, source["y"] + 12, steps=3)
    page.mouse.move(target["x"] + 60, target["y"] + 60, steps=8)
    page.mouse.move(target["x"] + 62, target["y"] + 62, steps=2)
    page.mouse.up()


def test_drag(transactional_db: None, open_page: Callable[..., Page]) -> None:
    cast = assemble()
    row = make_deal(cast, grade=None)
    page = open_page("/projects/board", cookies=signed_in(cast, "ar"))
    expect(page.locator("#sum-qualify")).to_contain_text("1")
    drag(page, row.pk, "shape")
    sheet = page.locator("#sheet")
    expect(sheet).to_be_visible()
    expect(page.locator(f"#cards-qualify #card-{row.pk}")).to_have_count(1)
    sheet.locator("select[name=grade]").select_option("b")
    sheet.locator("textarea[name=reason]").fill("客户已立项")
    screenshot(page, "board-move", full=False)
    assert_accessible(page)
    sheet.locator(".btn-primary").click()
    expect(page.locator(".toast-line").last).to_be_visible()
    expect(sheet).to_be_hidden()
    assert Approval.objects.get().subject_id == row.pk
    assert_accessible(page)
