"""python -m bench.chart [--rows 5000] [--json]: the Gantt chart of a large plan in Chromium, on a running server.

open_ms: from asking for the page until the chart can be used; drag_one_ms, drag_all_ms: from letting a bar go until
what the server answered is drawn, where that moves one row (and the summary above it), or every row of the plan: told
are how many each drag moved. Bars are moved two days to and fro, with days as wide as their numbers. Medians, and each
of ROUNDS.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile

from bench.planning import COMMAND, PASSWORD
from bench.web.server import quiet, serving

ROUNDS = 7
WIDTH = 26  # pixels of a day
FLAGS = ["--headless=new", "--no-sandbox", "--disable-gpu"]
WATCH = """
const real = window.fetch;
window.drawn = [];
window.fetch = async (...asked) => {
  const answer = await real(...asked);
  if (!String(asked[0]).includes("/plan/changes")) return answer;
  const read = answer.json.bind(answer);
  answer.json = async () => {
    const said = await read();
    window.moved = said.rows.length + said.moved.length;
    const after = () => requestAnimationFrame(() => window.drawn.push(performance.now()));
    requestAnimationFrame(() => setTimeout(after));
    return said;
  };
  return answer;
};
addEventListener("mouseup", () => { window.up = performance.now(); }, true);
const ready = new MutationObserver(() => {
  if (!window.opened && document.querySelector("#plan[data-ready]")) window.opened = performance.now();
});
ready.observe(document, { attributes: true, childList: true, subtree: true });
"""


def measure(rows: int) -> dict[str, object]:
    """The whole of it, in a folder of its own."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  only this bench needs a browser

    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "PURSUIT_HOME": folder}
        for command in (["migrate"], ["demo"]):
            subprocess.run([*COMMAND, *command], env=environment, check=True, stdout=subprocess.DEVNULL)
        filling = [sys.executable, "-m", "bench.planning", "--fill", "--tasks=0", f"--rows={rows}"]
        told = subprocess.run(filling, env=environment, check=True, capture_output=True, text=True).stdout
        about, first, last = map(int, told.split()[-3:])
        with serving(environment) as (port, pid), sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=shutil.which("chromium"), args=FLAGS, ignore_default_args=["--headless"]
            )
            page = browser.new_page(viewport={"width": 1400, "height": 900}, bypass_csp=True)
            page.add_init_script(WATCH)
            page.goto(f"http://127.0.0.1:{port}/")
            page.fill("input[name=login]", "admin")
            page.fill("input[name=password]", PASSWORD)
            page.keyboard.press("Enter")
            page.wait_for_load_state("networkidle")
            quiet(pid)
            chart = f"http://127.0.0.1:{port}/projects/{about}/plan"
            moved: dict[str, list[float]] = {}
            found: dict[str, list[float]] = {"open_ms": [_opened(page, chart) for _round in range(ROUNDS)]}
            for name, row in (("drag_all_ms", first), ("drag_one_ms", last)):
                drags = [_dragged(page, f"{chart}#row-{row}", row, number) for number in range(ROUNDS)]
                found[name], moved[name] = ([one[place] for one in drags] for place in range(2))
            browser.close()
    told = {name: {"p50": round(statistics.median(all_)), "all": all_} for name, all_ in found.items()}
    return {**told, "moved": moved, "rows": rows}


def _opened(page, chart: str) -> float:  # type: ignore[no-untyped-def]  # the library comes only with the tests
    page.goto("about:blank")
    page.goto(chart)
    page.wait_for_function("window.opened")
    return round(page.evaluate("window.opened"))


def _dragged(page, address: str, row: int, number: int) -> tuple[float, float]:  # type: ignore[no-untyped-def]
    """To the right and back in turn, so that every drag changes something. → milliseconds, rows that moved"""
    if number == 0:
        _opened(page, address)
        page.click('[data-zoom="week"]')
        _opened(page, address)  # the zoom is remembered, and the row is where it is to be seen
        page.wait_for_timeout(3500)  # the shading of ranges comes later
    bar = page.locator(f'.gantt_task_line[data-task-id="{row}"]')
    bar.scroll_into_view_if_needed()
    box = bar.bounding_box()
    x, y, by = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, 2 * WIDTH if number % 2 == 0 else -2 * WIDTH
    before = page.evaluate("window.drawn.length")
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + by / 2, y, steps=3)
    page.mouse.move(x + by, y, steps=3)
    page.mouse.up()
    page.wait_for_function(f"window.drawn.length > {before}")
    page.wait_for_timeout(500)
    return round(page.evaluate("window.drawn.at(-1) - window.up")), page.evaluate("window.moved")


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.chart", description=__doc__)
    parser.add_argument("--rows", type=int, default=5000)
    parser.add_argument("--json", action="store_true", help="one JSON object (the only form there is)")
    args = parser.parse_args(arguments)
    print(json.dumps(measure(args.rows), indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
