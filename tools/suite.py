"""The whole suite as `make test` runs it: SQLite, PostgreSQL, Chromium, and one summary at the end.

python -m tools.suite [sqlite|postgresql|browser …]   (without names: all three)
"""

import os
import subprocess
import sys
import time
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tools.lifetime import AND_DIE, die_with_parent

ROOT = Path(__file__).resolve().parents[1]
ARTEFACTS = ROOT / "artefacts"
PYTEST = [sys.executable, "-m", "pytest"]
QUIET = ["-p", "no:cacheprovider", "--durations=10", "--durations-min=1"]
IN_CLUSTER = [sys.executable, "-m", "tools.postgres", "run", "--"]
# Two at a time: the machine it must fit has two cores.
TWICE = ["-n", "2", "--dist", "loadgroup"]
# Once is enough for what looks at the code, computes, or reads a file into memory.
FILES = ("asana", "boards", "imopse", "msproject", "psplib", "tasktables", "trello")
APART = ("house", "engine", "kernel/engineprocess", *(f"integrations/{name}" for name in FILES))
NO_DATABASE = [f"--ignore=tests/{part}" for part in APART]
PARTS = {
    "sqlite": [*PYTEST, *QUIET, *TWICE, "-m", "not browser and not slow"],
    "postgresql": [*IN_CLUSTER, *PYTEST, *QUIET, *TWICE, "-m", "not browser and not slow", *NO_DATABASE],
    "browser": [*PYTEST, *QUIET, *TWICE, "-m", "browser and not slow"],
}


@dataclass(frozen=True, slots=True)
class Result:
    part: str
    status: int
    seconds: float
    tests: int
    failed: int
    skipped: int

    @property
    def good(self) -> bool:
        return self.status == 0 and self.tests > self.skipped

    def line(self) -> str:
        word = "passed" if self.good else "FAILED"
        counts = f"{self.tests} tests, {self.failed} failed, {self.skipped} skipped"
        return f"  {self.part:<11} {word}   {counts:<40} {self.seconds:6.0f} s"


def counts(report: Path) -> tuple[int, int, int]:
    """Tests, failures with errors, and skips of a JUnit report; zeros when the run broke before writing one."""
    if not report.exists():
        return 0, 0, 0
    suites = ET.parse(report).getroot().iter("testsuite")
    sums = [0, 0, 0]
    for suite in suites:
        sums[0] += int(suite.get("tests", "0"))
        sums[1] += int(suite.get("failures", "0")) + int(suite.get("errors", "0"))
        sums[2] += int(suite.get("skipped", "0"))
    return sums[0], sums[1], sums[2]


def run(part: str) -> Result:
    report = ARTEFACTS / f"{part}.xml"
    report.unlink(missing_ok=True)
    print(f"\n=== {part} ===", flush=True)
    start = time.monotonic()
    # Bytecode is kept, whatever the machine wants: the tests start the product a hundred times, and each of their files
    # is written anew for its assertions.
    given = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    command = [*AND_DIE, *PARTS[part], f"--junitxml={report}"]
    status = subprocess.run(command, cwd=ROOT, env=given, check=False).returncode
    return Result(part, status, time.monotonic() - start, *counts(report))


def main(names: Sequence[str]) -> int:
    if unknown := [name for name in names if name not in PARTS]:
        sys.stderr.write(f"unknown part {unknown[0]}; there are {', '.join(PARTS)}\n")
        return 2
    ARTEFACTS.mkdir(exist_ok=True)
    results = [run(part) for part in names or PARTS]
    good = all(result.good for result in results)
    print("\n=== summary ===")
    for result in results:
        print(result.line())
    total = sum(result.seconds for result in results)
    print(f"{'all passed' if good else 'FAILED'} in {total:.0f} s; reports and screenshots: {ARTEFACTS.name}/")
    return 0 if good else 1


if __name__ == "__main__":
    die_with_parent()
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
