"""Chromium for the few tests that need one, and a watch on everything a page must not do.

A page fails its test on: a console error, an uncaught exception, a violation of the content security policy,
a request to anything but the live server, a server error, a missing style sheet, script, image or font.
"""

import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, Response, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "node_modules/axe-core/axe.min.js"
SCREENS = ROOT / "artefacts/screens"
FLAGS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Should a page name a foreign host, the request is seen by the watch and goes nowhere.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]
HEIGHTS = {390: 844, 1400: 900}
INSIDE = ("data:", "blob:", "about:")
ASSETS = {"stylesheet", "script", "image", "font", "manifest"}
SERIOUS = {"serious", "critical"}
TELL_VIOLATIONS = """addEventListener("securitypolicyviolation", event => console.error(
    `CSP: ${event.effectiveDirective} refused ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`))"""


@dataclass
class Watch:
    """What went wrong on the pages of one test; `forgive` takes out what the test expects."""

    origin: str
    problems: list[str] = field(default_factory=list)

    def attach(self, page: Page) -> None:
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.problems.append(f"uncaught: {error}"))
        page.on("request", self._request)
        page.on("response", self._response)
        page.add_init_script(TELL_VIOLATIONS)

    def forgive(self, part: str) -> None:
        self.problems = [problem for problem in self.problems if part not in problem]

    def _console(self, message: ConsoleMessage) -> None:
        # The browser logs every 4xx of a form or a fragment as an error: _response decides about those.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            self.problems.append(f"console: {message.text}")

    def _request(self, request: Request) -> None:
        if not request.url.startswith((self.origin + "/", *INSIDE)):
            self.problems.append(f"external request: {request.method} {request.url}")

    def _response(self, response: Response) -> None:
        missing = response.status >= 400 and response.request.resource_type in ASSETS
        if missing or response.status >= 500:
            self.problems.append(f"{response.status}: {response.request.method} {response.url}")


def screenshot(page: Page, name: str, *, full: bool = True) -> Path:
    """Keep a picture as artefacts/screens/<name>-<width>.png."""
    size = page.viewport_size
    path = SCREENS / f"{name}-{size['width'] if size else 0}.png"
    path.parent.mkdir(parents=True, exist_ok=True)
    if full:
        page.evaluate("scrollTo(0, 0)")  # or the bar that sticks to the top stands in the middle of the picture
    page.screenshot(path=path, full_page=full, animations="disabled")
    return path


@cache
def _axe() -> str:
    return AXE.read_text(encoding="utf-8")


def accessibility_faults(page: Page) -> list[str]:
    """What axe-core calls serious or critical on the page as it stands, one line each."""
    # Through the debugger's door: the page's own policy forbids foreign scripts, and shall.
    session = page.context.new_cdp_session(page)
    session.send("Runtime.evaluate", {"expression": _axe(), "allowUnsafeEvalBlockedByCSP": True})
    options = "{preload: false, resultTypes: ['violations']}"
    expression = f"axe.run(document, {options}).then(result => JSON.stringify(result.violations))"
    answer = session.send("Runtime.evaluate", {"expression": expression, "awaitPromise": True, "returnByValue": True})
    session.detach()
    if "exceptionDetails" in answer:
        raise RuntimeError(f"axe-core failed: {answer['exceptionDetails']}")
    violations: list[dict[str, Any]] = json.loads(answer["result"]["value"])
    return [
        f"{v['impact']} {v['id']}: {v['help']}: {node['html'][:200]}"
        for v in violations
        if v["impact"] in SERIOUS
        for node in v["nodes"]
    ]


def assert_accessible(page: Page) -> None:
    faults = accessibility_faults(page)
    assert not faults, f"{page.url}:\n" + "\n".join(faults)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, one for the session."""
    path = shutil.which("chromium") or "/usr/bin/chromium"
    # Playwright's loop lives in the test's thread; the ORM must not mistake the test for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS, ignore_default_args=["--headless"])
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def watch(live_server: Any) -> Iterator[Watch]:
    """The live server's watch; the test fails at its end when a page did what it must not."""
    seen = Watch(live_server.url)
    yield seen
    assert not seen.problems, "\n".join(seen.problems)


@pytest.fixture
def open_page(chromium: Browser, live_server: Any, watch: Watch) -> Iterator[Callable[..., Page]]:
    """`open_page("/projects", width=390, dark=True)`: a page of a fresh, signed-out browser on the live server.

    Keyword `page` opens the address in that page instead, `cookies` are set first: {name: value}.
    """
    with ExitStack() as contexts:

        def open_it(
            path: str = "/",
            *,
            width: int = 1400,
            dark: bool = False,
            language: str = "zh-CN",
            cookies: dict[str, str] | None = None,
            page: Page | None = None,
        ) -> Page:
            if page is None:
                context = chromium.new_context(
                    viewport={"width": width, "height": HEIGHTS.get(width, 900)},
                    color_scheme="dark" if dark else "light",
                    locale=language,
                    timezone_id="Asia/Shanghai",
                    has_touch=width < 600,
                )
                contexts.callback(context.close)
                context.set_default_timeout(15_000)
                context.add_cookies(
                    [{"name": n, "value": v, "url": live_server.url} for n, v in (cookies or {}).items()]
                )
                page = context.new_page()
                watch.attach(page)
            page.goto(live_server.url + path)
            return page

        yield open_it
