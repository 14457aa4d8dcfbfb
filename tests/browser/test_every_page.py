"""Every page in a browser, wide and on a phone: accessible, quiet, Chinese, and no wider than the screen."""

import os
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page

from tests.browser.every_page import NO_PAGE, Visit, cookies, prepare, visits
from tests.browser.leftovers import leftovers
from tests.cast import assemble
from tests.matrix.test_web import routes
from tests.matrix.world import build
from tests.plumbing.browser import HEIGHTS, Watch, accessibility_faults, screenshot

WIDE, PHONE = 1400, 390
# Looked at in the dark too: one of each kind of page.
DARK = {
    "home", "execution-list", "insight-list", "projects-board", "projects-list", "projects-project", "projects-year",
    "chain-map", "customers-account", "customers-new_visit", "market-registration", "approvals-inbox", "people-org",
    "settings-matrix", "account_login",
}  # fmt: skip
# What makes the page wider than the screen: not what lies in a part that scrolls or cuts by itself.
TOO_WIDE = """() => {
  const room = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= room) return [];
  const held = one => one && one !== document.body
    && (getComputedStyle(one).overflowX !== "visible" || held(one.parentElement));
  const wide = [...document.body.querySelectorAll("*")]
    .filter(one => one.getBoundingClientRect().right > room + 1 && !held(one.parentElement));
  return wide.filter(one => ![...one.children].some(child => wide.includes(child))).slice(0, 3)
    .map(one => one.outerHTML.slice(0, 160));
}"""
# Until what a page asks for by itself has come (at most two seconds).
STILL = """async () => {
  for (let turn = 0; turn < 100; turn += 1) {
    await new Promise(resolve => setTimeout(resolve, turn ? 20 : 0));
    if (!document.querySelector(".htmx-request, .htmx-settling, .htmx-swapping")) return;
  }
}"""

SETTLED = """async () => {
  await new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  document.getAnimations().forEach(one => one.finish());
}"""


def test_what_is_no_page_is_still_an_address() -> None:
    assert NO_PAGE.keys() <= {route.name for route in routes()}


@pytest.mark.parametrize("half", range(2))
def test_every_page(transactional_db: None, open_page: Callable[..., Page], watch: Watch, half: int) -> None:
    world = build(assemble())
    prepare(world)
    page = open_page("/robots.txt", width=WIDE)
    faults: list[str] = []
    part = ""
    for visit in list(visits(world))[half::2]:
        if visit.part != part:
            part = visit.part
            page.context.clear_cookies()
            page.context.add_cookies(
                [{"name": n, "value": v, "url": watch.origin} for n, v in cookies(world, part).items()]
            )
        faults += (f"{visit.name}: {fault}" for fault in _look(page, visit, watch))
    assert not faults, "\n".join(faults)


def _look(page: Page, visit: Visit, watch: Watch) -> Iterator[str]:
    """Everything that is wrong with one page."""
    page.set_viewport_size({"width": WIDE, "height": HEIGHTS[WIDE]})
    answer = page.goto(watch.origin + visit.path)
    if not answer or answer.status != 200 or not page.url.endswith(visit.path):
        yield f"{answer and answer.status} instead of a page, at {page.url}"
        return
    page.evaluate(STILL)
    yield from accessibility_faults(page)
    yield from (f"not Chinese: {text!r}" for text in leftovers(page))
    _keep(page, visit.name)
    page.set_viewport_size({"width": PHONE, "height": HEIGHTS[PHONE]})
    yield from (f"wider than a phone: {what}" for what in page.evaluate(TOO_WIDE))
    _keep(page, visit.name)
    if visit.name in DARK:
        page.emulate_media(color_scheme="dark", reduced_motion="reduce")
        page.evaluate(SETTLED)  # colours on their way from light to dark are nobody's contrast
        _keep(page, f"{visit.name}-dark")
        yield from (f"dark: {fault}" for fault in accessibility_faults(page))
        page.emulate_media(color_scheme="light", reduced_motion="no-preference")
    yield from watch.problems
    watch.problems.clear()


def _keep(page: Page, name: str) -> None:
    """A picture for whoever wants to look through all pages: SCREENS=all make test."""
    if os.environ.get("SCREENS") == "all":
        screenshot(page, f"pages/{name}")
