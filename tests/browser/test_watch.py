"""The watch on pages sees what it must: each fault is shown on a small page of its own."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Browser

from tests.plumbing.browser import Watch, accessibility_faults

HEAD = '<!doctype html><html lang="en"><head><title>t</title><link rel="icon" href="data:,">'
DOT = '<img alt="dot" src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">'
PAGES = {
    "/good": f"{HEAD}</head><body><main><h1>Good</h1>{DOT}</main>",
    "/console": f'{HEAD}<script src="/console.js"></script></head><body>',
    "/throws": f'{HEAD}<script src="/throws.js"></script></head><body>',
    "/inline": f"{HEAD}<script>document.title = 'x'</script></head><body>",
    "/style": f'{HEAD}</head><body><p style="color: red">x</p>',
    "/foreign": f'{HEAD}</head><body><img alt="" src="http://pursuit.invalid/a.png">',
    "/missing": f'{HEAD}<link rel="stylesheet" href="/nowhere.css"></head><body>',
    "/unlabelled": f"{HEAD}</head><body><main><h1>x</h1><button></button></main>",
    "/console.js": "console.error('broken')",
    "/throws.js": "throw new Error('thrown')",
}


class Handler(BaseHTTPRequestHandler):
    """Serves PAGES under the product's kind of policy."""

    def do_GET(self) -> None:
        body = PAGES.get(self.path, "").encode()
        self.send_response(200 if body else 404)
        self.send_header("Content-Type", "text/javascript" if self.path.endswith(".js") else "text/html")
        self.send_header("Content-Security-Policy", "default-src 'self'; img-src * data:")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        return


@pytest.fixture(scope="module")
def origin() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def problems_of(chromium: Browser, origin: str, path: str) -> list[str]:
    watch = Watch(origin)
    page = chromium.new_page()
    watch.attach(page)
    page.goto(origin + path)
    page.wait_for_load_state("networkidle")
    page.close()
    return watch.problems


def test_a_good_page_has_no_problem(chromium: Browser, origin: str) -> None:
    assert problems_of(chromium, origin, "/good") == []


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("/console", "console: broken"),
        ("/throws", "uncaught: thrown"),
        ("/inline", "CSP: script-src-elem"),
        ("/style", "CSP: style-src-attr"),
        ("/foreign", "external request: GET http://pursuit.invalid/a.png"),
        ("/missing", "404: GET"),
    ],
)
def test_a_fault_is_seen(chromium: Browser, origin: str, path: str, says: str) -> None:
    assert any(says in problem for problem in problems_of(chromium, origin, path))


def test_axe_runs_under_the_policy(chromium: Browser, origin: str) -> None:
    page = chromium.new_page()
    page.goto(origin + "/good")
    assert accessibility_faults(page) == []
    page.goto(origin + "/unlabelled")
    assert any(fault.startswith("critical button-name") for fault in accessibility_faults(page))
    page.close()
