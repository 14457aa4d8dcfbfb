"""What people do with a page, named as they would name it: by label, by role, by what stands on the button."""

import re
from datetime import timedelta

from playwright.sync_api import Locator, Page, expect

from pursuit.kernel import clock
from tests.cast import PASSWORD, Cast
from tests.plumbing.browser import assert_accessible


def day(after: int) -> str:
    """A day as people type it, so many days from today."""
    return (clock.today() + timedelta(days=after)).isoformat()


def choose(where: Page | Locator, label: str, typed: str, option: str | None = None) -> None:
    """Pick a record or a person in a field that looks it up while one types."""
    field = where.get_by_role("combobox", name=label, exact=True)
    field.fill("")
    field.press_sequentially(typed)
    found = where.get_by_role("option", name=re.compile(re.escape(option or typed)))
    found.first.click()
    expect(field).to_have_attribute("aria-expanded", "false")


def create(page: Page, what: str) -> None:
    """From the menu that is on every page."""
    page.get_by_title("新建 (c)").click()
    page.locator("details[open]").get_by_role("link", name=what, exact=True).click()


def said(page: Page, words: str) -> None:
    """The toast, which is how the product says what it has done."""
    expect(page.locator(".toast-line", has_text=words).last).to_be_visible()


def sheet(page: Page, title: str) -> Locator:
    """The sheet at the side, once it shows what was asked for."""
    found = page.locator("#sheet")
    expect(found.get_by_role("heading", name=title)).to_be_visible()
    return found


def with_password(cast: Cast, *parts: str) -> None:
    """Only who signs in through the form needs one."""
    for part in parts:
        cast.users[part].set_password(PASSWORD)
        cast.users[part].save()


def sign_in(page: Page, username: str, password: str) -> None:
    """Through the form, like everybody."""
    page.get_by_label("用户名或邮箱").fill(username)
    page.get_by_label("密码").fill(password)
    page.get_by_role("button", name="登录", exact=True).click()
    expect(page.get_by_role("link", name="跳到正文")).to_be_attached()


def fits(page: Page) -> None:
    """Nothing scrolls sideways, and axe-core finds nothing serious. Name first what shows that the page has come."""
    page.wait_for_load_state()
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"{page.url} is {wide} px wider than the screen"
    assert_accessible(page)
