"""What was typed into a sheet outlives a closed window, and is gone once the sheet was taken."""

from collections.abc import Callable

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from pursuit.domain.strategy.models import AnalysisItem
from tests.cast import assemble
from tests.web.making import make_deal


@pytest.mark.django_db(transaction=True)
def test_a_sheet_that_was_taken_leaves_no_draft(open_page: Callable[..., Page], client: Client) -> None:
    cast = assemble()
    row = make_deal(cast)
    client.force_login(cast.ar)
    cookies = {name: morsel.value for name, morsel in client.cookies.items()}
    page = open_page(f"/projects/{row.pk}/strategy/analysis", cookies=cookies)
    text = page.locator("#sheet textarea[name=text]")
    _add(page, "s")
    text.fill("本地服务团队")
    page.wait_for_timeout(400)  # the draft is kept a moment after the last key
    page.reload()
    _add(page, "s")
    expect(text).to_have_value("本地服务团队")
    page.locator("#sheet form button.btn-primary").click()
    expect(page.locator(".strategy-cell-s li")).to_have_count(1)
    _add(page, "w")
    expect(text).to_have_value("")
    text.fill("没有港口业绩")
    page.locator("#sheet form button.btn-primary").click()
    expect(page.locator(".strategy-cell-w li")).to_have_count(1)
    assert list(AnalysisItem.objects.order_by("pk").values_list("cell", flat=True)) == ["s", "w"]
    assert page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('pursuit.draft.')).length") == 0


def _add(page: Page, cell: str) -> None:
    page.locator(f".strategy-cell-{cell} .card-head a").click()
    expect(page.locator("#sheet textarea[name=text]")).to_be_visible()
