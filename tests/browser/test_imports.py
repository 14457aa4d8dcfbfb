"""An import in a browser, wide and on a phone: files chosen, bad cells mended, progress that leads on, undo."""

from collections.abc import Callable

import pytest
from django.conf import LazySettings
from django.test import Client
from playwright.sync_api import Page, expect

from pursuit.domain.projects.models import Project
from tests.cast import assemble
from tests.plumbing.browser import assert_accessible, screenshot
from tests.web.importing import CUSTOMERS, HEAD, text, work

BAD = [
    (f"D-{n}", f"项目{n}", "江宁水务", "1,2,3.4" if n < 6 else n, "2027年3月5日", "安然", "蓝") for n in range(1, 40)
]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("width", [1400, 390])
def test_from_files_to_undo(
    open_page: Callable[..., Page], client: Client, settings: LazySettings, tmp_path: object, width: int
) -> None:
    settings.IMPORTS_ROOT = tmp_path / "imports"  # type: ignore[operator]
    cast = assemble()
    client.force_login(cast.users["operations"])
    cookies = {name: morsel.value for name, morsel in client.cookies.items()}
    page = open_page("/imports/", width=width, cookies=cookies)
    files = [
        {"name": "商机.csv", "mimeType": "text/csv", "buffer": text([HEAD, *BAD]).encode("gb18030")},
        {"name": "客户.csv", "mimeType": "text/csv", "buffer": text(CUSTOMERS).encode("gb18030")},
    ]
    page.locator("input[name=files]").set_input_files(files)  # type: ignore[arg-type]
    page.locator(".import-drop .btn-primary").click()
    page.wait_for_url("**/mapping")
    _look(page, "imports-mapping", width)
    page.locator("button[value=check]").click()
    page.wait_for_url("**/check")
    _look(page, "imports-check", width)
    for cell in page.locator("#problems input[name^='cell.']").all():
        cell.fill("12.5")
    page.locator("#problems .form-actions .btn").click()
    expect(page.locator("#problems")).to_have_count(0)
    page.locator(".form-actions .btn-primary").click()
    page.locator("#import-progress progress").wait_for()
    _look(page, "imports-run", width)
    work()
    page.locator("form[action$='/undo'] .btn").wait_for()  # the waiting page looked again by itself
    assert Project.objects.count() == len(BAD)
    _look(page, "imports-receipt", width)
    page.locator("form[action$='/undo'] .btn").click()
    page.locator("#import-progress").wait_for()
    work()
    page.locator(".head-line").wait_for()
    assert not Project.objects.exists()


def _look(page: Page, name: str, width: int) -> None:
    page.wait_for_load_state()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert_accessible(page)
    screenshot(page, name)
