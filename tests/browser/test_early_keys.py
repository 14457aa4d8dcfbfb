"""A key pressed while the page still loads its scripts does what it does a moment later."""

from collections.abc import Callable

import pytest
from django.test import Client
from playwright.sync_api import Page, Route, expect

from tests.cast import assemble


@pytest.mark.django_db(transaction=True)
def test_a_key_pressed_before_the_page_listens_is_not_lost(open_page: Callable[..., Page], client: Client) -> None:
    cast = assemble()
    client.force_login(cast.ar)
    page = open_page("/", cookies={name: morsel.value for name, morsel in client.cookies.items()})
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/js/main*.js", hold)
    page.goto(page.url, wait_until="commit")
    expect(page.locator("#main h1")).to_be_visible()
    page.keyboard.press("?")
    page.wait_for_timeout(100)
    assert len(held) == 1
    held[0].continue_()
    expect(page.locator("#help")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#help")).to_be_hidden()
