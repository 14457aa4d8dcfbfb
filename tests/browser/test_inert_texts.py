"""Hostile words in every text field, and the pages that show them in a browser: no dialog, no element of theirs."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Dialog, Page

from tests.cast import assemble
from tests.matrix.providers import arguments
from tests.matrix.test_web import routes
from tests.matrix.world import build

PAGES = (
    "home", "search", "history", "record-files", "approvals:inbox", "approvals:one", "collaboration:comments",
    "collaboration:notifications", "customers:list", "customers:account", "customers:account_contacts",
    "customers:contact", "customers:visit", "customers:report", "customers:edit", "market:lead", "market:registration",
    "market:competitor", "catalogue:product", "projects:board", "projects:project", "projects:team", "chain:map",
    "execution:list", "execution:task", "people:absences", "trash", "insight:project",
)  # fmt: skip
# Elements and attributes that only the hostile words could have made.
THEIRS = "img[src='x'], [x-init], b[hx-get], [onerror]"


@pytest.mark.django_db(transaction=True)
def test_hostile_words_are_only_words(open_page: Callable[..., Page], client: Client) -> None:
    world = build(assemble())
    client.force_login(world.cast.ar)
    cookies = {name: morsel.value for name, morsel in client.cookies.items()}
    dialogs: list[str] = []
    page = open_page("/robots.txt", cookies=cookies)

    def note(dialog: Dialog) -> None:
        dialogs.append(f"{page.url}: {dialog.message}")
        dialog.dismiss()

    page.on("dialog", note)
    shown = 0
    known = {route.name: route for route in routes()}
    for name in PAGES:
        route = known[name]
        path = reverse(route.name, kwargs=arguments(world, route.place, route.name, route.takes))
        open_page(path + ("?q=名称" if route.name == "search" else ""), page=page)
        assert page.locator(THEIRS).count() == 0, route.name
        shown += "onerror=alert(1)" in page.locator("body").inner_text()
    assert not dialogs
    assert shown > len(PAGES) // 2
