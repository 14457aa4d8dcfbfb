"""The page everybody sees first, looked at in both widths and both colour schemes."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from tests.plumbing.browser import assert_accessible, screenshot


@pytest.mark.parametrize("width", [1400, 390])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_sign_in_page(open_page: Callable[..., Page], width: int, dark: bool) -> None:
    page = open_page(reverse("account_login"), width=width, dark=dark)
    screenshot(page, "sign-in-dark" if dark else "sign-in")
    assert page.locator("html").get_attribute("lang") == "zh-hans"
    assert page.locator("input[type=password]").is_visible()
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, "the page scrolls sideways"
    assert_accessible(page)
